//! Files that import one another in a row: how long such rows are, and which are too long.
//!
//! Only what a file leads to counts, so that what is said of it is the same whichever files were asked for. Imports may
//! lead in circles; the files of a circle count as one.

use std::collections::HashSet;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::diagnostic::Diagnostic;
use crate::workspace::file::import_paths;
use crate::workspace::load::Loaded;
use crate::workspace::mistakes;

/// Reports the imports that start a row of one file more than `most`. Those further up the row are not reported as well.
pub(crate) fn too_long(loaded: &[Loaded], most: usize) -> Vec<Diagnostic> {
    if loaded.len() <= most {
        return Vec::new();
    }
    let mut graph = DiGraph::<(), ()>::with_capacity(loaded.len(), loaded.len());
    for _ in loaded {
        graph.add_node(());
    }
    for (from, file) in loaded.iter().enumerate().filter(|(_, file)| file.present) {
        for to in file.imports.iter().flatten() {
            graph.add_edge(NodeIndex::new(from), NodeIndex::new(to.0 as usize), ());
        }
    }
    // By file: its circle, and how long the longest row is that starts there. What a circle leads to comes before it.
    let (mut circle, mut length) = (vec![0; loaded.len()], vec![0; loaded.len()]);
    for (number, files) in kosaraju_scc(&graph).into_iter().enumerate() {
        files.iter().for_each(|file| circle[file.index()] = number);
        let outside = files.iter().flat_map(|file| graph.neighbors(*file));
        let outside = outside.filter(|next| circle[next.index()] != number);
        let longest = 1 + outside.map(|next| length[next.index()]).max().unwrap_or(0);
        files.iter().for_each(|file| length[file.index()] = longest);
    }
    let mut reports = Vec::new();
    for (_, file) in length.iter().zip(loaded).filter(|(length, file)| file.present && **length == most + 1) {
        let mut told = HashSet::new();
        for ((_, span), to) in import_paths(&file.file.outline).zip(&file.imports) {
            if let Some(to) = to
                && length[to.0 as usize] == most
                && told.insert(to)
            {
                reports.push(mistakes::import_chain(span, most));
            }
        }
    }
    reports
}
