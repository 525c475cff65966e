//! What `journey diff` is made of: every statement counts, and what is told of two states is what was done to one.

mod comment;
mod edits;
mod every_keyword;
mod schema;

use journey::diff::{Both, Change, Changes, Fact, Value, What};
use journey::model::Model;
use journey::workspace::{Memory, State, Versions};

use crate::support::TODAY;

/// Two states of a project, by their files.
pub(crate) fn versions(old: &[(String, String)], new: &[(String, String)]) -> Versions {
    let today = journey::value::Date::read(TODAY).unwrap();
    let state = |files: &[(String, String)]| {
        let files = Memory::new(files.iter().map(|(path, text)| (path.clone(), text.clone())));
        State::read(".", &files, today, usize::MAX).unwrap()
    };
    let versions = Versions { old: state(old), new: state(new) };
    for state in [&versions.old, &versions.new] {
        let reports = state.snapshot.diagnostics();
        assert!(reports.is_empty(), "{reports:#?}");
    }
    versions
}

/// Every change in a line of its own, in order; which way a reordered one went is left out.
pub(crate) fn told(versions: &Versions, changes: &Changes) -> Vec<String> {
    let (old, new) = (versions.old.snapshot.model(), versions.new.snapshot.model());
    let mut told: Vec<String> = changes.iter().map(|change| line(change, old, new)).collect();
    told.sort();
    told
}

fn line(change: &Change, old: &Model, new: &Model) -> String {
    let name = |both: Both| {
        let new = both.new.map(|it| it.declared(new).name.as_str().to_owned());
        new.or_else(|| both.old.map(|it| it.declared(old).name.as_str().to_owned())).unwrap_or_default()
    };
    let old_name =
        |both: Both| both.old.map(|it| it.declared(old).name.as_str().to_owned()).unwrap_or_default();
    let kind = |both: Both| both.word().map_or("", |word| word.keyword().text);
    let of = format!("{} {}", kind(change.of), name(change.of));
    let fact = |fact: &Fact| {
        let values: Vec<String> = fact.arguments.iter().map(|(_, value)| said(value, &name)).collect();
        format!("{} {}", fact.word.keyword().text, values.join(" "))
    };
    let mut only: Vec<String> = change.only.iter().map(|it| name(*it)).collect();
    only.sort();
    let only = if only.is_empty() { String::new() } else { format!(" for {}", only.join(" ")) };
    match &change.what {
        What::Added => format!("+ {of}"),
        What::Removed => format!("- {of}"),
        What::Renamed => format!("~ {of}: name from {}", old_name(change.of)),
        What::Retitled => format!("~ {of}: title"),
        What::Moved { from, to } => format!("~ {of}: moved from {} to {}", name(*from), name(*to)),
        What::Reordered { .. } => format!("~ {}: reordered", kind(change.of)),
        What::Said(it) => format!("+ {of}: {}{only}", fact(it)),
        What::Unsaid(it) => format!("- {of}: {}{only}", fact(it)),
        What::Changed { old, new } => format!("~ {of}: {} → {}{only}", fact(old), fact(new)),
    }
}

fn said(value: &Value, name: &dyn Fn(Both) -> String) -> String {
    match value {
        Value::Thing(both) => name(*both),
        Value::Name(name) => name.as_str().to_owned(),
        Value::Word(word) => (*word).to_owned(),
        Value::Text(text) => format!("\"{text}\""),
        Value::Score(score) => score.to_string(),
        Value::Figure(figure) => figure.to_string().replace('\u{A0}', ""),
        Value::Date(date) => date.to_string(),
        Value::Link(link) => link.as_str().to_owned(),
        Value::Language(language) => language.as_str().to_owned(),
    }
}
