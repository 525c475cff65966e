//! Customers can come to every stage.

use crate::diagnostic::{Edit, Fix};
use crate::model::{Declaration, Id, Stage};
use crate::rules::Check;
use crate::rules::missing_arrow::{MissingArrow, Why, missing_arrows};
use crate::rules::words::{list, names};
use crate::view::View;

rule! {
    /// A stage that no arrows lead to is on the map, but no customer ever comes there: its barriers are solved for
    /// nobody, and its figures are always nothing. Most likely an arrow is missing; the report names the stage that it
    /// would start from. Stages that are reached only from such a stage are not reported again.
    ///
    /// Customers come in where the journey's `start` says, else at its first stage. What one audience leaves out is
    /// fine as long as another comes there.
    ///
    /// ```journey wrong
    /// team shop
    /// channel site
    /// journey shoes {
    ///   stage looking {
    ///     owner shop
    ///     touchpoint shelf { channel site }
    ///     -> end
    ///   }
    ///   stage buying {
    ///     owner shop
    ///     touchpoint checkout { channel site }
    ///     -> end
    ///   }
    /// }
    /// ```
    ///
    /// ```journey right
    /// team shop
    /// channel site
    /// journey shoes {
    ///   stage looking {
    ///     owner shop
    ///     touchpoint shelf { channel site }
    ///     -> buying
    ///   }
    ///   stage buying {
    ///     owner shop
    ///     touchpoint checkout { channel site }
    ///     -> end
    ///   }
    /// }
    /// ```
    "unreachable-stage", Error, since "0.1.0", fix Unsafe, "a stage that no arrows lead to from a start", check
}

fn check(cx: &mut Check<'_>) {
    for (journey, _) in cx.journeys() {
        for missing in missing_arrows(cx.views(journey)) {
            report(cx, &missing);
        }
    }
}

fn report(cx: &mut Check<'_>, missing: &MissingArrow<'_, '_>) {
    let model = cx.model();
    let MissingArrow { lost, whom, from, .. } = missing;
    let first = model.stage(lost.stages[0]);
    let called = list(names(lost.stages.iter().map(|id| model.stage(*id))));
    let none = format!("{whom}no arrows lead from a start to the");
    let message = match lost.stages.len() {
        1 => format!("{none} stage {called}"),
        _ => format!("{none} stages {called}: they are reached only from each other"),
    };
    let way = match from {
        Some((from, _)) => from_stage(cx, missing.view, *from, first),
        None => from_start(missing.view, first),
    };
    let mut report = cx.report(first.name_span(), message).label("nobody comes here");
    for id in &lost.stages[1..] {
        report = report.also(model.stage(*id).name_span(), "nor here");
    }
    if let Some((from, why)) = from {
        report = report.also(model.stage(*from).name_span(), reason(*why));
    }
    for id in &lost.behind {
        report = report.also(model.stage(*id).name_span(), "nor here: it is reached only from there");
    }
    report.help(way.help).fix_by(way.edit.map(|edit| Fix::for_a_look(way.title, [edit])));
}

/// A way out.
struct Way {
    help: String,
    title: String,
    edit: Option<Edit>,
}

/// An arrow from a stage.
fn from_stage(cx: &Check<'_>, view: &View<'_>, from: Id<Stage>, to: &Stage) -> Way {
    let stage = view.model().stage(from);
    let (from, to) = (stage.name(), to.name());
    let is_unknown = view.shares(stage).iter().all(|(_, share)| share.is_none());
    // Where all visits go somewhere, only a person can say how many of them come here instead.
    let (arrow, with, later) = match is_unknown || view.open_share(stage).is_some() {
        true => (format!("-> {to}"), "", ""),
        false => (format!("-> {to} 0%"), " with its share", ", to be given its share"),
    };
    let start = match view.one(&view.journey().starts) {
        Some(_) => format!("name `{to}` in the journey's `start`"),
        None => format!("write `start {}, {to}` in the journey", first_stage(view)),
    };
    // Arrows that are for some alone stand in a block of their own, which an arrow for everyone would not get into.
    let is_for_all = view.arrows(stage).all(|arrow| arrow.only.is_none());
    Way {
        help: format!("add `-> {to}`{with} to the stage `{from}`; or, if customers come in there, {start}"),
        title: format!("add `{arrow}` to `{from}`{later}"),
        edit: if is_for_all { cx.adding(&arrow, stage.declared()) } else { None },
    }
}

/// The name of the stage that customers come in at where the journey does not say.
fn first_stage<'m>(view: &View<'m>) -> &'m str {
    view.counted_stages().next().map_or("", |(_, stage)| stage.name().as_str())
}

/// A start.
fn from_start(view: &View<'_>, to: &Stage) -> Way {
    let to = to.name();
    let start = view.one(&view.journey().starts);
    Way {
        help: format!("name `{to}` in the journey's `start` if customers come in there, or lead an arrow to it"),
        title: format!("add `{to}` to `start`"),
        edit: start.map(|said| Edit { span: said.span.after(), text: format!(", {to}") }),
    }
}

/// What speaks for an arrow from a stage.
fn reason(why: Why) -> String {
    match why {
        Why::NoArrows => "no arrow leads on from here".to_owned(),
        Why::Loop => "customers who come here go round in a loop".to_owned(),
        Why::Open(share) => format!("{share} of the visits to this stage have no arrow"),
        Why::Before => "the nearest stage before it that customers come to".to_owned(),
    }
}
