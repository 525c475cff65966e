//! Signs: faces, and the small pictures that say what kind of thing something is. Drawn, not set in letters, so that no
//! font can lack them.

use crate::emit::look::{Ink, mood};
use crate::emit::svg::draw::{Mark, Paint, Path, Rect, Step, Text};
use crate::view::Addressed;
use crate::view::board::Fate;
use crate::view::map::Voice;
use crate::vocabulary::{Level, Status};

/// A face around a point, from -2 to +2.
pub(super) fn face(x: f64, y: f64, radius: f64, score: i8) -> Vec<Mark> {
    let ink = Ink::Paper;
    let eye = |side: f64| {
        Mark::circle(x + side * radius * 0.36, y - radius * 0.22, radius * 0.13, Paint::fill(ink))
    };
    let bend = radius * 0.2 * f64::from(score);
    let (half, level) = (radius * 0.46, y + radius * 0.36);
    let mouth = [
        Step::Move(x - half, level - bend * 0.5),
        Step::Curve(x - half * 0.5, level + bend, x + half * 0.5, level + bend, x + half, level - bend * 0.5),
    ];
    vec![
        Mark::circle(x, y, radius, Paint { stroke: Some((Ink::Paper, 2.0)), ..Paint::fill(mood(score)) }),
        eye(-1.0),
        eye(1.0),
        Mark::path(mouth, Paint::stroke(ink, 1.8)),
    ]
}

/// What became of something, around a point: a plus, a minus, or a wave.
pub(super) fn fate(x: f64, y: f64, fate: &Fate) -> Vec<Mark> {
    let paint = Paint::stroke(Ink::Paper, 1.6);
    let across = || Mark::line((x - 3.0, y), (x + 3.0, y), paint);
    let signs = match fate {
        Fate::Added => vec![across(), Mark::line((x, y - 3.0), (x, y + 3.0), paint)],
        Fate::Removed(_) => vec![across()],
        Fate::Changed(_) => {
            let wave = Step::Curve(x - 1.0, y - 4.0, x + 1.0, y + 4.0, x + 3.2, y);
            vec![Mark::path([Step::Move(x - 3.2, y), wave], paint)]
        }
    };
    let ground = Mark::circle(x, y, 5.5, Paint::fill(fate_ink(fate)));
    [ground].into_iter().chain(signs).collect()
}

/// The colour of what became of something.
pub(super) fn fate_ink(fate: &Fate) -> Ink {
    match fate {
        Fate::Added => Ink::Best,
        Fate::Removed(_) => Ink::Hurt,
        Fate::Changed(_) => Ink::Chance,
    }
}

/// What kind of text it is: ten pixels from `x`, around `y`.
pub(super) fn voice(voice: Voice, x: f64, y: f64) -> Vec<Mark> {
    let (left, right, middle) = (x, x + 10.0, x + 5.0);
    let line = |ink| Paint::stroke(ink, 1.5);
    match voice {
        Voice::Goal => vec![
            Mark::circle(middle, y, 4.5, line(Ink::Accent)),
            Mark::circle(middle, y, 1.6, Paint::fill(Ink::Accent)),
        ],
        Voice::Motivation => {
            let spark = [Step::Move(middle + 1.0, y - 5.0), Step::Line(left + 1.0, y + 1.0)];
            let rest = [Step::Line(middle, y + 1.0), Step::Line(middle - 1.0, y + 5.0)];
            let end = [Step::Line(right - 1.0, y - 1.0), Step::Line(middle, y - 1.0), Step::Close];
            vec![Mark::path([&spark[..], &rest, &end].concat(), Paint::fill(Ink::Accent))]
        }
        Voice::Action | Voice::Unassisted => {
            let outline = [
                Step::Move(left + 1.5, y - 4.5),
                Step::Line(right - 1.0, y),
                Step::Line(left + 1.5, y + 4.5),
                Step::Close,
            ];
            let is_ours = voice == Voice::Action;
            let paint = if is_ours { Paint::fill(Ink::Accent) } else { line(Ink::Quiet) };
            vec![Mark::path(outline, paint)]
        }
        Voice::Thought => vec![
            Mark::rect(left, y - 5.0, 10.0, 7.5, 3.5, line(Ink::Quiet)),
            Mark::circle(left + 2.0, y + 5.0, 1.2, Paint::fill(Ink::Quiet)),
        ],
        Voice::Question => vec![
            Mark::path(
                [
                    Step::Move(left + 2.0, y - 2.0),
                    Step::Curve(left + 2.0, y - 6.5, right - 1.0, y - 6.5, right - 1.5, y - 2.5),
                    Step::Curve(right - 2.0, y - 0.5, middle, y - 0.5, middle, y + 2.0),
                ],
                line(Ink::Quiet),
            ),
            Mark::circle(middle, y + 5.0, 1.1, Paint::fill(Ink::Quiet)),
        ],
        Voice::Need => vec![
            Mark::line((left + 1.0, y), (right - 1.0, y), line(Ink::Accent)),
            Mark::line((middle, y - 4.0), (middle, y + 4.0), line(Ink::Accent)),
        ],
        Voice::Own => vec![Mark::circle(middle, y, 2.0, Paint::fill(Ink::Quiet))],
    }
}

/// How a barrier is dealt with: a circle of sixteen pixels around a point.
pub(super) fn addressed(how: Addressed, x: f64, y: f64) -> Vec<Mark> {
    let stroke = |ink| Paint::stroke(ink, 2.0);
    match how {
        Addressed::Open => vec![
            Mark::circle(x, y, 8.0, Paint::fill(Ink::Hurt)),
            Mark::line((x, y - 4.0), (x, y + 1.0), stroke(Ink::OnHurt)),
            Mark::circle(x, y + 4.2, 1.2, Paint::fill(Ink::OnHurt)),
        ],
        Addressed::Solved => vec![
            Mark::circle(x, y, 7.0, Paint { stroke: Some((Ink::Best, 1.5)), ..Paint::fill(Ink::Card) }),
            Mark::upright(
                x,
                [Step::Move(x - 3.2, y + 0.2), Step::Line(x - 0.8, y + 2.8), Step::Line(x + 3.4, y - 2.6)],
                stroke(Ink::Best),
            ),
        ],
        Addressed::Accepted => vec![
            Mark::circle(x, y, 7.0, Paint { stroke: Some((Ink::Quiet, 1.5)), ..Paint::fill(Ink::Card) }),
            Mark::line((x - 3.0, y - 1.6), (x + 3.0, y - 1.6), Paint::stroke(Ink::Quiet, 1.6)),
            Mark::line((x - 3.0, y + 1.8), (x + 3.0, y + 1.8), Paint::stroke(Ink::Quiet, 1.6)),
        ],
    }
}

/// How much something weighs: four bars that end at `end`, as many filled as it weighs.
pub(super) fn level(level: Level, end: f64, y: f64, ink: Ink) -> Vec<Mark> {
    let filled = level as usize;
    let bar = |number: usize| {
        let height = 4.0 + 2.5 * number as f64;
        let paint = if number <= filled { Paint::fill(ink) } else { Paint::fill(Ink::Line) };
        Mark::rect(end - 20.0 + 5.2 * number as f64, y + 6.0 - height, 3.6, height, 1.0, paint)
    };
    (0..4).map(bar).collect()
}

/// How far a solution is: a circle of twelve pixels around a point, filled as far as it is.
pub(super) fn status(status: Status, x: f64, y: f64) -> Vec<Mark> {
    let ring = |ink| Mark::circle(x, y, 5.0, Paint { stroke: Some((ink, 1.5)), ..Paint::fill(Ink::Card) });
    let quarter = |part: f64| {
        // From the top, the way a clock runs.
        let steps = 12;
        let mut outline = vec![Step::Move(x, y), Step::Line(x, y - 3.2)];
        outline.extend((1..=steps).map(|step| {
            let angle = std::f64::consts::TAU * part * f64::from(step) / f64::from(steps);
            Step::Line(x + 3.2 * angle.sin(), y - 3.2 * angle.cos())
        }));
        outline.push(Step::Close);
        Mark::upright(x, outline, Paint::fill(Ink::Best))
    };
    let cross = |ink| {
        let stroke = Paint::stroke(ink, 1.6);
        vec![
            ring(ink),
            Mark::line((x - 2.0, y - 2.0), (x + 2.0, y + 2.0), stroke),
            Mark::line((x - 2.0, y + 2.0), (x + 2.0, y - 2.0), stroke),
        ]
    };
    match status {
        Status::Proposed => vec![ring(Ink::Best)],
        Status::Planned => vec![ring(Ink::Best), quarter(0.25)],
        Status::Testing => vec![ring(Ink::Best), quarter(0.6)],
        Status::Live => vec![Mark::circle(x, y, 5.75, Paint::fill(Ink::Best))],
        Status::Failed => cross(Ink::Hurt),
        Status::Dropped => cross(Ink::Quiet),
    }
}

/// A sign for time, around a point.
pub(super) fn clock(x: f64, y: f64) -> Vec<Mark> {
    vec![
        Mark::circle(x, y, 5.0, Paint::stroke(Ink::Quiet, 1.3)),
        Mark::upright(
            x,
            [Step::Move(x, y - 2.8), Step::Line(x, y), Step::Line(x + 2.2, y + 1.2)],
            Paint::stroke(Ink::Quiet, 1.3),
        ),
    ]
}

/// A sign for somebody, around a point.
pub(super) fn person(x: f64, y: f64, ink: Ink) -> Vec<Mark> {
    let shoulders = [
        Step::Move(x - 5.0, y + 5.5),
        Step::Curve(x - 4.5, y - 0.5, x + 4.5, y - 0.5, x + 5.0, y + 5.5),
        Step::Close,
    ];
    vec![Mark::circle(x, y - 2.8, 2.7, Paint::fill(ink)), Mark::path(shoulders, Paint::fill(ink))]
}

/// The head of an arrow that points in a direction, its tip at a point.
pub(super) fn tip(x: f64, y: f64, towards: (f64, f64), size: f64, ink: Ink) -> Mark {
    let (along, across) = (towards, (-towards.1, towards.0));
    let corner = |side: f64| {
        Step::Line(
            x - along.0 * size + across.0 * size * 0.55 * side,
            y - along.1 * size + across.1 * size * 0.55 * side,
        )
    };
    Mark::path([Step::Move(x, y), corner(1.0), corner(-1.0), Step::Close], Paint::fill(ink))
}

/// A mark, elsewhere.
pub(super) fn moved(mark: Mark, x: f64, y: f64) -> Mark {
    let step = |step: Step| match step {
        Step::Move(a, b) => Step::Move(a + x, b + y),
        Step::Line(a, b) => Step::Line(a + x, b + y),
        Step::Curve(a, b, c, d, e, f) => Step::Curve(a + x, b + y, c + x, d + y, e + x, f + y),
        Step::Circle(a, b, radius) => Step::Circle(a + x, b + y, radius),
        Step::Close => Step::Close,
    };
    match mark {
        Mark::Rect(rect) => Mark::Rect(Rect { x: rect.x + x, y: rect.y + y, ..rect }),
        Mark::Path(path) => {
            let upright = path.upright.map(|middle| middle + x);
            Mark::Path(Path { steps: path.steps.into_iter().map(step).collect(), paint: path.paint, upright })
        }
        Mark::Text(text) => Mark::Text(Text { x: text.x + x, y: text.y + y, ..text }),
        Mark::Gone(marks) => Mark::Gone(marks.into_iter().map(|mark| moved(mark, x, y)).collect()),
        Mark::Group(id, title, marks) => {
            Mark::Group(id, title, marks.into_iter().map(|mark| moved(mark, x, y)).collect())
        }
    }
}
