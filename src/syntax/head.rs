//! The head of a statement, which is all of it but its block: where it ends, and what is wrong with how it is written.

use crate::diagnostic::Diagnostic;
use crate::syntax::row::Row;
use crate::syntax::tree::Kind;
use crate::syntax::{fixes, mistakes};

/// Where the statement that starts at `at` ends: the token after its last, and the token to go on with.
pub(crate) fn head_end(row: &Row<'_>, at: usize) -> (usize, usize) {
    let (mut last, mut next) = (at, at);
    let annotation = row.kind(at) == Some(Kind::At);
    while let Some(kind) = row.kind(next) {
        match kind {
            Kind::Open | Kind::Close | Kind::Semicolon => break,
            Kind::Newline => match next_item(row, last, next) {
                Some(item) => {
                    next = item;
                    continue;
                }
                None => break,
            },
            kind if kind.is_trivia() => {}
            _ => last = next + 1,
        }
        next += 1;
        if annotation && kind == Kind::Paren && row.slice(next - 1) == ")" {
            break;
        }
    }
    (last, next)
}

/// The item with which a list goes on after the newline at `at`: the last token was a comma, and the next line looks
/// like more of a list and not like a statement. A word and a word or a text (`owner shop`) is a statement.
fn next_item(row: &Row<'_>, last: usize, at: usize) -> Option<usize> {
    if last == 0 || row.kind(last - 1) != Some(Kind::Comma) {
        return None;
    }
    let item = row.next_solid(at)?;
    let after = row.next_solid(item + 1).filter(|after| row.indentation(*after).is_none());
    let after_kind = after.and_then(|after| row.kind(after));
    let starts_statement = matches!(
        after_kind,
        Some(Kind::Word | Kind::String | Kind::OpenString | Kind::TextBlock | Kind::Open)
    );
    match row.kind(item) {
        Some(Kind::String | Kind::OpenString) => Some(item),
        Some(Kind::Word) if !starts_statement => Some(item),
        _ => None,
    }
}

/// The mistake in how the tokens `at..last` of a statement are written: the first that is certain.
pub(crate) fn head_mistake(row: &Row<'_>, at: usize, last: usize) -> Option<Diagnostic> {
    let first = |wanted: fn(Kind) -> bool| (at..last).find(|index| wanted(row.tokens[*index].kind));
    let is_text =
        |kind| matches!(kind, Kind::OpenString | Kind::LongString | Kind::OpenText | Kind::BrokenText);
    let mut index = first(is_text).or_else(|| first(Kind::is_mistake))?;
    // `“A bike"`: the first of the two is the one that is wrong.
    if row.slice(index) == "\"" {
        let opens = |it: &usize| {
            row.kind(*it) == Some(Kind::Junk) && matches!(row.slice(*it), "“" | "„" | "”" | "«" | "»")
        };
        index = (at..index).find(opens).unwrap_or(index);
    }
    let (span, text) = (row.span(index), row.slice(index));
    Some(match row.tokens[index].kind {
        Kind::LongString => mistakes::text_over_lines(span, fixes::three_quotes(row, index)),
        Kind::OpenString => mistakes::unclosed_string(span, text, fixes::second_quote(row, index)),
        Kind::OpenText => mistakes::unclosed_text(span, fixes::closing_quotes(row, index)),
        Kind::BrokenText => mistakes::broken_text(span),
        Kind::BareLink => mistakes::bare_link(span, text),
        // `<- buying`
        Kind::OpenLink if index == at && text.starts_with("<-") => mistakes::wrong_arrow(span, text),
        Kind::OpenLink if is_closed_further_on(row, index) => {
            mistakes::blank_in_link(span, fixes::without_blanks(row, index))
        }
        Kind::OpenLink => mistakes::unclosed_link(span),
        // `--> buying`
        _ if index == at && text.ends_with(['-', '=']) && row.kind(index + 1) == Some(Kind::Arrow) => {
            mistakes::wrong_arrow(span.to(row.span(index + 1)), &format!("{text}->"))
        }
        _ if index == at && is_arrow(text) => mistakes::wrong_arrow(span, text),
        _ if let Some(date) = slashed_date(row, index) => date,
        _ => {
            let beside = Beside::of(row, index, at, last);
            mistakes::stray_character(span, text, &beside, fixes::stray(row, index, at, last))
        }
    })
}

/// The mistake in a date whose first `/` is the token at `index`: `2026/11/01`, or `1/11/2026`, of which it is not certain
/// whether the day or the month stands first.
fn slashed_date(row: &Row<'_>, index: usize) -> Option<Diagnostic> {
    let first = index.checked_sub(1)?;
    let part = |at: usize| {
        let is_part = |text: &&str| text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        (row.kind(at) == Some(Kind::Figure)).then(|| row.slice(at)).filter(is_part)
    };
    let is_slash = |at: usize| row.kind(at) == Some(Kind::Junk) && row.slice(at) == "/";
    if !is_slash(index) || !is_slash(index + 2) {
        return None;
    }
    let (one, two, three) = (part(first)?, part(index + 1)?, part(index + 3)?);
    let orders: &[_] = match (one.len(), two.len(), three.len()) {
        (4, ..=2, ..=2) => &[(one, two, three)],
        (..=2, ..=2, 4) => &[(three, two, one), (three, one, two)],
        _ => return None,
    };
    let has_month = |month: &str| month.parse().is_ok_and(|month: u8| month <= 12);
    let dates = orders.iter().filter(|(_, month, _)| has_month(month));
    let dates: Vec<_> = dates.map(|(year, month, day)| format!("{year}-{month:0>2}-{day:0>2}")).collect();
    let span = row.span(first).to(row.span(index + 3));
    Some(mistakes::slashed_date(span, &format!("{one}/{two}/{three}"), &dates))
}

/// What stands beside a token in its statement.
pub(crate) struct Beside<'a> {
    /// What is before it, over a blank; empty if it is the first.
    pub(crate) before: &'a str,
    /// What is behind it, over a blank.
    pub(crate) behind: &'a str,
    /// Whether there is a blank before it.
    pub(crate) is_apart: bool,
}

impl<'a> Beside<'a> {
    fn of(row: &Row<'a>, index: usize, first: usize, last: usize) -> Self {
        let is_solid = |at: &usize| !row.tokens[*at].kind.is_trivia();
        let text = |at: Option<usize>| at.map_or("", |at| row.slice(at));
        Self {
            before: text((first..index).rev().find(is_solid)),
            behind: text((index + 1..last).find(is_solid)),
            is_apart: index.checked_sub(1).is_some_and(|before| row.tokens[before].kind.is_trivia()),
        }
    }
}

/// Whether a `>` stands behind the token at `index` in its statement.
fn is_closed_further_on(row: &Row<'_>, index: usize) -> bool {
    let stops = |kind: Kind| matches!(kind, Kind::Newline | Kind::Semicolon | Kind::Open | Kind::Close);
    let rest = (index + 1..row.tokens.len()).take_while(|next| !stops(row.tokens[*next].kind));
    rest.into_iter().any(|next| row.slice(next).contains('>'))
}

/// Whether `text` is an arrow in another shape: `=>`, `→`, `—`.
fn is_arrow(text: &str) -> bool {
    text.ends_with('>') && text.chars().all(|sign| "-=~>".contains(sign))
        || text.chars().all(|sign| "→⟶⇒➜➔–—←⇐".contains(sign))
}
