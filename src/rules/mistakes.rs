//! What can be wrong with the name of a rule.

use crate::diagnostic::Diagnostic;
use crate::text::{Near, Span};

crate::mistakes! {
    /// `@allow` silences a rule by its name, and `journey.toml` sets its level by it. Mistakes cannot be silenced, only mended.
    ///
    /// ```journey wrong
    /// @allow(missing-ownr, "nobody yet")
    /// team shop
    /// ```
    ///
    /// ```journey wrong
    /// //- journey.toml
    /// [rules]
    /// missing-ownr = "error"
    /// ```
    "unknown-rule", "an `@allow` or a level of a rule that there is not", fix Safe;
    unknown_rule(at: Span, name: &str, near: Option<Near<'_>>) {
        let report = Diagnostic::error(at, format!("no rule is called `{name}`"));
        match near {
            Some(_) => report.did_you_mean(at, near),
            None => report.help("`journey rules` lists them; mistakes cannot be silenced, only mended"),
        }
    }
}
