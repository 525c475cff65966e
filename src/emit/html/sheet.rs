//! `Sheet`: one journey as one audience sees it, with all that its map, its details and its tables are written from.

use std::collections::{BTreeMap, HashMap};

use crate::emit::Project;
use crate::emit::html::escape::Attr;
use crate::emit::links::Links;
use crate::flow::Flow;
use crate::report::Places;
use crate::text::Span;
use crate::view::View;
use crate::view::board::{Board, Chance, Hurdle, Medium, Named, Remedy};
use crate::view::map::{Within, key};
use crate::vocabulary::Level;

/// What is written of.
pub(super) struct Sheet<'a> {
    pub(super) project: &'a Project<'a>,
    pub(super) view: View<'a>,
    pub(super) board: &'a Board,
    pub(super) flow: Flow,
    pub(super) links: &'a Links<'a>,
    pub(super) choices: &'a Choices<'a>,
    places: Places<'a>,
    /// The keys of solutions, by where they are declared.
    remedies: HashMap<Span, String>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(
        project: &'a Project<'a>,
        view: View<'a>,
        board: &'a Board,
        links: &'a Links<'a>,
        choices: &'a Choices<'a>,
    ) -> Self {
        let places = Places::new(project.sources);
        Self {
            project,
            view,
            board,
            flow: Flow::new(board),
            links,
            choices,
            places,
            remedies: remedies(board),
        }
    }

    /// The key of a solution, also of one that is named in another place than its own; none where it is of another
    /// journey.
    pub(super) fn remedy(&self, it: &Remedy) -> Option<&str> {
        self.remedies.get(&it.at).map(String::as_str)
    }

    /// ` id="purchase" data-at="shop.journey:12:9"`: what an element is found by, and where it is written.
    pub(super) fn known(&self, key: &str, at: Span) -> String {
        format!(" id=\"{}\" data-at=\"{}\"", Attr(key), Attr(&self.place(at)))
    }

    /// `shop.journey:12:9`
    pub(super) fn place(&self, at: Span) -> String {
        let place = self.places.place(at);
        let start = self.places.start(place);
        format!("{}:{}:{}", place.source.path, start.line, start.column)
    }
}

fn remedies(board: &Board) -> HashMap<Span, String> {
    let mut keys = HashMap::new();
    let mut add = |barriers: &[Hurdle], chances: &[Chance], place: &dyn Fn(&str) -> String| {
        let of_barriers = barriers.iter().flat_map(|it| &it.solutions);
        let all = of_barriers.chain(chances.iter().flat_map(|it| &it.solutions));
        keys.extend(all.filter(|it| it.is_own).map(|it| (it.at, place(&it.name))));
    };
    for stage in &board.stages {
        for (number, point) in stage.touchpoints.iter().enumerate() {
            let within = Within::Point(number + 1, point);
            add(&point.barriers, &point.opportunities, &|name| key::inside(&stage.name, within, name));
        }
        add(&stage.barriers, &stage.opportunities, &|name| key::inside(&stage.name, Within::Stage, name));
    }
    add(&[], &board.opportunities, &|name| key::of_journey(name));
    keys
}

/// Whom and what a map can be narrowed to: every owner and channel of any of its sheets, by title.
#[derive(Default)]
pub(super) struct Choices<'a> {
    pub(super) owners: BTreeMap<(&'a str, &'a str), usize>,
    pub(super) channels: BTreeMap<(&'a str, &'a str), usize>,
    pub(super) has_severity: bool,
}

impl<'a> Choices<'a> {
    /// Those in `boards`.
    pub(super) fn new(boards: impl Iterator<Item = &'a Board>) -> Self {
        let mut all = Self::default();
        for board in boards {
            board.opportunities.iter().for_each(|chance| all.owners(&chance.owners));
            for stage in &board.stages {
                all.owners(&stage.owners);
                stage.backstages.iter().for_each(|process| all.owners(&process.owners));
                for point in &stage.touchpoints {
                    all.owners(&point.owners);
                    all.channels.extend(point.channels.iter().map(|it| ((&*it.title, &*it.name), 0)));
                }
                for chance in stage.all_opportunities() {
                    all.owners(&chance.owners);
                    chance.solutions.iter().for_each(|remedy| all.owners(&remedy.owners));
                }
                for barrier in stage.all_barriers() {
                    all.owners(&barrier.owners);
                    all.has_severity |= barrier.severity.is_some();
                    barrier.solutions.iter().for_each(|remedy| all.owners(&remedy.owners));
                }
            }
        }
        all.owners.values_mut().enumerate().for_each(|(number, it)| *it = number);
        all.channels.values_mut().enumerate().for_each(|(number, it)| *it = number);
        all
    }

    fn owners(&mut self, owners: &'a [Named]) {
        self.owners.extend(owners.iter().map(|it| ((&*it.title, &*it.name), 0)));
    }

    /// ` data-o="0 3" data-c="1" data-s="high"`: what an element is kept for where the map is narrowed.
    pub(super) fn marks(&self, owners: &[Named], channels: &[Medium], severity: Option<Level>) -> String {
        let mut marks = String::new();
        let mut add = |name: &str, numbers: Vec<String>| {
            if !numbers.is_empty() {
                marks.push_str(&format!(" data-{name}=\"{}\"", numbers.join(" ")));
            }
        };
        let number = |known: &BTreeMap<(&str, &str), usize>, title: &str, name: &str| {
            known.get(&(title, name)).map(usize::to_string)
        };
        add("o", owners.iter().filter_map(|it| number(&self.owners, &it.title, &it.name)).collect());
        add("c", channels.iter().filter_map(|it| number(&self.channels, &it.title, &it.name)).collect());
        add("s", severity.map(|level| level.word().to_owned()).into_iter().collect());
        marks
    }
}
