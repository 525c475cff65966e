//! Names to declarations: what each file sees, and what a name that is not there was most likely meant to be.
//!
//! A file sees its own top-level names and those of the files it imports; imports are not passed on.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::Diagnostic;
use crate::model::repeat::Repeats;
use crate::model::{
    Audience, Channel, Id, Input, Journey, Lane, Metric, Owner, Person, Persona, Ref, Segment, Team, mistakes,
};
use crate::text::{SourceId, Span, Spanned, nearest};
use crate::value::Name;

/// More names than this are not listed in a report.
pub(crate) const MOST_LISTED: usize = 6;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Top {
    Team(Id<Team>),
    Person(Id<Person>),
    Channel(Id<Channel>),
    Segment(Id<Segment>),
    Persona(Id<Persona>),
    Metric(Id<Metric>),
    Lane(Id<Lane>),
    Journey(Id<Journey>),
}

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

/// Places of declarations that something names, or most likely meant to name.
#[derive(Debug, Default)]
pub(crate) struct Used(HashSet<Span>);

impl Used {
    pub(crate) fn contains(&self, name_span: Span) -> bool {
        self.0.contains(&name_span)
    }
}

/// The top-level names of one file.
#[derive(Default)]
struct FileNames {
    /// How many files come before it.
    rank: usize,
    names: HashMap<(TopSpace, Name), (Top, Span)>,
    imports: Vec<SourceId>,
    lost: HashSet<Name>,
    lost_import: bool,
    hides_names: bool,
}

/// What is missing to a file that names something.
#[derive(PartialEq, Eq, Hash)]
enum Missing {
    /// A declaration.
    Declaration(TopSpace, Name),
    /// An import of this file.
    Import(SourceId),
}

/// The top-level names of all files.
#[derive(Default)]
pub(crate) struct Names {
    files: HashMap<SourceId, FileNames>,
    order: Vec<SourceId>,
    paths: HashMap<SourceId, String>,
    missing: Repeats<(SourceId, Option<Span>, Missing)>,
    /// The journey that names are looked up for: what is missing is reported once in each, and once in the rest of a file.
    pub(crate) within: Option<Span>,
    pub(crate) used: Used,
}

impl Names {
    pub(crate) fn add_file(&mut self, input: &Input<'_>) {
        let id = input.source.id;
        self.order.push(id);
        self.paths.insert(id, input.source.path.clone());
        let mut imports: Vec<SourceId> = Vec::new();
        for import in input.imports.iter().flatten() {
            if *import != id && !imports.contains(import) {
                imports.push(*import);
            }
        }
        self.files.insert(
            id,
            FileNames {
                rank: self.order.len(),
                names: HashMap::new(),
                imports,
                lost: input.outline.lost.iter().cloned().collect(),
                lost_import: input.outline.lost_import || input.imports.contains(&None),
                hides_names: input.outline.hides_names,
            },
        );
    }

    /// Adds a top-level name, or reports that its file has it already.
    pub(crate) fn declare(&mut self, name: &Name, span: Span, top: Top) -> Option<Diagnostic> {
        let names = &mut self.files.entry(span.source).or_default().names;
        match names.get(&(top.space(), name.clone())) {
            Some((twin, first)) => {
                self.used.0.extend([span, *first]);
                Some(mistakes::declared_twice(span, name, *first, (top.phrase(), twin.phrase())))
            }
            None => {
                names.insert((top.space(), name.clone()), (top, span));
                None
            }
        }
    }

    /// Reports names that two files declare which a third one, or one of them, sees both.
    pub(crate) fn clashes(&mut self) -> Vec<Diagnostic> {
        let mut compared = HashSet::new();
        let (mut reports, mut meant) = (Vec::new(), Vec::new());
        for seer in &self.order {
            let seen: Vec<SourceId> = self.visible(*seer).collect();
            for (index, one) in seen.iter().enumerate() {
                for other in &seen[index + 1..] {
                    let pair = (*one.min(other), *one.max(other));
                    if compared.insert(pair) {
                        self.clashes_between(pair, *seer, &mut reports, &mut meant);
                    }
                }
            }
        }
        self.used.0.extend(meant);
        reports
    }

    fn clashes_between(
        &self,
        (one, other): (SourceId, SourceId),
        seer: SourceId,
        reports: &mut Vec<Diagnostic>,
        meant: &mut Vec<Span>,
    ) {
        let rank = |span: Span| (self.files[&span.source].rank, span.start);
        let (one, other) = (&self.files[&one].names, &self.files[&other].names);
        let (small, large) = if one.len() < other.len() { (one, other) } else { (other, one) };
        let mut clashes: Vec<_> = small
            .iter()
            .filter_map(|(key, (top, span))| {
                let (one, other) = ((*span, *top), large.get(key).map(|(top, span)| (*span, *top))?);
                let later = rank(one.0) > rank(other.0);
                Some(if later { (one, other, &key.1) } else { (other, one, &key.1) })
            })
            .collect();
        clashes.sort_by_key(|((span, _), ..)| rank(*span));
        reports.extend(clashes.into_iter().map(|((second, top), (first, first_top), name)| {
            meant.extend([first, second]);
            let kinds = (top.phrase(), first_top.phrase());
            let report = mistakes::declared_twice(second, name, first, kinds);
            report.help(format!("rename one of them: `{}` sees both", self.paths[&seer]))
        }));
    }

    /// The files whose names `file` sees: itself first.
    fn visible(&self, file: SourceId) -> impl Iterator<Item = SourceId> {
        let imports = self.files.get(&file).map(|names| names.imports.as_slice()).unwrap_or_default();
        std::iter::once(file).chain(imports.iter().copied().filter(|import| self.files.contains_key(import)))
    }

    fn find(&self, file: SourceId, space: TopSpace, name: &Name) -> Option<(Top, Span)> {
        let key = (space, name.clone());
        self.visible(file).find_map(|file| self.files[&file].names.get(&key).copied())
    }

    /// Whether a name that `file` does not see may have been in something that was reported.
    fn may_be_lost(&self, file: SourceId, name: &Name) -> bool {
        self.visible(file).any(|seen| {
            let names = &self.files[&seen];
            names.hides_names || names.lost.contains(name) || seen == file && names.lost_import
        })
    }

    /// Looks a name up for its file. What is not found, or is something else, is reported.
    fn look_up(&mut self, space: TopSpace, name: &Spanned<Name>) -> Result<Top, Option<Diagnostic>> {
        let file = name.span.source;
        if let Some((top, span)) = self.find(file, space, &name.value) {
            self.used.0.insert(span);
            return Ok(top);
        }
        let key = (space, name.value.clone());
        if self.may_be_lost(file, &name.value) {
            let elsewhere = self.order.iter().filter_map(|other| self.files[other].names.get(&key));
            self.used.0.extend(elsewhere.map(|(_, span)| *span));
            return Err(None);
        }
        let wanted = space.phrase();
        let others = TopSpace::ALL.into_iter().filter(|other| *other != space);
        for other in others {
            if let Some((top, span)) = self.find(file, other, &name.value) {
                self.used.0.insert(span);
                return Err(Some(mistakes::another_kind(name, wanted, top.phrase(), span)));
            }
        }
        let elsewhere = self.order.iter().find_map(|other| self.files[other].names.get(&key).copied());
        if let Some((top, span)) = elsewhere {
            self.used.0.insert(span);
            let path = relative(&self.paths[&file], &self.paths[&span.source]);
            let missing = (file, self.within, Missing::Import(span.source));
            self.missing.add(missing, name.span, "and this", || {
                mistakes::not_imported(name, top.phrase(), span, &path)
            });
            return Err(None);
        }
        let near = self.nearest(file, space, name);
        if let Some((_, span)) = near {
            self.used.0.insert(span);
        }
        let near = near.map(|(name, _)| name);
        let there = self.in_sight(file, space);
        let there: Vec<&str> = there.iter().map(|(name, _)| name.as_str()).collect();
        let there = if there.len() > MOST_LISTED { &[] } else { &*there };
        let report = mistakes::unknown_name(name, &space.kinds(), near.as_ref().map(Name::as_str), there);
        let missing = (file, self.within, Missing::Declaration(space, name.value.clone()));
        self.missing.add(missing, name.span, "and here", || report);
        Err(None)
    }

    /// What was looked for and is nowhere, or not in sight.
    pub(crate) fn take_missing(&mut self) -> impl Iterator<Item = Diagnostic> + use<> {
        std::mem::take(&mut self.missing).finish()
    }

    /// The names of one space that `file` sees, and where they are declared.
    fn in_sight(&self, file: SourceId, space: TopSpace) -> Vec<(Name, Span)> {
        let mut names: Vec<(Name, Span)> = self
            .visible(file)
            .flat_map(|file| self.files[&file].names.iter())
            .filter(|((kind, _), _)| *kind == space)
            .map(|((_, name), (_, span))| (name.clone(), *span))
            .collect();
        names.sort();
        names
    }

    fn nearest(&self, file: SourceId, space: TopSpace, name: &Spanned<Name>) -> Option<(Name, Span)> {
        let names = self.in_sight(file, space);
        let all = || names.iter().map(|(name, _)| name.as_str());
        let alike = all().find(|other| name.value.look_alike(other).is_some());
        let near = alike.or_else(|| nearest(name.value.as_str(), all()))?.to_owned();
        names.into_iter().find(|(name, _)| name.as_str() == near)
    }

    /// Whether `file` sees a journey of this name.
    pub(crate) fn sees_journey(&self, file: SourceId, name: &Name) -> bool {
        self.find(file, TopSpace::Journeys, name).is_some()
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
                    let span = self.find(name.span.source, space, &name.value).map(|(_, span)| span);
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
        self.files.get(&file).is_some_and(|names| names.hides_names || names.lost.contains(name))
    }
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
