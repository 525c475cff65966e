//! Texts and values come out as they went in.

use serde_json::{Value, json};

use journey::workspace::Memory;

use crate::support::{named, of, text};

#[test]
fn texts_come_out_as_they_went_in() {
    let document = of(r#"
team خرید "خرید و کارگاه‌ها" { lead "نگار \"ن\" کاویانی" }
journey سفر "سفر خرید" {
  lang "fa"
  goal "Ships: \\ \"quoted\" \t tab, Łódź, Ștefan, Чай, 👩‍💻"
  note """
    # Title

    - one
      - two "quoted" \n
    """
  stage جستجو { owner خرید; -> end }
}"#);
    let team = named(&document, "خرید");
    assert_eq!(team["title"], "خرید و کارگاه\u{200C}ها");
    assert_eq!(team["lead"]["value"], "نگار \"ن\" کاویانی");
    let journey = named(&document, "سفر");
    assert_eq!(journey["goals"][0]["text"], "Ships: \\ \"quoted\" \t tab, Łódź, Ștefan, Чай, 👩\u{200D}💻");
    assert_eq!(journey["note"]["value"], "# Title\n\n- one\n  - two \"quoted\" \\n");
    assert_eq!((&journey["language"]["value"], &journey["direction"]), (&json!("fa"), &json!("rtl")));
    assert_eq!(journey["id"], "a.journey#journey/سفر");
}

#[test]
fn names_are_one_however_they_are_spelt() {
    // Once composed, once decomposed.
    let document = of("team caf\u{E9}\njourney j { stage s { owner cafe\u{301}; -> end } }");
    let owner = &named(&document, "s")["owners"]["value"][0];
    assert_eq!(owner["name"], "caf\u{E9}");
    assert_eq!(owner["id"], document["teams"][0]["id"]);
    assert_eq!(document["teams"][0]["column"], json!(6));
}

#[test]
fn nothing_in_a_text_can_act_on_a_terminal() {
    let source = r#"
team shop "a\u{1b}[31mb\u{9b}c\u{7f}d\u{85}e\u{2028}f"
journey j { stage s { owner shop; -> end } }"#;
    let files = Memory::new([("a.journey", source)]);
    let text = text(&files, &["a.journey"]);
    assert!(
        text.chars().all(|character| character == '\n' || !character.is_control() && character != '\u{2028}')
    );
    assert!(text.contains(r"a\u001b[31mb\u009bc\u007fd\u0085e\u2028f"));
    let document: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(document["teams"][0]["title"], "a\u{1b}[31mb\u{9b}c\u{7f}d\u{85}e\u{2028}f");
}

#[test]
fn values_are_in_units_that_programs_can_reckon_with() {
    let document = of(r#"
team shop
segment firms { size 12.5% }
metric rate { unit percent; better higher }
metric wait { unit duration }
metric basket { unit money }
journey j {
  volume 12_000 per month
  value 85.50 EUR
  reviewed 2026-10-01 every 90d
  measure rate 18% target 120% on 2026-09-30
  measure wait 3h..2w
  measure basket 96 EUR
  stage s { owner shop; emotion +2; duration 1y; -> end }
}"#);
    let journey = named(&document, "j");
    assert_eq!(named(&document, "firms")["size"]["value"], json!(0.125));
    assert_eq!(journey["volume"]["value"], json!({"number": 12000, "per": "month"}));
    assert_eq!(journey["worth"]["value"], json!({"amount": 85.5, "currency": "EUR"}));
    let review = &journey["reviewed"]["value"];
    assert_eq!((&review["on"], &review["every"]["longest"]["days"]), (&json!("2026-10-01"), &json!(90)));
    let measures = &journey["measures"];
    assert_eq!(measures[0]["value"], json!({"kind": "share", "value": 0.18}));
    assert_eq!(measures[0]["target"], json!({"kind": "share", "value": 1.2}));
    assert_eq!(measures[0]["metric"]["name"], "rate");
    assert_eq!(
        measures[1]["value"],
        json!({"kind": "duration", "value": {
            "shortest": {"number": 3, "unit": "h", "days": 0.125},
            "longest": {"number": 2, "unit": "w", "days": 14},
        }})
    );
    assert_eq!(measures[2]["value"]["value"], json!({"amount": 96, "currency": "EUR"}));
    let stage = named(&document, "s");
    assert_eq!(stage["emotion"]["value"], json!({"score": 2}));
    assert_eq!(stage["duration"]["value"]["longest"], json!({"number": 1, "unit": "y", "days": 365.2425}));
}
