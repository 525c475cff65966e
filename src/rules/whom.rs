//! What the views of a journey show, each finding once, and the words for whom it is so.

use std::collections::HashMap;
use std::hash::Hash;

use crate::model::{Audience, Ref};
use crate::rules::words::list;
use crate::view::View;

/// Something that was found in views.
pub(crate) struct Found<T> {
    /// What was found.
    pub(crate) what: T,
    /// "for `b2b`, ", where only the views of some audiences show it; empty where it is so for everyone.
    pub(crate) whom: String,
}

/// What `look` finds in `views`, each finding under its key once, as the first view that shows it does.
pub(crate) fn in_views<'a, K: Eq + Hash, T>(
    views: &[View<'a>],
    mut look: impl FnMut(&View<'a>) -> Vec<(K, T)>,
) -> Vec<Found<T>> {
    let mut found: Vec<(T, Vec<&View<'a>>)> = Vec::new();
    let mut places = HashMap::new();
    for view in views {
        for (key, what) in look(view) {
            let place = *places.entry(key).or_insert(found.len());
            match found.get_mut(place) {
                Some((_, shown)) => shown.push(view),
                None => found.push((what, vec![view])),
            }
        }
    }
    let is_everyone = |shown: &[&View<'a>]| shown.len() == views.len();
    let found = found.into_iter().map(|(what, shown)| Found {
        what,
        whom: if is_everyone(&shown) { String::new() } else { whom(&shown) },
    });
    found.collect()
}

/// "for `b2b` and `families`, "; empty if one of `views` is that of nobody in particular. A persona whose segment is
/// named goes without saying.
pub(crate) fn whom(views: &[&View<'_>]) -> String {
    let Some(audiences) = views.iter().map(|view| view.audience()).collect::<Option<Vec<_>>>() else {
        return String::new();
    };
    let names = views.iter().zip(&audiences).filter_map(|(view, audience)| {
        let segment = match audience {
            Audience::Persona(id) => view.model().persona(*id).segment.as_ref(),
            Audience::Segment(_) => None,
        };
        let segment = segment.and_then(|said| Ref::found(said.value)).map(Audience::Segment);
        let is_said = segment.is_some_and(|segment| audiences.contains(&segment));
        (!is_said).then(|| view.model().audience(*audience).name.as_str())
    });
    format!("for {}, ", list(names))
}
