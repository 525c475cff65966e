//! Changes as a comment at a pull request: what they mean in a line, journey by journey a table of figures, a chart and a
//! table of changes, long ones folded. No longer than GitHub takes; what is left out is counted.

use std::fmt::{self, Write};
use std::io;

use crate::diff::{Both, Change, Figures, JourneyChanges, Sign, Turn};
use crate::emit::changes::{
    Bit, ChangeForm, Comparison, Piece, Sum, amounts, headline, inside, keyword, losses, percents, pieces,
    several, turned,
};
use crate::emit::markdown::escape::{Inline, link, text};
use crate::emit::markdown::page::{Page, Table};
use crate::emit::markdown::say::COMMA;
use crate::emit::mermaid::changed;
use crate::report::Look;
use crate::value::Direction;
use crate::view::Addressed;
use crate::vocabulary::Word;

pub(in crate::emit) const CHANGES: ChangeForm = ChangeForm {
    name: "md",
    docs: "Markdown for a comment at a pull request, with a chart of each journey",
    write,
};

/// The longest comment that GitHub takes, in characters.
const LONGEST: usize = 65_536;

/// Room for what is said of what is left out.
const ROOM: usize = 600;

/// A longer table of changes is folded.
const UNFOLDED: usize = 12;

/// More changes of one journey are counted.
const MOST: usize = 150;

/// More characters of one text are not shown.
const LONGEST_TEXT: usize = 160;

fn write(cx: &Comparison<'_>, _: &Look, out: &mut dyn io::Write) -> io::Result<()> {
    let comment = comment(cx).map_err(io::Error::other)?;
    out.write_all(comment.as_bytes())
}

fn comment(cx: &Comparison<'_>) -> Result<String, fmt::Error> {
    let mut out = String::new();
    if cx.changes.is_empty() {
        section(&mut out, |page| page.heading(3, Inline::ours("Journeys: nothing changed in meaning")))?;
        return Ok(out);
    }
    section(&mut out, |page| {
        let means = headline(cx.changes).join("; ");
        page.heading(3, Inline::ours("Journeys: ").then(Inline::said(capital(&means))))?;
        let versions = text(cx.old.name).code().then(" → ").then(text(cx.new.name).code());
        let journeys = several(cx.changes.journeys.len(), "journey");
        let sum = Inline::said(format!("{} in {journeys}", Sum::of(cx.changes)));
        page.paragraph(versions.then(" · ").then(sum))
    })?;
    let mut length = out.chars().count();
    let mut left_out = 0;
    for journey in &cx.changes.journeys {
        // What does not fit is told in fewer words, and at last counted.
        let forms = [Detail::Chart, Detail::Table, Detail::Figures];
        let fitting = forms.into_iter().find_map(|detail| {
            let mut part = "\n".to_owned();
            let made = write_journey(&mut part, journey, detail, cx);
            let fits = length + part.chars().count() + ROOM <= LONGEST;
            match made {
                Ok(shown) if fits => Some(Ok((part, journey.iter().count() - shown))),
                Ok(_) => None,
                Err(error) => Some(Err(error)),
            }
        });
        match fitting.transpose()? {
            Some((part, hidden)) => {
                length += part.chars().count();
                out.push_str(&part);
                left_out += hidden;
            }
            None => left_out += journey.iter().count(),
        }
    }
    if !cx.changes.shared.is_empty() {
        let shared: Vec<&Change> = cx.changes.shared.iter().collect();
        let mut part = "\n".to_owned();
        section(&mut part, |page| page.heading(4, Inline::ours("Beside the journeys")))?;
        let shown = write_table(&mut part, &shared, cx)?;
        if length + part.chars().count() + ROOM <= LONGEST {
            out.push_str(&part);
            left_out += shared.len() - shown;
        } else {
            left_out += shared.len();
        }
    }
    if left_out > 0 {
        let more = format!("{} not shown here; `journey diff` tells all.", is_more(left_out));
        writeln!(out, "\n{more}")?;
    }
    Ok(out)
}

/// `1 more change is`.
fn is_more(number: usize) -> String {
    if number == 1 { "1 more change is".to_owned() } else { format!("{number} more changes are") }
}

/// How much is told of a journey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Detail {
    Chart,
    Table,
    Figures,
}

/// Writes blocks of Markdown.
fn section(out: &mut String, write: impl FnOnce(&mut Page<'_>) -> fmt::Result) -> fmt::Result {
    let mut page = Page::start(out, Direction::LeftToRight)?;
    write(&mut page)?;
    page.end()
}

/// Tells of a journey, and how many of its changes are shown.
fn write_journey(
    out: &mut String,
    journey: &JourneyChanges,
    detail: Detail,
    cx: &Comparison<'_>,
) -> Result<usize, fmt::Error> {
    section(out, |page| {
        page.heading(4, title(journey.journey, cx))?;
        page.table(&figures(journey, cx))
    })?;
    if detail == Detail::Chart
        && !journey.stages.is_empty()
        && let Some(chart) = changed(journey, cx)?
    {
        out.push('\n');
        section(out, |page| page.chart(&chart))?;
    }
    if detail == Detail::Figures {
        return Ok(0);
    }
    let changes: Vec<&Change> = journey.iter().collect();
    write_table(out, &changes, cx)
}

/// The figures of a journey and its barriers, before and after.
fn figures(journey: &JourneyChanges, cx: &Comparison<'_>) -> Table {
    let mut table = Table::with_head(["What it means", "Before", "After"]);
    for figures in &journey.figures {
        let mut row = |what: &'static str, (old, new): (String, String)| {
            let what = Inline::ours(what).then(for_whom(figures, cx));
            table.row([what, Inline::said(old), Inline::said(new).strong()]);
        };
        if figures.completes.is_one() {
            row("Complete the journey", percents(figures.completes));
        }
        if figures.lost.is_one() {
            row("Leave", percents(figures.lost));
        }
        if let Some(earned) = figures.earned.filter(|it| it.amount.is_one()) {
            let per = earned.per.map_or("customer who starts", |per| per.word());
            let whom = for_whom(figures, cx);
            let what = Inline::ours("Worth per ").then(Inline::ours(per)).then(whom);
            let (old, new) = amounts(&earned);
            table.row([what, Inline::said(old), Inline::said(new).strong()]);
        }
        for stage in losses(figures) {
            let (old, new) = percents(stage.lost);
            let what = Inline::ours("Leave from ").then(title(stage.stage, cx));
            table.row([what, Inline::said(old), Inline::said(new).strong()]);
        }
    }
    for turn in &journey.turns {
        table.row(barrier(turn, cx));
    }
    table
}

fn for_whom(figures: &Figures, cx: &Comparison<'_>) -> Inline {
    let audiences = Inline::join(figures.audiences.iter().map(|it| title(*it, cx)), COMMA);
    if audiences.is_empty() { audiences } else { Inline::ours(" (for ").then(audiences).then(")") }
}

fn barrier(turn: &Turn, cx: &Comparison<'_>) -> [Inline; 3] {
    let sign = match turn.new {
        Addressed::Open => "🔴 barrier ",
        Addressed::Solved | Addressed::Accepted => "🟢 barrier ",
    };
    let severity = turn.severity.map(|it| Inline::ours(", severity ").then(it.word())).unwrap_or_default();
    let was = match turn.old {
        None => "",
        Some(Addressed::Open) => "open",
        Some(Addressed::Solved) => "addressed",
        Some(Addressed::Accepted) => "accepted",
    };
    [
        Inline::ours(sign).then(title(turn.barrier, cx)).then(severity),
        was.into(),
        Inline::ours(turned(turn)).strong(),
    ]
}

/// Writes a table of changes, folded if it is long, and tells how many are in it.
fn write_table(out: &mut String, changes: &[&Change], cx: &Comparison<'_>) -> Result<usize, fmt::Error> {
    let shown = changes.len().min(MOST);
    let mut table = Table::with_head(["", "Of", "Change", "Where"]);
    for change in &changes[..shown] {
        table.row(row(change, cx));
    }
    if table.is_empty() {
        return Ok(0);
    }
    let is_folded = changes.len() > UNFOLDED;
    if is_folded {
        writeln!(out, "\n<details><summary>{}</summary>", several(changes.len(), "change"))?;
    }
    out.push('\n');
    section(out, |page| page.table(&table))?;
    if is_folded {
        out.push_str("\n</details>\n");
    }
    Ok(shown)
}

fn row(change: &Change, cx: &Comparison<'_>) -> [Inline; 4] {
    let sign = match change.what.sign() {
        Sign::Added => "🟢 added",
        Sign::Removed => "🔴 removed",
        Sign::Changed => "🟡 changed",
    };
    let said = pieces(change, cx).into_iter().map(|piece| match piece {
        Piece::Same(bit) => bits(vec![bit]),
        Piece::Turned { old, new } => {
            let side = |bits_of: Vec<Bit<'_>>| if bits_of.is_empty() { "none".into() } else { bits(bits_of) };
            side(old).then(" → ").then(side(new).strong())
        }
    });
    let said = said.reduce(joined).unwrap_or_default();
    let inside =
        inside(change, cx).map(|it| Inline::ours("with ").then(Inline::said(it))).unwrap_or_default();
    let only = change.only.iter().map(|it| title(*it, cx));
    let only = Inline::join(only, COMMA);
    let only = if only.is_empty() { only } else { Inline::ours("(only for ").then(only).then(")") };
    let what = Inline::join([said, inside, only], " ");
    let of = Inline::ours(keyword(change.of)).then(" ").then(title(change.of, cx));
    let place = cx.place(change).map(|it| text(&it.to_string()).code()).unwrap_or_default();
    [sign.into(), of, what, place]
}

fn title(both: Both, cx: &Comparison<'_>) -> Inline {
    cx.declared(both).map(|it| short(&it.title)).unwrap_or_default()
}

/// A text, or as much of it as is shown.
fn short(said: &str) -> Inline {
    text(&crate::emit::seen::shortened(said, LONGEST_TEXT))
}

fn bits(bits: Vec<Bit<'_>>) -> Inline {
    let all = bits.into_iter().map(|bit| match bit {
        Bit::Word(word) if word == Word::Arrow.keyword().text => "→".into(),
        Bit::Word(word) => word.into(),
        Bit::Value(value) => Inline::said(value),
        Bit::Named(Some(declared)) => short(&declared.title),
        Bit::Named(None) => "?".into(),
        Bit::Name(name) => short(name),
        Bit::Text(said) => Inline::ours("“").then(short(said)).then("”"),
        Bit::Rest(said) => Inline::ours("“…").then(short(said)).then("”"),
        Bit::Link(address) => link(address),
        Bit::Comma => ",".into(),
    });
    all.reduce(joined).unwrap_or_default()
}

/// Two parts of a line; a comma stands right behind what is before it.
fn joined(line: Inline, part: Inline) -> Inline {
    if part.as_str() == "," { line.then(part) } else { line.then(" ").then(part) }
}

/// With a capital at its start.
fn capital(said: &str) -> String {
    let mut letters = said.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
