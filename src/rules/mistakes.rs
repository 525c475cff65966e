//! What can be wrong with an `@allow` that is written as one.

use crate::diagnostic::Diagnostic;
use crate::text::{Near, Span};

crate::mistakes! {
    /// `@allow` silences a rule by its name. Mistakes cannot be silenced, only mended.
    ///
    /// ```journey wrong
    /// @allow(missing-ownr, "nobody yet")
    /// team shop
    /// ```
    "unknown-rule", "an `@allow` of a rule that there is not", fix Safe;
    unknown_rule(at: Span, name: &str, near: Option<Near<'_>>) {
        let report = Diagnostic::error(at, format!("no rule is called `{name}`"));
        match near {
            Some(_) => report.did_you_mean(at, near),
            None => report.help("`journey rules` lists them; mistakes cannot be silenced, only mended"),
        }
    }
}
