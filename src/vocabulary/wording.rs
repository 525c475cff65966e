//! The words for what was found and what is wanted, shared by the mistakes of this floor.

use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::syntax::Kind;
use crate::value::latin_digits;
use crate::vocabulary::argument::{Piece, fits};
use crate::vocabulary::keyword::{Slot, Takes};

/// "`on` and a date".
pub(crate) fn announced_phrase(slot: &Slot) -> String {
    let lead = slot.lead.map(|lead| format!("`{lead}` and ")).unwrap_or_default();
    format!("{lead}{}", slot.takes.phrase())
}

/// Whether `piece` by itself is what a slot takes, so that only the word before it is missing.
pub(crate) fn says(takes: Takes, piece: Piece<'_>) -> bool {
    match takes {
        Takes::Choice(words) => words.contains(&piece.text),
        takes => fits(takes, piece),
    }
}

/// How to write what a slot takes: in words, and as a fix.
#[derive(Debug, Default)]
pub(crate) struct How {
    help: Option<String>,
    fix: Option<Fix>,
}

impl How {
    fn say(help: Option<String>) -> Self {
        Self { help, fix: None }
    }

    /// `written` is what was meant.
    fn write(help: String, title: &str, piece: Piece<'_>, written: &str) -> Self {
        Self { help: Some(help), fix: Some(Fix::safe(title, [Edit::new(piece.span, written)])) }
    }

    /// The report that tells it.
    pub(crate) fn told(self, report: Diagnostic) -> Diagnostic {
        report.help_if(self.help).fix_by(self.fix)
    }
}

/// How to write what `slot` takes, for somebody who wrote `piece`.
pub(crate) fn how(slot: &Slot, piece: Piece<'_>) -> How {
    let takes_text = matches!(slot.takes, Takes::Text | Takes::Title | Takes::Markdown | Takes::Texts);
    let takes_word =
        matches!(slot.takes, Takes::Reference(_) | Takes::References(_) | Takes::Starts | Takes::Target);
    let takes_figure = matches!(slot.takes, Takes::Date | Takes::Share | Takes::Number | Takes::Duration);
    let bare = piece.text.trim_matches('"');
    let is_word = !bare.is_empty() && !bare.contains(|letter: char| letter.is_whitespace() || letter == '"');
    let without_quotes =
        || How::write(format!("write it without quotes: `{bare}`"), "write it without quotes", piece, bare);
    match piece.kind {
        Kind::Word if matches!(slot.takes, Takes::Language) => {
            let quoted = format!("\"{}\"", piece.text);
            How::write(format!("put it in quotes: `{quoted}`"), "put it in quotes", piece, &quoted)
        }
        Kind::Word if takes_text => How::say(Some("put the text in quotes".to_owned())),
        Kind::String if let Takes::Choice(words) = slot.takes => match words.contains(&bare) {
            true => without_quotes(),
            false => How::say(Some("write one of these words, without quotes".to_owned())),
        },
        Kind::String if takes_word && is_word => without_quotes(),
        Kind::String if takes_word => {
            How::say(Some("write the name that it is declared by, without quotes".to_owned()))
        }
        Kind::String if takes_figure && is_word => without_quotes(),
        Kind::String if takes_figure => How::say(Some(format!("write it without quotes: `{bare}`"))),
        _ => How::say(slot.takes.hint().map(str::to_owned)),
    }
}

/// What was found, in words.
pub(crate) fn found(piece: Piece<'_>) -> String {
    let shown = |text: &str| {
        if text.chars().count() > 30 {
            text.chars().take(29).chain(['…']).collect()
        } else {
            text.to_owned()
        }
    };
    match piece.kind {
        Kind::String => {
            let shown = shown(piece.text);
            format!("the text {shown}{}", if shown.ends_with('"') { "" } else { "\"" })
        }
        Kind::TextBlock => "a text block".to_owned(),
        Kind::Figure => {
            let latin = latin_digits(piece.text).map(|latin| format!(" (`{latin}`)")).unwrap_or_default();
            format!("`{}`{latin}", piece.text)
        }
        Kind::Link => format!("the link {}", shown(piece.text)),
        Kind::Comma => "a comma".to_owned(),
        Kind::Arrow => "an arrow".to_owned(),
        _ => format!("`{}`", shown(piece.text)),
    }
}

/// A name made of a title: `"Video ad"` → `video_ad`.
pub(crate) fn name_of(title: &str) -> String {
    let letters =
        title.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '_' }).collect::<String>();
    let words: Vec<&str> = letters.split('_').filter(|word| !word.is_empty()).collect();
    let name = words.join("_").to_lowercase();
    if name.is_empty() || name.starts_with(|first: char| first.is_numeric()) {
        format!("_{name}")
    } else {
        name
    }
}

/// The name of a declaration that has a text in place of it: what is `behind` the text, or what the text says if that is
/// spelt as a name and a title is behind it.
pub(crate) fn misplaced_name(text: Piece<'_>, behind: Option<Piece<'_>>) -> Option<String> {
    let behind = behind.filter(|_| text.kind == Kind::String)?;
    let said = text.text.trim_matches('"');
    match behind.kind {
        Kind::Word => Some(behind.text.to_owned()),
        Kind::String if said.to_lowercase() == name_of(said) => Some(said.to_owned()),
        _ => None,
    }
}
