//! What is said to be bad is known, and not guessed.

use std::fmt::Arguments;

use crate::model::{
    Barrier, Declaration, Emotion, Id, Model, Once, Stage, Touchpoint, WithinBarrier,
};
use crate::rules::{Check, RuleSetting, RuleTakes, Value};
use crate::rules::lack::{Lack, is_said};
use crate::view::View;
use crate::vocabulary::Level;

rule! {
    /// Money goes where a map says that it hurts most. So what hurts most should be known, and not guessed: a barrier of
    /// high or critical severity, and an emotion of -2. `evidence` says how you know: a review, a complaint, a survey, an
    /// interview, figures, something that you saw.
    ///
    /// A barrier takes its own evidence; that of a solution shows that the solution works. An emotion at a touchpoint is
    /// supported by evidence in the touchpoint, in its barriers or in its stage; the emotion of a stage by evidence in the
    /// stage, and in its touchpoints and barriers. Where a barrier is reported, the emotion around it is not: the same
    /// evidence will support both. What stands in an `only` counts for those audiences.
    ///
    /// ```journey wrong
    /// team shop
    /// channel site
    /// journey shoes {
    ///   stage looking {
    ///     owner shop
    ///     touchpoint product_page {
    ///       channel site
    ///       barrier no_size_guide "Sizes differ between brands" {
    ///         severity high
    ///         solution size_guide "A size guide on every page"
    ///       }
    ///     }
    ///     -> end
    ///   }
    /// }
    /// ```
    ///
    /// ```journey wrong
    /// team shop
    /// channel site
    /// journey shoes {
    ///   stage looking {
    ///     owner shop
    ///     touchpoint product_page {
    ///       channel site
    ///       emotion -2 "No idea which size to take"
    ///       barrier no_size_guide "Sizes differ between brands" {
    ///         solution size_guide "A size guide on every page"
    ///       }
    ///     }
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
    ///     touchpoint product_page {
    ///       channel site
    ///       emotion -2 "No idea which size to take"
    ///       barrier no_size_guide "Sizes differ between brands" {
    ///         severity high
    ///         evidence complaint "31 complaints in the reviews of Q3" on 2026-09-30
    ///         solution size_guide "A size guide on every page"
    ///       }
    ///     }
    ///     -> end
    ///   }
    /// }
    /// ```
    "missing-evidence", Note, since "0.1.0", "a severe barrier or a very low emotion that nothing supports", check,
    settings [SEVERITY, EMOTION]
}

static SEVERITY: RuleSetting = RuleSetting {
    name: "severity",
    takes: RuleTakes::Word(Level::WORDS),
    usual: || Some(Value::Word(Level::High.word())),
    example: "\"critical\"",
    docs: "How severe a barrier must be for it to need evidence: so, or more.",
};

static EMOTION: RuleSetting = RuleSetting {
    name: "emotion",
    takes: RuleTakes::Score,
    usual: || Some(Value::Score(-2)),
    example: "-1",
    docs: "How bad customers must feel for that to need evidence: so, or worse.",
};

/// From where on things are so bad that it should be known.
#[derive(Debug, Clone, Copy)]
struct Bad {
    severity: Level,
    emotion: i8,
}

const HOW_YOU_KNOW: &str =
    "say `evidence` and how you know: from a review, a complaint, a survey, an interview, figures, …";

fn check(cx: &mut Check<'_>) {
    let (severity, emotion) = (cx.choice(&SEVERITY, Level::of), cx.score(&EMOTION));
    let (Some(severity), Some(emotion)) = (severity, emotion) else { return };
    let bad = Bad { severity, emotion };
    for (_, stage) in cx.stages() {
        look_at_stage(cx, stage, bad);
    }
    for (_, touchpoint) in cx.touchpoints() {
        look_at_touchpoint(cx, touchpoint, bad);
    }
    for (_, barrier) in cx.barriers() {
        look_at_barrier(cx, barrier, bad);
    }
}

fn look_at_stage(cx: &mut Check<'_>, stage: &Stage, bad: Bad) {
    let model = cx.model();
    let lack = cx.lack(stage.journey, &[stage.declared.only], |view| {
        is_low(&stage.emotion, view, bad)
            && !stage.declared.holds_mistakes
            && !is_said(&stage.evidence, view)
            && !barriers_speak(model, &stage.barriers, view, bad)
            && !stage.touchpoints.iter().any(|id| touchpoint_speaks(model, model.touchpoint(*id), view, bad))
    });
    report_emotion(cx, lack, &stage.emotion, format_args!("in the stage `{}`", stage.name()));
}

fn look_at_touchpoint(cx: &mut Check<'_>, touchpoint: &Touchpoint, bad: Bad) {
    let model = cx.model();
    let stage = model.stage(touchpoint.stage);
    let lack = cx.lack(stage.journey, &[stage.declared.only, touchpoint.declared.only], |view| {
        is_low(&touchpoint.emotion, view, bad)
            && !touchpoint.declared.holds_mistakes
            && !stage.declared.holds_mistakes
            && !is_said(&touchpoint.evidence, view)
            && !is_said(&stage.evidence, view)
            && !barriers_speak(model, &touchpoint.barriers, view, bad)
    });
    report_emotion(cx, lack, &touchpoint.emotion, format_args!("at the touchpoint `{}`", touchpoint.name()));
}

fn look_at_barrier(cx: &mut Check<'_>, barrier: &Barrier, bad: Bad) {
    let model = cx.model();
    let (stage, around) = match barrier.within {
        WithinBarrier::Stage(id) => (model.stage(id), None),
        WithinBarrier::Touchpoint(id) => {
            let touchpoint = model.touchpoint(id);
            (model.stage(touchpoint.stage), touchpoint.declared.only)
        }
    };
    let lack = cx.lack(stage.journey, &[stage.declared.only, around, barrier.declared.only], |view| {
        is_severe(barrier, view, bad) && !barrier.declared.holds_mistakes && !is_said(&barrier.evidence, view)
    });
    let Some(lack) = lack else { return };
    let Some(severity) = lack.view.value(&barrier.severity) else { return };
    let (name, severity) = (barrier.name(), severity.word());
    cx.report(barrier.name_span(), format!("{lack}nothing shows that the barrier `{name}` is of {severity} severity"))
        .help(HOW_YOU_KNOW);
}

fn report_emotion(cx: &mut Check<'_>, lack: Option<Lack<'_>>, emotion: &Once<Emotion>, place: Arguments<'_>) {
    let Some(lack) = lack else { return };
    let Some(emotion) = lack.view.one(emotion) else { return };
    cx.report(emotion.span, format!("{lack}nothing shows that customers feel this bad {place}"))
        .help(HOW_YOU_KNOW);
}

fn is_low(emotion: &Once<Emotion>, view: &View<'_>, bad: Bad) -> bool {
    view.value(emotion).is_some_and(|emotion| emotion.score <= bad.emotion)
}

fn is_severe(barrier: &Barrier, view: &View<'_>, bad: Bad) -> bool {
    view.value(&barrier.severity).is_some_and(|severity| *severity >= bad.severity)
}

/// Whether one of these barriers supports an emotion around it, is itself reported to lack evidence, or may hold some
/// that was reported.
fn barriers_speak(model: &Model, ids: &[Id<Barrier>], view: &View<'_>, bad: Bad) -> bool {
    ids.iter().map(|id| model.barrier(*id)).filter(|barrier| view.counts(barrier.declared.only)).any(|barrier| {
        barrier.declared.holds_mistakes || is_said(&barrier.evidence, view) || is_severe(barrier, view, bad)
    })
}

/// The same of a touchpoint, with its barriers.
fn touchpoint_speaks(model: &Model, touchpoint: &Touchpoint, view: &View<'_>, bad: Bad) -> bool {
    view.counts(touchpoint.declared.only)
        && (touchpoint.declared.holds_mistakes
            || is_said(&touchpoint.evidence, view)
            || is_low(&touchpoint.emotion, view, bad)
            || barriers_speak(model, &touchpoint.barriers, view, bad))
}
