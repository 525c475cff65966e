//! What became of things, where a map shows two versions of a journey: a bar with a sign beside what is new, gone or
//! changed, and below it what was said before.

use crate::emit::look::Ink;
use crate::emit::svg::draw::{Anchor, Dash, Mark, Paint};
use crate::emit::svg::sign;
use crate::emit::svg::stack::{Block, Stack};
use crate::emit::svg::text::{LABEL, SMALL, said};
use crate::value::Direction;
use crate::view::board::{Fate, Versus};

/// How far beside a block its bar stands.
const BESIDE: f64 = 6.5;

/// A block with what became of it.
pub(super) fn marked(block: Block, fate: Option<&Fate>, width: f64) -> Block {
    let Some(fate) = fate else { return block };
    let mut stack = Stack::new(Direction::LeftToRight, 0.0, width);
    match fate {
        Fate::Added => stack.block(block),
        Fate::Removed(_) => stack.block(Block { marks: vec![Mark::Gone(block.marks)], height: block.height }),
        Fate::Changed(words) => {
            stack.block(block);
            say(words, &mut stack);
        }
    }
    let block = stack.done();
    let ink = sign::fate_ink(fate);
    let dash = match fate {
        Fate::Removed(_) => Dash::Dashed,
        Fate::Added | Fate::Changed(_) => Dash::Solid,
    };
    let bar = Mark::line((-BESIDE, 2.0), (-BESIDE, block.height), Paint::stroke(ink, 3.0).dashed(dash));
    let signs = sign::fate(-BESIDE, 8.0, fate);
    Block { marks: [bar].into_iter().chain(block.marks).chain(signs).collect(), height: block.height }
}

/// What is said in another way than before.
pub(super) fn say(words: &[String], stack: &mut Stack) {
    for words in words {
        stack.gap(2.0);
        stack.text(SMALL, Ink::Chance, &said(words));
    }
}

/// What a map is compared with, what the signs mean, and what of the journey as a whole has changed.
pub(super) fn legend(versus: &Versus, stack: &mut Stack) {
    stack.gap(8.0);
    stack.text(LABEL, Ink::Text, &format!("compared with {}", said(&versus.other)));
    stack.gap(3.0);
    let mut x = stack.start;
    let y = stack.height() + 8.0;
    let signs = [
        (Fate::Added, "new"),
        (Fate::Removed(String::new()), "no longer there"),
        (Fate::Changed(Vec::new()), "changed"),
    ];
    for (fate, word) in signs {
        for mark in sign::fate(x + 6.5, y, &fate) {
            stack.mark(|_| mark);
        }
        stack.mark(|_| Mark::word(x + 17.0, y + 4.0, Anchor::Start, SMALL, Ink::Quiet, word));
        x += 17.0 + SMALL.width(word) + 18.0;
    }
    stack.gap(18.0);
    if let Some(Fate::Changed(words)) = versus.fate.as_deref() {
        say(words, stack);
    }
}
