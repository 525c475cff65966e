//! Every touchpoint says where it is.

use crate::model::Declaration;
use crate::rules::Check;

rule! {
    /// A touchpoint is a meeting of the customer and the company, and a meeting has a place: a website, a shop, a phone
    /// line. Without its channel a touchpoint is in no row of the map, and whoever runs that channel does not find it.
    ///
    /// A channel in an `only` is that of those audiences; where others are left without one, the report names them.
    ///
    /// ```journey wrong
    /// team shop
    /// journey shoes {
    ///   stage looking {
    ///     owner shop
    ///     touchpoint shelf
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
    "missing-channel", Warning, since "0.1.0", "a touchpoint without a channel", check
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
            cx.report(touchpoint.name_span(), message).help("say `channel` and where customers meet you here");
        }
    }
}
