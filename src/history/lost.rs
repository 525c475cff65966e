//! `Lost`: why something of the past cannot be had, in words that tell the way out.

use std::fmt;

/// Why something of the past cannot be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lost {
    /// There is no `git` program.
    NoGit,
    /// The folder is in no repository.
    NoRepository,
    /// The repository at this path belongs to somebody else, and nobody said that it can be trusted.
    NotTrusted(String),
    /// No commit is called so here. There may be a way out.
    NoRevision(String, Option<String>),
    /// Nothing here is what both come from.
    NoFork(String, String, Clone),
    /// There is more of it than is read.
    TooLarge,
    /// In the words of git.
    Other(String),
}

/// How much of a repository was fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clone {
    /// All commits.
    Whole,
    /// The last commits alone.
    Shallow,
}

/// How the rest of a shallow clone is fetched.
pub(super) const UNSHALLOW: &str =
    "fetch it with `git fetch --unshallow`, or set `fetch-depth: 0` for `actions/checkout`";

impl Lost {
    /// Whether the words of whoever asked are wrong, and not the world.
    pub fn is_misspelt(&self) -> bool {
        matches!(self, Self::NoRevision(..))
    }
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoGit => f.write_str("there is no `git` program, which reads the history: install git"),
            Self::NoRepository => f.write_str("this folder is in no git repository, so there is no history"),
            Self::NotTrusted(path) => write!(
                f,
                "git does not trust the repository at `{path}`, which belongs to somebody else: if you do, run \
                 `git config --global --add safe.directory {path}`"
            ),
            Self::NoRevision(name, None) => write!(f, "there is no revision `{name}`"),
            Self::NoRevision(name, Some(way_out)) => {
                write!(f, "there is no revision `{name}` here: {way_out}")
            }
            Self::NoFork(one, other, Clone::Whole) => {
                write!(f, "`{one}` and `{other}` have no commit in common")
            }
            Self::NoFork(one, other, Clone::Shallow) => write!(
                f,
                "the commit that `{one}` and `{other}` come from is not in this shallow clone: {UNSHALLOW}"
            ),
            Self::TooLarge => f.write_str("the repository has more files than are read"),
            Self::Other(words) => write!(f, "git cannot read the history: {words}"),
        }
    }
}

impl std::error::Error for Lost {}
