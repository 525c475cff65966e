//! The map: the stages of a board across, and below them the lanes, each with what stands in it.
//!
//! Every picture and page of a map is drawn from this, so that all of them have the same lanes in the same order with the
//! same things in them. What cannot be said in a cell (the flow, the curve between the points) is left to who draws.

use crate::view::board::{
    Board, Chance, Column, Deed, Fate, Feeling, Hurdle, Line, Measured, Point, Process, Remedy,
};

/// The map of a journey.
#[derive(Debug)]
pub struct Map<'b> {
    /// What it is of.
    pub board: &'b Board,
    /// From top to bottom; only those in which something stands.
    pub lanes: Vec<Lane<'b>>,
    /// Of the whole journey, which are in no cell; none where there is no lane for any.
    pub opportunities: &'b [Chance],
}

/// A lane: one cell a stage.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Lane<'b> {
    pub kind: LaneKind,
    pub title: &'b str,
    /// In the order of the stages.
    pub cells: Vec<Vec<Item<'b>>>,
}

macro_rules! lane_kinds {
    ($($(#[doc = $docs:literal])* $kind:ident $word:literal $title:literal,)+) => {
        /// What a lane is about, in the order in which lanes are drawn where no theme says otherwise.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)]
        pub enum LaneKind { $($(#[doc = $docs])* $kind),+ }

        impl LaneKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$kind),+];

            /// The word by which a theme asks for it.
            pub fn word(self) -> &'static str {
                match self { $(Self::$kind => $word),+ }
            }

            /// What it is called; a row of one's own has a title of its own.
            pub fn title(self) -> &'static str {
                match self { $(Self::$kind => $title),+ }
            }
        }
    };
}

lane_kinds! {
    Goals "goals" "Goals and motives",
    Actions "actions" "Actions",
    Thoughts "thoughts" "Thoughts and questions",
    Needs "needs" "Needs",
    Touchpoints "touchpoints" "Touchpoints",
    Emotions "emotions" "Emotions",
    Barriers "barriers" "Barriers",
    Opportunities "opportunities" "Opportunities",
    Solutions "solutions" "Solutions",
    /// The rows of one's own: each is a lane.
    Own "lanes" "",
    /// Below the line of visibility: what customers do not see.
    Backstage "backstage" "Backstage",
    Measures "measures" "Measures",
    /// How many customers are still there, and where they go.
    Flow "flow" "Customers",
}

/// One thing in a cell.
#[derive(Debug, Clone, Copy)]
pub enum Item<'b> {
    /// A text.
    Said(Voice, &'b Line, Within<'b>),
    /// A touchpoint, with its number within the stage, from 1.
    Point(usize, &'b Point),
    /// How customers feel.
    Feeling(&'b Feeling, Within<'b>),
    #[allow(missing_docs)]
    Barrier(&'b Hurdle, Within<'b>),
    #[allow(missing_docs)]
    Opportunity(&'b Chance, Within<'b>),
    /// A solution, with what it is for. Where it solves several barriers it stands once for each.
    Solution(&'b Remedy, Cause<'b>, Within<'b>),
    #[allow(missing_docs)]
    Process(&'b Process),
    #[allow(missing_docs)]
    Measured(&'b Measured, Within<'b>),
}

impl<'b> Item<'b> {
    /// What became of it, where the map shows two versions.
    pub fn fate(&self) -> Option<&'b Fate> {
        let fate = match self {
            Self::Said(_, it, _) => &it.fate,
            Self::Point(_, it) => &it.fate,
            Self::Feeling(it, _) => &it.fate,
            Self::Barrier(it, _) => &it.fate,
            Self::Opportunity(it, _) => &it.fate,
            Self::Solution(it, ..) => &it.fate,
            Self::Process(it) => &it.fate,
            Self::Measured(it, _) => &it.fate,
        };
        fate.as_deref()
    }
}

/// What kind of text something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Voice {
    Goal,
    Motivation,
    Action,
    /// An action without the company.
    Unassisted,
    Thought,
    Question,
    Need,
    /// A text in a row of one's own.
    Own,
}

/// What something stands in, in its stage.
#[derive(Debug, Clone, Copy)]
pub enum Within<'b> {
    /// In the stage itself.
    Stage,
    /// In a touchpoint, with its number within the stage, from 1.
    Point(usize, &'b Point),
}

/// What a solution is for.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs)]
pub enum Cause<'b> {
    Barrier(&'b Hurdle),
    Opportunity(&'b Chance),
}

impl<'b> Map<'b> {
    /// The map of `board` with these lanes, in this order.
    pub fn new(board: &'b Board, kinds: &[LaneKind]) -> Self {
        let mut lanes = Vec::new();
        for kind in kinds {
            match kind {
                LaneKind::Own => lanes.extend(board.lanes.iter().enumerate().map(|(number, lane)| {
                    let cells = board.stages.iter().map(|stage| own(stage, number));
                    Lane { kind: *kind, title: &lane.title, cells: cells.collect() }
                })),
                kind => {
                    let cells = board.stages.iter().map(|stage| items(*kind, stage));
                    lanes.push(Lane { kind: *kind, title: kind.title(), cells: cells.collect() });
                }
            }
        }
        lanes.retain(|lane| match lane.kind {
            LaneKind::Flow => !board.arrows.is_empty(),
            _ => lane.cells.iter().any(|cell| !cell.is_empty()),
        });
        let has_chances = kinds.contains(&LaneKind::Opportunities);
        Self { board, lanes, opportunities: if has_chances { &board.opportunities } else { &[] } }
    }
}

/// What stands in the cell of a stage in a lane that is not one's own.
fn items<'b>(kind: LaneKind, stage: &'b Column) -> Vec<Item<'b>> {
    let points = || points(stage);
    match kind {
        LaneKind::Goals => {
            let motives = said(Voice::Motivation, &stage.motivations, Within::Stage);
            said(Voice::Goal, &stage.goals, Within::Stage).chain(motives).collect()
        }
        LaneKind::Actions => {
            let of_points = points().flat_map(|within| deeds(&within.1.actions, within.0));
            deeds(&stage.actions, Within::Stage).chain(of_points).collect()
        }
        LaneKind::Thoughts => {
            let both = |thoughts, questions, within| {
                said(Voice::Thought, thoughts, within).chain(said(Voice::Question, questions, within))
            };
            let of_points = points().flat_map(|it| both(&it.1.thoughts, &it.1.questions, it.0));
            both(&stage.thoughts, &stage.questions, Within::Stage).chain(of_points).collect()
        }
        LaneKind::Needs => {
            let of_points = points().flat_map(|it| said(Voice::Need, &it.1.needs, it.0));
            said(Voice::Need, &stage.needs, Within::Stage).chain(of_points).collect()
        }
        LaneKind::Touchpoints => {
            let numbered = stage.touchpoints.iter().enumerate();
            numbered.map(|(index, point)| Item::Point(index + 1, point)).collect()
        }
        LaneKind::Emotions => {
            let of_points = points().flat_map(|it| felt(&it.1.emotion, &it.1.feelings, it.0));
            felt(&stage.emotion, &stage.feelings, Within::Stage).chain(of_points).collect()
        }
        LaneKind::Barriers => barriers(stage).map(|(it, within)| Item::Barrier(it, within)).collect(),
        LaneKind::Opportunities => chances(stage).map(|(it, within)| Item::Opportunity(it, within)).collect(),
        LaneKind::Solutions => {
            let of_barriers = barriers(stage).flat_map(|(it, within)| {
                let cause = Cause::Barrier(it);
                it.solutions.iter().map(move |remedy| Item::Solution(remedy, cause, within))
            });
            let of_chances = chances(stage).flat_map(|(it, within)| {
                let cause = Cause::Opportunity(it);
                it.solutions.iter().map(move |remedy| Item::Solution(remedy, cause, within))
            });
            of_barriers.chain(of_chances).collect()
        }
        LaneKind::Backstage => stage.backstages.iter().map(Item::Process).collect(),
        LaneKind::Measures => {
            let of_points = points().flat_map(|it| measures(&it.1.measures, it.0));
            measures(&stage.measures, Within::Stage).chain(of_points).collect()
        }
        LaneKind::Own | LaneKind::Flow => Vec::new(),
    }
}

/// What a stage and its touchpoints say in a row of one's own.
fn own(stage: &Column, number: usize) -> Vec<Item<'_>> {
    let of_points = points(stage).flat_map(|(within, point)| in_row(&point.lanes, number, within));
    in_row(&stage.lanes, number, Within::Stage).chain(of_points).collect()
}

fn in_row<'b>(
    lines: &'b [(usize, Line)],
    number: usize,
    within: Within<'b>,
) -> impl Iterator<Item = Item<'b>> {
    let in_row = lines.iter().filter(move |(row, _)| *row == number);
    in_row.map(move |(_, line)| Item::Said(Voice::Own, line, within))
}

fn points(stage: &Column) -> impl Iterator<Item = (Within<'_>, &Point)> {
    stage.touchpoints.iter().enumerate().map(|(index, point)| (Within::Point(index + 1, point), point))
}

fn said<'b>(voice: Voice, lines: &'b [Line], within: Within<'b>) -> impl Iterator<Item = Item<'b>> {
    lines.iter().map(move |line| Item::Said(voice, line, within))
}

/// How everyone feels, and what some say who feel otherwise: figures are those of everyone.
fn felt<'b>(
    feeling: &'b Option<Feeling>,
    others: &'b [Feeling],
    within: Within<'b>,
) -> impl Iterator<Item = Item<'b>> {
    let others = others.iter().filter(|feeling| feeling.text.is_some());
    feeling.iter().chain(others).map(move |feeling| Item::Feeling(feeling, within))
}

fn deeds<'b>(deeds: &'b [Deed], within: Within<'b>) -> impl Iterator<Item = Item<'b>> {
    deeds.iter().map(move |deed| {
        let voice = if deed.unassisted { Voice::Unassisted } else { Voice::Action };
        Item::Said(voice, &deed.line, within)
    })
}

/// The barriers of a stage, with what each stands in: those of its touchpoints first.
pub fn barriers(stage: &Column) -> impl Iterator<Item = (&Hurdle, Within<'_>)> {
    let of_points =
        points(stage).flat_map(|(within, point)| point.barriers.iter().map(move |it| (it, within)));
    of_points.chain(stage.barriers.iter().map(|it| (it, Within::Stage)))
}

/// Its opportunities, in the same way.
pub fn chances(stage: &Column) -> impl Iterator<Item = (&Chance, Within<'_>)> {
    let of_points =
        points(stage).flat_map(|(within, point)| point.opportunities.iter().map(move |it| (it, within)));
    of_points.chain(stage.opportunities.iter().map(|it| (it, Within::Stage)))
}

fn measures<'b>(measures: &'b [Measured], within: Within<'b>) -> impl Iterator<Item = Item<'b>> {
    measures.iter().map(move |measured| Item::Measured(measured, within))
}

/// Where an element is found on a page or in a picture: its `id`, and what a link to it ends in. Names cannot hold `/`
/// or `~`, so no two elements share one.
pub mod key {
    use super::Within;

    /// `purchase/payment`
    pub fn point(stage: &str, point: &str) -> String {
        format!("{stage}/{point}")
    }

    /// Of a barrier, an opportunity or a solution: `purchase/payment/bank_code`, or `purchase/~/forgotten_shop` in the
    /// stage itself.
    pub fn inside(stage: &str, within: Within<'_>, name: &str) -> String {
        match within {
            Within::Stage => format!("{stage}/~/{name}"),
            Within::Point(_, point) => format!("{stage}/{}/{name}", point.name),
        }
    }

    /// Of an opportunity of the whole journey, or a solution in one: `~/~/one_account`.
    pub fn of_journey(name: &str) -> String {
        format!("~/~/{name}")
    }

    /// Of what happens backstage: `purchase/~backstage/picking`.
    pub fn backstage(stage: &str, name: &str) -> String {
        format!("{stage}/~backstage/{name}")
    }
}
