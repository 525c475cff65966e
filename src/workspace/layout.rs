//! How the files that were asked for look in the layout of the language. Nothing is written here.

use std::sync::Arc;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::diagnostic::Diagnostic;
use crate::format::{Altered, format};
use crate::syntax;
use crate::text::{Source, SourceId};
use crate::workspace::Workspace;
use crate::workspace::file::{self, File};
use crate::workspace::load::Loaded;

/// A file, and how it would look.
#[derive(Debug)]
pub struct LaidOut {
    /// Its path, with all links followed.
    pub path: String,
    /// What stands in it.
    pub source: Arc<Source>,
    /// What would.
    pub layout: Layout,
}

/// How a file would look.
#[derive(Debug)]
pub enum Layout {
    /// As it does.
    Same,
    /// Like this.
    New(String),
    /// That cannot be told while this is wrong, with its writing or with words that its layout tells something of.
    Mistaken(Vec<Diagnostic>),
    /// It is no text, or too much of one.
    NoText(Vec<Diagnostic>),
    /// That would change what it says: a mistake of this program.
    Altered,
}

impl LaidOut {
    /// Whether it would look otherwise.
    pub fn is_new(&self) -> bool {
        matches!(self.layout, Layout::New(_))
    }
}

impl Workspace<'_> {
    /// How each of the files that were asked for would look, by path.
    pub fn laid_out(&self) -> Vec<LaidOut> {
        let asked: Vec<&Loaded> = self.loaded.iter().filter(|it| it.asked && it.present).collect();
        let laid_out = |loaded: &&Loaded| LaidOut {
            path: loaded.path.clone(),
            source: Arc::clone(&loaded.file.source),
            layout: layout(loaded),
        };
        let mut files: Vec<LaidOut> = asked.par_iter().map(laid_out).collect();
        files.sort_by(|one, other| one.source.path.cmp(&other.source.path));
        files
    }
}

fn layout(loaded: &Loaded) -> Layout {
    let file = &loaded.file;
    let mistakes = file.mistakes.whole();
    if !file.is_text {
        return Layout::NoText(mistakes.to_vec());
    }
    let is_of_writing =
        |mistake: &&Diagnostic| syntax::mistakes::MISTAKES.iter().any(|page| page.code == mistake.code);
    let of_writing: Vec<Diagnostic> = mistakes.iter().filter(is_of_writing).cloned().collect();
    if !of_writing.is_empty() {
        return Layout::Mistaken(of_writing);
    }
    match format(&file.source, file.tree()) {
        Ok(text) if text == file.source.text() => Layout::Same,
        Ok(text) if mistakes.is_empty() || is_alike(&text, file) => Layout::New(text),
        Ok(_) | Err(Altered) if !mistakes.is_empty() => Layout::Mistaken(mistakes.to_vec()),
        Ok(_) | Err(Altered) => Layout::Altered,
    }
}

/// Whether the mistakes of a file, and no others, are those of `text` too, and as much of both is understood: how far in a
/// line stands may tell what is wrong with the one before it.
fn is_alike(text: &str, file: &File) -> bool {
    let read = file::read(SourceId(0), String::new(), Ok(text.as_bytes().to_vec()), usize::MAX);
    let said =
        |mistakes: &[Diagnostic]| mistakes.iter().map(|it| (it.code, it.message.clone())).collect::<Vec<_>>();
    said(read.mistakes.whole()) == said(file.mistakes.whole())
        && read.outline.items().map(|it| it.word).eq(file.outline.items().map(|it| it.word))
}
