//! Every example, drawn for everybody and for each audience: all that its board has is there, and nothing else.

use journey::emit::Detail;
use journey::view::Addressed;
use journey::view::board::{Board, Goal, Hurdle, Way};
use journey::workspace::Memory;

use crate::drawing::{Drawing, bare, can_draw};
use crate::{DETAILS, Graph, graphs, support};

#[test]
fn examples_are_drawn_as_they_are() {
    if !can_draw() {
        return;
    }
    let examples = support::entries(&support::folder("examples"));
    let examples: Vec<_> = examples.iter().filter(|example| example.is_dir()).collect();
    assert!(examples.len() >= 7);
    for example in examples {
        let files = Memory::new(support::files_in(example));
        for detail in DETAILS {
            for graph in graphs(&files, detail) {
                compare(&graph, detail);
            }
        }
    }
}

fn compare(Graph { board, text }: &Graph, detail: Detail) {
    let drawing = Drawing::of(text);
    let points = match detail {
        Detail::Stages => 0,
        Detail::Touchpoints => board.stages.iter().map(|stage| stage.touchpoints.len()).sum(),
    };
    assert_eq!(drawing.count("cluster_s") - 1, board.stages.len(), "{text}");
    assert_eq!(drawing.count("p"), points, "{text}");
    assert_eq!(drawing.lines.len(), board.starts.len() + board.arrows.len(), "{text}");
    let marks = board.arrows.iter().filter(|way| matches!(way.to, Goal::Exit | Goal::Journey(_))).count();
    assert!(drawing.count("x") >= marks, "{text}");
    stages(board, &drawing, detail);
    notes(board, &drawing, detail);
    starts(board, &drawing);
    arrows(board, &drawing);
}

fn stages(board: &Board, drawing: &Drawing, detail: Detail) {
    for (number, stage) in board.stages.iter().enumerate() {
        let card = drawing.thing(&format!("cluster_s{number}"));
        assert_eq!(card.text, bare(&format!("{}{}", number + 1, stage.title)));
        assert_eq!(card.tooltip.lines().next().map(bare), Some(bare(&stage.title)));
        let text = &drawing.thing(&format!("s{number}")).text;
        let names: Vec<&str> = stage.owners.iter().map(|owner| owner.title.as_str()).collect();
        let owner =
            if names.is_empty() { "no owner".to_owned() } else { format!("owner: {}", names.join(", ")) };
        assert!(text.contains(&bare(&owner)), "{text} has no {owner}");
        let mood = stage.mood().map(|score| match score {
            ..0 => format!("−{}", -score),
            0 => "0".to_owned(),
            1.. => format!("+{score}"),
        });
        assert!(mood.is_none_or(|mood| text.contains(&mood)), "{text}");
        let facts = [
            stage.phase.map(|phase| phase.word().to_owned()),
            stage.duration.map(|duration| duration.to_string()),
            stage.emotion.as_ref().and_then(|feeling| feeling.text.as_ref().map(ToString::to_string)),
            (!stage.only.is_empty()).then(|| format!("only for {}", stage.only.join(", "))),
        ];
        for fact in facts.iter().flatten() {
            assert!(text.contains(&bare(fact)), "{text} has no {fact}");
        }
        if detail == Detail::Stages {
            continue;
        }
        for (index, point) in stage.touchpoints.iter().enumerate() {
            let drawn = &drawing.thing(&format!("p{number}_{index}")).text;
            assert!(drawn.starts_with(&bare(&point.title)), "{drawn}");
            let channels = point.channels.iter().map(|channel| channel.title.to_string());
            let level = point.criticality.map(|level| level.word().to_owned());
            for fact in channels.chain(level).chain(point.drop.map(|drop| drop.to_string())) {
                assert!(drawn.contains(&bare(&fact)), "{drawn} has no {fact}");
            }
        }
    }
}

/// Barriers that nothing addresses are told, and no others are.
fn notes(board: &Board, drawing: &Drawing, detail: Detail) {
    let mut expected = 0;
    let mut note = |id: &str, barriers: Vec<&Hurdle>| {
        let open: Vec<_> = barriers.into_iter().filter(|it| it.addressed == Addressed::Open).collect();
        if open.is_empty() {
            assert!(!drawing.things.contains_key(id), "{id}");
            return;
        }
        expected += 1;
        let titles: Vec<String> = open.iter().map(|barrier| format!("·{}", barrier.title)).collect();
        let head = if open.len() == 1 { "barrier" } else { "barriers" };
        let whole = format!("⚠{}open{head}{}", open.len(), titles.concat());
        assert_eq!(drawing.thing(id).text, bare(&whole));
    };
    for (number, stage) in board.stages.iter().enumerate() {
        match detail {
            Detail::Stages => note(&format!("b{number}"), stage.all_barriers().collect()),
            Detail::Touchpoints => {
                note(&format!("b{number}"), stage.barriers.iter().collect());
                for (index, point) in stage.touchpoints.iter().enumerate() {
                    note(&format!("b{number}_{index}"), point.barriers.iter().collect());
                }
            }
        }
    }
    assert_eq!(drawing.count("b"), expected);
}

fn starts(board: &Board, drawing: &Drawing) {
    for start in &board.starts {
        let to = format!("s{}", start.stage);
        let line = drawing.lines.iter().find(|line| line.from.starts_with("start") && line.to == to);
        let line = line.unwrap_or_else(|| panic!("nothing leads from the start to {to}"));
        let share = start.share.map(|share| bare(&share.to_string())).unwrap_or_default();
        let mark = &drawing.thing(&line.from).text;
        assert!(line.text == share || *mark == format!("start{share}"), "{line:?} {mark}");
    }
}

/// Each arrow is one line, to what it leads to or to a mark that tells it.
fn arrows(board: &Board, drawing: &Drawing) {
    for from in 0..board.stages.len() {
        for (index, way) in board.ways_from(from).enumerate() {
            let (stage, mark) = (format!("s{from}"), format!("x{from}_{index}"));
            let to = match &way.to {
                Goal::Stage(to) => format!("s{to}"),
                Goal::End => "end".to_owned(),
                Goal::Exit | Goal::Journey(_) => mark.clone(),
            };
            let leads =
                |to: &str| drawing.lines.iter().filter(|line| line.from == stage && line.to == to).count();
            let is_marked = drawing.things.contains_key(&mark);
            assert_eq!(leads(if is_marked { &mark } else { &to }), 1, "{way:?}");
            let share = way.share.map(|share| share.to_string()).unwrap_or_default();
            let told = bare(&format!("{share}{}", way.when.as_deref().unwrap_or_default()));
            let text = if is_marked {
                let text = &drawing.thing(&mark).text;
                let goal = goal(board, way);
                assert!(text.contains(&bare(&goal)), "{text} does not name {goal}");
                text
            } else {
                let line = drawing.lines.iter().find(|line| line.from == stage && line.to == to);
                &line.expect("it was counted").text
            };
            assert!(text.ends_with(&told), "{text} does not tell {told}");
        }
    }
}

fn goal(board: &Board, way: &Way) -> String {
    match &way.to {
        Goal::Stage(to) if *to == way.from => "again".to_owned(),
        Goal::Stage(to) => format!("{}{}", to + 1, board.stages[*to].title),
        Goal::End => "end".to_owned(),
        Goal::Exit => "exit".to_owned(),
        Goal::Journey(journey) => journey.title.to_string(),
    }
}
