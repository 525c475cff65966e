//! No barrier that was dealt with stands in the way again.

use crate::rules::breaking::{Breaking, barrier, place_in_old};
use crate::view::Addressed;

rule! {
    /// A barrier that had a solution, or was accepted with a reason, has neither any more: the solution failed, was dropped
    /// or taken away, or nobody stands to the reason.
    ///
    /// ```journey wrong
    /// //- old/shop.journey
    /// journey shoes {
    ///   stage looking {
    ///     barrier no_sizes { solution size_guide { status testing } }
    ///     -> end
    ///   }
    /// }
    /// //- new/shop.journey
    /// journey shoes {
    ///   stage looking {
    ///     barrier no_sizes { solution size_guide { status dropped } }
    ///     -> end
    ///   }
    /// }
    /// ```
    ///
    /// ```journey right
    /// //- old/shop.journey
    /// journey shoes {
    ///   stage looking {
    ///     barrier no_sizes { solution size_guide { status testing } }
    ///     -> end
    ///   }
    /// }
    /// //- new/shop.journey
    /// journey shoes {
    ///   stage looking {
    ///     barrier no_sizes { solution size_guide { status dropped }; solution try_at_home }
    ///     -> end
    ///   }
    /// }
    /// ```
    "reopened-barrier", Error, since "0.1.0", "a barrier that was dealt with, and no longer is", in changes check
}

fn check(cx: &mut Breaking<'_>) {
    let turns = cx.changes().journeys.iter().flat_map(|journey| &journey.turns);
    for turn in turns.filter(|turn| turn.old.is_some() && turn.new == Addressed::Open) {
        let (Some(is), Some(was)) = (barrier(cx.after(), turn.barrier.new), barrier(cx.before(), turn.barrier.old)) else {
            continue;
        };
        let dealt_with = match turn.old {
            Some(Addressed::Accepted) => "was accepted",
            Some(Addressed::Solved | Addressed::Open) | None => "was addressed",
        };
        let message = format!("the barrier `{}` {dealt_with}, and is open again", is.declared.name);
        cx.report(is.declared.name_span, message)
            .also(place_in_old(was.declared.name_span), format!("here it {dealt_with}"))
            .help("plan another `solution`, or say `accepted` and why nothing will be done");
    }
}
