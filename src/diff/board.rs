//! Two versions of a journey as one board: what stands in both stands there once, as it is now; what is new and what is
//! there no more stand side by side, and everything that is not as it was says so.
//!
//! Two boards go in, and which things are called otherwise now. How a fate is drawn is left to `emit`.

use std::collections::{BTreeMap, VecDeque};

use crate::diff::order::merged;
use crate::diff::shown::Shown;
use crate::diff::told::{changed, other, quoted, some, titles, value};
use crate::diff::{Changes, What};
use crate::flow::{Flow, percent};
use crate::model::{Model, Thing};
use crate::text::Span;
use crate::view::board::{Board, Coming, Fate, Goal, Named, Versus, Way};

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

/// Shows `old` and `new` as one, with the figures of `new`; without `old`, everything is new. `name` is what the old version
/// is called.
pub fn on_one_board(old: Option<Board>, mut new: Board, name: &str, renames: &Renames) -> Board {
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
        versus: Some(Versus { other: name.to_owned(), fate }),
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

/// How two versions are put together.
#[derive(Clone, Copy)]
pub(super) struct Versions<'r> {
    renames: &'r Renames,
    /// Where the journey stands now.
    here: Span,
    /// Who answered, and who answers, for what the things stand in.
    pub(super) around: Option<&'r (Option<String>, Option<String>)>,
}

impl Versions<'_> {
    pub(super) fn all<T: Shown>(&self, old: Vec<T>, new: Vec<T>) -> Vec<T> {
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

    /// What is said of what stands elsewhere now.
    pub(super) fn moved(&self, at: Span) -> Option<String> {
        self.renames.moved.get(&at).cloned()
    }

    /// The same, in what these answer for.
    pub(super) fn within<'o>(&self, owners: &'o (Option<String>, Option<String>)) -> Versions<'o>
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
