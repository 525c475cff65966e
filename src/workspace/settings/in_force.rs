//! What is in force in a project, and where each value comes from.

use crate::diagnostic::Severity;
use crate::rules::{Levels, Rule, level_word};
use crate::text::Span;
use crate::workspace::paths::inside;
use crate::workspace::settings::{Found, Holds, TABLES, WARNINGS};
use crate::workspace::{Workspace, normal};

/// A setting, its value, and where that comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InForce {
    /// Its name from the top, with dots between.
    pub name: String,
    /// Its value, as TOML and JSON write it; none where nothing is set and what is usual is no value.
    pub value: Option<String>,
    /// What is usual, in words, where there is no value.
    pub usual: String,
    /// Where the value comes from.
    pub origin: Origin,
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Nothing else was said.
    Default,
    /// A place in `journey.toml`.
    File(Span),
    /// An option of the command line.
    Option(String),
}

impl Workspace<'_> {
    /// All that is in force, for the file or folder at `path` where files may differ, in the order of the table.
    pub fn in_force(&self, path: &str) -> Vec<InForce> {
        let root = self.root.as_ref().map(|root| root.path.as_str()).unwrap_or_default();
        let path = normal(&self.files.here(), path);
        let path = inside(&self.files.real(&path).unwrap_or(path), root).unwrap_or_default().to_owned();
        let mut rows = Vec::new();
        for table in TABLES {
            match table.holds {
                Holds::Settings(settings) => rows.extend(settings.iter().map(|setting| {
                    let dot = if table.name.is_empty() { "" } else { "." };
                    self.row(format!("{}{dot}{}", table.name, setting.name), setting.usual)
                })),
                Holds::Rules { .. } => rows.extend(self.rules_in_force(&path)),
                Holds::Entries { .. } => {
                    let head = format!("{}.", table.name);
                    let found = self.project.said.found.iter().filter(|(name, _)| name.starts_with(&head));
                    rows.extend(found.map(|(name, found)| row_of(name.clone(), found)));
                }
            }
        }
        rows
    }

    fn row(&self, name: String, usual: &str) -> InForce {
        match self.project.said.found.get(&name) {
            Some(found) => row_of(name, found),
            None => {
                let value = usual.strip_prefix('`').and_then(|rest| rest.strip_suffix('`'));
                let (value, usual) = (value.map(str::to_owned), usual.replace('`', ""));
                InForce { name, value, usual, origin: Origin::Default }
            }
        }
    }

    /// The level and the settings of each rule.
    fn rules_in_force(&self, path: &str) -> Vec<InForce> {
        let said = &self.project.said.settings;
        // What counts goes first: the last of what is for the file, and what is for all at the end.
        let overrides = said.overrides.iter().enumerate().rev();
        let heads =
            overrides.filter(|(_, it)| it.files.has(path)).map(|(at, _)| format!("overrides.{at}.rules."));
        let heads: Vec<String> = heads.chain(["rules.".to_owned()]).collect();
        let find =
            |name: &str| heads.iter().find_map(|head| self.project.said.found.get(&format!("{head}{name}")));
        let levels = self.levels_at(path);
        let mut rows = Vec::new();
        for rule in said.rules.rules() {
            let level = levels.of(rule);
            let name = format!("rules.{}", rule.name());
            let origin = self.origin(rule, level, find(rule.name()), find(WARNINGS));
            let value = Some(format!("\"{}\"", level_word(level)));
            rows.push(InForce { name: name.clone(), value, usual: String::new(), origin });
            for setting in rule.settings {
                let own = format!("{name}.{}", setting.name);
                rows.push(match find(&format!("{}.{}", rule.name(), setting.name)) {
                    Some(found) => row_of(own, found),
                    None => InForce {
                        name: own,
                        value: (setting.usual)().map(|value| value.to_string()),
                        usual: "not set".to_owned(),
                        origin: Origin::Default,
                    },
                });
            }
        }
        rows
    }

    /// The levels that count in a file.
    fn levels_at(&self, path: &str) -> Levels {
        let said = &self.project.said.settings;
        let layers = said.overrides.iter().filter(|it| it.files.has(path)).map(|it| &it.levels);
        said.rules.levels_with(layers, &self.settings.levels)
    }

    /// Where the level of a rule comes from.
    fn origin(
        &self,
        rule: &Rule,
        level: Option<Severity>,
        own: Option<&Found>,
        warnings: Option<&Found>,
    ) -> Origin {
        let run = &self.settings.levels;
        let is_error = level == Some(Severity::Error);
        let said = own.map_or(level_word(Some(rule.severity)), |found| found.written.trim_matches('"'));
        let was_warning = said == Severity::Warning.word();
        if run.is_set(rule.name()) {
            let option = match level {
                None => "--off",
                Some(Severity::Note) => "--note",
                Some(Severity::Warning) => "--warn",
                Some(Severity::Error) => "--deny",
            };
            return Origin::Option(format!("{option} {}", rule.name()));
        }
        match (warnings, own) {
            (Some(found), _) if is_error && was_warning => Origin::File(found.at),
            (None, _) if is_error && was_warning && run.deny_warnings => {
                Origin::Option(format!("--deny {WARNINGS}"))
            }
            (_, Some(found)) => Origin::File(found.at),
            (_, None) => Origin::Default,
        }
    }
}

fn row_of(name: String, found: &Found) -> InForce {
    InForce { name, value: Some(found.written.clone()), usual: String::new(), origin: Origin::File(found.at) }
}
