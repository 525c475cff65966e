//! Notes: Markdown that keeps to its quotation, runs nothing and fetches nothing.

use proptest::prelude::*;

use crate::hostile::found;
use crate::page::{Node, read};
use crate::project::{index_of, page_of};

/// A journey with notes on every level.
fn journey(note: &str) -> String {
    let written: String = note.chars().map(|it| format!("\\u{{{:X}}}", it as u32)).collect();
    "team crew \"Crew\" { note ~ }
     segment buyers \"Buyers\" { note ~ }
     persona mina \"Mina\" { segment buyers; note ~ }
     lane jobs { note ~ }
     journey shoes \"Shoes\" { note ~; goal \"New shoes\"
       stage looking { owner crew; note ~
         touchpoint page { note ~; barrier size { severity high; note ~; solution guide { note ~ }; solution film } }
         backstage pick { note ~ }
         opportunity mail { note ~; solution letter { note ~ } }
         -> end } }"
        .replace('~', &format!("\"{written}\""))
}

/// The nodes of a page outside quotations, and those inside.
fn parted(nodes: Vec<Node>) -> (Vec<Node>, Vec<Node>) {
    let (mut outside, mut inside) = (Vec::new(), Vec::new());
    let mut depth = 0;
    for node in nodes {
        let is_quote = |tag: &str| tag.starts_with("BlockQuote");
        match &node {
            Node::Open(tag) if is_quote(tag) => depth += 1,
            Node::Close(tag) if is_quote(tag) => {
                depth -= 1;
                continue;
            }
            Node::Open(_) | Node::Close(_) | Node::Text(_) | Node::Chart(_) => {}
        }
        if depth == 0 { outside.push(node) } else { inside.push(node) }
    }
    (outside, inside)
}

fn check(page: &str, plain: &str) {
    let ((outside, inside), (plain, _)) = (parted(read(page)), parted(read(plain)));
    assert_eq!(outside, plain, "{page}");
    let mut is_code = 0;
    for node in inside {
        match node {
            Node::Open(tag) => {
                is_code += usize::from(tag.starts_with("code") || tag.starts_with("CodeBlock"));
                let address = tag.strip_prefix("link ");
                let schemes = ["https://", "http://", "mailto:"];
                let is_safe =
                    address.is_none_or(|to| schemes.iter().any(|it| to.to_ascii_lowercase().starts_with(it)));
                let is_harmless = !["<", "Image", "Footnote", "Html", "Metadata", "Definition"]
                    .iter()
                    .any(|it| tag.starts_with(it));
                let is_small = !tag.starts_with("Heading") || tag.contains("level: H6");
                let is_code = !tag.starts_with("CodeBlock") || tag.contains("Fenced(Borrowed(\"\"))");
                let is_quote = !tag.starts_with("BlockQuote") || tag == "BlockQuote(None)";
                assert!(is_safe && is_harmless && is_small && is_code && is_quote, "{tag}\nin\n{page}");
            }
            Node::Close(tag) => {
                is_code -= usize::from(tag.starts_with("code") || tag.starts_with("CodeBlock"))
            }
            Node::Text(pieces) if is_code == 0 => {
                for piece in pieces {
                    assert_eq!(found(&piece), None, "in {piece:?}\nin\n{page}");
                }
            }
            Node::Text(_) => {}
            Node::Chart(chart) => panic!("a note draws a chart: {chart}"),
        }
    }
}

const NASTY: [&str; 67] = [
    "\n",
    "\n",
    "\n\n",
    "    ",
    "  ",
    "\t",
    "# ",
    "## x",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "7) ",
    "- [ ] ",
    "> ",
    ">",
    "> > ",
    "---",
    "***",
    "===",
    "```",
    "```mermaid\n",
    "~~~",
    "````",
    "`",
    "``",
    "|",
    "| a | b |\n",
    "| --- | --- |\n",
    "\\|",
    "\\",
    "**",
    "*",
    "_",
    "~~",
    "[",
    "]",
    "](",
    ")",
    "![",
    "[x](https://e.vil)",
    "[x](javascript:alert(1))",
    "![x](https://e.vil/p.png)",
    "[x](<https://e.vil>)",
    "[x]: https://e.vil\n",
    "[^1]",
    "[^1]: x\n",
    "[!NOTE]\n",
    "<script>",
    "</div>",
    "<!--",
    "<br>",
    "<https://e.vil>",
    "<a@b.c>",
    "https://e.vil/(x)",
    "www.e.vil",
    "@ada",
    "#12",
    ":x:",
    "$x$",
    "&lt;",
    "\u{202E}",
    "\u{1B}",
    "text",
    " ",
    "x",
    "é",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_note_keeps_to_its_quotation(pieces in proptest::collection::vec(proptest::sample::select(&NASTY[..]), 1..14)) {
        let note = format!("x{}", pieces.concat());
        check(&page_of(&journey(&note)), &page_of(&journey("plain")));
        check(&index_of(&journey(&note)), &index_of(&journey("plain")));
    }
}

#[test]
fn what_a_note_means_is_kept() {
    let cases: [(&str, &str); 14] = [
        ("Two shifts,\none on **Saturday**.", "> Two shifts,\n> one on **Saturday**."),
        ("# Title #\ntext", "> ###### Title\n>\n> text"),
        ("- a\n- b\n  - c\n\n  more of b\n1. d", "> - a\n> - b\n>   - c\n>\n>   more of b\n> 1. d"),
        ("- [ ] open\n- [x] done", "> - [ ] open\n> - [x] done"),
        ("> said\n\nand answered", "> > said\n>\n> and answered"),
        ("a\n***\nb", "> a\n>\n> ***\n>\n> b"),
        (
            "| a | b |\n|---|:-:|\n| `c` | d\\|e | f |\nend",
            "> | a | b |\n> | --- | --- |\n> | `c` | d&#124;e |\n>\n> end",
        ),
        (
            "```mermaid\ngraph TD\n  a-->b <c>\n```\nafter",
            "> ```\n> graph TD\n>   a-->b <c>\n> ```\n>\n> after",
        ),
        ("~~~\n``` never closed", "> ````\n> ``` never closed\n> ````"),
        (
            "[our *page*](https://a.example/x_(y) and <https://b.example>, https://c.example/d.",
            "> [our *page*](https://a.example/x_%28y) and [https:<wbr>//b.example](https://b.example), \
             [https:<wbr>//c.example/d](https://c.example/d).",
        ),
        ("![cat](https://a.example/cat.png)", "> \\![cat](https://a.example/cat.png)"),
        (
            "[x](javascript:alert(1)) <b>bold</b> snake_case_name",
            "> \\[x\\](javascript:alert(1)) &lt;b&gt;bold&lt;/b&gt; snake\\_case\\_name",
        ),
        ("`code` and `` a`b `` and a lone ` sign", "> `code` and `` a`b `` and a lone \\` sign"),
        ("2 * 3 * 4, ~~gone~~, 1\\. no list", "> 2 \\* 3 \\* 4, ~~<wbr>gone~~<wbr>, 1. no list"),
    ];
    for (note, wanted) in cases {
        let page = page_of(&format!("journey a {{ note \"\"\"\n{note}\n\"\"\"\n stage b }}"));
        let lines: Vec<&str> = page.lines().filter(|line| line.starts_with('>')).collect();
        assert_eq!(lines.join("\n"), wanted, "{page}");
    }
}
