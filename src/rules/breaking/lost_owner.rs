//! Nothing that somebody answered for is nobody's.

use crate::diff::{Both, What};
use crate::model::{Model, Owner, Ref, Thing};
use crate::rules::breaking::{Breaking, place_in_old};
use crate::view::View;
use crate::vocabulary::Word;

rule! {
    /// Whoever answered for it has left, and nobody came in their stead. What has no owner of its own has the one of what it
    /// stands in, so a touchpoint loses its owner only where its stage has none either.
    ///
    /// ```journey wrong
    /// //- old/shop.journey
    /// team shop
    /// journey shoes {
    ///   stage looking { owner shop; -> end }
    /// }
    /// //- new/shop.journey
    /// team shop
    /// journey shoes {
    ///   stage looking { -> end }
    /// }
    /// ```
    ///
    /// ```journey right
    /// //- old/shop.journey
    /// team shop
    /// journey shoes {
    ///   stage looking { owner shop; -> end }
    /// }
    /// //- new/shop.journey
    /// team retail
    /// journey shoes {
    ///   stage looking { owner retail; -> end }
    /// }
    /// ```
    "lost-owner", Error, since "0.1.0", "something that somebody answered for, and now nobody does", in changes check
}

fn check(cx: &mut Breaking<'_>) {
    for journey in &cx.changes().journeys {
        for change in journey.iter().filter(|it| it.only.is_empty()) {
            let What::Unsaid(fact) = &change.what else { continue };
            if fact.word != Word::Owner || has_owner(cx.after(), journey.journey, change.of) {
                continue;
            }
            let (Some(is), Some(kind)) = (cx.is(change.of), change.of.word()) else { continue };
            let message = format!("nobody answers for the {} `{}` any more", kind.keyword().text, is.name);
            cx.report(is.name_span, message)
                .also(place_in_old(fact.span), "here somebody did")
                .help("say `owner` and the team or the person who takes over");
        }
    }
}

/// Whether somebody answers for a declaration of the new state, itself or by what it stands in.
fn has_owner(model: &Model, journey: Both, both: Both) -> bool {
    let (Some(Thing::Journey(journey)), Some(thing)) = (journey.new, both.new) else { return true };
    let view = View::new(model, journey, None);
    let owners: &[Ref<Owner>] = match thing {
        Thing::Journey(id) => view.value(&model.journey(id).owners).map(|owners| &owners[..]).unwrap_or_default(),
        Thing::Stage(id) => view.stage_owners(model.stage(id)),
        Thing::Touchpoint(id) => view.touchpoint_owners(model.touchpoint(id)),
        Thing::Backstage(id) => view.backstage_owners(model.backstage(id)),
        Thing::Barrier(id) => view.barrier_owners(model.barrier(id)),
        Thing::Opportunity(id) => view.opportunity_owners(model.opportunity(id)),
        Thing::Solution(id) => view.solution_owners(model.solution(id)),
        Thing::Team(_) | Thing::Person(_) | Thing::Channel(_) | Thing::Segment(_) => return true,
        Thing::Persona(_) | Thing::Metric(_) | Thing::Lane(_) => return true,
    };
    !owners.is_empty()
}
