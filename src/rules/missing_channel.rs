//! Every touchpoint says where it is.

use std::collections::BTreeSet;

use crate::diagnostic::Fix;
use crate::model::{Declaration, Stage};
use crate::rules::Check;

rule! {
    /// A touchpoint is a meeting of the customer and the company, and a meeting has a place: a website, a shop, a phone
    /// line. Without its channel a touchpoint is in no row of the map, and whoever runs that channel does not find it.
    ///
    /// A channel in an `only` is that of those audiences; where others are left without one, the report names them.
    ///
    /// ```journey wrong
    /// team shop
    /// channel site
    /// journey shoes {
    ///   stage looking {
    ///     owner shop
    ///     touchpoint shelf
    ///     touchpoint till { channel site }
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
    "missing-channel", Warning, since "0.1.0", fix Unsafe, "a touchpoint without a channel", check
}

fn check(cx: &mut Check<'_>) {
    let model = cx.model();
    for (_, touchpoint) in cx.touchpoints().filter(|(_, it)| !it.declared.holds_mistakes) {
        let stage = model.stage(touchpoint.stage);
        let lack = cx.lack(stage.journey, &[stage.declared.only, touchpoint.declared.only], |view| {
            view.one(&touchpoint.channels).is_none()
        });
        if let Some(lack) = lack {
            let message = format!("{lack}the touchpoint `{}` has no channel", touchpoint.name());
            let channel = likely_channel(cx, stage).filter(|_| lack.is_for_all());
            let fix = channel.and_then(|channel| {
                let edit = cx.adding(&format!("channel {channel}"), touchpoint.declared())?;
                Some(Fix::for_a_look(format!("add `channel {channel}` to `{}`", touchpoint.name()), [edit]))
            });
            cx.report(touchpoint.name_span(), message)
                .help("say `channel` and where customers meet you here")
                .fix_by(fix);
        }
    }
}

/// Where a touchpoint of `stage` may well be: where all others of it are, else in the only channel of the file.
fn likely_channel<'a>(cx: &Check<'a>, stage: &Stage) -> Option<&'a str> {
    let model = cx.model();
    let others = stage.touchpoints.iter().map(|id| model.touchpoint(*id));
    let of_stage: BTreeSet<_> =
        others.flat_map(|other| other.channels.iter()).flat_map(|said| &said.value).collect();
    let only = match of_stage.len() {
        0 => {
            let mut channels = cx.channels();
            channels.next().filter(|_| channels.next().is_none()).map(|(id, _)| id)
        }
        1 => of_stage.first().and_then(|channel| channel.found()),
        _ => None,
    };
    only.map(|id| model.channel(id).name().as_str())
}
