//! What `journey diff --format md` writes fits into a comment, and no text of a journey does anything in it.

use std::fmt::Write;

use journey::workspace::Memory;
use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::support::run;

/// The longest comment that GitHub takes.
const LONGEST: usize = 65_536;

fn comment(old: &str, new: &str) -> String {
    let files = Memory::new([("old/a.journey", old), ("new/a.journey", new)]);
    run(&["journey", "diff", "old", "new", "--format", "md"], &files, &[]).0
}

#[test]
fn a_comment_is_never_longer_than_github_takes() {
    for (journeys, stages) in [(1, 700), (120, 12), (400, 2)] {
        let project = |share: usize| {
            let mut text = String::new();
            for journey in 0..journeys {
                writeln!(text, "journey j{journey} \"Путь {journey}\" {{").unwrap();
                for stage in 0..stages {
                    let next = if stage + 1 < stages { format!("s{}", stage + 1) } else { "end".to_owned() };
                    writeln!(text, "  stage s{stage} \"Этап {stage}\" {{ -> {next} {share}%; -> exit }}")
                        .unwrap();
                }
                writeln!(text, "}}").unwrap();
            }
            text
        };
        let comment = comment(&project(98), &project(99));
        let length = comment.chars().count();
        assert!(length <= LONGEST, "{length} characters");
        let all = journeys * stages;
        assert!(comment.contains(&format!("{all} changes")), "{}", &comment[..300]);
        let last = comment.lines().last().unwrap_or_default();
        assert!(last.contains("more changes are not shown here"), "{last}");
    }
}

#[test]
fn no_text_does_anything_in_a_comment() {
    let project = |text: &str| {
        format!(
            "journey a {text} {{ stage b {text} {{ need {text}; -> end 50% when {text}; touchpoint c {text} }} }}"
        )
    };
    let hostile = r#""<script>x</script> | </details> [a](https://example.com) @everyone ``` \n- x ![i](https://e.com) x}""#;
    let text = comment(&project("\"Plain\""), &project(hostile));
    let parser = Parser::new_ext(&text, Options::ENABLE_TABLES);
    for event in parser {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::List(_)) => {
                panic!("{event:?} in {text}")
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                let html = html.trim();
                assert!(["<code>", "</code>", "<wbr>", "<br>"].contains(&html), "{html} in {text}");
            }
            _ => {}
        }
    }
    assert!(!text.contains(" @everyone"), "{text}");
    // One chart, opened and closed.
    assert_eq!(text.matches("```").count(), 2, "{text}");
}
