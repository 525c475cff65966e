//! Every example, as it is read back: whole, clean, and with every text that its files hold.

use std::collections::{BTreeMap, BTreeSet};

use journey::view::board::Board;

use crate::page::{Node, headings, links, read, shown, table_under};
use crate::project::{example, pages_of, snapshot};

const CLEAN: [&str; 6] = ["shoes", "russian", "polish", "romanian", "persian", "forty"];

fn every() -> impl Iterator<Item = (&'static str, BTreeMap<String, (String, Option<Board>)>)> {
    CLEAN.into_iter().chain(["flawed"]).map(|name| (name, pages_of(&snapshot(&example(name)))))
}

#[test]
fn pages_are_clean_and_the_same_each_time() {
    for (name, pages) in every() {
        let again = pages_of(&snapshot(&example(name)));
        for (path, (page, _)) in &pages {
            assert_eq!(*page, again[path].0);
            assert!(page.ends_with('\n') && !page.ends_with("\n\n"), "{path} ends with one newline");
            let mut columns = None;
            for line in page.lines() {
                assert!(!line.ends_with([' ', '\t']), "{path}: {line:?}");
                assert!(!line.contains(|letter: char| letter.is_control()), "{path}: {line:?}");
                let here = line.starts_with('|').then(|| line.matches('|').count());
                assert!(columns.is_none() || here.is_none() || columns == here, "{path}: {line}");
                columns = here;
            }
            assert!(!page.contains("\n\n\n"), "{path} has two empty lines in a row");
        }
    }
}

#[test]
fn links_lead_to_pages_stages_and_addresses_that_are_there() {
    for (name, pages) in every() {
        let sources: String = example(name).into_iter().map(|(_, text)| text).collect();
        for (path, (page, board)) in &pages {
            let stages = board.as_ref().map_or(0, |board| board.stages.len());
            let anchors: BTreeSet<String> = (1..=stages).map(|number| format!("#stage-{number}")).collect();
            for anchor in &anchors {
                assert_eq!(
                    page.matches(&format!("<a id=\"{}\"></a>", &anchor[1..])).count(),
                    1,
                    "{path}: {anchor}"
                );
            }
            let nodes = read(page);
            for link in links(&nodes) {
                let is_page = || {
                    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                    pages.contains_key(&resolved(folder, link))
                };
                let is_address = sources.contains(&format!("<{link}>"));
                assert!(anchors.contains(link) || is_address || is_page(), "{path}: {link}");
            }
        }
    }
}

/// A relative link, from a folder.
fn resolved(folder: &str, link: &str) -> String {
    let mut parts: Vec<String> =
        folder.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    for part in link.split('/') {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(percent_decoded(part)),
        }
    }
    parts.join("/")
}

fn percent_decoded(text: &str) -> String {
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend(part[2..].bytes());
    }
    String::from_utf8(bytes).unwrap()
}

/// The texts in a file's quotes, without those that are shown otherwise: paths, languages, notes.
fn texts(file: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut is_note = false;
    for line in file.lines().map(str::trim) {
        let is_block = line.contains("\"\"\"");
        let is_other =
            ["//", "import", "lang \"", "note", "@allow"].iter().any(|start| line.starts_with(start));
        if is_note || is_block || is_other {
            is_note ^= line.matches("\"\"\"").count() == 1;
            continue;
        }
        let line = line.replace("\\\"", "\u{1}");
        texts.extend(line.split('"').skip(1).step_by(2).map(|text| text.replace('\u{1}', "\"")));
    }
    texts
}

#[test]
fn every_text_is_on_a_page() {
    for name in CLEAN {
        let files = example(name);
        let pages = pages_of(&snapshot(&files));
        let said: Vec<String> =
            pages.values().flat_map(|(page, _)| read(page)).filter_map(|node| node.text()).collect();
        for text in files.iter().flat_map(|(_, file)| texts(file)) {
            let wanted = shown(&text);
            assert!(said.iter().any(|said| said.contains(&wanted)), "{name}: {wanted}");
        }
    }
}

#[test]
fn stages_stand_in_order_in_full_and_at_a_glance() {
    for (name, pages) in every() {
        for (page, board) in pages.values() {
            let Some(board) = board else { continue };
            let nodes = read(page);
            assert_eq!(headings(&nodes, 1), [shown(&board.title)]);
            let numbered =
                board.stages.iter().enumerate().map(|(at, stage)| format!("{}. {}", at + 1, stage.title));
            let numbered: Vec<String> = numbered.collect();
            let sections = headings(&nodes, 3);
            let sections: Vec<&String> = sections.iter().filter(|title| numbered.contains(title)).collect();
            assert_eq!(sections, numbered.iter().collect::<Vec<_>>(), "{name}");
            let glance = table_under(&nodes, "At a glance");
            let first: Vec<&String> = glance.iter().skip(1).map(|row| &row[0]).collect();
            assert_eq!(first, numbered.iter().collect::<Vec<_>>(), "{name}");
            for (row, stage) in glance.iter().skip(1).zip(&board.stages) {
                let owners: Vec<&str> = stage.owners.iter().map(|owner| owner.title.as_str()).collect();
                let owners =
                    if owners.is_empty() { "⚠️\u{A0}nobody".to_owned() } else { owners.join(", ") };
                assert!(row.contains(&owners), "{name}: {row:?}");
            }
        }
    }
}

#[test]
fn charts_are_the_only_code_on_pages() {
    for (_, pages) in every() {
        for (page, board) in pages.values() {
            let nodes = read(page);
            let charts = nodes.iter().filter(|node| matches!(node, Node::Chart(_))).count();
            assert_eq!(charts, usize::from(board.is_some()));
            assert!(
                !nodes.iter().any(|node| matches!(node, Node::Open(tag) if tag.starts_with("CodeBlock")))
            );
        }
    }
}
