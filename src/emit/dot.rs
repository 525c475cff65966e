//! The journey as a Graphviz graph.

use std::fmt;

use crate::emit::{Project, Subject, emitter};

emitter! {
    /// A Graphviz graph of the stages, for `dot`.
    "dot", media "text/vnd.graphviz", page "dot" write
}

fn write(subject: &Subject<'_>, _project: &Project<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    writeln!(out, "digraph {:?} {{}}", subject.board.name)
}
