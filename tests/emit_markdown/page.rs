//! A page as it is rendered: what of it is structure, and what is text.

use journey::text::unseen::is_hidden;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A piece of a rendered page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Node {
    /// The start of a block or a span; of a link, with where it leads.
    Open(String),
    Close(String),
    /// Text, with `<br>` as an end of line. What GitHub and GitLab look at as one piece ends at a `<wbr>`.
    Text(Vec<String>),
    /// A chart.
    Chart(String),
}

impl Node {
    pub(crate) fn text(&self) -> Option<String> {
        match self {
            Node::Text(pieces) => Some(pieces.concat()),
            Node::Open(_) | Node::Close(_) | Node::Chart(_) => None,
        }
    }
}

/// What HTML a page may hold.
fn is_ours(html: &str) -> bool {
    let anchor = html.strip_prefix("<a id=\"stage-").and_then(|rest| rest.strip_suffix("\">"));
    let fixed = ["<sub>", "</sub>", "<code>", "</code>", "</a>", "<div dir=\"rtl\">", "</div>"];
    fixed.contains(&html) || anchor.is_some_and(|number| number.parse::<usize>().is_ok())
}

/// Reads a page as GitHub does, and fails at HTML that is not ours.
pub(crate) fn read(page: &str) -> Vec<Node> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM;
    let mut nodes = Vec::new();
    let mut chart = None;
    for event in Parser::new_ext(page, options) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if &*info == "mermaid" => {
                chart = Some(String::new());
            }
            Event::End(TagEnd::CodeBlock) if chart.is_some() => {
                nodes.extend(chart.take().map(Node::Chart));
            }
            Event::Text(text) if chart.is_some() => chart.as_mut().unwrap().push_str(&text),
            Event::Start(Tag::Link { dest_url, .. }) => nodes.push(Node::Open(format!("link {dest_url}"))),
            Event::Start(tag) => nodes.push(Node::Open(format!("{tag:?}"))),
            Event::End(tag) => nodes.push(Node::Close(format!("{tag:?}"))),
            Event::Text(text) => push(&mut nodes, &text),
            Event::Code(text) => {
                nodes.push(Node::Open("code".to_owned()));
                push(&mut nodes, &text);
                nodes.push(Node::Close("code".to_owned()));
            }
            Event::SoftBreak => push(&mut nodes, " "),
            Event::Html(html) | Event::InlineHtml(html) => match html.trim() {
                "<br>" => push(&mut nodes, "\n"),
                "<wbr>" => match nodes.last_mut() {
                    Some(Node::Text(pieces)) => pieces.push(String::new()),
                    _ => nodes.push(Node::Text(vec![String::new()])),
                },
                ours if is_ours(ours) => nodes.push(Node::Open(ours.to_owned())),
                other => panic!("HTML that is not ours: {other}\nin\n{page}"),
            },
            Event::TaskListMarker(done) => nodes.push(Node::Open(format!("task {done}"))),
            Event::Rule => nodes.push(Node::Open("rule".to_owned())),
            Event::HardBreak | Event::FootnoteReference(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                panic!("{event:?}\nin\n{page}")
            }
        }
    }
    nodes
}

/// Adds text to the piece before it. Marks of direction are not part of what is said.
fn push(nodes: &mut Vec<Node>, text: &str) {
    let text = text.replace(['\u{200E}', '\u{200F}'], "");
    match nodes.last_mut() {
        Some(Node::Text(pieces)) => pieces.last_mut().unwrap().push_str(&text),
        _ => nodes.push(Node::Text(vec![text])),
    }
}

/// A text as Markdown shows it: with what is hidden made visible, and with single blanks.
pub(crate) fn shown(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let visible = text.char_indices().map(|(at, character)| match character {
        '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        '\n' | '\t' => character,
        '\0'..='\x1F' => char::from_u32(0x2400 + character as u32).unwrap(),
        '\x7F' => '␡',
        _ if is_hidden(&text[..at], character, &text[at + character.len_utf8()..]) => '\u{FFFD}',
        _ => character,
    });
    let visible: String = visible.collect();
    let lines = visible.trim().split('\n');
    let lines = lines.map(|line| {
        let words: Vec<&str> = line.split([' ', '\t']).filter(|word| !word.is_empty()).collect();
        words.join(" ")
    });
    let lines: Vec<String> = lines.collect();
    lines.join("\n").replace(['\u{200E}', '\u{200F}'], "")
}

/// The texts of all headings of a level.
pub(crate) fn headings(nodes: &[Node], level: u8) -> Vec<String> {
    let open = format!("Heading {{ level: H{level}");
    let mut headings = Vec::new();
    let mut nodes = nodes.iter();
    while let Some(node) = nodes.next() {
        if matches!(node, Node::Open(tag) if tag.starts_with(&open)) {
            let inside = nodes
                .by_ref()
                .take_while(|node| !matches!(node, Node::Close(tag) if tag.starts_with("Heading")));
            headings.push(inside.filter_map(Node::text).collect::<String>());
        }
    }
    headings
}

/// The first table below a heading, row by row; the first row is the head.
pub(crate) fn table_under(nodes: &[Node], heading: &str) -> Vec<Vec<String>> {
    let is_heading = |node: &Node| matches!(node, Node::Open(tag) if tag.starts_with("Heading"));
    let is_it = |at: usize| {
        let title = nodes[at + 1..].iter().take_while(|node| !matches!(node, Node::Close(_)));
        is_heading(&nodes[at]) && title.filter_map(Node::text).collect::<String>() == heading
    };
    let at = (0..nodes.len()).find(|at| is_it(*at)).unwrap_or_else(|| panic!("no heading says {heading}"));
    let below = nodes[at + 1..].iter().take_while(|node| !is_heading(node));
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut is_cell = false;
    for node in below {
        match node {
            Node::Open(tag) if tag == "TableHead" || tag == "TableRow" => rows.push(Vec::new()),
            Node::Open(tag) if tag == "TableCell" => {
                is_cell = true;
                rows.last_mut().unwrap().push(String::new());
            }
            Node::Close(tag) if tag == "TableCell" => is_cell = false,
            Node::Close(tag) if tag == "Table" => break,
            Node::Text(pieces) if is_cell => {
                rows.last_mut().unwrap().last_mut().unwrap().push_str(&pieces.concat());
            }
            Node::Open(_) | Node::Close(_) | Node::Text(_) | Node::Chart(_) => {}
        }
    }
    rows
}

/// Where the links of a page lead.
pub(crate) fn links(nodes: &[Node]) -> Vec<&str> {
    let link = |node: &'_ Node| matches!(node, Node::Open(tag) if tag.starts_with("link "));
    let links = nodes.iter().filter(|node| link(node));
    links
        .filter_map(|node| match node {
            Node::Open(tag) => tag.strip_prefix("link "),
            Node::Close(_) | Node::Text(_) | Node::Chart(_) => None,
        })
        .collect()
}

/// The charts of a page.
pub(crate) fn charts(nodes: &[Node]) -> Vec<&str> {
    let charts = nodes.iter().filter_map(|node| match node {
        Node::Chart(chart) => Some(chart.as_str()),
        Node::Open(_) | Node::Close(_) | Node::Text(_) => None,
    });
    charts.collect()
}
