//! How changes are told: one file a form, and one line for it in `CHANGE_FORMS`.
//!
//! Goes in: what means something else in a new state of a project than in an old one, and both states. `say` turns a
//! change into pieces, each of which is the same as before or another, with titles and texts still as they were written;
//! a form puts them together, and escapes them for its place.

mod json;
mod say;
mod sum;
mod text;

use std::fmt;
use std::io;

use crate::diff::{Both, Change, Changes};
use crate::emit::markdown;
use crate::model::{Declared, Model, Thing};
use crate::report::{Look, Sources};
use crate::text::Span;
use crate::vocabulary::Word;

pub(in crate::emit) use say::{Bit, Piece, inside, keyword, pieces};
pub(in crate::emit) use sum::{Sum, amounts, headline, losses, percents, several, turned};

pub use json::schema as changes_schema;

/// Every form, in the order in which they are offered.
pub static CHANGE_FORMS: &[ChangeForm] = &[text::FORM, markdown::CHANGES, json::FORM];

/// A form that changes can be told in.
#[derive(Debug)]
pub struct ChangeForm {
    /// What it is asked for by.
    pub name: &'static str,
    /// What it is for, in one line.
    pub docs: &'static str,
    /// Writes them.
    pub write: fn(&Comparison<'_>, &Look, &mut dyn io::Write) -> io::Result<()>,
}

/// One of the states that are compared.
#[derive(Clone, Copy)]
pub struct Version<'a> {
    /// What it is called for people: a path or a revision.
    pub name: &'a str,
    /// What it means.
    pub model: &'a Model,
    /// Its texts.
    pub sources: &'a dyn Sources,
    /// What stands before its paths: `main:` for a revision, nothing for files.
    pub prefix: &'a str,
}

/// Two states, and what means something else in the new one.
#[derive(Clone, Copy)]
pub struct Comparison<'a> {
    /// The state before.
    pub old: Version<'a>,
    /// The state after.
    pub new: Version<'a>,
    /// What has changed.
    pub changes: &'a Changes,
}

/// A place that a person can find: a path and a line.
pub(in crate::emit) struct Place<'a> {
    pub(in crate::emit) prefix: &'a str,
    pub(in crate::emit) path: &'a str,
    pub(in crate::emit) line: u32,
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}:{}", self.prefix, self.path, self.line)
    }
}

impl<'a> Version<'a> {
    /// Where `span` starts.
    pub(in crate::emit) fn place(&self, span: Span) -> Place<'a> {
        let source = self.sources.source(span.source);
        Place { prefix: self.prefix, path: &source.path, line: source.lines().line(span.start) + 1 }
    }
}

impl<'a> Comparison<'a> {
    /// The declaration as it is, or as it was where it is no longer there.
    pub(in crate::emit) fn declared(&self, both: Both) -> Option<&'a Declared> {
        let old = || both.old.map(|it| it.declared(self.old.model));
        both.new.map(|it| it.declared(self.new.model)).or_else(old)
    }

    /// The declaration as it was, or as it is where it is new.
    pub(in crate::emit) fn was_declared(&self, both: Both) -> Option<&'a Declared> {
        let new = || both.new.map(|it| it.declared(self.new.model));
        both.old.map(|it| it.declared(self.old.model)).or_else(new)
    }

    /// Where a change shows: in the new state if something stands there, else in the old one.
    pub(in crate::emit) fn place(&self, change: &Change) -> Option<Place<'a>> {
        let old = || change.old.map(|span| self.old.place(span));
        change.new.map(|span| self.new.place(span)).or_else(old)
    }

    /// The model in which a declaration is, and the declaration there.
    pub(in crate::emit) fn in_model(&self, both: Both) -> Option<(&'a Model, Thing)> {
        let old = || both.old.map(|it| (self.old.model, it));
        both.new.map(|it| (self.new.model, it)).or_else(old)
    }

    /// The declaration of a kind that another is, or stands in.
    pub(in crate::emit) fn around(&self, both: Both, word: Word) -> Option<&'a Declared> {
        let (model, thing) = self.in_model(both)?;
        let outwards = std::iter::successors(Some(thing), |it| it.within(model));
        outwards.into_iter().find(|it| it.word() == word).map(|it| it.declared(model))
    }
}
