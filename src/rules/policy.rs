//! `Policy`: all that the rules of a run are told, by the project and by the command line.

use std::collections::HashMap;
use std::sync::Arc;

use crate::rules::{Catalogue, LISTS, Levels, RULES, Rule};
use crate::text::{Near, SourceId, near};
use crate::value::Currency;
use crate::{model, syntax, vocabulary};

/// What a project says to the rules.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Stated {
    /// Their levels and settings.
    pub levels: Levels,
    /// The project's own rules.
    pub required: Vec<&'static Rule>,
    /// Names of rules of its own that were reported: whoever names one stays quiet.
    pub lost: Vec<String>,
    /// Whether a rule of any name may be hidden in what was reported.
    pub hides_rules: bool,
    /// The currency of its money.
    pub currency: Option<Currency>,
    /// Who may own things.
    pub owners: Option<Arc<Catalogue>>,
}

impl Stated {
    /// Every rule whose name may be said: those of this program, and the project's own.
    pub fn rules(&self) -> impl Iterator<Item = &'static Rule> {
        LISTS.iter().copied().flatten().copied().chain(self.required.iter().copied())
    }

    /// The rule of this name.
    pub fn named(&self, name: &str) -> Option<&'static Rule> {
        Rule::named(name).or_else(|| self.required.iter().copied().find(|rule| rule.name() == name))
    }

    /// The rule with the name that is nearest to this one. Whoever names a mistake did not mean a rule.
    pub fn nearest(&self, name: &str) -> Option<Near<'static>> {
        let floors = [syntax::mistakes::MISTAKES, vocabulary::mistakes::MISTAKES, model::mistakes::MISTAKES];
        let is_mistake = floors.into_iter().flatten().any(|mistake| mistake.code == name);
        if is_mistake { None } else { near(name, self.rules().map(Rule::name)) }
    }

    /// What counts where `overrides` do, each above the one before it, and above them what the run is told.
    pub fn levels_with<'l>(&self, overrides: impl Iterator<Item = &'l Levels>, run: &Levels) -> Levels {
        let all = overrides.fold(self.levels.clone(), |below, above| below.with(above));
        all.settled(self.rules()).with(run)
    }

    /// Whether there may be a rule of this name in what was reported.
    pub fn may_have(&self, name: &str) -> bool {
        self.hides_rules || self.lost.iter().any(|lost| lost == name)
    }
}

/// All that the rules of a run are told.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// What the project says.
    pub(crate) stated: Arc<Stated>,
    /// What counts in files of which nothing else is said.
    pub(crate) usual: Levels,
    /// What counts in the others.
    by_file: HashMap<SourceId, Arc<Levels>>,
}

impl Policy {
    /// That of a project that says nothing.
    pub fn of(levels: &Levels) -> Self {
        Self { usual: levels.clone(), ..Self::default() }
    }

    /// What the project says, and above it what the run is told. `overrides` is what the project says for some
    /// files, each above the one before it, and `files` are these, with the numbers of what is for them.
    pub fn new(
        stated: Stated,
        run: &Levels,
        overrides: &[&Levels],
        files: impl IntoIterator<Item = (SourceId, Vec<usize>)>,
    ) -> Self {
        let put = |layers: &[usize]| {
            let layers = layers.iter().filter_map(|layer| overrides.get(*layer).copied());
            stated.levels_with(layers, run)
        };
        let mut made: HashMap<Vec<usize>, Arc<Levels>> = HashMap::new();
        let by_file = files.into_iter().map(|(file, layers)| {
            let levels = made.entry(layers).or_insert_with_key(|layers| Arc::new(put(layers)));
            (file, Arc::clone(levels))
        });
        let by_file = by_file.collect();
        Self { usual: put(&[]), by_file, stated: Arc::new(stated) }
    }

    /// What counts in a file.
    pub(crate) fn levels(&self, file: SourceId) -> &Levels {
        self.by_file.get(&file).map_or(&self.usual, |levels| &**levels)
    }

    /// What counts in a file, if it is not what is usual.
    pub(crate) fn own_levels(&self, file: SourceId) -> Option<&Arc<Levels>> {
        self.by_file.get(&file)
    }

    /// Whether a rule has a level in any file.
    pub(crate) fn is_on(&self, rule: &Rule) -> bool {
        self.usual.of(rule).is_some() || self.by_file.values().any(|levels| levels.of(rule).is_some())
    }

    /// The rules that are run, in their order: those of the project first, since the last looks at what the others said.
    pub(crate) fn run_rules(&self) -> Vec<&'static Rule> {
        self.stated.required.iter().chain(RULES).copied().collect()
    }
}
