//! Whoever owns something is somebody that the company knows.

use crate::model::{Declaration, Declared};
use crate::rules::{Catalogue, Check};

rule! {
    /// A team that was renamed or dissolved answers for nothing any more. Where `journey.toml` names the owners that there
    /// are, by a list or a `CODEOWNERS`, each `team` and `person` must be among them. Nothing is said in a project that
    /// names none.
    ///
    /// One is known by its name or by its `contact`. The name is compared with the last part of an owner, so that
    /// `payments` is `@org/payments`; capitals do not matter, and `_` and `-` are the same. The contact may hold the owner
    /// as it is written, with or without other words: `"Slack #pay, @org/payments"`, or an e-mail address.
    ///
    /// ```journey wrong
    /// //- journey.toml
    /// [owners]
    /// are = ["shop", "@org/payments"]
    /// //- example.journey
    /// team shopp
    /// channel site
    /// journey shoes {
    ///   stage buying {
    ///     owner shopp
    ///     touchpoint checkout { channel site }
    ///     -> end
    ///   }
    /// }
    /// ```
    ///
    /// ```journey right
    /// //- journey.toml
    /// [owners]
    /// are = ["shop", "@org/payments"]
    /// //- example.journey
    /// team shop
    /// team checkout "Checkout" { contact "@org/payments" }
    /// channel site
    /// journey shoes {
    ///   stage buying {
    ///     owner shop, checkout
    ///     touchpoint checkout { channel site }
    ///     -> end
    ///   }
    /// }
    /// ```
    "unknown-owner", Warning, since "0.1.0", "a team or a person that is not among the owners there are", check
}

fn check(cx: &mut Check<'_>) {
    let Some(owners) = cx.owners() else { return };
    let teams = cx.teams().map(|(_, it)| ("team", it.declared(), &it.contact));
    let persons = cx.persons().map(|(_, it)| ("person", it.declared(), &it.contact));
    for (kind, declared, contact) in teams.chain(persons).collect::<Vec<_>>() {
        let contact = contact.as_ref().map(|said| &*said.value);
        if !declared.holds_mistakes && !owners.has(declared.name.as_str(), contact) {
            report(cx, owners, kind, declared);
        }
    }
}

fn report(cx: &mut Check<'_>, owners: &Catalogue, kind: &str, declared: &Declared) {
    let name = declared.name.as_str();
    let help = match owners.nearest(name) {
        Some(near) => format!("did you mean `{near}`? Another name takes a `contact` that is among them"),
        None => "give it a `contact` that is among them, or add it to them".to_owned(),
    };
    cx.report(declared.name_span, format!("the {kind} `{name}` is not among the owners that `journey.toml` names"))
        .help(help);
}
