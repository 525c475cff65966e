//! Somebody answers for every stage.

use crate::diagnostic::Fix;
use crate::model::{Declaration, Id, Once, Owners, Stage};
use crate::rules::Check;

rule! {
    /// A stage that nobody answers for is nobody's to improve. The journey's own owner answers for the whole, not for
    /// each of its stages.
    ///
    /// An owner in an `only` answers for the stage as those audiences go through it. Where others are left without one,
    /// the report names them.
    ///
    /// ```journey wrong
    /// team shop
    /// channel site
    /// journey shoes {
    ///   stage looking {
    ///     touchpoint shelf { channel site }
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
    ///     -> end
    ///   }
    /// }
    /// ```
    "missing-owner", Warning, since "0.1.0", fix Unsafe, "a stage that nobody answers for", check
}

fn check(cx: &mut Check<'_>) {
    for (id, stage) in cx.stages().filter(|(_, stage)| !stage.declared.holds_mistakes) {
        let lack =
            cx.lack(stage.journey, &[stage.declared.only], |view| view.one(&stage.owners).is_none());
        if let Some(lack) = lack {
            let owner = likely_owner(cx, id, stage).filter(|_| lack.is_for_all());
            let fix = owner.and_then(|owner| {
                let edit = cx.adding(&format!("owner {owner}"), stage.declared())?;
                Some(Fix::for_a_look(format!("add `owner {owner}` to `{}`", stage.name()), [edit]))
            });
            cx.report(stage.name_span(), format!("{lack}nobody answers for the stage `{}`", stage.name()))
                .help("say `owner` and a team or a person")
                .fix_by(fix);
        }
    }
}

/// Who may well answer for a stage: who answers for the one before it or behind it, else for the journey, else the only
/// team of the file.
fn likely_owner<'a>(cx: &Check<'a>, id: Id<Stage>, stage: &Stage) -> Option<&'a str> {
    let model = cx.model();
    let accountable = |owners: &Once<Owners>| {
        let owner = owners.get()?.first()?.found()?;
        Some(model.owner(owner).name.as_str())
    };
    let journey = model.journey(stage.journey);
    let at = journey.stages.binary_search(&id).ok()?;
    let neighbours = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
    let mut neighbours = neighbours.filter_map(|at| journey.stages.get(at)).map(|id| model.stage(*id));
    let mut teams = cx.teams();
    let only_team = teams.next().filter(|_| teams.next().is_none()).map(|(_, team)| team.name().as_str());
    neighbours.find_map(|stage| accountable(&stage.owners)).or_else(|| accountable(&journey.owners)).or(only_team)
}
