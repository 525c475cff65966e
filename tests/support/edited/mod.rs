//! A project that is edited by chance, for tests of what changed: what was done is known, and how it is written is not.

pub(crate) mod editor;
pub(crate) mod project;
