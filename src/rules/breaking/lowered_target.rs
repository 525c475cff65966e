//! No target is made easier to meet, or given up.

use crate::diff::{Both, Fact, Value, What};
use crate::model::Thing;
use crate::rules::breaking::{Breaking, place_in_old};
use crate::vocabulary::{Better, Figure, Takes, Word};

rule! {
    /// What was aimed at is aimed at no longer: the target of a measure is lower than before, where higher is better, or
    /// higher, where lower is; or it is gone. A metric that does not say which way is good is only looked at for targets
    /// that are gone.
    ///
    /// ```journey wrong
    /// //- old/shop.journey
    /// metric repeat_rate { unit percent; better higher }
    /// journey shoes { measure repeat_rate 18% target 25%; stage looking { -> end } }
    /// //- new/shop.journey
    /// metric repeat_rate { unit percent; better higher }
    /// journey shoes { measure repeat_rate 18% target 20%; stage looking { -> end } }
    /// ```
    ///
    /// ```journey right
    /// //- old/shop.journey
    /// metric repeat_rate { unit percent; better higher }
    /// journey shoes { measure repeat_rate 18% target 25%; stage looking { -> end } }
    /// //- new/shop.journey
    /// metric repeat_rate { unit percent; better higher }
    /// journey shoes { measure repeat_rate 21% target 30%; stage looking { -> end } }
    /// ```
    "lowered-target", Error, since "0.1.0", "a target that is easier to meet than before, or gone", in changes check
}

fn check(cx: &mut Breaking<'_>) {
    for change in cx.changes().iter().filter(|it| it.what.word() == Some(Word::Measure)) {
        let (old, new) = match &change.what {
            What::Changed { old, new } => (old, Some(new)),
            What::Unsaid(old) => (old, None),
            What::Said(_) | What::Added | What::Removed | What::Renamed | What::Retitled => continue,
            What::Moved { .. } | What::Reordered { .. } => continue,
        };
        let (Some(was), is, Some(metric)) = (target(old), new.and_then(target), metric(old)) else { continue };
        let (Some(place), Some(declared)) = (cx.place(change), cx.was(metric)) else { continue };
        let better = better(metric, cx);
        let is_lowered = is.is_none_or(|is| better.is_some_and(|better| is_easier(is, was, better)));
        if !is_lowered {
            continue;
        }
        let name = &declared.name;
        let message = match is {
            Some(is) => format!("the target of `{name}` was {was}, and is {is}"),
            None => format!("the target of `{name}` was {was}, and is gone"),
        };
        let also = change.new.is_some().then(|| place_in_old(old.span));
        cx.report(place, message)
            .also(also, "before")
            .help("aim at what was promised, or have those agree who were promised it");
    }
}

fn target(fact: &Fact) -> Option<Figure> {
    let (slot, _) = fact.slots().filter(|(_, slot)| slot.takes == Takes::Figure).nth(1)?;
    fact.in_slot(slot).find_map(Value::figure)
}

fn metric(fact: &Fact) -> Option<Both> {
    fact.in_slot(0).find_map(Value::thing)
}

/// Which way is good, as it is said now.
fn better(metric: Both, cx: &Breaking<'_>) -> Option<Better> {
    match metric.new {
        Some(Thing::Metric(id)) => cx.after().metric(id).better.as_ref().map(|said| said.value),
        _ => None,
    }
}

/// Whether a target is easier to meet than another; not where the two cannot be compared.
fn is_easier(is: Figure, was: Figure, better: Better) -> bool {
    let (is, was) = match (is, was) {
        (Figure::Share(is), Figure::Share(was)) => (is.fraction(), was.fraction()),
        (Figure::Number(is), Figure::Number(was)) => (is.0, was.0),
        (Figure::Money(is), Figure::Money(was)) if is.currency == was.currency => (is.amount.0, was.amount.0),
        (Figure::Duration(is), Figure::Duration(was)) => (is.longest().days(), was.longest().days()),
        (Figure::Share(_) | Figure::Number(_) | Figure::Money(_) | Figure::Duration(_), _) => return false,
    };
    match better {
        Better::Higher => is < was,
        Better::Lower => is > was,
    }
}
