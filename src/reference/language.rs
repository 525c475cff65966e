//! The keyword tables of docs/language.md, one for each block that statements stand in, out of the vocabulary's table.
//!
//! In the document, a table stands between `<!-- generated: stage -->` and `<!-- end -->`; what stands around those is
//! written by people, and stays.

use crate::vocabulary::{Keyword, Place, Slot, Times, Word};

/// What opens a part that is generated; the name of a table follows.
const OPENS: &str = "<!-- generated: ";
/// What stands behind the name.
const NAMED: &str = " -->";
/// What closes it.
const CLOSES: &str = "<!-- end -->";

/// `document` with its tables as they are now, or what is wrong with its marks.
pub fn refreshed(document: &str) -> Result<String, String> {
    let mut text = String::new();
    let mut rest = document;
    while let Some((before, marked)) = rest.split_once(OPENS) {
        let (name, marked) = marked.split_once(NAMED).ok_or("a mark has no end")?;
        let place = named(name).ok_or_else(|| format!("there is no table `{name}`"))?;
        let (_, after) = marked.split_once(CLOSES).ok_or_else(|| format!("the table `{name}` has no end"))?;
        text.push_str(&format!("{before}{OPENS}{name}{NAMED}\n\n{}\n{CLOSES}", table(place)));
        rest = after;
    }
    Ok(text + rest)
}

/// What the table of a block is called: the word of the declaration whose block it is.
pub fn name(place: Place) -> &'static str {
    place.keyword()
}

fn named(wanted: &str) -> Option<Place> {
    Place::ALL.into_iter().find(|place| name(*place) == wanted)
}

/// What may stand in a block, in the order of the vocabulary's table.
pub fn table(place: Place) -> String {
    let rows = Keyword::allowed_in(place).map(|keyword| {
        let times = match keyword.times {
            Times::Once => "once",
            Times::Many => "any number",
        };
        // A `|` within a cell would end it, even between back-ticks.
        let arguments = arguments(keyword).replace('|', "\\|");
        format!("| `{}` | `{arguments}` | {times} | {} |\n", keyword.text, keyword.docs)
    });
    let head = "| statement | takes | how often | meaning |\n| --- | --- | --- | --- |\n";
    std::iter::once(head.to_owned()).chain(rows).collect()
}

/// What follows the keyword: `METRIC VALUE [target VALUE] [on DATE]`.
fn arguments(keyword: &Keyword) -> String {
    let alone = keyword.slots.len() == 1;
    let mut written: Vec<String> = keyword.slots.iter().map(|slot| argument(slot, alone)).collect();
    if keyword.block.is_some() || keyword.word == Word::Only {
        written.push("{ … }".to_owned());
    }
    written.join(" ")
}

fn argument(slot: &Slot, alone: bool) -> String {
    let taken = slot.takes.notation();
    let choices = taken.contains(" | ");
    match (slot.lead, slot.needed) {
        (Some(lead), true) if choices => format!("{lead} ({taken})"),
        (Some(lead), true) => format!("{lead} {taken}"),
        (Some(lead), false) => format!("[{lead} {taken}]"),
        (None, true) if choices && !alone => format!("({taken})"),
        (None, true) => taken,
        (None, false) => format!("[{taken}]"),
    }
}
