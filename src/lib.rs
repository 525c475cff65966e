//! `journey` turns text into meaning in five steps, and every step returns a value *and* what was wrong, never one
//! instead of the other:
//!
//! ```text
//! Source ──parse──▶ Tree ──read──▶ Outline ──build──▶ Model ──look──▶ View ──▶ what is drawn, computed, said
//!  text             written form    words known        names bound     one audience
//!  └──────────── one file each, cached by file ───┘    └─ whole project ─┘
//! ```
//!
//! A module may use the modules that stand above it in this list, never below. docs/architecture.md says more.

// What pest makes of the grammar names it: pest is used without `std`, and so without looking at the stack at each step.
extern crate alloc;

pub mod text;

pub mod value;

pub mod diagnostic;

pub mod syntax;

pub mod format;

pub mod vocabulary;

pub mod model;

pub mod view;

pub mod flow;

pub mod diff;

pub mod rules;

pub mod report;

pub mod emit;

pub mod workspace;

pub mod history;

pub mod mend;

pub mod preview;

pub mod reference;

pub mod cli;
