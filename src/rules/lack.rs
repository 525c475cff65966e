//! For whom something is missing: what stands in an `only` is there for its audiences, and missing for the others.
//!
//! A rule asks of each audience's view whether the thing is missing in it. What comes out leads its message:
//! "for `b2b`, the stage `paying` has no touchpoint".

use std::fmt;

use crate::model::{Declaration, Id, Journey, OnlyId, Said};
use crate::rules::Check;
use crate::view::View;

/// More audiences than these are counted and not named.
const NAMED: usize = 3;

/// For whom something is missing.
pub(crate) struct Lack<'a> {
    /// How the first of them sees the journey.
    pub(crate) view: View<'a>,
    /// Their names; none where it is missing for everyone.
    names: Vec<&'a str>,
}

impl Lack<'_> {
    /// Whether it is missing for everyone who sees it.
    pub(crate) fn is_for_all(&self) -> bool {
        self.names.is_empty()
    }
}

impl fmt::Display for Lack<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted: Vec<String> = self.names.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
        match (quoted.split_last(), self.names.len().saturating_sub(NAMED)) {
            (None, _) => Ok(()),
            (Some((last, [])), _) => write!(f, "for {last}, "),
            (Some((last, rest)), 0) => write!(f, "for {} and {last}, ", rest.join(", ")),
            (Some(_), more) => write!(f, "for {} and {more} more, ", quoted.join(", ")),
        }
    }
}

impl<'a> Check<'a> {
    /// For whom `is_missing` holds, among those who see what stands within all of `onlys`. A journey that is for nobody in
    /// particular is looked at as it is outside any `only`.
    pub(crate) fn lack(
        &self,
        journey: Id<Journey>,
        onlys: &[Option<OnlyId>],
        is_missing: impl Fn(&View<'a>) -> bool,
    ) -> Option<Lack<'a>> {
        let [base, special @ ..] = self.views(journey) else { return None };
        let sees = |view: &View<'_>| onlys.iter().all(|only| view.counts(*only));
        if special.is_empty() {
            let lacks = sees(base) && is_missing(base);
            return lacks.then_some(Lack { view: *base, names: Vec::new() });
        }
        // Those whose view is not special see what everyone sees. The special ones come in the order of the `for`.
        let lacks_in_base = sees(base) && is_missing(base);
        let mut special = special.iter().peekable();
        let (mut lacking, mut content) = (Vec::new(), 0);
        for audience in base.journey().audiences.iter().filter_map(|said| said.value.found()) {
            let view = special.next_if(|view| view.audience() == Some(audience));
            let lacks = view.map_or(lacks_in_base, |view| sees(view) && is_missing(view));
            if lacks {
                lacking.push((*view.unwrap_or(base), self.model().audience(audience).name.as_str()));
            } else if sees(view.unwrap_or(base)) {
                content += 1;
            }
        }
        let (view, _) = *lacking.first()?;
        let names =
            if content == 0 { Vec::new() } else { lacking.into_iter().map(|(_, name)| name).collect() };
        Some(Lack { view, names })
    }
}

/// Whether one of several statements counts in `view`.
pub(crate) fn is_said<T>(said: &[Said<T>], view: &View<'_>) -> bool {
    said.iter().any(|said| view.counts(said.only))
}

/// Whether one of several declarations counts in `view`.
pub(crate) fn is_declared<'m, T: Declaration + 'm>(
    declarations: impl IntoIterator<Item = &'m T>,
    view: &View<'_>,
) -> bool {
    declarations.into_iter().any(|declaration| view.counts(declaration.declared().only))
}
