//! The stages of a journey in two states as one Mermaid flowchart: what came is green, thick and says so, what went is red,
//! dashed and says so, since not everybody tells the two colours apart.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use crate::diff::{Both, JourneyChanges};
use crate::emit::changes::{Comparison, Version};
use crate::emit::mermaid::MOST_LETTERS;
use crate::emit::mermaid::text::label;
use crate::model::{Declaration, Ref, Target, Thing};
use crate::value::Share;
use crate::view::View;

/// Mermaid draws no chart with more than 500 arrows.
const MOST_ARROWS: usize = 480;

/// The longest title in a node.
const LONGEST: usize = 80;

/// More stages than this run down.
const ACROSS: usize = 4;

/// Light fills with dark letters, which can be read on a light page and on a dark one.
const CLASSES: &str = "  classDef same fill:#eef1f4,stroke:#8c959f,color:#1f2328
  classDef turned fill:#fff8c5,stroke:#9a6700,color:#1f2328,stroke-width:2px
  classDef added fill:#dafbe1,stroke:#1a7f37,color:#1f2328,stroke-width:4px
  classDef removed fill:#ffd7d5,stroke:#cf222e,color:#1f2328,stroke-dasharray:6 4
  classDef out fill:#f6f8fa,stroke:#afb8c1,color:#57606a,stroke-dasharray:3 3
";

/// Where an arrow leads.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Goal {
    Stage(usize),
    End,
    Exit,
    /// Another journey: its title.
    Journey(String),
}

/// An arrow before and after: its share, if it has one, where it is there.
type Way = (Option<Option<Share>>, Option<Option<Share>>);

/// The chart; nothing where it has more than Mermaid draws.
pub(in crate::emit) fn changed(
    changes: &JourneyChanges,
    cx: &Comparison<'_>,
) -> Result<Option<String>, fmt::Error> {
    let mut ways: BTreeMap<(usize, Goal), Way> = BTreeMap::new();
    let sides = [
        (cx.old, changes.journey.old, (|it| it.old) as fn(&Both) -> Option<Thing>),
        (cx.new, changes.journey.new, |it| it.new),
    ];
    for (number, (version, journey, side)) in sides.into_iter().enumerate() {
        for (from, goal, share) in arrows(&version, journey, &changes.line, side) {
            let way = ways.entry((from, goal)).or_default();
            if number == 0 {
                way.0 = Some(share);
            } else {
                way.1 = Some(share);
            }
        }
    }
    if ways.len() > MOST_ARROWS {
        return Ok(None);
    }
    let direction = if changes.line.len() > ACROSS { "TB" } else { "LR" };
    let mut out = format!("flowchart {direction}\n{CLASSES}");
    for (number, stage) in changes.line.iter().enumerate() {
        let title = label(cx.declared(*stage).map_or("", |it| &*it.title), LONGEST);
        let is_told = changes.stages.iter().any(|it| it.stage == *stage);
        let (class, mark) = match (stage.old, stage.new) {
            (None, _) => ("added", "<br/>➕ new"),
            (_, None) => ("removed", "<br/>✖ removed"),
            (Some(_), Some(_)) if is_told => ("turned", ""),
            (Some(_), Some(_)) => ("same", ""),
        };
        writeln!(out, "  s{number}[\"{title}{mark}\"]\n  class s{number} {class}")?;
    }
    for (number, ((from, goal), way)) in ways.iter().enumerate() {
        arrow(&mut out, number, *from, goal, *way)?;
    }
    Ok((out.len() <= MOST_LETTERS).then_some(out))
}

fn arrow(out: &mut String, number: usize, from: usize, goal: &Goal, (old, new): Way) -> fmt::Result {
    let (line, said, style) = match (old, new) {
        (Some(old), Some(new)) if old == new => ("-->", share(new), None),
        (Some(old), Some(new)) => {
            let side = |it: Option<Share>| share(it).unwrap_or_else(|| "none".to_owned());
            ("-->", Some(format!("{} → {}", side(old), side(new))), Some("stroke:#9a6700,stroke-width:2px"))
        }
        (None, new) => {
            let said = new.flatten().map_or("➕ new".to_owned(), |it| format!("➕ {it}"));
            ("==>", Some(said), Some("stroke:#1a7f37,stroke-width:4px"))
        }
        (Some(old), None) => {
            let said = old.map_or("✖ removed".to_owned(), |it| format!("✖ {it}"));
            ("-.->", Some(said), Some("stroke:#cf222e,stroke-width:2px"))
        }
    };
    let said = said.map(|said| format!("|\"{}\"|", label(&said, LONGEST))).unwrap_or_default();
    write!(out, "  s{from} {line}{said} ")?;
    match goal {
        Goal::Stage(to) => writeln!(out, "s{to}")?,
        Goal::End => writeln!(out, "e{number}(((\"End\")))\n  class e{number} out")?,
        Goal::Exit => writeln!(out, "x{number}([\"exit\"])\n  class x{number} out")?,
        Goal::Journey(title) => {
            writeln!(out, "j{number}[[\"{}\"]]\n  class j{number} out", label(title, LONGEST))?;
        }
    }
    match style {
        Some(style) => writeln!(out, "  linkStyle {number} {style}"),
        None => Ok(()),
    }
}

fn share(share: Option<Share>) -> Option<String> {
    share.map(|share| share.to_string())
}

/// The arrows that count for nobody in particular: from which stage of `line`, where to, how many take it.
fn arrows(
    version: &Version<'_>,
    journey: Option<Thing>,
    line: &[Both],
    side: fn(&Both) -> Option<Thing>,
) -> Vec<(usize, Goal, Option<Share>)> {
    let Some(Thing::Journey(id)) = journey else { return Vec::new() };
    let places: BTreeMap<Thing, usize> =
        line.iter().enumerate().filter_map(|(place, both)| Some((side(both)?, place))).collect();
    let view = View::new(version.model, id, None);
    let mut arrows = Vec::new();
    for (stage_id, stage) in view.counted_stages() {
        let Some(from) = places.get(&Thing::from(stage_id)) else { continue };
        for arrow in view.arrows(stage) {
            let goal = match arrow.value.target {
                Target::Stage(Ref::To(id)) => places.get(&Thing::from(id)).copied().map(Goal::Stage),
                Target::Journey(Ref::To(id)) => {
                    Some(Goal::Journey(version.model.journey(id).title().to_owned()))
                }
                Target::End => Some(Goal::End),
                Target::Exit => Some(Goal::Exit),
                Target::Stage(Ref::Broken) | Target::Journey(Ref::Broken) => None,
            };
            arrows.extend(goal.map(|goal| (*from, goal, arrow.value.share)));
        }
    }
    arrows
}
