//! `Limits`: how much is read as one project, so that no folder and no import can take a machine's memory.
//!
//! A project over a limit is told so and not read in part: what is said of it would depend on which part it was.

/// How much is read as one project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How many files.
    pub files: usize,
    /// How many bytes in all of them.
    pub bytes: u64,
    /// How many files may import one another in a row.
    pub chain: usize,
}

impl Limits {
    /// The limits of every project.
    pub const USUAL: Self = Self { files: 20_000, bytes: 256 << 20, chain: 64 };
}

/// A limit that a project is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Over {
    Files(usize),
    Bytes(u64),
}
