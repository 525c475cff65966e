//! Names to declarations: what each file sees, and what a name that is not there was most likely meant to be.
//!
//! A file sees its own top-level names and those of the files it imports; imports are not passed on.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::model::part::Part;
use crate::model::repeat::Repeats;
use crate::model::{
    Audience, Channel, Id, Input, Journey, Lane, Metric, Owner, Person, Persona, Ref, Segment, Team, mistakes,
};
use crate::text::layout::newline;
use crate::text::{Near, SourceId, Span, Spanned, near};
use crate::value::Name;
use crate::vocabulary::{Argument, Outline, Unit, Word};

/// More names than this are not listed in a report.
pub(crate) const MOST_LISTED: usize = 6;

/// For this many missing names of a file it is told which name was most likely meant: to compare each of any number with
/// all that are there would take the square of the text's length.
const MOST_GUESSED: usize = 100;

/// The name spaces at the top of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum TopSpace {
    Owners,
    Channels,
    Audiences,
    Metrics,
    Lanes,
    Journeys,
}

impl TopSpace {
    const ALL: [Self; 6] =
        [Self::Owners, Self::Channels, Self::Audiences, Self::Metrics, Self::Lanes, Self::Journeys];

    /// "a team or a person".
    fn phrase(self) -> &'static str {
        match self {
            Self::Owners => "a team or a person",
            Self::Channels => "a channel",
            Self::Audiences => "a segment or a persona",
            Self::Metrics => "a metric",
            Self::Lanes => "a lane",
            Self::Journeys => "a journey",
        }
    }

    /// "team or person".
    fn kinds(self) -> String {
        let words: Vec<&str> = self.phrase().split(' ').filter(|word| *word != "a").collect();
        words.join(" ")
    }
}

/// What a top-level name declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Top {
    Team(Id<Team>),
    Person(Id<Person>),
    Channel(Id<Channel>),
    Segment(Id<Segment>),
    Persona(Id<Persona>),
    Metric(Id<Metric>),
    Lane(Id<Lane>),
    Journey(Id<Journey>),
}

/// Makes the ids of each kind into a `Top`.
macro_rules! tops {
    ($($type:ident),+) => {
        $(impl From<Id<$type>> for Top {
            fn from(id: Id<$type>) -> Self {
                Self::$type(id)
            }
        })+
    };
}

tops!(Team, Person, Channel, Segment, Persona, Metric, Lane, Journey);

impl Top {
    fn space(self) -> TopSpace {
        match self {
            Self::Team(_) | Self::Person(_) => TopSpace::Owners,
            Self::Channel(_) => TopSpace::Channels,
            Self::Segment(_) | Self::Persona(_) => TopSpace::Audiences,
            Self::Metric(_) => TopSpace::Metrics,
            Self::Lane(_) => TopSpace::Lanes,
            Self::Journey(_) => TopSpace::Journeys,
        }
    }

    /// "a channel".
    fn phrase(self) -> &'static str {
        match self {
            Self::Team(_) => "a team",
            Self::Person(_) => "a person",
            Self::Channel(_) => "a channel",
            Self::Segment(_) => "a segment",
            Self::Persona(_) => "a persona",
            Self::Metric(_) => "a metric",
            Self::Lane(_) => "a lane",
            Self::Journey(_) => "a journey",
        }
    }
}

/// The top-level names of one file: all that others can see of it.
#[derive(Debug)]
pub(crate) struct FileNames {
    id: SourceId,
    path: String,
    /// Where one more `import` would go, and how its line would end.
    next_import: (Span, &'static str),
    names: HashMap<(TopSpace, Name), (Top, Span)>,
    /// The units of its metrics, and where they stand.
    units: HashMap<Id<Metric>, (Span, Unit)>,
    imports: Vec<SourceId>,
    lost: HashSet<Name>,
    lost_import: bool,
    hides_names: bool,
    /// Names that it declares twice.
    pub(crate) mistakes: Vec<Diagnostic>,
    /// What was most likely meant in them.
    pub(crate) meant: Vec<Top>,
}

impl FileNames {
    /// Those of a file.
    pub(crate) fn read(input: &Input<'_>) -> Self {
        let (id, outline) = (input.source.id, input.outline);
        let mut imports: Vec<SourceId> = Vec::new();
        for import in input.imports.iter().flatten() {
            if *import != id && !imports.contains(import) {
                imports.push(*import);
            }
        }
        let mut file = Self {
            id,
            path: input.source.path.clone(),
            next_import: next_import(input),
            names: HashMap::new(),
            units: HashMap::new(),
            imports,
            lost: outline.lost.iter().cloned().collect(),
            lost_import: outline.lost_import || input.imports.contains(&None),
            hides_names: outline.hides_names,
            mistakes: Vec::new(),
            meant: Vec::new(),
        };
        file.declare_all(outline);
        file
    }

    fn declare_all(&mut self, outline: &Outline) {
        let ids = Part::new(self.id);
        let (mut teams, mut persons, mut channels) = (ids.teams.ids(), ids.persons.ids(), ids.channels.ids());
        let (mut segments, mut personas, mut metrics) =
            (ids.segments.ids(), ids.personas.ids(), ids.metrics.ids());
        let (mut lanes, mut journeys) = (ids.lanes.ids(), ids.journeys.ids());
        for (id, item) in outline.children(None) {
            // Ids are given in the order in which the declarations will be made.
            let top = match item.word {
                Word::Team => teams.next().map(Top::Team),
                Word::Person => persons.next().map(Top::Person),
                Word::Channel => channels.next().map(Top::Channel),
                Word::Segment => segments.next().map(Top::Segment),
                Word::Persona => personas.next().map(Top::Persona),
                Word::Metric => metrics.next().map(Top::Metric),
                Word::Lane => lanes.next().map(Top::Lane),
                Word::Journey => journeys.next().map(Top::Journey),
                _ => None,
            };
            if let (Some(top), Some((Argument::Name(name), span))) = (top, outline.argument(item, 0)) {
                self.declare(name, span, top);
            }
            if let Some(Top::Metric(metric)) = top {
                let unit = outline.children(Some(id)).find(|(_, item)| item.word == Word::UnitOf);
                if let Some((Argument::Choice(word), span)) =
                    unit.and_then(|(_, item)| outline.argument(item, 0))
                {
                    self.units.extend(Unit::of(word).map(|unit| (metric, (span, unit))));
                }
            }
        }
    }

    /// Adds a top-level name, or reports that the file has it already.
    fn declare(&mut self, name: &Name, span: Span, top: Top) {
        match self.names.get(&(top.space(), name.clone())) {
            Some((twin, first)) => {
                self.meant.extend([top, *twin]);
                let kinds = (top.phrase(), twin.phrase());
                self.mistakes.push(mistakes::declared_twice(span, name, *first, kinds));
            }
            None => {
                self.names.insert((top.space(), name.clone()), (top, span));
            }
        }
    }
}

/// Behind the last `import` of a file, or at its top; and how lines end there.
fn next_import(input: &Input<'_>) -> (Span, &'static str) {
    let text = input.source.text();
    let imports = input.outline.children(None).filter(|(_, item)| item.word == Word::Import);
    let last = imports.last().and_then(|(_, item)| {
        text[item.span.end as usize..].find('\n').map(|end| item.span.end as usize + end + 1)
    });
    let at = last.unwrap_or(if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 }) as u32;
    (Span::new(input.source.id, at, at), newline(text, at))
}

/// Names that two files declare and a third one, or one of them, sees both.
#[derive(Default)]
pub(crate) struct Clashes {
    pub(crate) reports: Vec<Diagnostic>,
    /// What they declare.
    pub(crate) meant: Vec<Top>,
}

/// The top-level names of all files.
pub(crate) struct Names<'a> {
    files: HashMap<SourceId, (usize, &'a FileNames)>,
    order: Vec<SourceId>,
}

impl<'a> Names<'a> {
    /// Those of `files`, in the order of the project.
    pub(crate) fn new(files: &'a [Arc<FileNames>]) -> Self {
        Self {
            files: files.iter().enumerate().map(|(rank, names)| (names.id, (rank, &**names))).collect(),
            order: files.iter().map(|names| names.id).collect(),
        }
    }

    fn file(&self, id: SourceId) -> Option<&'a FileNames> {
        self.files.get(&id).map(|(_, names)| *names)
    }

    /// The files whose names `file` sees: itself first.
    fn visible(&self, file: SourceId) -> impl Iterator<Item = &'a FileNames> {
        let own = self.file(file);
        let imports = own.map(|names| names.imports.as_slice()).unwrap_or_default();
        own.into_iter().chain(imports.iter().filter_map(|import| self.file(*import)))
    }

    fn find(&self, file: SourceId, key: &(TopSpace, Name)) -> Option<(Top, Span)> {
        self.visible(file).find_map(|file| file.names.get(key).copied())
    }

    /// The name in the first file that declares it, seen or not.
    fn anywhere(&self, key: &(TopSpace, Name)) -> impl Iterator<Item = (Top, Span, &'a FileNames)> {
        self.order.iter().filter_map(move |other| {
            let file = self.file(*other)?;
            file.names.get(key).map(|(top, span)| (*top, *span, file))
        })
    }

    /// The unit of a metric, and where it stands.
    fn unit(&self, metric: Id<Metric>) -> Option<(Span, Unit)> {
        self.file(metric.source())?.units.get(&metric).copied()
    }

    /// Whether a name that `file` does not see may have been in something that was reported.
    fn may_be_lost(&self, file: SourceId, name: &Name) -> bool {
        self.visible(file)
            .any(|seen| seen.hides_names || seen.lost.contains(name) || seen.id == file && seen.lost_import)
    }

    /// The names of one space that `file` sees, and where they are declared.
    fn in_sight(&self, file: SourceId, space: TopSpace) -> Vec<InSight<'a>> {
        let mut names: Vec<InSight<'a>> = self
            .visible(file)
            .flat_map(|file| file.names.iter())
            .filter(|((kind, _), _)| *kind == space)
            .map(|((_, name), (top, span))| (name, *top, *span))
            .collect();
        names.sort_by_key(|(name, _, span)| (*name, *span));
        names
    }

    /// Finds names that two files declare which a third one, or one of them, sees both.
    pub(crate) fn clashes(&self) -> Clashes {
        let mut compared = HashSet::new();
        let mut clashes = Clashes::default();
        for seer in &self.order {
            let seen: Vec<&FileNames> = self.visible(*seer).collect();
            for (index, one) in seen.iter().enumerate() {
                for other in &seen[index + 1..] {
                    if compared.insert((one.id.min(other.id), one.id.max(other.id))) {
                        self.clashes_between((one, other), *seer, &mut clashes);
                    }
                }
            }
        }
        clashes
    }

    fn clashes_between(&self, (one, other): (&FileNames, &FileNames), seer: SourceId, clashes: &mut Clashes) {
        let rank = |span: Span| (self.files.get(&span.source).map(|(rank, _)| *rank), span.start);
        let (small, large) = if one.names.len() < other.names.len() { (one, other) } else { (other, one) };
        let mut found: Vec<_> = small
            .names
            .iter()
            .filter_map(|(key, (top, span))| {
                let (one, other) = ((*span, *top), large.names.get(key).map(|(top, span)| (*span, *top))?);
                let later = rank(one.0) > rank(other.0);
                Some(if later { (one, other, &key.1) } else { (other, one, &key.1) })
            })
            .collect();
        found.sort_by_key(|((span, _), ..)| rank(*span));
        let seer = self.file(seer).map(|names| names.path.as_str()).unwrap_or_default();
        for ((second, top), (first, first_top), name) in found {
            clashes.meant.extend([first_top, top]);
            let report = mistakes::declared_twice(second, name, first, (top.phrase(), first_top.phrase()));
            clashes.reports.push(report.help(format!("rename one of them: `{seer}` sees both")));
        }
    }
}

/// What is missing to a file that names something.
#[derive(PartialEq, Eq, Hash)]
enum Missing {
    /// A declaration.
    Declaration(TopSpace, Name),
    /// An import of this file.
    Import(SourceId),
}

/// What a name was found to mean.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Meaning {
    top: Top,
    /// The unit of a metric.
    unit: Option<Unit>,
}

/// What came of the names in one file.
#[derive(Debug, Default)]
pub(crate) struct Bound {
    file: Option<SourceId>,
    /// Those that were looked up and found.
    found: HashMap<(TopSpace, Name), Meaning>,
    /// Others that were most likely meant.
    pub(crate) meant: Vec<Top>,
    /// Whether all were found, and nothing else was wrong.
    is_sound: bool,
    pub(crate) mistakes: Vec<Diagnostic>,
}

impl Bound {
    /// Whether binding the same names again would give the same. Where something was wrong that is not asked: what is
    /// said of it may lie in any file.
    pub(crate) fn still_holds(&self, names: &Names<'_>) -> bool {
        let Some(file) = self.file.filter(|_| self.is_sound) else { return false };
        self.found
            .iter()
            .all(|(key, meaning)| names.find(file, key).map(|(top, _)| names.meaning(top)) == Some(*meaning))
    }

    /// What is named, or was most likely meant.
    pub(crate) fn used(&self) -> impl Iterator<Item = Top> {
        self.found.values().map(|meaning| meaning.top).chain(self.meant.iter().copied())
    }
}

impl Names<'_> {
    fn meaning(&self, top: Top) -> Meaning {
        let unit = match top {
            Top::Metric(metric) => self.unit(metric).map(|(_, unit)| unit),
            _ => None,
        };
        Meaning { top, unit }
    }
}

/// A name that a file sees, what it means, and where it is declared.
type InSight<'a> = (&'a Name, Top, Span);

/// The names of one file while they are looked up.
pub(crate) struct Lookups<'a> {
    names: &'a Names<'a>,
    bound: Bound,
    missing: Repeats<(Option<Span>, Missing)>,
    /// How many of them were compared with the names that are there.
    guessed: usize,
    /// The names of each space that the file sees, in order, once one of it is missing.
    in_sight: HashMap<TopSpace, Vec<InSight<'a>>>,
    /// The journey that names are looked up for: what is missing is reported once in each, and once in the rest of a file.
    pub(crate) within: Option<Span>,
}

impl<'a> Lookups<'a> {
    /// None of `file` yet.
    pub(crate) fn new(file: SourceId, names: &'a Names<'a>) -> Self {
        let bound = Bound { file: Some(file), is_sound: true, ..Bound::default() };
        Self { names, bound, missing: Repeats::default(), guessed: 0, in_sight: HashMap::new(), within: None }
    }

    /// What came of them, with the other `mistakes` of the file.
    pub(crate) fn finish(self, mut mistakes: Vec<Diagnostic>) -> Bound {
        mistakes.extend(self.missing.finish());
        let is_sound = self.bound.is_sound && mistakes.is_empty();
        Bound { mistakes, is_sound, ..self.bound }
    }

    /// The unit of a metric, and where it stands.
    pub(crate) fn unit(&self, metric: Id<Metric>) -> Option<(Span, Unit)> {
        self.names.unit(metric)
    }

    /// Looks a name up for its file. What is not found, or is something else, is reported.
    fn look_up(&mut self, space: TopSpace, name: &Spanned<Name>) -> Result<Top, Option<Diagnostic>> {
        let key = (space, name.value.clone());
        if let Some(known) = self.bound.found.get(&key) {
            return Ok(known.top);
        }
        let file = name.span.source;
        if let Some((top, _)) = self.names.find(file, &key) {
            self.bound.found.insert(key, self.names.meaning(top));
            return Ok(top);
        }
        self.bound.is_sound = false;
        if self.names.may_be_lost(file, &name.value) {
            self.bound.meant.extend(self.names.anywhere(&key).map(|(top, ..)| top));
            return Err(None);
        }
        let wanted = space.phrase();
        let others = TopSpace::ALL.into_iter().filter(|other| *other != space);
        for other in others {
            if let Some((top, span)) = self.names.find(file, &(other, name.value.clone())) {
                self.bound.meant.push(top);
                return Err(Some(mistakes::another_kind(name, wanted, top.phrase(), span)));
            }
        }
        if let Some((top, span, there)) = self.names.anywhere(&key).next() {
            self.bound.meant.push(top);
            let here = self.names.file(file);
            let path = relative(here.map(|names| names.path.as_str()).unwrap_or_default(), &there.path);
            // Of several files, only a person knows which was meant.
            let is_only = self.names.anywhere(&key).nth(1).is_none();
            let place = here.map(|names| names.next_import).filter(|_| is_only);
            self.missing.add((self.within, Missing::Import(there.id)), name.span, "and this", || {
                mistakes::not_imported(name, top.phrase(), span, &path, place)
            });
            return Err(None);
        }
        let missing = (self.within, Missing::Declaration(space, name.value.clone()));
        if self.missing.knows(&missing) {
            self.missing.again(&missing, name.span, "and here");
            return Err(None);
        }
        self.guessed += 1;
        let may_guess = self.guessed <= MOST_GUESSED;
        let there: &[InSight<'a>] = if may_guess {
            self.in_sight.entry(space).or_insert_with(|| self.names.in_sight(file, space))
        } else {
            &[]
        };
        let near = nearest_of(there, name);
        self.bound.meant.extend(near.map(|(_, top)| top));
        let few = if there.len() > MOST_LISTED { &[] } else { there };
        let listed: Vec<&str> = few.iter().map(|(name, ..)| name.as_str()).collect();
        let report = mistakes::unknown_name(name, &space.kinds(), near.map(|(near, _)| near), &listed);
        self.missing.add(missing, name.span, "and here", || report);
        Err(None)
    }

    /// Whether the file sees a journey of this name.
    pub(crate) fn sees_journey(&self, file: SourceId, name: &Name) -> bool {
        self.names.find(file, &(TopSpace::Journeys, name.clone())).is_some()
    }

    fn resolve<T>(
        &mut self,
        space: TopSpace,
        name: &Spanned<Name>,
        mistakes: &mut Vec<Diagnostic>,
        take: impl FnOnce(Top) -> Result<T, &'static str>,
    ) -> Ref<T> {
        match self.look_up(space, name) {
            Ok(top) => match take(top) {
                Ok(found) => Ref::To(found),
                Err(wanted) => {
                    let span =
                        self.names.find(name.span.source, &(space, name.value.clone())).map(|(_, span)| span);
                    mistakes.push(mistakes::another_kind(
                        name,
                        wanted,
                        top.phrase(),
                        span.unwrap_or(name.span),
                    ));
                    Ref::Broken
                }
            },
            Err(report) => {
                mistakes.extend(report);
                Ref::Broken
            }
        }
    }

    pub(crate) fn owner(&mut self, name: &Spanned<Name>, mistakes: &mut Vec<Diagnostic>) -> Ref<Owner> {
        self.resolve(TopSpace::Owners, name, mistakes, |top| match top {
            Top::Team(id) => Ok(Owner::Team(id)),
            Top::Person(id) => Ok(Owner::Person(id)),
            _ => Err(TopSpace::Owners.phrase()),
        })
    }

    pub(crate) fn team(&mut self, name: &Spanned<Name>, mistakes: &mut Vec<Diagnostic>) -> Ref<Id<Team>> {
        self.resolve(TopSpace::Owners, name, mistakes, |top| match top {
            Top::Team(id) => Ok(id),
            _ => Err("a team"),
        })
    }

    pub(crate) fn channel(
        &mut self,
        name: &Spanned<Name>,
        mistakes: &mut Vec<Diagnostic>,
    ) -> Ref<Id<Channel>> {
        self.resolve(TopSpace::Channels, name, mistakes, |top| match top {
            Top::Channel(id) => Ok(id),
            _ => Err(TopSpace::Channels.phrase()),
        })
    }

    pub(crate) fn audience(&mut self, name: &Spanned<Name>, mistakes: &mut Vec<Diagnostic>) -> Ref<Audience> {
        self.resolve(TopSpace::Audiences, name, mistakes, |top| match top {
            Top::Segment(id) => Ok(Audience::Segment(id)),
            Top::Persona(id) => Ok(Audience::Persona(id)),
            _ => Err(TopSpace::Audiences.phrase()),
        })
    }

    pub(crate) fn segment(
        &mut self,
        name: &Spanned<Name>,
        mistakes: &mut Vec<Diagnostic>,
    ) -> Ref<Id<Segment>> {
        self.resolve(TopSpace::Audiences, name, mistakes, |top| match top {
            Top::Segment(id) => Ok(id),
            _ => Err("a segment"),
        })
    }

    pub(crate) fn metric(&mut self, name: &Spanned<Name>, mistakes: &mut Vec<Diagnostic>) -> Ref<Id<Metric>> {
        self.resolve(TopSpace::Metrics, name, mistakes, |top| match top {
            Top::Metric(id) => Ok(id),
            _ => Err(TopSpace::Metrics.phrase()),
        })
    }

    pub(crate) fn lane(&mut self, name: &Spanned<Name>, mistakes: &mut Vec<Diagnostic>) -> Ref<Id<Lane>> {
        self.resolve(TopSpace::Lanes, name, mistakes, |top| match top {
            Top::Lane(id) => Ok(id),
            _ => Err(TopSpace::Lanes.phrase()),
        })
    }

    pub(crate) fn journey(
        &mut self,
        name: &Spanned<Name>,
        mistakes: &mut Vec<Diagnostic>,
    ) -> Ref<Id<Journey>> {
        self.resolve(TopSpace::Journeys, name, mistakes, |top| match top {
            Top::Journey(id) => Ok(id),
            _ => Err(TopSpace::Journeys.phrase()),
        })
    }

    /// Whether `name` may have been declared in something of `file` that was reported.
    pub(crate) fn is_lost(&self, file: SourceId, name: &Name) -> bool {
        self.names.file(file).is_some_and(|names| names.hides_names || names.lost.contains(name))
    }
}

/// The one of the names that are `there` which `name` was most likely meant to be, and what it is the name of.
fn nearest_of<'n>(there: &[InSight<'n>], name: &Spanned<Name>) -> Option<(Near<'n>, Top)> {
    let all = || there.iter().map(|(name, ..)| name.as_str());
    let alike = all().find(|other| name.value.look_alike(other).is_some()).map(Near::alike);
    let near = alike.or_else(|| near(name.value.as_str(), all()))?;
    there.iter().find(|(name, ..)| name.as_str() == near.word).map(|(_, top, _)| (near, *top))
}

/// The path to write in `from`'s `import` of `to`; both are relative to the same folder.
fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let shared = from.iter().zip(&to).take(from.len().min(to.len()) - 1).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", from.len() - 1 - shared);
    up.chain(to[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn a_path_leads_from_file_to_file() {
        assert_eq!(relative("a/b.journey", "a/c.journey"), "c.journey");
        assert_eq!(relative("a/b.journey", "shared/c.journey"), "../shared/c.journey");
        assert_eq!(relative("b.journey", "shared/c.journey"), "shared/c.journey");
    }
}
