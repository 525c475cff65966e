//! Money is in the currency of the project.

use crate::model::{Measure, Said};
use crate::rules::Check;
use crate::text::Span;
use crate::value::Currency;
use crate::vocabulary::Figure;

rule! {
    /// Amounts in several currencies cannot be added or compared, and a slip of one word makes a plan ten times as dear.
    /// Where `journey.toml` says the `currency` of the project, money in another is reported. Nothing is said in a project
    /// that sets none.
    ///
    /// ```journey wrong
    /// //- journey.toml
    /// currency = "EUR"
    /// //- example.journey
    /// team shop
    /// channel site
    /// journey shoes {
    ///   value 85 USD
    ///   stage buying {
    ///     owner shop
    ///     touchpoint checkout { channel site }
    ///     -> end
    ///   }
    /// }
    /// ```
    ///
    /// ```journey right
    /// //- journey.toml
    /// currency = "EUR"
    /// //- example.journey
    /// team shop
    /// channel site
    /// journey shoes {
    ///   value 85 EUR
    ///   stage buying {
    ///     owner shop
    ///     touchpoint checkout { channel site }
    ///     -> end
    ///   }
    /// }
    /// ```
    "other-currency", Warning, since "0.1.0", "money in another currency than the project's", check
}

fn check(cx: &mut Check<'_>) {
    let Some(wanted) = cx.currency() else { return };
    let worth = cx.journeys().flat_map(|(_, it)| it.worth.iter()).map(|said| (said.value.currency, said.span));
    let costs = cx.solutions().flat_map(|(_, it)| it.cost.iter()).map(|said| (said.value.currency, said.span));
    let measures = cx.journeys().flat_map(|(_, it)| &it.measures);
    let measures = measures.chain(cx.stages().flat_map(|(_, it)| &it.measures));
    let measures = measures.chain(cx.touchpoints().flat_map(|(_, it)| &it.measures)).flat_map(measured);
    let found: Vec<(Currency, Span)> = worth.chain(costs).chain(measures).collect();
    for (currency, span) in found.into_iter().filter(|(currency, _)| *currency != wanted) {
        let (found, wanted) = (currency.as_str(), wanted.as_str());
        cx.report(span, format!("this is in `{found}`, and the currency of the project is `{wanted}`"))
            .help(format!("say how many `{wanted}` it is, or change `currency` in `journey.toml`"));
    }
}

/// The currencies of a measure, each once.
fn measured(measure: &Said<Measure>) -> Vec<(Currency, Span)> {
    let figures = [Some(&measure.value.value), measure.value.target.as_ref()];
    let money = figures.into_iter().flatten().filter_map(|figure| match figure {
        Figure::Money(money) => Some((money.currency, measure.span)),
        Figure::Share(_) | Figure::Number(_) | Figure::Duration(_) => None,
    });
    let mut money: Vec<_> = money.collect();
    money.dedup();
    money
}
