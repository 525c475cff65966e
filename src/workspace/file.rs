//! `File`: one file that was read, and all that depends on its own text alone.

use std::string::FromUtf8Error;
use std::sync::{Arc, OnceLock};

use crate::diagnostic::{Diagnostic, Mistakes};
use crate::syntax::{self, Tree, Trust};
use crate::text::{Source, SourceId, Span};
use crate::vocabulary::{self, Argument, Outline, Word};
use crate::workspace::mistakes;

/// A file that was read: all that depends on its own text alone.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) source: Arc<Source>,
    /// How many bytes were read.
    pub(super) length: u64,
    /// Whether all of them are its text.
    pub(crate) is_text: bool,
    pub(crate) outline: Outline,
    /// What is wrong with its bytes, its writing and its words.
    pub(crate) mistakes: Mistakes,
    /// Whose account of its blocks was taken.
    trust: Trust,
    /// How it is written, once somebody has asked.
    tree: OnceLock<Tree>,
}

/// Reads one file as far as its own text goes. Of one that cannot be read there is a text at most, to show where.
pub(super) fn read(id: SourceId, shown: String, bytes: Result<Vec<u8>, ()>, most: usize) -> File {
    let Ok(bytes) = bytes else {
        return unread(id, shown, String::new(), vec![mistakes::too_large(Span::new(id, 0, 0))]);
    };
    let length = bytes.len() as u64;
    match String::from_utf8(bytes) {
        Ok(text) => {
            let source = Arc::new(Source::new(id, shown, text));
            let Understood { outline, mistakes, trust, .. } = understand(&source, most);
            let mistakes = mistakes.in_order();
            File { source, length, is_text: true, outline, mistakes, trust, tree: OnceLock::new() }
        }
        Err(error) => {
            let (text, mistake) = not_utf8(id, &error);
            File { length, ..unread(id, shown, text, vec![mistake]) }
        }
    }
}

impl File {
    /// How it is written. That is not kept when it is read: few ask, and of few files.
    pub(super) fn tree(&self) -> &Tree {
        let empty = Source::new(self.source.id, "", "");
        let source = if self.is_text { &self.source } else { &empty };
        self.tree.get_or_init(|| syntax::read(source, self.trust, 0).0)
    }

    /// Lets go of what its statements say: its text stays, and what is wrong with it.
    pub(super) fn forget_statements(&mut self) {
        self.outline = understand(&Source::new(self.source.id, "", ""), 0).outline;
    }
}

/// A file of which nothing is known but why, and a text to show where.
pub(super) fn unread(id: SourceId, shown: String, text: String, mistakes: Vec<Diagnostic>) -> File {
    let source = Arc::new(Source::new(id, shown, text));
    let Understood { mut outline, mistakes: mut kept, trust, .. } =
        understand(&Source::new(id, "", ""), mistakes.len());
    outline.hides_names = true;
    kept.extend(mistakes);
    File { source, length: 0, is_text: false, outline, mistakes: kept, trust, tree: OnceLock::new() }
}

/// A text in which the first bytes that are not UTF-8 can be shown, and their report.
pub(super) fn not_utf8(id: SourceId, error: &FromUtf8Error) -> (String, Diagnostic) {
    let bytes = error.as_bytes();
    if matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) {
        return (String::new(), mistakes::utf16(Span::new(id, 0, 0)));
    }
    let at = error.utf8_error().valid_up_to();
    let place = Span::new(id, at as u32, (at + char::REPLACEMENT_CHARACTER.len_utf8()) as u32);
    (String::from_utf8_lossy(bytes).into_owned(), mistakes::not_utf8(place, bytes[at]))
}

/// How a file is written, what it says, and what is wrong with both.
struct Understood {
    trust: Trust,
    tree: Tree,
    outline: Outline,
    mistakes: Mistakes,
}

/// Understands a file, and keeps `most` of its mistakes whole. Where statements stand in blocks in which they mean
/// nothing, the braces may pair up by accident, or be missing: then the indentation is asked, and its account taken if it
/// has no more mistakes.
fn understand(source: &Source, most: usize) -> Understood {
    let account = |trust, (tree, mut mistakes): (Tree, Mistakes)| {
        let outline = vocabulary::read_into(source, &tree, &mut mistakes);
        Understood { trust, tree, outline, mistakes }
    };
    let by_braces = account(Trust::Either, syntax::read(source, Trust::Either, most));
    if !by_braces.outline.has_misplaced {
        return by_braces;
    }
    let by_indentation = syntax::read(source, Trust::Indentation, most);
    // What is written alike says the same.
    if by_indentation.0 == by_braces.tree {
        return by_braces;
    }
    let by_indentation = account(Trust::Indentation, by_indentation);
    if by_indentation.mistakes.pushed() <= by_braces.mistakes.pushed() { by_indentation } else { by_braces }
}

/// The paths of a file's imports, in their order.
pub(super) fn import_paths(outline: &Outline) -> impl Iterator<Item = (&str, Span)> {
    let imports = outline.children(None).filter(|(_, item)| item.word == Word::Import);
    imports.filter_map(|(_, item)| match outline.argument(item, 0) {
        Some((Argument::Path(target), span)) => Some((&**target, span)),
        _ => None,
    })
}
