//! The examples, and what diagrams say of journeys.

use journey::view::board::{Board, Goal};
use journey::workspace::Memory;
use serde_json::{Value, json};

use crate::reading::{mermaid, read, texts};
use crate::support::{files_in, folder};
use crate::{diagrams, diagrams_of};

#[test]
fn mermaid_finds_every_stage_arrow_and_touchpoint_of_the_examples() {
    let Some(mermaid) = mermaid("what Mermaid makes of the examples") else { return };
    let names = ["shoes", "russian", "polish", "romanian", "persian", "forty"];
    let files = names.map(|name| Memory::new(files_in(&folder(&format!("examples/{name}")))));
    let all: Vec<_> = files.iter().flat_map(diagrams).collect();
    let texts: Vec<&str> = all.iter().flat_map(|it| [it.stages.as_str(), &it.touchpoints]).collect();
    for (found, diagrams) in read(&mermaid, &texts).chunks(2).zip(&all) {
        is_flowchart(&found[0], &diagrams.board);
        is_journey(&found[1], &diagrams.board);
    }
}

fn is_flowchart(found: &Value, board: &Board) {
    assert_eq!(found["type"], "flowchart-v2");
    assert_eq!(found["title"], board.title);
    let nodes = texts(&found["nodes"], "text");
    for (number, stage) in board.stages.iter().enumerate() {
        let wanted = format!("{}. {}", number + 1, stage.title);
        let is_it = |text: &&&str| text.lines().next().is_some_and(|line| line.ends_with(&wanted));
        assert_eq!(nodes.iter().filter(is_it).count(), 1, "{wanted} in {nodes:?}");
    }
    // What leaves a long journey stands in the stage that it leaves.
    let is_drawn = |goal: &Goal| board.stages.len() <= 12 || *goal != Goal::Exit;
    let arrows = board.arrows.iter().filter(|way| is_drawn(&way.to)).count() + board.starts.len();
    assert_eq!(found["lines"].as_array().map(Vec::len), Some(arrows));
}

fn is_journey(found: &Value, board: &Board) {
    assert_eq!(found["type"], "journey");
    assert_eq!(found["title"], board.title);
    assert_eq!(found["sections"].as_array().map(Vec::len), Some(board.stages.len()));
    let tasks = found["tasks"].as_array().map(Vec::as_slice).unwrap_or_default();
    let points = board.stages.iter().flat_map(|stage| &stage.touchpoints);
    for point in points {
        let is_it =
            |task: &&Value| task["task"].as_str().is_some_and(|it| it.starts_with(point.title.as_str()));
        assert!(tasks.iter().any(|task| is_it(&task)), "{} in {tasks:?}", point.title);
    }
}

const SHOES: &str = "
team shop \"The shop\"
team crew \"The crew, too\"
segment club \"Club runners\"
journey shoes \"Shoes: #1\" {
  for club
  start look 80%, buy 20%
  stage look \"Looking\" {
    owner shop, crew
    emotion +1
    touchpoint page \"Title page\" { emotion -2; owner crew }
    touchpoint shelf \"Shelf\"
    only club { touchpoint run \"Run\" { emotion +2 } }
    barrier far \"Too far\" { severity high }
    -> buy 40% when \"It rains; 50% off\"
    -> exit
  }
  stage buy \"Buying\" { -> look 10%; -> journey back 5%; -> end }
}
journey back \"Sending back\" { stage x { -> end } }
";

#[test]
fn the_flowchart_says_what_the_board_says() {
    let Some(mermaid) = mermaid("what a flowchart says") else { return };
    let all = diagrams(&Memory::new([("all.journey", SHOES)]));
    let found = read(&mermaid, &[&all[0].stages]).remove(0);
    let node = |id: &str, text: &str, classes: &[&str]| json!({ "id": id, "text": text, "classes": classes, "link": null });
    assert_eq!(
        found["nodes"],
        json!([
            node("start", "Start", &["goal"]),
            node("s0", "🙂 1. Looking\nThe shop\n🔴 1", &["high1", "open"]),
            node("s1", "2. Buying", &["plain"]),
            node("x1", "exit", &["out"]),
            node("j3", "Sending back", &["goal"]),
            node("done", "End", &["goal"]),
        ])
    );
    let line = |start: &str, end: &str, text: &str, stroke: &str| json!({ "start": start, "end": end, "text": text, "stroke": stroke });
    assert_eq!(
        found["lines"],
        json!([
            line("start", "s0", "80\u{A0}%", "normal"),
            line("start", "s1", "20\u{A0}%", "normal"),
            line("s0", "s1", "40\u{A0}%\nIt rains; 50% off", "normal"),
            line("s0", "x1", "60\u{A0}%", "normal"),
            line("s1", "s0", "10\u{A0}%", "dotted"),
            line("s1", "j3", "5\u{A0}%", "normal"),
            line("s1", "done", "85\u{A0}%", "normal"),
        ])
    );
}

#[test]
fn the_journey_diagram_scores_what_is_known_and_says_what_is_not() {
    let all = diagrams(&Memory::new([("all.journey", SHOES)]));
    let lines: Vec<&str> = all[0].touchpoints.lines().collect();
    assert_eq!(
        lines,
        [
            "journey",
            "  title Shoes#58; #35;1",
            "  section 1#46; Looking",
            "    the stage as a whole: 4: The shop, The crew#44; too",
            "    #84;itle page: 1: The crew#44; too",
            "    Shelf #40;feeling not known#41;: 3: The shop, The crew#44; too",
            "    Run #40;only for Club runners#41;: 5: The shop, The crew#44; too",
            "  section 2#46; Buying",
            "    the stage as a whole #40;feeling not known#41;: 3",
        ]
    );
    let Some(mermaid) = mermaid("what a `journey` diagram says") else { return };
    let found = read(&mermaid, &[&all[0].touchpoints]).remove(0);
    assert_eq!(found["sections"], json!(["1. Looking", "2. Buying"]));
    assert_eq!(found["tasks"][1]["task"], "Title page");
    assert_eq!(found["tasks"][1]["people"], json!(["The crew, too"]));
    assert_eq!(found["tasks"][4]["people"], json!([]));
}

#[test]
fn what_mermaid_would_not_draw_says_so_first() {
    let stages = (0..600).map(|number| match number {
        599 => "stage s599 { -> end }\n".to_owned(),
        _ => format!("stage s{number} \"A stage with a title that is not short\" {{ -> s{} }}\n", number + 1),
    });
    let all = diagrams_of(&format!("journey long {{ {} }}", stages.collect::<String>()));
    for text in [&all.stages, &all.touchpoints] {
        assert!(text.starts_with("%% This journey is larger than what Mermaid draws"), "{text:.80}");
    }
    let Some(mermaid) = mermaid("what Mermaid makes of a large journey") else { return };
    read(&mermaid, &[&all.stages, &all.touchpoints]);
}
