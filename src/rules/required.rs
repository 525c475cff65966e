//! The rules that a project makes itself: every thing of a kind of which something holds makes a statement.
//!
//! A statement counts for whom it stands: in an `only` for those audiences, and what is said for them goes before what is
//! said for all. It must be its own: an owner that a barrier has from its stage is none that it says.

use crate::model::{Once, Saying, Thing};
use crate::rules::{Check, Condition, Requirement};
use crate::view::View;
use crate::vocabulary::{Times, Word};

pub(super) fn check(cx: &mut Check<'_>, requirement: &Requirement) {
    let model = cx.model();
    let things = cx.parts().iter().flat_map(|part| Thing::all(part, requirement.of));
    for thing in things.filter(|thing| !thing.declared(model).holds_mistakes) {
        let has = Statement::of(thing.said(model, requirement.has), requirement.has);
        let conditions: Vec<(&Condition, Statement)> = requirement
            .conditions
            .iter()
            .map(|condition| match condition {
                Condition::Says(word, _) | Condition::Has(word) | Condition::Lacks(word) => {
                    (condition, Statement::of(thing.said(model, *word), *word))
                }
            })
            .collect();
        let is_missing = |view: Option<&View<'_>>| {
            !has.is_said(view) && conditions.iter().all(|(condition, said)| holds(condition, said, view))
        };
        let lack = match thing.journey(model) {
            None => is_missing(None).then(String::new),
            Some((journey, onlys)) => {
                cx.lack(journey, &onlys, |view| is_missing(Some(view))).map(|lack| lack.to_string())
            }
        };
        if let Some(lack) = lack {
            report(cx, requirement, thing, &lack);
        }
    }
}

fn report(cx: &mut Check<'_>, requirement: &Requirement, thing: Thing, lack: &str) {
    let (declared, has) = (thing.declared(cx.model()), requirement.has.keyword().text);
    let kind = requirement.of.keyword();
    let more = requirement.message.as_ref().map(|message| format!(": {message}")).unwrap_or_default();
    let message = format!("{lack}the {kind} `{}` has no `{has}`{more}", declared.name);
    let help = match &requirement.help {
        Some(help) => help.clone(),
        None => format!("say `{has}` in it; `journey explain {}` tells why", requirement.name),
    };
    cx.report(declared.name_span, message).help(help);
}

/// The statements of a word in a thing.
enum Statement {
    /// One that may stand once, and for some in its stead.
    Once(Once<Option<&'static str>>),
    Many(Vec<Saying>),
}

impl Statement {
    fn of(said: Vec<Saying>, word: Word) -> Self {
        match word.keyword().times {
            Times::Many => Self::Many(said),
            Times::Once => {
                let mut once = Once::default();
                said.into_iter().for_each(|saying| once.add(saying));
                Self::Once(once)
            }
        }
    }

    /// What is said in a view; without one, what is said for everyone.
    fn counted(&self, view: Option<&View<'_>>) -> Vec<Option<&'static str>> {
        match self {
            Self::Once(once) => {
                let said = view.map_or(once.base(), |view| view.one(once));
                said.map(|said| said.value).into_iter().collect()
            }
            Self::Many(said) => {
                let counts =
                    |saying: &&Saying| view.map_or(saying.only.is_none(), |it| it.counts(saying.only));
                said.iter().filter(counts).map(|saying| saying.value).collect()
            }
        }
    }

    fn is_said(&self, view: Option<&View<'_>>) -> bool {
        !self.counted(view).is_empty()
    }
}

fn holds(condition: &Condition, said: &Statement, view: Option<&View<'_>>) -> bool {
    match condition {
        Condition::Has(_) => said.is_said(view),
        Condition::Lacks(_) => !said.is_said(view),
        Condition::Says(_, choices) => {
            said.counted(view).into_iter().flatten().any(|choice| choices.contains(&choice))
        }
    }
}
