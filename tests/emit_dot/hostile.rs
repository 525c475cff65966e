//! Texts that try to be more than texts: `dot` draws them letter by letter, wherever they stand.

use std::fmt::Write;

use journey::emit::Detail;

use crate::drawing::{Drawing, XLINK, bare, can_draw, dot};
use crate::support::tries;
use crate::{DETAILS, graph};

/// Texts, and what is to be seen of them where that is not the same.
const TEXTS: [(&str, Option<&str>); 60] = [
    ("\"", None),
    ("\\", None),
    ("\\\\", None),
    ("ends with a backslash\\", None),
    ("ends with a quote\"", None),
    ("\\\"", None),
    ("\"]; evil [label=\"", None),
    ("\" URL=\"javascript:alert(1)", None),
    ("javascript:alert(1)", None),
    ("\\N", None),
    ("\\G", None),
    ("\\E", None),
    ("\\T", None),
    ("\\H", None),
    ("\\L", None),
    ("C:\\new\\label\\route", None),
    ("\\n", None),
    ("\\l", None),
    ("\\r", None),
    ("\\\n", None),
    ("&", None),
    ("&&", None),
    ("&amp;", None),
    ("&lt;b&gt;", None),
    ("&amp;amp;", None),
    ("&#60;", None),
    ("&#x3C;", None),
    ("&#92;N", None),
    ("&nbsp;", None),
    ("&quot;", None),
    ("&unknown;", None),
    ("AT&T", None),
    ("<b>bold</b>", None),
    ("<<b>bold</b>>", None),
    ("<TABLE><TR><TD>x</TD></TR></TABLE>", None),
    ("<script>alert(1)</script>", None),
    ("]]>", None),
    ("<!-- x -->", None),
    ("--", None),
    ("-> s0", None),
    ("// no comment", None),
    ("/* no comment */", None),
    ("# no line", None),
    ("{a|b|<c>d}", None),
    ("digraph", None),
    ("two\nlines", None),
    ("\ttab\t", None),
    ("carriage\rreturn", Some("carriage␍return")),
    ("nul\0bell\u{7}escape\u{1B}[31m", Some("nul␀bell␇escape␛[31m")),
    ("delete\u{7F}next\u{85}", Some("delete␡next<U+0085>")),
    ("\u{202E}turned", Some("<U+202E>turned")),
    ("\u{2066}left\u{2069}", Some("<U+2066>left<U+2069>")),
    ("\u{200F}mark\u{61C}", Some("<U+200F>mark<U+061C>")),
    ("no\u{FFFE}character\u{FFFF}", Some("no<U+FFFE>character<U+FFFF>")),
    ("\u{2028}line\u{2029}", Some("<U+2028>line<U+2029>")),
    ("می\u{200C}خواهم (C++) 100%", None),
    ("עברית & English \\N", None),
    ("👩\u{200D}💻👍🏽🇵🇱 ❤\u{FE0F}", None),
    ("e\u{301}\u{323}顧客体験の地図をひろげる", None),
    ("%s %n $HOME `id` ${x} \u{1F}", Some("%s %n $HOME `id` ${x} ␟")),
];

#[test]
fn texts_are_drawn_letter_by_letter() {
    if !can_draw() {
        return;
    }
    let texts = TEXTS.map(|(text, seen)| (text.to_owned(), seen.unwrap_or(text).to_owned()));
    let mut checked = 0;
    for language in ["en", "fa"] {
        for detail in DETAILS {
            checked += draw(&texts, language, detail);
        }
    }
    assert!(checked >= 600, "{checked}");
}

/// Texts of several of them, in one order after the other.
#[test]
fn texts_side_by_side_are_drawn_letter_by_letter() {
    if !can_draw() {
        return;
    }
    let (labels, mut drawn) = (tries(200, 2_000), 0);
    let mut at = 1;
    while drawn < labels {
        let texts: Vec<(String, String)> = (0..40)
            .map(|_| {
                let (mut text, mut whole) = (String::new(), String::new());
                for _ in 0..3 {
                    // Visits all, in an order that has no pattern.
                    at = at * 48_271 % 2_147_483_647;
                    let (piece, seen) = TEXTS[at % TEXTS.len()];
                    text.push_str(piece);
                    whole.push_str(seen.unwrap_or(piece));
                }
                (text, whole)
            })
            .collect();
        drawn += draw(&texts, "en", Detail::Touchpoints);
    }
}

/// Lets `dot` draw a journey with these texts, each with what is to be seen of it; how many labels were compared.
fn draw(texts: &[(String, String)], language: &str, detail: Detail) -> usize {
    let mut journey = format!("journey hostile {} {{ lang \"{language}\"\n", literal(&texts[0].0));
    for (number, (text, _)) in texts.iter().enumerate() {
        let text = literal(text);
        let _ = writeln!(
            journey,
            "stage s{number} {text} {{ emotion 0 {text}\n barrier b{number} {text}\n -> exit when {text}\n\
             touchpoint p{number} {text} }}"
        );
    }
    journey.push('}');
    let drawing = Drawing::of(&graph(&journey, detail).text);
    let mut checked = 0;
    for (number, (_, seen)) in texts.iter().enumerate() {
        let seen = bare(seen);
        let shown = |name: String| drawing.thing(&name).text.as_str();
        assert_eq!(shown(format!("cluster_s{number}")), format!("{}{seen}", number + 1));
        assert_eq!(shown(format!("s{number}")), format!("noowner:-|0{seen}"));
        assert_eq!(shown(format!("x{number}_0")), format!("exit{seen}"));
        assert_eq!(shown(format!("b{number}")), format!("⚠1openbarrier·{seen}"));
        // There Graphviz cannot be made to leave all backslashes as they are.
        let tooltip = format!("{seen}open:{seen}").replace('\\', "\u{29F5}");
        assert_eq!(bare(&drawing.thing(&format!("s{number}")).tooltip), tooltip);
        checked += 5;
        if detail == Detail::Touchpoints {
            assert_eq!(shown(format!("p{number}_0")), seen);
            checked += 1;
        }
    }
    assert_eq!(drawing.lines.len(), texts.len() + 1);
    checked
}

#[test]
fn only_links_are_links() {
    if !can_draw() {
        return;
    }
    let links = [
        "https://example.com/?a=1&b=2&lt;c;%22",
        "mailto:ada@example.com?subject=a&body=b",
        "https://example.com/\u{202E}ü",
    ];
    let mut journey = "journey linked \"javascript:alert(1)\" {\n".to_owned();
    for (number, link) in links.iter().enumerate() {
        let _ = writeln!(
            journey,
            "stage s{number} \"https://example.org\" {{ link <{link}>\n touchpoint p{number} {{ link <{link}> }} }}"
        );
    }
    journey.push('}');
    let image = dot("-Tsvg", &graph(&journey, Detail::Touchpoints).text);
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let image = roxmltree::Document::parse_with_options(&image, options).expect("the image is XML");
    let mut addresses: Vec<&str> =
        image.descendants().filter_map(|it| it.attribute((XLINK, "href"))).collect();
    addresses.sort_unstable();
    addresses.dedup();
    assert_eq!(
        addresses,
        [
            "https://example.com/%E2%80%AE%C3%BC",
            "https://example.com/?a=1&b=2&lt;c;%22",
            "mailto:ada@example.com?subject=a&body=b",
        ]
    );
}

#[test]
fn long_texts_are_cut() {
    if !can_draw() {
        return;
    }
    let title = "word ".repeat(3_000);
    let drawing =
        Drawing::of(&graph(&format!("journey long {{ stage s \"{title}\" }}"), Detail::Stages).text);
    let text = &drawing.thing("cluster_s0").text;
    assert!(text.starts_with("1wordword") && text.ends_with('…'), "{text}");
    assert!((3_000..=4_098).contains(&text.chars().count()), "{}", text.chars().count());
}

/// `text` as the language writes it.
fn literal(text: &str) -> String {
    let escaped: String = text.chars().fold(String::new(), |mut escaped, character| {
        let _ = match character {
            '"' | '\\' => write!(escaped, "\\{character}"),
            ' '..='~' => write!(escaped, "{character}"),
            _ => write!(escaped, "\\u{{{:X}}}", u32::from(character)),
        };
        escaped
    });
    format!("\"{escaped}\"")
}
