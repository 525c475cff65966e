//! `Fingerprint`: by what a report is known again after its file has changed elsewhere.
//!
//! It is made of the code of the report, of what encloses its place, and of the text there. Lines, comments, layout and
//! the words of the message are not in it, and the path of the file only where nothing encloses the place. Reports that
//! are equal in all of this are numbered in their order.

use std::collections::HashMap;
use std::fmt;

use serde::{Serialize, Serializer};
use sha2::{Digest, Sha256};

use crate::diagnostic::Diagnostic;
use crate::report::chain::{chain, folded};
use crate::report::{Base, Sources};

/// Which way of making them this is. Those of another way are not comparable.
pub(crate) const VERSION: &str = "journey/v1";

/// By what a report is known again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Fingerprint(u64);

impl Fingerprint {
    /// Reads one as it is written.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let is_written_so =
            text.len() == 16 && text.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'));
        is_written_so.then(|| u64::from_str_radix(text, 16).ok().map(Self)).flatten()
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The fingerprints of `reports`, in their order. They have to be all there are: reports that look alike are told apart
/// by how many stand before.
pub(crate) fn fingerprints<'r>(
    reports: impl IntoIterator<Item = &'r Diagnostic>,
    sources: &dyn Sources,
) -> Vec<Fingerprint> {
    let mut equal: HashMap<u64, u32> = HashMap::new();
    let mut number = |report: &Diagnostic| {
        let hash = basis(report, sources);
        let before = equal.entry(short(&hash)).or_default();
        *before += 1;
        match *before {
            1 => Fingerprint(short(&hash)),
            more => Fingerprint(short(&hash.chain_update(more.to_le_bytes()))),
        }
    };
    reports.into_iter().map(&mut number).collect()
}

/// What a report is known by, but for how many of its like stand before it.
fn basis(report: &Diagnostic, sources: &dyn Sources) -> Sha256 {
    let at = report.at.span;
    let chain = chain(at, sources);
    let path = if chain.is_empty() { sources.path(at.source, Base::Project) } else { String::new() };
    let text = folded(at, sources);
    let parts =
        [VERSION, report.code, &path].into_iter().chain(chain.iter().map(String::as_str)).chain([&*text]);
    // No part of a text that is valid ends in what parts them.
    parts.fold(Sha256::new(), |hash, part| hash.chain_update(part).chain_update([0xFF]))
}

fn short(hash: &Sha256) -> u64 {
    let digest = hash.clone().finalize();
    digest.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}
