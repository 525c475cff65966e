//! Mermaid charts: every line is one of a few forms, and every label decodes to the text that it was made of.

use crate::page::{charts, read};
use crate::project::{example, page_of, pages_of, snapshot};

/// The labels of a chart, decoded as Mermaid does it, with `<br/>` as an end of line. Fails at a line or a letter that has
/// no place in a chart of ours.
pub(crate) fn labels(chart: &str) -> Vec<String> {
    let mut labels = Vec::new();
    for line in chart.lines() {
        let parts: Vec<&str> = line.split('"').collect();
        assert!(parts.len() % 2 == 1, "a label is not closed: {line}");
        assert!(parts.iter().step_by(2).all(|ours| is_plain(ours)), "{line}");
        labels.extend(parts.iter().skip(1).step_by(2).map(|label| decoded(label)));
    }
    labels
}

/// Whether a part of a line that is no label is of our own words alone.
fn is_plain(part: &str) -> bool {
    let ours = |letter: char| letter.is_ascii_alphanumeric() || " ()[]|-.>:,#".contains(letter);
    part.chars().all(ours)
}

fn decoded(label: &str) -> String {
    let mut text = String::new();
    let mut rest = label;
    while let Some(letter) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("<br/>") {
            text.push('\n');
            rest = after;
        } else if let Some(code) = rest.strip_prefix('#') {
            let (code, after) =
                code.split_once(';').unwrap_or_else(|| panic!("a code is not closed: {label}"));
            text.push(char::from_u32(code.parse().unwrap()).unwrap());
            rest = after;
        } else {
            let is_safe = letter == ' ' || letter.is_ascii_alphanumeric() || !letter.is_ascii();
            assert!(is_safe && letter != 'ﬂ', "{letter:?} in {label}");
            text.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
    }
    text
}

#[test]
fn every_stage_of_every_example_stands_in_its_chart() {
    for name in ["shoes", "russian", "polish", "romanian", "persian", "forty", "flawed"] {
        for (page, board) in pages_of(&snapshot(&example(name))).into_values() {
            let Some(board) = board else { continue };
            let nodes = read(&page);
            let labels = labels(charts(&nodes)[0]);
            for (number, stage) in board.stages.iter().enumerate() {
                let wanted = format!("{}. {}", number + 1, stage.title);
                let is_it =
                    |label: &&String| label.lines().next().is_some_and(|line| line.ends_with(&wanted));
                assert_eq!(labels.iter().filter(is_it).count(), 1, "{wanted}");
            }
        }
    }
}

#[test]
fn a_chart_shows_where_customers_come_in_go_back_and_leave() {
    let page = page_of(
        "team crew \"The crew\"
         journey shoes { start b 20%, a
           stage a \"Looking\" { owner crew; emotion -2; barrier x { severity high }; -> b 40% when \"It rains\"; -> exit }
           stage b \"Buying\" { owner crew; -> a 10%; -> end } }",
    );
    let nodes = read(&page);
    let chart: Vec<&str> = charts(&nodes)[0].lines().filter(|line| !line.contains("classDef")).collect();
    assert_eq!(
        chart,
        [
            "flowchart LR",
            "  start((\"Start\"))",
            "  class start goal",
            "  s0[\"😣 1#46; Looking<br/>The crew<br/>🔴 1\"]",
            "  class s0 low2",
            "  class s0 open",
            "  s1[\"2#46; Buying<br/>The crew\"]",
            "  class s1 plain",
            "  start -->|\"20\u{A0}#37;\"| s1",
            "  start --> s0",
            "  s0 -->|\"40\u{A0}#37;<br/>It rains\"| s1",
            "  s0 -->|\"60\u{A0}#37;\"| x1([\"exit\"])",
            "  class x1 out",
            "  s1 -.->|\"10\u{A0}#37;\"| s0",
            "  s1 -->|\"90\u{A0}#37;\"| done",
            "  done(((\"End\")))",
            "  class done goal",
        ]
    );
}

#[test]
fn a_journey_that_runs_right_to_left_is_drawn_so() {
    let page = page_of("journey shop { lang \"fa\"; stage a \"آشنایی\" { -> end } }");
    let nodes = read(&page);
    assert!(charts(&nodes)[0].starts_with("flowchart RL\n"), "{page}");
    let lines: Vec<&str> =
        page.lines().filter(|line| line.contains("div") || line.starts_with("```")).collect();
    assert_eq!(lines, ["<div dir=\"rtl\">", "</div>", "```mermaid", "```", "<div dir=\"rtl\">", "</div>"]);
}

#[test]
fn a_chart_that_nobody_could_draw_is_left_out() {
    let stages = (0..1000).map(|number| {
        format!(
            "stage s{number} {{ -> exit 10%; -> {} }}\n",
            match number {
                999 => "end".to_owned(),
                _ => format!("s{}", number + 1),
            }
        )
    });
    let page = page_of(&format!("journey long {{ {} }}", stages.collect::<String>()));
    assert_eq!(charts(&read(&page)).len(), 0);
    assert!(page.contains("too large to be drawn here"));
    assert!(page.contains("### <a id=\"stage-1000\"></a>1000. S999\n"));
}
