//! `Linker`: the parts of all files to one model, and again after some of them have changed.
//!
//! Two passes, each over all files at once on all cores: what each declares, and then what its names mean. The part of a
//! file that is as it was stays as it was, if every name that it looked up still means the same.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::diagnostic::{Diagnostic, Outcome};
use crate::model::build::build;
use crate::model::part::Part;
use crate::model::resolve::{FileNames, Names};
use crate::model::{Input, Model};
use crate::text::{Source, SourceId};

/// Binds the names of a project's files, as often as they change.
#[derive(Debug, Default)]
pub struct Linker {
    known: HashMap<SourceId, Known>,
}

/// What came of a file the last time.
#[derive(Debug)]
struct Known {
    source: Arc<Source>,
    imports: Vec<Option<SourceId>>,
    names: Arc<FileNames>,
    part: Arc<Part>,
}

impl Known {
    fn is_of(&self, input: &Input<'_>) -> bool {
        Arc::ptr_eq(&self.source, input.source) && self.imports == input.imports
    }
}

impl Linker {
    /// Binds the names of `files`, whose order is that of everything in the model. A file is taken to be as it was while
    /// its source is the very same and it imports the same.
    pub fn link(&mut self, files: &[Input<'_>]) -> Outcome<Model> {
        let known = |input: &Input<'_>| self.known.get(&input.source.id).filter(|known| known.is_of(input));
        let names: Vec<Arc<FileNames>> = files
            .par_iter()
            .map(|input| match known(input) {
                Some(known) => Arc::clone(&known.names),
                None => Arc::new(FileNames::read(input)),
            })
            .collect();
        let all_names = Names::new(&names);
        let parts: Vec<Arc<Part>> = files
            .par_iter()
            .map(|input| match known(input).filter(|known| known.part.bound.still_holds(&all_names)) {
                Some(known) => Arc::clone(&known.part),
                None => Arc::new(build(input, &all_names)),
            })
            .collect();
        let clashes = all_names.clashes();
        let mut mistakes: Vec<Diagnostic> = names.iter().flat_map(|names| &names.mistakes).cloned().collect();
        mistakes.extend(clashes.reports);
        mistakes.extend(parts.iter().flat_map(|part| &part.bound.mistakes).cloned());
        let mut model = Model::of(parts.clone());
        model.used.extend(names.iter().flat_map(|names| &names.meant).chain(&clashes.meant).copied());
        let linked = files.iter().zip(names).zip(parts).map(|((input, names), part)| {
            let (source, imports) = (Arc::clone(input.source), input.imports.to_vec());
            (source.id, Known { source, imports, names, part })
        });
        self.known = linked.collect();
        Outcome { value: model, mistakes }
    }
}
