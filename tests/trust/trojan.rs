//! Text that looks as if it said something else: characters that nobody sees, and letters that look like others.

use journey::diagnostic::{Diagnostic, Severity};
use journey::syntax;
use journey::text::{Source, SourceId};
use journey::workspace::Memory;

use crate::prose;
use crate::support::{TODAY, snapshot};
use crate::tries;

/// With tokens of every kind, and nothing in it that is reported as an error.
const SAMPLE: &str = "// The shop, as it is
team shop \"The shop\" { link <https://example.com/shop>; note \"\"\"
  Open on *Saturdays*.
  \"\"\" }
channel site
journey shoes \"Shoes\" { // for everyone
  @allow(missing-success, \"not yet\")
  stage looking \"Looking\" {
    owner shop, shop_2; emotion -1 \"Curious\"; duration 1d..5d
    touchpoint shelf { channel site; evidence review \"r\" on 2026-01-01 }
    -> بخش 40% when \"They like it\"
    -> exit
  }
  stage بخش \"بخش خرید\" { owner shop; touchpoint sale { channel site } -> end }
}
team shop_2
";

/// What turns the direction of all that follows.
const TURNS: [char; 9] = [
    '\u{202A}', '\u{202B}', '\u{202C}', '\u{202D}', '\u{202E}', '\u{2066}', '\u{2067}', '\u{2068}',
    '\u{2069}',
];

/// What else is not seen.
const HIDDEN: [char; 22] = [
    '\u{200E}',
    '\u{200F}',
    '\u{61C}',
    '\u{AD}',
    '\u{34F}',
    '\u{115F}',
    '\u{1160}',
    '\u{180E}',
    '\u{200B}',
    '\u{2060}',
    '\u{2061}',
    '\u{2028}',
    '\u{2029}',
    '\u{3164}',
    '\u{FEFF}',
    '\u{FFA0}',
    '\u{FFF9}',
    '\u{FE0E}',
    '\u{FE0F}',
    '\u{E0101}',
    '\u{E0041}',
    '\u{E007F}',
];

/// Only where nothing stands that they join.
const JOINERS: [char; 2] = ['\u{200C}', '\u{200D}'];

fn reports(text: &str) -> Vec<Diagnostic> {
    snapshot(&Memory::new([("a.journey", text)]), TODAY).diagnostics().to_vec()
}

/// The boundaries of all tokens, and the middle of each.
fn places(text: &str) -> Vec<usize> {
    let tree = syntax::parse(&Source::new(SourceId(0), "a", text)).value;
    let mut places = vec![text.len()];
    for index in 0..tree.tokens().len() {
        let span = tree.span(index as u32);
        let middle = text.floor_char_boundary((span.start + span.end) as usize / 2);
        places.extend([span.start as usize, middle]);
    }
    places.sort_unstable();
    places.dedup();
    places
}

/// How many of `characters` are told of, put at every place of the sample.
fn told(characters: &[char], is_told: impl Fn(&Diagnostic) -> bool) -> usize {
    let mut tried = 0;
    for at in places(SAMPLE) {
        for character in characters {
            let (before, after) = SAMPLE.split_at(at);
            let near = [before.chars().next_back(), after.chars().next()];
            let joins = near.into_iter().flatten().any(|it| ('\u{600}'..'\u{700}').contains(&it));
            // At the start of a file this one is none.
            let is_mark = at == 0 && *character == '\u{FEFF}';
            if is_mark || joins && JOINERS.contains(character) {
                continue;
            }
            let text = format!("{before}{character}{after}");
            let place = at as u32;
            let touches = |it: &Diagnostic| {
                let spans = std::iter::once(&it.at).chain(&it.also).map(|label| label.span);
                spans.into_iter().any(|span| span.start <= place + 4 && place <= span.end)
            };
            let all = reports(&text);
            assert!(
                all.iter().any(|it| is_told(it) && touches(it)),
                "U+{:04X} at {at}, before {:?}, is not told: {all:#?}",
                u32::from(*character),
                after.lines().next()
            );
            tried += 1;
        }
    }
    tried
}

#[test]
fn the_sample_has_no_error() {
    let errors: Vec<Diagnostic> =
        reports(SAMPLE).into_iter().filter(|it| it.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert!(places(SAMPLE).len() > 150);
}

#[test]
fn what_turns_direction_is_an_error_everywhere() {
    let tried = told(&TURNS, |it| it.severity == Severity::Error);
    assert!(tried >= 9 * 150, "{tried}");
}

#[test]
fn what_is_not_seen_is_told_everywhere() {
    let tried = told(&[&HIDDEN[..], &JOINERS[..]].concat(), |it| it.severity != Severity::Note);
    assert!(tried >= 20 * 150, "{tried}");
}

#[test]
fn letters_of_several_scripts_in_one_word_are_told() {
    let mixed = [
        "shоp",
        "pаy",
        "раy",
        "Αlpha",
        "ѕhop",
        "сhеck",
        "οwner",
        "bесome",
        "tеам",
        "abγ",
        "покyпка",
        "магaзин",
        "ΑВ",
        "購入я",
        "中文я",
        "שלוםя",
        "خریدc",
        "aخریدя",
        "pay_рaу",
        "x-nаme",
        "s1оne",
        "хello",
        "ВAT",
        "ΚAI",
    ];
    for name in mixed {
        let all = reports(&format!("team {name}"));
        let is_told = all.iter().any(|it| it.code == "mixed-scripts");
        // Latin letters stand beside Persian ones in many honest names.
        assert_eq!(is_told, name != "خریدc", "{name}: {all:#?}");
    }
    let honest = [
        "shop",
        "größe",
        "Łódź",
        "покупка",
        "pdf_чек",
        "чек-pdf",
        "b2b_клиент",
        "x5Я",
        "購入ボタン",
        "Tシャツ",
        "구매_team",
        "LINE登録",
        "فروشگاه_کفش",
        "خرید۲",
        "می\u{200C}خواهم",
        "PDF\u{200C}ها",
        "קניה",
        "खरीद",
        "ซื้อ",
        "αγορά",
        "é_1",
        "中国ABC",
    ];
    for name in honest {
        let all = reports(&format!("team {name}"));
        let is_quiet = |it: &&Diagnostic| it.code != "unused-declaration";
        assert_eq!(all.iter().filter(is_quiet).map(|it| it.code).collect::<Vec<_>>(), [""; 0], "{name}");
    }
}

/// 10,000 lines in many languages and with emoji, in every kind of place that a text stands at: nothing is told.
#[test]
fn honest_prose_is_not_told() {
    let codes = [
        "hidden-direction",
        "hidden-character",
        "mixed-scripts",
        "confusable-name",
        "stray-character",
        "control-character",
    ];
    let lines = prose::lines(tries(10_000, 200_000));
    assert!(prose::languages() >= 10);
    for lines in lines.chunks(500) {
        let mut text = String::new();
        for (number, line) in lines.iter().enumerate() {
            let quoted = line.replace('"', "”");
            let name = prose::name(line, number);
            text.push_str(&format!("// {line}\nteam {name} \"{quoted}\" {{ note \"\"\"\n  {quoted}\n  \"\"\"; lead \"{quoted}\" }}\n"));
        }
        for report in reports(&text) {
            let at = report.at.span;
            let place = &text[at.start as usize..(at.end as usize).max(at.start as usize)];
            assert!(
                !codes.contains(&report.code) && report.severity != Severity::Error,
                "{place:?}: {report:#?}"
            );
        }
    }
}
