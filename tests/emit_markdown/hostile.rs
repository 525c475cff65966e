//! Texts that try to be more than texts. A page with them has the structure of the same page with plain words, and says
//! exactly them where the plain words stood.

use std::sync::LazyLock;

use proptest::prelude::*;

use crate::charts::labels;
use crate::page::{Node, charts, read, shown};
use crate::project::{index_of, page_of};
use crate::support::tries;

/// A journey with every statement that holds a text, each a `@`.
const EVERYTHING: &str = r#"
team crew "@" { lead "@"; contact "@" }
person ada "@" { team crew; role "@"; contact "@" }
channel web "@" { kind digital }
channel shop "@" { kind physical }
segment buyers "@" {
  size 35%; behavior "@"; criteria "@", "@"; need "@"; goal "@"; motivation "@"; decision comparing
  evidence survey "@" <https://example.com/a> on 2026-09-30
}
segment firms "@"
persona mina "@" {
  segment buyers; role "@"; goal "@"; motivation "@"; need "@"; says "@"; says "@"; thinks "@"; does "@"; feels "@"
  pain "@"; gain "@"; quote "@"; evidence "@"
}
metric rate "@" { unit percent; better higher; source "@" }
lane jobs "@"
lane tone "@"
journey other "@" { owner ada; stage only_one "@" { owner ada; -> end } }
journey shoes "@" {
  for buyers, firms, mina
  goal "@"; goal "@"
  owner crew, ada
  start looking 80%, buying 20%
  volume 12_000 per month
  value 85 EUR
  reviewed 2026-10-01 every 30d
  measure rate 18% target 25% on 2026-09-30
  tag one, two
  opportunity mail "@" { impact high; evidence "@"; solution letter "@" { due 2026-01-01; cost 5 EUR; lift 2% } }
  stage looking "@" {
    owner crew
    phase awareness
    goal "@"; motivation "@"; action "@"; action unassisted "@"; thought "@"; question "@"; question "@"; need "@"
    emotion -1 "@"
    duration 1d..5d
    lane jobs "@"
    measure rate 18%
    evidence "@" on 2026-09-30
    backstage pick "@" { owner ada; system "@"; system "@"; duration 4h }
    touchpoint page "@" {
      channel web, shop
      device phone
      owner ada
      action "@"; thought "@"; question "@"; need "@"; success "@"; success "@"; event "@"; event "@"
      criticality critical
      emotion -2 "@"
      drop 20%
      lane tone "@"
      measure rate 12% target 10%
      evidence review "@" <https://example.com/b>
      barrier sizes "@" {
        severity high; drop 12%
        evidence complaint "@" <https://example.com/c> on 2026-09-30
        solution guide "@" { owner ada; status testing; due 2026-11-21; cost 4_000 EUR; lift 6%; evidence "@" }
        solution film "@" { status failed }
      }
      barrier price "@" { severity low; accepted "@" }
      opportunity radar "@" { impact medium; solution bell "@" }
      only firms { need "@"; emotion +1 "@" }
    }
    barrier slow "@" { severity critical; owner ada }
    only firms { question "@"; action unassisted "@"; duration 2w; -> buying 50% when "@"; -> exit }
    -> buying 40% when "@"
    -> exit
  }
  stage buying "@" {
    owner ada
    barrier same "@" { solved by guide }
    -> looking 10% when "@"
    -> journey other 5% when "@"
    -> end
  }
  only firms { stage signing "@" { touchpoint pen "@" -> end } }
}
"#;

/// What Markdown, GitHub, GitLab, HTML, Mermaid, Jekyll or a terminal would act on.
const NASTY: [&str; 96] = [
    "|",
    "||",
    "\\|",
    "\\",
    "\\\\",
    "`",
    "``",
    "```",
    "~~~",
    "~~",
    "~",
    "*",
    "**",
    "***",
    "_",
    "__",
    "#",
    "# ",
    "## x",
    "- ",
    "+ ",
    "* ",
    "1. ",
    "12) ",
    "---",
    "***",
    "===",
    "> ",
    "\n",
    "\r\n",
    "\n\n",
    "\t",
    "  \n",
    "\\\n",
    "    x",
    "<b>",
    "</td>",
    "<script>alert(1)</script>",
    "<!-- ",
    "-->",
    "<https://x.y>",
    "<a@b.c>",
    "<br>",
    "<wbr>",
    "</div>",
    "&",
    "&amp;",
    "&#60;",
    "&lt;",
    "&copy",
    "[",
    "]",
    "[x](y)",
    "![x](https://e.vil/p.png)",
    "[x]: https://e.vil",
    "[^1]",
    "[ ] ",
    "[!NOTE]",
    "[[_TOC_]]",
    "[TOC]",
    "https://e.vil",
    "http://e.vil/a_b_",
    "www.e.vil",
    "WWW.e.vil",
    "ftp://e.vil",
    "mailto:a@b.c",
    "a@b.c",
    "@ada",
    "@org/team",
    "#12",
    "org/repo#12",
    "GH-12",
    "!34",
    "&7",
    "~bug",
    "%\"next one\"",
    "$9",
    "$x$",
    "$$",
    "$`x`$",
    ":x:",
    ":+1:",
    "::include{file=x}",
    "{{ site }}",
    "{% x %}",
    "{: .x}",
    "{+ x +}",
    "9ba12248",
    "0123456789abcdef0123456789abcdef01234567",
    "%%{init: {}}%%",
    "\"]:::x",
    "end",
    "click s0 \"x\"",
    "ﬂ°°60¶ß",
    "\u{202E}txt",
    "\u{1B}[31m",
];

/// A text of nasty pieces and plain words in any order.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => proptest::sample::select(&NASTY[..]).prop_map(str::to_owned),
        1 => proptest::sample::select(&[" ", "a", "x1", "Größe", "آشنایی", "می\u{200C}خواهم", "購入", "🙂", "é", "\u{A0}"][..])
            .prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 1..7).prop_map(|pieces| pieces.concat())
}

/// Those that the language takes: something has to be seen.
fn texts() -> impl Strategy<Value = Vec<String>> {
    let text = hostile().prop_filter("a text says something", |text| !text.trim().is_empty());
    proptest::collection::vec(text, places())
}

fn places() -> usize {
    EVERYTHING.matches("\"@\"").count()
}

fn plain(number: usize) -> String {
    format!("zzz{number:03}zzz")
}

/// `EVERYTHING` with a text at each place.
fn filled(texts: impl Fn(usize) -> String) -> String {
    let mut parts = EVERYTHING.split("\"@\"");
    let mut filled = parts.next().unwrap().to_owned();
    for (number, part) in parts.enumerate() {
        let written: String = texts(number).chars().map(|it| format!("\\u{{{:X}}}", it as u32)).collect();
        filled.push_str(&format!("\"{written}\"{part}"));
    }
    filled
}

/// The page of the journey with everything, and the index, with plain words.
static PLAIN: LazyLock<[Vec<Node>; 2]> = LazyLock::new(|| {
    let file = filled(plain);
    [joined(read(&page_of(&file))), joined(read(&index_of(&file)))]
});

/// The nodes without charts, which are read elsewhere, and with their texts in one piece.
fn joined(nodes: Vec<Node>) -> Vec<Node> {
    let nodes = nodes.into_iter().filter(|node| !matches!(node, Node::Chart(_)));
    nodes.map(|node| node.text().map(|text| Node::Text(vec![text])).unwrap_or(node)).collect()
}

/// A node of a page for plain words, with `texts` in their stead.
fn expected(node: &Node, texts: &[String]) -> Node {
    let Some(text) = node.text() else { return node.clone() };
    let mut parts = text.split("zzz");
    let mut said = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.parse::<usize>() {
            Ok(number) => said.push_str(&shown(&texts[number])),
            Err(_) => said.push_str(part),
        }
    }
    Node::Text(vec![said])
}

/// What GitHub and GitLab would find in a piece of rendered text, and make a link, an image or a formula of.
pub(crate) fn found(piece: &str) -> Option<String> {
    let letters: Vec<char> = piece.chars().collect();
    let at = |index: usize| letters.get(index).copied().unwrap_or(' ');
    for index in 0..letters.len() {
        let (here, next) = (at(index), at(index + 1));
        let reference =
            matches!(here, '@' | '#' | '!' | '%' | '~' | '&') && (next.is_alphanumeric() || next == '"');
        let address = here == ':' && next == '/';
        let template = here == '{' && next.is_ascii_punctuation();
        let formula = here == '$' && letters[index + 1..].contains(&'$');
        let issue = here == '-' && next.is_ascii_digit() && index > 0 && at(index - 1).is_ascii_alphabetic();
        if reference || issue || address || template || formula {
            return Some(letters[index..].iter().collect());
        }
        let name = letters[index + 1..]
            .iter()
            .take_while(|it| it.is_ascii_alphanumeric() || "_+-".contains(**it))
            .count();
        if here == ':' && name > 0 && at(index + 1 + name) == ':' {
            return Some(letters[index..].iter().collect());
        }
    }
    let lower = piece.to_lowercase();
    let starts_word = |index: usize| !lower[..index].ends_with(char::is_alphanumeric);
    let site = lower.match_indices("www.").find(|(index, _)| starts_word(*index));
    let is_commit = |word: &&str| {
        (7..=40).contains(&word.len()) && word.chars().all(|it| "0123456789abcdef".contains(it))
    };
    let commit = piece.split(|it: char| !it.is_alphanumeric()).find(is_commit);
    site.map(|(_, site)| site.to_owned()).or(commit.map(str::to_owned))
}

/// Compares a page for `texts` with that for plain words.
fn check(page: &str, plain: &[Node], texts: &[String]) {
    let nodes = read(page);
    let mut is_code = false;
    for node in &nodes {
        match node {
            Node::Open(tag) if tag == "<code>" => is_code = true,
            Node::Open(tag) if tag == "</code>" => is_code = false,
            Node::Text(pieces) if !is_code => {
                for piece in pieces {
                    assert_eq!(found(piece), None, "in {piece:?}");
                }
            }
            Node::Open(_) | Node::Close(_) | Node::Text(_) | Node::Chart(_) => {}
        }
    }
    let nodes = joined(nodes);
    for (got, plain) in nodes.iter().zip(plain) {
        assert_eq!(*got, expected(plain, texts));
    }
    assert_eq!(nodes.len(), plain.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: tries(400, 14_000) as u32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn texts_stay_texts(texts in texts()) {
        let file = filled(|number| texts[number].clone());
        check(&page_of(&file), &PLAIN[0], &texts);
        check(&index_of(&file), &PLAIN[1], &texts);
    }
}

#[test]
fn every_text_is_shown() {
    let file = filled(plain);
    let pages = [page_of(&file), index_of(&file)].concat();
    let lost: Vec<usize> = (0..places()).filter(|number| !pages.contains(&plain(*number))).collect();
    let written: Vec<&str> = EVERYTHING.split("\"@\"").collect();
    let lost: Vec<&str> = lost.into_iter().map(|number| written[number]).collect();
    assert!(lost.is_empty(), "the texts behind these are not shown: {lost:#?}");
}

#[test]
fn each_nasty_text_alone_stays_a_text_and_a_label() {
    let plain_page = page_of(&filled(plain));
    let plain_nodes = read(&plain_page);
    let plain_labels = labels(charts(&plain_nodes)[0]);
    for nasty in NASTY.iter().filter(|nasty| !nasty.trim().is_empty()) {
        let texts = vec![(*nasty).to_owned(); places()];
        let file = filled(|_| (*nasty).to_owned());
        let page = page_of(&file);
        check(&page, &PLAIN[0], &texts);
        check(&index_of(&file), &PLAIN[1], &texts);
        let nodes = read(&page);
        let labels = labels(charts(&nodes)[0]);
        assert_eq!(labels.len(), plain_labels.len());
        for (got, plain) in labels.iter().zip(&plain_labels) {
            // A label is one line for each of its parts.
            let lines = plain.split('\n').map(|line| {
                let said = expected(&Node::Text(vec![line.to_owned()]), &texts).text().unwrap();
                said.replace('\n', " ")
                    .replace('ﬂ', "fl")
                    .replace("¶ß", "¶ ß")
                    .replace("$$", "$ $")
                    .replace("$$", "$ $")
            });
            assert_eq!(*got, lines.collect::<Vec<_>>().join("\n"));
        }
    }
}
