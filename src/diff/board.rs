//! Two versions of a journey as one board: what stands in both stands there once, as it is now; what is new and what is
//! there no more stand side by side, and everything that is not as it was says so.
//!
//! Two boards go in, and which things are called otherwise now. How a fate is drawn is left to `emit`.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::Display;

use crate::diff::order::merged;
use crate::diff::{Changes, Thing, What};
use crate::flow::{Flow, percent};
use crate::model::Model;
use crate::text::Span;
use crate::value::Share;
use crate::view::Addressed;
use crate::view::board::{
    Board, Chance, Column, Coming, Deed, Fate, Feeling, Goal, Hurdle, Line, Measured, Medium, Named, Point,
    Process, Proof, Remedy, Versus, Way, is_gone,
};

/// What is the same in both versions, and is called otherwise now or stands elsewhere.
#[derive(Debug, Clone, Default)]
pub struct Renames {
    /// The names that things of the old version have now, by where their old names stand.
    names: BTreeMap<Span, String>,
    /// What is said of those that stand elsewhere, by where their new names stand.
    moved: BTreeMap<Span, String>,
}

impl Changes {
    /// What of the old version is known to be the same under another name, or at another place.
    pub fn renames(&self, old: &Model, new: &Model) -> Renames {
        let mut renames = Renames::default();
        for change in self.iter() {
            let title = |thing: Option<Thing>, model| Some(thing?.declared(model).title.clone());
            let (Some(was), Some(is)) = (change.of.old, change.of.new) else { continue };
            let at = is.declared(new).name_span;
            match &change.what {
                What::Renamed => {
                    renames.names.insert(was.declared(old).name_span, is.declared(new).name.to_string());
                }
                What::Moved { from, .. } => {
                    let from = title(from.old, old).unwrap_or_default();
                    renames.moved.insert(at, format!("stood in “{from}”"));
                }
                What::Reordered { behind } => {
                    let words = match behind.and_then(|it| title(it.new, new)) {
                        Some(title) => format!("moved behind “{title}”"),
                        None => "moved to the front".to_owned(),
                    };
                    renames.moved.insert(at, words);
                }
                What::Added
                | What::Removed
                | What::Retitled
                | What::Said(_)
                | What::Unsaid(_)
                | What::Changed { .. } => {}
            }
        }
        renames
    }
}

/// Shows `old` and `new` as one, with the figures of `new`; without `old`, everything is new. `other` is what the old version
/// is called.
pub fn on_one_board(old: Option<Board>, mut new: Board, other: &str, renames: &Renames) -> Board {
    let fate = old.as_ref().and_then(|old| changed(of_journey(old, &new)));
    let mut old = old.unwrap_or_else(|| new.without_content());
    rows(&mut old, &mut new);
    let cx = Versions { renames, here: new.at, around: None };
    let ways = (std::mem::take(&mut old.arrows), std::mem::take(&mut new.arrows));
    let (stages, places) = cx.placed(old.stages, new.stages);
    let arrows = cx.ways(ways, &places);
    let starts = new.starts.iter().map(|start| Coming { stage: places.new[start.stage], ..start.clone() });
    Board {
        starts: starts.collect(),
        stages,
        arrows,
        goals: cx.all(old.goals, new.goals),
        opportunities: cx.all(old.opportunities, new.opportunities),
        measures: cx.all(old.measures, new.measures),
        versus: Some(Versus { other: other.to_owned(), fate }),
        ..new
    }
}

/// What of a journey as a whole has changed.
fn of_journey(old: &Board, new: &Board) -> Vec<String> {
    let mut words = Vec::new();
    let completes = |board: &Board| Flow::new(board).completes.map(percent);
    value(&mut words, "completion", completes(old), completes(new));
    quoted(&mut words, "title", &old.title, &new.title);
    value(&mut words, "owner", titles(&old.owners), titles(&new.owners));
    value(&mut words, "for", titles(&old.audiences), titles(&new.audiences));
    value(&mut words, "volume", old.volume.as_ref(), new.volume.as_ref());
    value(&mut words, "value", old.worth, new.worth);
    value(&mut words, "reviewed", old.reviewed, new.reviewed);
    value(&mut words, "review every", old.review_every, new.review_every);
    let starts = |board: &Board| {
        let start = |it: &Coming| {
            let share = it.share.map(|share| format!(" {share}")).unwrap_or_default();
            format!("{}{share}", board.stages[it.stage].title)
        };
        some(board.starts.iter().map(start))
    };
    value(&mut words, "start", starts(old), starts(new));
    other(&mut words, "note", &old.note, &new.note);
    other(&mut words, "links", &old.links, &new.links);
    other(&mut words, "tags", &old.tags, &new.tags);
    words
}

/// Counts the rows of one's own of both alike: first those of the new version.
fn rows(old: &mut Board, new: &mut Board) {
    let known: BTreeMap<Named, usize> =
        new.lanes.iter().enumerate().map(|(number, lane)| (lane.clone(), number)).collect();
    let mut numbers = Vec::with_capacity(old.lanes.len());
    for lane in &old.lanes {
        let number = known.get(lane).copied().unwrap_or(new.lanes.len());
        if number == new.lanes.len() {
            new.lanes.push(lane.clone());
        }
        numbers.push(number);
    }
    for stage in &mut old.stages {
        let of_points = stage.touchpoints.iter_mut().flat_map(|point| &mut point.lanes);
        for (row, _) in of_points.chain(&mut stage.lanes) {
            *row = numbers[*row];
        }
    }
}

/// The numbers of a thing in the list where it was, and in the one where it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Numbers {
    was: Option<usize>,
    is: Option<usize>,
}

fn some_of<T>(things: Vec<T>) -> Vec<Option<T>> {
    things.into_iter().map(Some).collect()
}

/// Where the things of two lists have come to in the list of both.
struct Places {
    old: Vec<usize>,
    new: Vec<usize>,
}

#[derive(Clone, Copy)]
struct Versions<'r> {
    renames: &'r Renames,
    /// Where the journey stands now.
    here: Span,
    /// Who answered, and who answers, for what the things stand in.
    around: Option<&'r (Option<String>, Option<String>)>,
}

/// What may stand in one version and not in the other.
trait Shown: Sized {
    /// What it is told from others of its list by.
    fn key(&self) -> String;

    /// Where its name stands, if it has one.
    fn at(&self) -> Option<Span> {
        None
    }

    /// Says this of it alone.
    fn tell(&mut self, fate: Fate);

    /// Says this of it, and of all that stands in it. What is there no more is found `here` now: its own place is one in
    /// the texts of the old version.
    fn mark(&mut self, fate: &Fate, _here: Span) {
        self.tell(fate.clone());
    }

    /// The new one, with what was said of the old one in another way.
    fn since(self, old: Self, cx: &Versions<'_>) -> Self;
}

impl Versions<'_> {
    fn all<T: Shown>(&self, old: Vec<T>, new: Vec<T>) -> Vec<T> {
        self.placed(old, new).0
    }

    /// The things of both lists in the order of the new one. What is there no more stands behind what it stood behind.
    fn placed<T: Shown>(&self, old: Vec<T>, new: Vec<T>) -> (Vec<T>, Places) {
        let mut waiting: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
        for (number, thing) in old.iter().enumerate() {
            let renamed = thing.at().and_then(|at| self.renames.names.get(&at));
            waiting.entry(renamed.cloned().unwrap_or_else(|| thing.key())).or_default().push_back(number);
        }
        let mut before: Vec<Numbers> =
            (0..old.len()).map(|was| Numbers { was: Some(was), is: None }).collect();
        let mut after = Vec::with_capacity(new.len());
        for (is, thing) in new.iter().enumerate() {
            let was = waiting.get_mut(&thing.key()).and_then(VecDeque::pop_front);
            let numbers = Numbers { was, is: Some(is) };
            after.push(numbers);
            was.into_iter().for_each(|was| before[was] = numbers);
        }
        let mut places = Places { old: vec![0; old.len()], new: vec![0; new.len()] };
        let (mut old, mut new) = (some_of(old), some_of(new));
        let order = merged(&before, &after).into_iter().enumerate();
        let all = order.filter_map(|(place, Numbers { was, is })| {
            let take = |number: Option<usize>, things: &mut [Option<T>], places: &mut [usize]| {
                places[number?] = place;
                things[number?].take()
            };
            let (was, is) = (take(was, &mut old, &mut places.old), take(is, &mut new, &mut places.new));
            match (was, is) {
                (Some(was), Some(is)) => Some(is.since(was, self)),
                (None, Some(is)) => Some(self.added(is)),
                (Some(mut was), None) => {
                    was.mark(&Fate::Removed(String::new()), self.here);
                    Some(was)
                }
                (None, None) => None,
            }
        });
        (all.collect(), places)
    }

    /// What stood in no list that this one is compared with.
    fn added<T: Shown>(&self, mut thing: T) -> T {
        match thing.at().and_then(|at| self.renames.moved.get(&at)) {
            Some(words) => thing.tell(Fate::Changed(vec![words.clone()])),
            None => thing.mark(&Fate::Added, self.here),
        }
        thing
    }

    /// The same, in what these answer for.
    fn within<'o>(&self, owners: &'o (Option<String>, Option<String>)) -> Versions<'o>
    where
        Self: 'o,
    {
        Versions { around: Some(owners), ..*self }
    }

    /// The arrows of both, in the order of the stages they leave. Those that are there no more take nobody along.
    fn ways(&self, (old, new): (Vec<Way>, Vec<Way>), places: &Places) -> Vec<Way> {
        let moved = |places: &[usize]| {
            let places = places.to_vec();
            move |way: Way| Way {
                from: places[way.from],
                to: match way.to {
                    Goal::Stage(to) => Goal::Stage(places[to]),
                    to @ (Goal::End | Goal::Exit | Goal::Journey(_)) => to,
                },
                ..way
            }
        };
        let old = old.into_iter().map(moved(&places.old)).collect();
        let mut all = self.all(old, new.into_iter().map(moved(&places.new)).collect());
        all.sort_by_key(|way| way.from);
        all
    }
}

/// A thing with a name: what marks what stands in it, and what is said of it.
macro_rules! named {
    ($type:ident, in [$($within:ident),*] $(, feels $feeling:ident)?, |$old:ident, $new:ident, $words:ident| $say:block) => {
        impl Shown for $type {
            fn key(&self) -> String {
                self.name.to_string()
            }

            fn at(&self) -> Option<Span> {
                Some(self.at)
            }

            fn tell(&mut self, fate: Fate) {
                self.fate = Some(Box::new(fate));
            }

            fn mark(&mut self, fate: &Fate, here: Span) {
                self.tell(fate.clone());
                if is_gone(&self.fate) {
                    self.at = here;
                }
                $(self.$within.iter_mut().for_each(|it| it.mark(fate, here));)*
                $(self.$feeling.iter_mut().for_each(|it| it.fate = Some(Box::new(fate.clone())));)?
            }

            fn since(self, old: Self, cx: &Versions<'_>) -> Self {
                let mut words = Vec::new();
                if self.name != old.name {
                    words.push(format!("called `{}`, was `{}`", self.name, old.name));
                }
                quoted(&mut words, "title", &old.title, &self.title);
                words.extend(cx.renames.moved.get(&self.at).cloned());
                // Who answers for what something stands in answers for it too, and is told there.
                let owners = (titles(&old.owners), titles(&self.owners));
                if cx.around != Some(&owners) {
                    value(&mut words, "owner", owners.0.as_ref(), owners.1.as_ref());
                }
                {
                    let ($old, $new, $words) = (&old, &self, &mut words);
                    $say
                }
                value(&mut words, "only for", some(&old.only), some(&self.only));
                Self {
                    fate: changed(words),
                    $($within: cx.within(&owners).all(old.$within, self.$within),)*
                    ..self
                }
            }
        }
    };
}

named!(
    Column,
    in [
        goals, motivations, actions, thoughts, questions, needs, touchpoints, barriers, opportunities, backstages,
        lanes, measures
    ],
    feels emotion,
    |old, new, words| {
        value(words, "phase", old.phase.map(|it| it.word()), new.phase.map(|it| it.word()));
        value(words, "takes", old.duration, new.duration);
        feeling(words, &old.emotion, &new.emotion);
        evidence(words, &old.evidence, &new.evidence);
        other(words, "note", &old.note, &new.note);
        other(words, "links", &old.links, &new.links);
        other(words, "tags", &old.tags, &new.tags);
    }
);

named!(
    Point,
    in [actions, thoughts, questions, needs, barriers, opportunities, lanes, measures],
    feels emotion,
    |old, new, words| {
        let channels = |of: &[Medium]| some(of.iter().map(|channel| &channel.title));
        value(words, "channel", channels(&old.channels), channels(&new.channels));
        value(words, "device", some(&old.devices), some(&new.devices));
        value(words, "criticality", old.criticality.map(|it| it.word()), new.criticality.map(|it| it.word()));
        feeling(words, &old.emotion, &new.emotion);
        value(words, "takes", old.duration, new.duration);
        value(words, "lost here", old.drop, new.drop);
        lines(words, "success", &old.successes, &new.successes);
        lines(words, "event", &old.events, &new.events);
        evidence(words, &old.evidence, &new.evidence);
        other(words, "note", &old.note, &new.note);
        other(words, "links", &old.links, &new.links);
        other(words, "tags", &old.tags, &new.tags);
    }
);

named!(Hurdle, in [solutions], |old, new, words| {
    let state = |of: &Hurdle| match of.addressed {
        Addressed::Open => "open",
        Addressed::Solved => "addressed",
        Addressed::Accepted => "accepted",
    };
    value(words, "now", Some(state(old)), Some(state(new)));
    value(words, "severity", old.severity.map(|it| it.word()), new.severity.map(|it| it.word()));
    value(words, "lost", old.drop, new.drop);
    value(words, "accepted", old.accepted.as_deref(), new.accepted.as_deref());
    evidence(words, &old.evidence, &new.evidence);
    other(words, "note", &old.note, &new.note);
    other(words, "links", &old.links, &new.links);
});

named!(Chance, in [solutions], |old, new, words| {
    value(words, "impact", old.impact.map(|it| it.word()), new.impact.map(|it| it.word()));
    evidence(words, &old.evidence, &new.evidence);
    other(words, "note", &old.note, &new.note);
    other(words, "links", &old.links, &new.links);
});

named!(Remedy, in [], |old, new, words| {
    value(words, "status", old.status.map(|it| it.word()), new.status.map(|it| it.word()));
    value(words, "due", old.due, new.due);
    value(words, "cost", old.cost, new.cost);
    value(words, "keeps", old.lift, new.lift);
    evidence(words, &old.evidence, &new.evidence);
    other(words, "note", &old.note, &new.note);
    other(words, "links", &old.links, &new.links);
});

named!(Process, in [], |old, new, words| {
    lines(words, "system", &old.systems, &new.systems);
    value(words, "takes", old.duration, new.duration);
    other(words, "note", &old.note, &new.note);
    other(words, "links", &old.links, &new.links);
});

impl Shown for Line {
    fn key(&self) -> String {
        // Nobody writes the character that parts them: it is reported.
        format!("{}\0{}", self.text, self.only.join("\0"))
    }

    fn tell(&mut self, fate: Fate) {
        self.fate = Some(Box::new(fate));
    }

    fn since(self, _: Self, _: &Versions<'_>) -> Self {
        self
    }
}

impl Shown for Deed {
    fn key(&self) -> String {
        self.line.key()
    }

    fn tell(&mut self, fate: Fate) {
        self.line.tell(fate);
    }

    fn since(mut self, old: Self, _: &Versions<'_>) -> Self {
        if self.unassisted != old.unassisted {
            let how = if self.unassisted { "now on their own" } else { "no longer on their own" };
            self.line.fate = changed(vec![how.to_owned()]);
        }
        self
    }
}

/// A text in a row of one's own.
impl Shown for (usize, Line) {
    fn key(&self) -> String {
        format!("{}\0{}", self.0, self.1.key())
    }

    fn tell(&mut self, fate: Fate) {
        self.1.tell(fate);
    }

    fn since(self, _: Self, _: &Versions<'_>) -> Self {
        self
    }
}

impl Shown for Measured {
    fn key(&self) -> String {
        format!("{}\0{}", self.metric.name, self.only.join("\0"))
    }

    fn tell(&mut self, fate: Fate) {
        self.fate = Some(Box::new(fate));
    }

    fn since(mut self, old: Self, _: &Versions<'_>) -> Self {
        let mut words = Vec::new();
        value(&mut words, "value", Some(old.value), Some(self.value));
        value(&mut words, "target", old.target, self.target);
        value(&mut words, "on", old.on, self.on);
        self.fate = changed(words);
        self
    }
}

impl Shown for Way {
    fn key(&self) -> String {
        let to = match &self.to {
            Goal::Stage(number) => number.to_string(),
            Goal::End => "end".to_owned(),
            Goal::Exit => "exit".to_owned(),
            Goal::Journey(journey) => format!("journey {}", journey.name),
        };
        format!("{} {to}", self.from)
    }

    fn tell(&mut self, fate: Fate) {
        self.fate = Some(Box::new(fate));
    }

    fn mark(&mut self, fate: &Fate, here: Span) {
        let fate = match fate {
            Fate::Removed(_) => Fate::Removed(self.share.map(|it| it.to_string()).unwrap_or_default()),
            Fate::Added | Fate::Changed(_) => fate.clone(),
        };
        if matches!(fate, Fate::Removed(_)) {
            self.share = Some(Share::NONE);
            self.at = here;
        }
        self.tell(fate);
    }

    fn since(mut self, old: Self, _: &Versions<'_>) -> Self {
        let mut words = Vec::new();
        value(&mut words, "share", old.share, self.share);
        value(&mut words, "when", old.when.as_deref(), self.when.as_deref());
        self.fate = changed(words);
        self
    }
}

fn changed(words: Vec<String>) -> Option<Box<Fate>> {
    (!words.is_empty()).then(|| Box::new(Fate::Changed(words)))
}

/// A value that is another now.
fn value<T: Display + PartialEq>(words: &mut Vec<String>, what: &str, old: Option<T>, new: Option<T>) {
    match (old, new) {
        (Some(old), Some(new)) if old != new => words.push(format!("{what} {new}, was {old}")),
        (None, Some(new)) => words.push(format!("{what} {new}, was not said")),
        (Some(old), None) => words.push(format!("{what} no longer said, was {old}")),
        (Some(_), Some(_)) | (None, None) => {}
    }
}

fn quoted(words: &mut Vec<String>, what: &str, old: &str, new: &str) {
    if old != new {
        words.push(format!("{what} was “{old}”"));
    }
}

fn feeling(words: &mut Vec<String>, old: &Option<Feeling>, new: &Option<Feeling>) {
    let score = |of: &Option<Feeling>| of.as_ref().map(|it| format!("{:+}", it.score).replace('-', "−"));
    value(words, "emotion", score(old), score(new));
    let text = |of: &Option<Feeling>| of.as_ref().and_then(|it| it.text.clone());
    if let (Some(old), true) = (text(old), text(old) != text(new)) {
        words.push(format!("feels: was “{old}”"));
    }
}

/// Texts that are shown as a part of something else.
fn lines(words: &mut Vec<String>, what: &str, old: &[Line], new: &[Line]) {
    let texts = |of: &[Line]| of.iter().map(|line| line.text.clone()).collect::<BTreeSet<_>>();
    let (old, new) = (texts(old), texts(new));
    words.extend(new.difference(&old).map(|text| format!("new {what} “{text}”")));
    words.extend(old.difference(&new).map(|text| format!("no longer {what} “{text}”")));
}

fn evidence(words: &mut Vec<String>, old: &[Proof], new: &[Proof]) {
    let added = new.iter().filter(|proof| !old.contains(proof)).count();
    let gone = old.iter().filter(|proof| !new.contains(proof)).count();
    match (added, gone) {
        (0, 0) => {}
        (added, 0) => words.push(format!("evidence: {added} more")),
        (0, gone) => words.push(format!("evidence: {gone} less")),
        (added, gone) => words.push(format!("evidence: {added} new, {gone} gone")),
    }
}

/// Something too long to be repeated.
fn other<T: PartialEq>(words: &mut Vec<String>, what: &str, old: &T, new: &T) {
    if old != new {
        words.push(format!("other {what}"));
    }
}

fn titles(named: &[Named]) -> Option<String> {
    some(named.iter().map(|it| &it.title))
}

/// All of them, with commas between; nothing of none.
fn some<T: ToString>(texts: impl IntoIterator<Item = T>) -> Option<String> {
    let texts: Vec<String> = texts.into_iter().map(|text| text.to_string()).collect();
    (!texts.is_empty()).then(|| texts.join(", "))
}
