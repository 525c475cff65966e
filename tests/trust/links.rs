//! Addresses that would run something or lead elsewhere: none is a link in anything that is written.

use journey::cli::Status;
use journey::workspace::Memory;
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;

use crate::hostile::literal;
use crate::support::run;

/// What does not start with a scheme that is safe to follow, however it is disguised.
fn evasions() -> Vec<String> {
    let mut evasions = Vec::new();
    for scheme in [
        "javascript:",
        "vbscript:",
        "data:text/html,",
        "file:///",
        "blob:",
        "view-source:",
        "ms-msdt:",
        "tel:",
    ] {
        let code = format!("{scheme}alert(1)");
        let upper: String = code
            .char_indices()
            .map(|(at, it)| if at % 2 == 0 { it.to_ascii_uppercase() } else { it })
            .collect();
        evasions.extend([
            code.clone(),
            upper,
            format!(" {code}"),
            format!("\t{code}"),
            format!("\n{code}"),
            format!("\u{1}{code}"),
            format!("\u{200B}{code}"),
            format!("\u{FEFF}{code}"),
            format!("{}\t{}", &code[..2], &code[2..]),
            format!("{}\n{}", &code[..3], &code[3..]),
            format!("{}\0{}", &code[..3], &code[3..]),
            format!("{}\u{AD}{}", &code[..2], &code[2..]),
            code.replace(':', "&colon;"),
            code.replace(':', "&#58;"),
            code.replace(':', "%3A"),
            code.replace(':', "\u{FF1A}"),
            format!("&#{};{}", u32::from(code.as_bytes()[0]), &code[1..]),
            format!("&#x{:X};{}", code.as_bytes()[0], &code[1..]),
            format!("url({code})"),
            format!("{code}//https://example.com"),
        ]);
    }
    evasions.extend(
        [
            "//host",
            "///host",
            "\\\\host",
            "/\\host",
            "\\/host",
            "http:host",
            "https:/host",
            "https:\\\\host",
            "http:///",
            "HTTPS:\\\\host",
            "#x",
            "?x",
            "/etc",
            "../x",
            "host",
            "ftp://host",
            "https://",
        ]
        .map(str::to_owned),
    );
    evasions
}

/// What is written of a project with one file, all in one, and how that ends.
fn build(text: &str, format: &str) -> (String, Status) {
    let files = Memory::new([("a.journey", text)]);
    let (_, status) = run(&["journey", "build", "a.journey", "--to", format], &files, b"");
    let written = files.all().into_iter().filter(|(path, _)| path.contains("/out/"));
    (written.map(|(_, bytes)| String::from_utf8(bytes).unwrap()).collect(), status)
}

/// The addresses in a page that can be followed.
fn live(page: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_GFM
        | Options::ENABLE_FOOTNOTES;
    let mut live = Vec::new();
    for event in Parser::new_ext(page, options) {
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                live.push(dest_url.to_string())
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                assert!(!html.contains("href") && !html.contains("src"), "{html}");
            }
            _ => {}
        }
    }
    live
}

#[test]
fn a_link_that_is_not_safe_is_an_error_and_reaches_no_output() {
    let all = evasions();
    assert!(all.len() >= 100, "{}", all.len());
    for evasion in &all {
        let text = format!("team shop\njourney a {{ stage s {{ owner shop; link <{evasion}>; -> end }} }}");
        for format in ["dot", "md", "json"] {
            let (written, status) = build(&text, format);
            assert_eq!(status, Status::Errors, "{evasion:?}: {written}");
            assert!(
                !written.contains("digraph") && !written.contains("\"stages\""),
                "{evasion:?}: {written}"
            );
        }
    }
}

#[test]
fn texts_that_look_like_links_are_none() {
    for evasion in evasions() {
        let said = literal(&format!("x {evasion}"));
        let links = [
            format!("[x]({evasion})"),
            format!("<{evasion}>"),
            format!("![x]({evasion})"),
            format!("[x]: {evasion}\n\n[x]"),
            format!("<a href=\"{evasion}\">x</a>"),
            format!("[x](<{evasion}>)"),
            format!("[x](https://example.com \"{evasion}\")"),
            evasion.clone(),
        ];
        let note = literal(&format!("x {}", links.join(" \n\n")));
        let text = format!(
            "team shop {said} {{ note {note} }}\nchannel site {said}\njourney a {said} {{ note {note}; goal {said}\n\
             stage s {said} {{ owner shop; emotion 0 {said}; link <https://example.com/ours>; note {note}\n\
             touchpoint t {said} {{ channel site; evidence survey {said} <https://example.com/ours> }}\n\
             barrier b {said} {{ note {note} }}\n -> exit when {said}\n -> end }} }}"
        );
        let (graph, status) = build(&text, "dot");
        assert_eq!(status, Status::Fine, "{evasion:?}: {graph}");
        for attribute in ["URL", "href", "edgeURL", "labelURL", "headURL", "tailURL", "image", "target"] {
            let set: Vec<&str> = graph.split(&format!(" {attribute}=\"")).skip(1).collect();
            let ours = |it: &&str| attribute == "URL" && it.starts_with("https://example.com/ours\"");
            assert!(set.iter().all(ours), "{attribute} for {evasion:?} in {graph}");
        }
        let (page, _) = build(&text, "md");
        for address in live(&page) {
            let is_ours = address.starts_with('#')
                || ["https://example.com/ours", "https://example.com"].contains(&address.as_str());
            assert!(is_ours || is_inside(&address), "{address:?} for {evasion:?}");
        }
        let (document, _) = build(&text, "json");
        let document: Value = serde_json::from_str(&document).expect("it is JSON");
        each_address(&document, &mut |address| {
            assert_eq!(address, "https://example.com/ours", "for {evasion:?}")
        });
    }
}

/// Whether an address is another page of the same build.
fn is_inside(address: &str) -> bool {
    address.ends_with(".md") && !address.starts_with('/') && !address.contains(':') && !address.contains('\\')
}

/// Hands every link of a document to `check`.
fn each_address(value: &Value, check: &mut dyn FnMut(&str)) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                if matches!(name.as_str(), "link" | "links" | "url" | "href") {
                    strings(field, check);
                }
                each_address(field, check);
            }
        }
        Value::Array(values) => values.iter().for_each(|it| each_address(it, check)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn strings(value: &Value, check: &mut dyn FnMut(&str)) {
    match value {
        Value::String(text) if text.contains(':') => check(text),
        Value::Object(fields) => fields.values().for_each(|it| strings(it, check)),
        Value::Array(values) => values.iter().for_each(|it| strings(it, check)),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
