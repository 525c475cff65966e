//! No solution is put off.

use crate::diff::{Value, What};
use crate::model::{Thing, is_under_way};
use crate::rules::breaking::{Breaking, place_in_old};
use crate::vocabulary::Word;

rule! {
    /// A solution that is still to come was to be live by a day, and now is to be by a later one, or by none.
    ///
    /// ```journey wrong
    /// //- old/shop.journey
    /// journey shoes {
    ///   stage looking {
    ///     barrier no_sizes { solution size_guide { status planned; due 2026-12-15 } }
    ///     -> end
    ///   }
    /// }
    /// //- new/shop.journey
    /// journey shoes {
    ///   stage looking {
    ///     barrier no_sizes { solution size_guide { status planned; due 2027-06-30 } }
    ///     -> end
    ///   }
    /// }
    /// ```
    ///
    /// ```journey right
    /// //- old/shop.journey
    /// journey shoes {
    ///   stage looking {
    ///     barrier no_sizes { solution size_guide { status planned; due 2026-12-15 } }
    ///     -> end
    ///   }
    /// }
    /// //- new/shop.journey
    /// journey shoes {
    ///   stage looking {
    ///     barrier no_sizes { solution size_guide { status live } }
    ///     -> end
    ///   }
    /// }
    /// ```
    "postponed-solution", Error, since "0.1.0", "a solution that is to come later than was said", in changes check
}

fn check(cx: &mut Breaking<'_>) {
    for change in cx.changes().iter().filter(|it| it.what.word() == Some(Word::Due) && it.only.is_empty()) {
        let (old, new) = match &change.what {
            What::Changed { old, new } => (old, Some(new)),
            What::Unsaid(old) => (old, None),
            What::Said(_) | What::Added | What::Removed | What::Renamed | What::Retitled => continue,
            What::Moved { .. } | What::Reordered { .. } => continue,
        };
        let Some(Thing::Solution(id)) = change.of.new else { continue };
        let solution = cx.after().solution(id);
        let (Some(was), is) =
            (old.in_slot(0).find_map(Value::date), new.and_then(|it| it.in_slot(0).find_map(Value::date)))
        else {
            continue;
        };
        if is.is_some_and(|is| is <= was) || !is_under_way(solution.status.get().copied()) {
            continue;
        }
        let (name, place) = (&solution.declared.name, cx.place(change).unwrap_or(solution.declared.name_span));
        let message = match is {
            Some(is) => format!("the solution `{name}` was due on {was}, and is on {is}"),
            None => format!("the solution `{name}` was due on {was}, and no longer says when it is"),
        };
        let also = change.new.and(change.old).map(place_in_old);
        cx.report(place, message).also(also, "before").help("keep to the day, or tell those who were promised it");
    }
}
