//! What is promised under load, faults and hostile input: docs/reliability.md says what, and how many were tried.
//!
//! Numbers are those of every change; `SOAK=1` in the environment takes the large ones.

mod again;
mod depth;
mod encodings;
mod families;
mod fuzz;
mod graphs;
mod linear;
mod random;
mod spans;

#[path = "../support/mod.rs"]
mod support;

/// How many times to try: `soak` where long tests were asked for.
#[allow(dead_code, reason = "each kind of test takes its own numbers")]
pub(crate) fn tries(usual: usize, soak: usize) -> usize {
    if std::env::var_os("SOAK").is_some_and(|it| it == "1") { soak } else { usual }
}
