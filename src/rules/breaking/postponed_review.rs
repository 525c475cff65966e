//! No review is put off.

use crate::model::{Review, Thing};
use crate::rules::breaking::{Breaking, place_in_old};
use crate::value::Date;
use crate::vocabulary::Word;

rule! {
    /// The next review of a journey comes later than was said, and none was held that would be the reason; or there is to be
    /// none any more; or the last one is said to have been earlier than was said before.
    ///
    /// ```journey wrong
    /// //- old/shop.journey
    /// journey shoes { reviewed 2026-10-01 every 90d; stage looking { -> end } }
    /// //- new/shop.journey
    /// journey shoes { reviewed 2026-10-01 every 2y; stage looking { -> end } }
    /// ```
    ///
    /// ```journey right
    /// //- old/shop.journey
    /// journey shoes { reviewed 2026-10-01 every 90d; stage looking { -> end } }
    /// //- new/shop.journey
    /// journey shoes { reviewed 2026-11-20 every 90d; stage looking { -> end } }
    /// ```
    "postponed-review", Error, since "0.1.0", "a review that is put off, though none was held", in changes check
}

fn check(cx: &mut Breaking<'_>) {
    for changes in &cx.changes().journeys {
        for change in changes.own.iter().filter(|it| it.what.word() == Some(Word::Reviewed) && it.only.is_empty()) {
            let (Some(was), is) = (review(cx.before(), changes.journey.old), review(cx.after(), changes.journey.new)) else {
                continue;
            };
            let (Some(journey), Some(place)) = (cx.is(changes.journey), cx.place(change)) else { continue };
            let Some(how) = postponed(was, is) else { continue };
            let message = format!("the journey `{}` {how}", journey.name);
            let also = change.new.and(change.old).map(place_in_old);
            cx.report(place, message)
                .also(also, "before")
                .help("go through it on the day that was said, then write down that day in `reviewed`");
        }
    }
}

/// How it is put off; nothing where it is not.
fn postponed(was: Review, is: Option<Review>) -> Option<String> {
    let next = |it: Review| -> Option<Date> { it.every.map(|every| it.on.after(every)) };
    let Some(is) = is else { return Some(format!("was reviewed on {}, and no longer says so", was.on)) };
    if is.on > was.on {
        return None;
    }
    if is.on < was.on {
        return Some(format!("was reviewed on {}, and now says that it was on {}", was.on, is.on));
    }
    match (next(was)?, next(is)) {
        (day, Some(later)) if later > day => Some(format!("was to be reviewed by {day}, and is by {later}")),
        (day, None) => Some(format!("was to be reviewed by {day}, and no longer is")),
        (_, Some(_)) => None,
    }
}

fn review(model: &crate::model::Model, journey: Option<Thing>) -> Option<Review> {
    crate::rules::breaking::journey(model, journey)?.reviewed.get().copied()
}
