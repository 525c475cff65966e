//! Where things stand: rows are read like lines, cards from top to bottom, and nothing lies on a card.

use std::fmt::Write;

use journey::emit::Detail;
use journey::value::Direction;
use journey::view::board::Board;
use journey::workspace::Memory;

use crate::drawing::{Drawing, Thing, can_draw};
use crate::{DETAILS, Graph, graph, graphs, support};

#[test]
fn examples_are_read_like_lines() {
    if !can_draw() {
        return;
    }
    for (example, rows) in [("forty", 5), ("persian", 1), ("shoes", 1)] {
        let files = Memory::new(support::files_in(&support::folder("examples").join(example)));
        for detail in DETAILS {
            let graphs = graphs(&files, detail);
            let longest = graphs.iter().map(look).max();
            assert_eq!(longest, Some(rows), "{example}");
        }
    }
}

#[test]
fn any_shape_is_read_like_lines() {
    if !can_draw() {
        return;
    }
    for (name, journey) in shapes() {
        for detail in DETAILS {
            for graph in graphs(&Memory::new([("all.journey", journey.as_str())]), detail) {
                assert_eq!(graph.board.stages.is_empty(), name == "nothing", "{name}");
                look(&graph);
            }
        }
    }
}

#[test]
fn a_row_has_no_more_lines_than_it_can_show() {
    if !can_draw() {
        return;
    }
    let every_way_back: String = (0..8).fold(String::new(), |mut text, from| {
        let ways: String = (0..from).map(|to| format!("-> s{to}\n")).collect();
        let _ = write!(text, "stage s{from} {{ -> {}\n{ways} }}\n", next(from, 8));
        text
    });
    let drawing = Drawing::of(&graph(&format!("journey all {{ {every_way_back} }}"), Detail::Stages).text);
    let passing = drawing.lines.iter().filter(|line| {
        let number = |name: &str| name.strip_prefix('s').and_then(|number| number.parse::<usize>().ok());
        matches!((number(&line.from), number(&line.to)), (Some(from), Some(to)) if from > to + 1)
    });
    assert_eq!(passing.count(), 8);
    assert_eq!(drawing.count("x"), 28 - 7 - 8);
    assert_eq!(drawing.thing("x7_2").text, "←2S1");
}

/// Looks at where things stand, and tells how many rows there are.
fn look(Graph { board, text }: &Graph) -> usize {
    let drawing = Drawing::of(text);
    let cards: Vec<&Thing> =
        (0..board.stages.len()).map(|number| drawing.thing(&format!("cluster_s{number}"))).collect();
    let mut rows = usize::from(!cards.is_empty());
    for pair in cards.windows(2) {
        let [one, next] = pair else { continue };
        let is_beside = match board.direction {
            Direction::LeftToRight => one.edges[2] < next.edges[0],
            Direction::RightToLeft => next.edges[2] < one.edges[0],
        };
        if !is_beside {
            rows += 1;
            assert!(next.edges[3] < one.edges[1], "a new row stands below: {text}");
        }
    }
    cards_are_in_order(board, &drawing, text);
    let solid = drawing.things.iter().filter(|(name, _)| name.starts_with(['c', 'x']));
    let solid: Vec<_> = solid.collect();
    for (index, (one, a)) in solid.iter().enumerate() {
        for (other, b) in &solid[index + 1..] {
            let apart = (0..2).any(|it| a.edges[it + 2] <= b.edges[it] || b.edges[it + 2] <= a.edges[it]);
            assert!(apart, "{one} lies on {other}: {text}");
        }
    }
    rows
}

/// What stands in a card stands in its order from top to bottom, and within it.
fn cards_are_in_order(board: &Board, drawing: &Drawing, text: &str) {
    for (number, stage) in board.stages.iter().enumerate() {
        let card = drawing.thing(&format!("cluster_s{number}"));
        let mut names = vec![format!("s{number}"), format!("b{number}")];
        for index in 0..stage.touchpoints.len() {
            names.extend([format!("p{number}_{index}"), format!("b{number}_{index}")]);
        }
        let column: Vec<&Thing> = names.iter().filter_map(|name| drawing.things.get(name)).collect();
        for thing in &column {
            let [left, low, right, high] = thing.edges;
            let [card_left, card_low, card_right, card_high] = card.edges;
            assert!(
                card_left <= left && right <= card_right && card_low <= low && high <= card_high,
                "{text}"
            );
        }
        assert!(column.is_sorted_by(|above, below| above.edges[1] >= below.edges[3]), "{text}");
    }
}

fn next(number: usize, stages: usize) -> String {
    if number + 1 < stages { format!("s{}", number + 1) } else { "end".to_owned() }
}

/// Journeys that are hard to draw.
fn shapes() -> Vec<(&'static str, String)> {
    let stages = |count: usize, inside: &dyn Fn(usize) -> String| -> String {
        let stage =
            |number| format!("stage s{number} {{ -> {}\n{} }}\n", next(number, count), inside(number));
        (0..count).map(stage).collect()
    };
    let touchpoints = |number: usize| -> String {
        let point = |index| {
            let barrier = if index % 3 == 0 { format!("barrier b{number}_{index}") } else { String::new() };
            format!("touchpoint p{number}_{index} {{ emotion {}\n{barrier} }}\n", index as i64 % 5 - 2)
        };
        (0..if number == 1 { 12 } else { 2 }).map(point).collect()
    };
    let ten = |number: usize| -> String {
        let others = (0..9).filter(|to| number == 4 && *to != 5);
        others.map(|to| format!("-> s{to} when \"For reason number {to}\"\n")).collect()
    };
    let far = |number: usize| match number {
        30 => "-> s0\n-> s39\n-> exit when \"It is too long\"".to_owned(),
        _ => String::new(),
    };
    let long = "\"".to_owned() + &"A title that goes on and on, ".repeat(12) + "\"";
    let letters = "\"".to_owned() + &"m".repeat(60) + "\"";
    vec![
        ("nothing", "journey nothing".to_owned()),
        ("one", format!("journey one {{ {} }}", stages(1, &|_| "-> s0\n-> exit".to_owned()))),
        ("unjoined", "journey unjoined { stage a\nstage b\nstage c }".to_owned()),
        ("ten arrows", format!("journey ten {{ {} }}", stages(9, &ten))),
        ("touchpoints", format!("journey points {{ {} }}", stages(3, &touchpoints))),
        ("forty", format!("journey forty {{ {} }}", stages(40, &far))),
        ("hundred", format!("journey hundred {{ {} }}", stages(100, &|_| "-> exit".to_owned()))),
        ("starts", format!("journey starts {{ start s0 10%, s3 20%, s11 30%\n{} }}", stages(12, &|_| String::new()))),
        ("later", format!("journey later {{ start s2\n{} }}", stages(4, &|_| String::new()))),
        (
            "long",
            format!(
                "journey long {long} {{ goal {long}\n stage a {long} {{ emotion -1 {long}\n -> b when {long} }}\n\
                 stage b {letters} {{ barrier c {letters}\n -> a when {letters}\n -> exit when {long} }} }}"
            ),
        ),
        (
            "only",
            "segment few\nsegment many\njourney only { for few, many\n lang \"ar\"\n stage a { -> d\n only few { -> b } }\n\
             only few { stage b { -> d } }\n only many { stage c { -> d } }\n stage d { -> end } }"
                .to_owned(),
        ),
    ]
}
