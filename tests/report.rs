//! What findings look like in each form, and what must hold of it for any text and any place.

use std::sync::Arc;

use journey::diagnostic::{Diagnostic, Severity};
use journey::report::{FORMS, Findings, Look, Sources};
use journey::text::{Source, SourceId, Span};
use proptest::prelude::*;
use unicode_width::UnicodeWidthChar;

/// What the form called `name` prints.
fn printed(name: &str, reports: &[Diagnostic], sources: &dyn Sources, look: Look) -> String {
    let form = FORMS.iter().find(|form| form.name == name);
    let form = form.expect("a form of this name");
    let findings = Findings::new(reports, sources, 1);
    let mut out = Vec::new();
    (form.write)(&findings, &look, &mut out).expect("memory takes everything");
    String::from_utf8(out).expect("forms print UTF-8")
}

fn sources(files: &[(&str, &str)]) -> Vec<Arc<Source>> {
    let files = files.iter().zip(0..);
    files.map(|((path, text), id)| Arc::new(Source::new(SourceId(id), *path, *text))).collect()
}

/// Where `what` stands first in the file with this id.
fn at(sources: &[Arc<Source>], id: u32, what: &str) -> Span {
    let start = sources[id as usize].text().find(what).expect("it is there") as u32;
    Span::new(SourceId(id), start, start + what.len() as u32)
}

/// What is printed for one error at the first `WRONG` in `text`.
fn wrong(text: &str, look: Look) -> String {
    let sources = sources(&[("a.journey", text)]);
    let report = Diagnostic::error(at(&sources, 0, "WRONG"), "this is wrong").code("wrong");
    printed("human", &[report], &sources, look)
}

fn same(printed: &str, expected: &str) {
    let expected = expected.strip_prefix('\n').unwrap_or(expected);
    assert_eq!(printed, expected, "\n--- printed:\n{printed}");
}

fn unknown_owner(sources: &[Arc<Source>]) -> Diagnostic {
    Diagnostic::error(at(sources, 0, "marketng"), "no team or person is called `marketng`")
        .code("unknown-name")
        .label("not declared in any file that is imported")
        .also(at(sources, 1, "marketing"), "`marketing` is declared here")
        .help("did you mean `marketing`?")
        .fix("change it", at(sources, 0, "marketng"), "marketing")
}

const SHOP: &[(&str, &str)] = &[
    (
        "shop/buying.journey",
        "journey buying \"Buying shoes\" {\n  owner marketng, shop\n\n  stage aware\n}\n",
    ),
    ("shared/teams.journey", "// Who owns things.\nteam marketing \"Marketing\"\n"),
];

#[test]
fn a_report_shows_every_place_in_every_file() {
    let sources = sources(SHOP);
    let reports = [unknown_owner(&sources)];
    same(
        &printed("human", &reports, &sources, Look::PLAIN),
        "
error[unknown-name]: no team or person is called `marketng`
   ╭─[shop/buying.journey:2:9]
 1 │ journey buying \"Buying shoes\" {
 2 │   owner marketng, shop
   ·         ━━━━┯━━━
   ·             ╰── not declared in any file that is imported
   ╰────
   ╭─[shared/teams.journey:2:6]
 1 │ // Who owns things.
 2 │ team marketing \"Marketing\"
   ·      ━━━━┯━━━━
   ·          ╰── `marketing` is declared here
   ╰────
  help: did you mean `marketing`?

1 error in 1 file
",
    );
}

#[test]
fn narrow_terminals_get_what_does_not_fit_below_the_lines() {
    let sources = sources(SHOP);
    let reports = [unknown_owner(&sources)];
    let look = Look { width: 36, unicode: false, ..Look::PLAIN };
    same(
        &printed("human", &reports, &sources, look),
        "
error[unknown-name]: no team or
  person is called `marketng`
   ,-[shop/buying.journey:2:9]
 1 | journey buying \"Buying shoe...
 2 |   owner marketng, shop
   :         ~~~~~~~~
   `----
  = not declared in any file that is
    imported
   ,-[shared/teams.journey:2:6]
 1 | // Who owns things.
 2 | team marketing \"Marketing\"
   :      ~~~~~~~~~
   `----
  = `marketing` is declared here
  help: did you mean `marketing`?

1 error in 1 file
",
    );
}

#[test]
fn lines_from_right_to_left_are_quoted() {
    let sources = sources(&[(
        "خرید.journey",
        "journey خرید \"می\u{200C}خواهم کفش بخرم\" {\n  owner بازاریابی\n  stage جستجو\n}\n",
    )]);
    let reports = [
        Diagnostic::error(at(&sources, 0, "بازاریابی"), "`بازاریابی` is not declared").code("unknown-name"),
        Diagnostic::error(at(&sources, 0, "stage جستجو").after(), "a `{` is missing")
            .code("missing-brace")
            .label("it is missing"),
    ];
    same(
        &printed("human", &reports, &sources, Look::PLAIN),
        "
error[unknown-name]: `بازاریابی` is not declared
   ╭─[خرید.journey:2:9]
 1 │ journey خرید \"می\u{200C}خواهم کفش بخرم\" {
 2 │   owner بازاریابی
 3 │   stage جستجو
   ╰────
  = here: \"بازاریابی\"

error[missing-brace]: a `{` is missing
   ╭─[خرید.journey:3:14]
 2 │   owner بازاریابی
 3 │   stage جستجو
 4 │ }
   ╰────
  = it is missing: after \"stage جستجو\"

2 errors in 1 file
",
    );
}

#[test]
fn places_of_several_lines_get_a_bracket_and_long_ones_their_first_line() {
    let block = "team shop {\n  lead \"Ada\"\n}";
    let long = "stage one {\n\n\n\n\n\n\n\n}";
    let sources = sources(&[("a.journey", &format!("{block}\n\n\n\n\n{long}\n"))]);
    let reports = [
        Diagnostic::new(Severity::Note, at(&sources, 0, block), "a lonely team")
            .label("it is never named")
            .also(at(&sources, 0, "\"Ada\""), "nor is she"),
        Diagnostic::new(Severity::Warning, at(&sources, 0, long), "an empty stage")
            .code("empty-stage")
            .label("it holds nothing")
            .also(at(&sources, 0, "team"), "as this does"),
    ];
    same(
        &printed("human", &reports, &sources, Look::PLAIN),
        "
note: a lonely team
   ╭─[a.journey:1:1]
 1 │ ╭─▶ team shop {
 2 │ │     lead \"Ada\"
   · │          ━━┯━━
   · │            ╰── nor is she
 3 │ ├─▶ }
   · ╰──── it is never named
   ╰────

warning[empty-stage]: an empty stage
   ╭─[a.journey:8:1]
 8 │ stage one {
   · ━━━━━┯━━━━━
   ·      ╰── it holds nothing (up to line 16)
   ╰────
   ╭─[a.journey:1:1]
 1 │ team shop {
   · ━━┯━
   ·   ╰── as this does
 2 │   lead \"Ada\"
   ╰────

1 warning, 1 note in 1 file
",
    );
}

#[test]
fn nothing_found_is_said() {
    same(&printed("human", &[], &sources(&[]), Look::PLAIN), "no problems in 1 file\n");
}

#[test]
fn errors_are_shown_before_all_else_where_there_is_too_much() {
    let sources = sources(SHOP);
    let span = at(&sources, 0, "shop");
    let mut reports = vec![Diagnostic::new(Severity::Warning, span, "unwise"); 1_500];
    reports.push(Diagnostic::error(span, "wrong"));
    let text = printed("human", &reports, &sources, Look::PLAIN);
    assert_eq!(text.matches("╭─[").count(), 1_000);
    assert!(text.ends_with("501 more reports are not shown\n\n1 error, 1500 warnings in 1 file\n"));
    assert!(text.contains("error: wrong\n"));
}

#[test]
fn a_failure_of_ours_costs_one_excerpt_at_most() {
    struct Broken;
    impl Sources for Broken {
        fn source(&self, _: SourceId) -> &Source {
            panic!("a failure, on purpose")
        }
    }
    let report = Diagnostic::error(Span::new(SourceId(0), 0, 0), "wrong").code("wrong");
    same(&printed("human", &[report], &Broken, Look::PLAIN), "error[wrong]: wrong\n\n1 error in 1 file\n");
}

#[test]
fn programs_get_every_place_and_every_edit() {
    let sources = sources(SHOP);
    same(
        &printed("json", &[unknown_owner(&sources)], &sources, Look::PLAIN),
        concat!(
            r#"{"version":1,"reports":[{"code":"unknown-name","severity":"error","#,
            r#""message":"no team or person is called `marketng`","#,
            r#""path":"shop/buying.journey","start":{"line":2,"column":9,"utf16Column":9,"byteColumn":9,"offset":40},"end":{"line":2,"column":17,"utf16Column":17,"byteColumn":17,"offset":48},"#,
            r#""help":"did you mean `marketing`?","#,
            r#""also":[{"path":"shared/teams.journey","start":{"line":2,"column":6,"utf16Column":6,"byteColumn":6,"offset":25},"end":{"line":2,"column":15,"utf16Column":15,"byteColumn":15,"offset":34},"#,
            r#""message":"`marketing` is declared here"}],"#,
            r#""fixes":[{"title":"change it","edits":[{"path":"shop/buying.journey","#,
            r#""start":{"line":2,"column":9,"utf16Column":9,"byteColumn":9,"offset":40},"end":{"line":2,"column":17,"utf16Column":17,"byteColumn":17,"offset":48},"text":"marketing"}]}]}],"#,
            r#""summary":{"files":1,"errors":1,"warnings":0,"notes":0,"omitted":0}}"#,
            "\n",
        ),
    );
}

#[test]
fn programs_get_no_raw_control_character() {
    let sources = sources(&[("\u{1B}.journey", "購入 WRONG\n")]);
    let report = Diagnostic::new(Severity::Note, at(&sources, 0, "WRONG"), "\u{1B}[2J\u{7F}\u{9B}\u{202E}");
    let text = printed("json", &[report], &sources, Look::PLAIN);
    assert!(text.contains(r#""message":"\u001b[2J\u007f\u009b\u202e","path":"\u001b.journey""#));
    assert!(text.contains(r#""start":{"line":1,"column":4,"utf16Column":4,"byteColumn":8,"offset":7}"#));
    assert!(text.contains(r#""help":null,"also":[],"fixes":[]"#));
    assert_eq!(text.chars().filter(|c| c.is_control()).count(), 1);
}

#[test]
fn marks_stand_under_their_places() {
    for before in [
        "owner ",
        "\t",
        "a\t\tb\t",
        "владелец \"Покупка\" ",
        "właściciel żółć ",
        "stage \"発見の段階\" ",
        "한국어、ｶﾞ ",
        "e\u{301}\u{328}o\u{308} ",
        "👍🎉 ",
        "👩\u{200D}💻👨\u{200D}👩\u{200D}👧\u{200D}👦 ",
        "🇵🇱 ",
        "\u{1B}[2J\u{202E} ",
    ] {
        for unicode in [true, false] {
            let text = wrong(&format!("{before}WRONG\n"), Look { unicode, ..Look::PLAIN });
            let lines: Vec<&str> = text.lines().collect();
            let line = lines.iter().position(|line| line.contains("WRONG"));
            let line = line.expect("the line is shown");
            let start = lines[line].find("WRONG").expect("as found before");
            let mark = lines[line + 1].chars().position(|c| c == '━' || c == '~');
            assert_eq!(mark, Some(columns(&lines[line][..start])), "{text}");
        }
    }
}

/// As terminals count: what a joiner joins takes no column.
fn columns(text: &str) -> usize {
    let mut last = ' ';
    let mut columns = 0;
    for character in text.chars() {
        if last != '\u{200D}' {
            columns += character.width().unwrap_or(0);
        }
        last = character;
    }
    columns
}

#[test]
fn long_lines_are_cut_and_their_place_stays() {
    for length in [65_535, 65_536, 1_000_000, 4_000_000] {
        for filling in ["a", "b ", "購", "\u{301}", "\u{1B}", "👩\u{200D}", "س "] {
            let filling = filling.repeat(length / filling.len());
            let text = format!("{filling} WRONG {filling}\n");
            for width in [30, 80, 1_000] {
                let printed = wrong(&text, Look { width, ..Look::PLAIN });
                assert!(printed.len() < 8_192, "{} bytes", printed.len());
                assert!(printed.contains("WRONG"), "{printed}");
            }
        }
    }
}

#[test]
fn messages_of_any_length_are_cut() {
    let sources = sources(&[("a.journey", "x")]);
    let long = "x".repeat(4_000_000);
    let report = Diagnostic::error(Span::new(SourceId(0), 0, 1), &*long).label(&*long).help(long);
    assert!(printed("human", &[report], &sources, Look::PLAIN).len() < 8_192);
}

/// Texts of what is troublesome: controls, joiners, marks, wide and right-to-left letters, all ends of lines.
fn hostile_text() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        4 => proptest::char::range('a', 'f'),
        2 => Just('\n'),
        1 => proptest::sample::select(vec![
            '\r', '\t', ' ', '\0', '\u{1B}', '\u{7F}', '\u{85}', '\u{9B}', '\u{AD}', '\u{301}', '\u{61C}', '\u{200B}',
            '\u{200C}', '\u{200D}', '\u{200F}', '\u{2028}', '\u{202E}', '\u{2066}', '\u{FDD0}', '\u{FDD1}', '\u{FE0F}',
            '\u{FEFF}', '\u{E0041}', 'ż', 'ж', 'س', '購', '👩', '🇵', '\u{1F3FD}', 'ﷺ', '\u{1100}', '\u{10FFFF}',
        ]),
        1 => any::<char>(),
    ];
    let text = proptest::collection::vec(character, 0..80);
    let text = text.prop_map(|characters| characters.into_iter().collect::<String>());
    prop_oneof![
        8 => text.clone(),
        1 => (text, 1..200_usize).prop_map(|(text, times)| text.repeat(times)),
    ]
}

/// Places within a text of a few dozen bytes or, as likely, not.
fn any_span() -> impl Strategy<Value = Span> {
    let offset = prop_oneof![9 => 0..300_u32, 1 => any::<u32>()];
    let sources = 0..2_u32;
    (sources, offset.clone(), offset).prop_map(|(source, start, end)| Span::new(SourceId(source), start, end))
}

/// Whether a terminal would act on `character`, or not show it where it stands.
fn is_raw(character: char) -> bool {
    matches!(character,
        '\0'..='\x09' | '\x0B'..='\x1F' | '\x7F'..='\u{9F}' | '\u{AD}' | '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}'
        | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FDD0}'..='\u{FDEF}' | '\u{FEFF}'
        | '\u{E0000}'..='\u{E007F}')
}

/// `text` without the sequences for colours.
fn colorless(text: &str) -> String {
    let mut parts = text.split("\u{1B}[");
    let mut colorless = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| !c.is_ascii_digit() && c != ';');
        let end = end.expect("a sequence ends");
        assert_eq!(&part[end..=end], "m", "only colours are set");
        colorless.push_str(&part[end + 1..]);
    }
    colorless
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_and_any_places_print_safely(
        (first, second) in (hostile_text(), hostile_text()),
        path in hostile_text(),
        (said, also_said) in (hostile_text(), hostile_text()),
        spans in proptest::collection::vec(any_span(), 1..6),
        (width, unicode, color) in (0..140_usize, any::<bool>(), any::<bool>()),
    ) {
        let sources = sources(&[(&path, &first), ("b.journey", &second)]);
        let mut report = Diagnostic::error(spans[0], &*said).code("code").label(&*also_said).help(&*said);
        for span in &spans[1..] {
            report = report.also(*span, &*also_said);
        }
        let reports = [report];

        let text = printed("human", &reports, &sources, Look { color, width, unicode });
        let plain = if color { colorless(&text) } else { text };
        prop_assert!(!plain.contains(is_raw), "{plain:?}");
        // Without an excerpt there would have been a panic.
        prop_assert!(plain.contains(if unicode { "╭─[" } else { ",-[" }), "{plain}");
        if width >= 40 {
            let wide = plain.lines().find(|line| columns(line) > width && !line.contains("-[") && !line.contains("─["));
            prop_assert_eq!(wide, None, "{}", plain);
        }
        let plain_frame = plain.chars().all(|c| c.is_ascii() || first.contains(c) || second.contains(c) || path.contains(c)
            || said.contains(c) || also_said.contains(c));
        prop_assert!(unicode || plain_frame, "{plain}");

        let json = printed("json", &reports, &sources, Look::PLAIN);
        let json: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
        prop_assert_eq!(&json["reports"][0]["message"], &said);
        prop_assert!(json["reports"][0]["start"]["column"].as_u64() >= Some(1));
    }
}
