//! The figures of every stage, from shares that are all known: knot by knot, in the order in which customers come.

use crate::flow::knot::{Figures, Knot};
use crate::flow::ways::knots;

/// Stages and the arrows between them. Arrows that nobody takes are left out.
#[derive(Debug, Default)]
pub(super) struct Chain {
    /// By the stage that they leave: the stages that arrows lead to, with their shares.
    pub(super) arrows: Vec<Vec<(usize, f64)>>,
    /// The part of the visits to each stage that goes on to no other.
    pub(super) leaves: Vec<f64>,
    /// How many customers start at each stage.
    pub(super) comes: Vec<f64>,
}

/// What is known of one stage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Solved {
    /// Its figures.
    Known(Figures),
    /// It is in a loop that nobody leaves. Of those who come to the loop, which are told, all come to the stage, again
    /// and again.
    Trap(f64),
    /// What could be said is too much work, or too large for a number.
    TooMuch,
}

impl Chain {
    /// What is known of each stage, and the loops that nobody leaves.
    pub(super) fn solve(&self) -> (Vec<Solved>, Vec<Vec<usize>>) {
        let nobody = Solved::Known(Figures { visits: 0.0, reach: 0.0 });
        let mut solved = vec![nobody; self.arrows.len()];
        let mut comes = self.comes.clone();
        let mut numbers = vec![usize::MAX; self.arrows.len()];
        let mut traps = Vec::new();
        let arrows = self.arrows.iter().map(|arrows| arrows.iter().map(|(to, _)| *to).collect());
        for stages in knots(&arrows.collect::<Vec<Vec<usize>>>()) {
            for (number, stage) in stages.iter().enumerate() {
                numbers[*stage] = number;
            }
            let inside = |stage: usize| stages.get(numbers[stage]) == Some(&stage);
            let come: Vec<f64> = stages.iter().map(|stage| comes[*stage]).collect();
            if come.iter().all(|it| *it == 0.0) {
                continue;
            }
            let mut arrows = Vec::with_capacity(stages.len());
            let mut leaves = Vec::with_capacity(stages.len());
            for stage in &stages {
                let (own, others): (Vec<_>, Vec<_>) = self.arrows[*stage].iter().partition(|it| inside(it.0));
                arrows.push(own.into_iter().map(|(to, share)| (numbers[to], share)).collect::<Vec<_>>());
                leaves
                    .push(others.into_iter().map(|(_, share)| share).fold(self.leaves[*stage], |a, b| a + b));
            }
            if leaves.iter().all(|it| *it == 0.0) {
                let all = come.iter().sum::<f64>().min(1.0);
                stages.iter().for_each(|stage| solved[*stage] = Solved::Trap(all));
                traps.push(stages);
                continue;
            }
            let Some(figures) = Knot::new(&arrows, leaves, come).figures() else {
                stages.iter().for_each(|stage| solved[*stage] = Solved::TooMuch);
                continue;
            };
            for (stage, figures) in stages.iter().zip(figures) {
                solved[*stage] = Solved::Known(figures);
                for (to, share) in self.arrows[*stage].iter().filter(|it| !inside(it.0)) {
                    comes[*to] += figures.visits * share;
                }
            }
        }
        (solved, traps)
    }
}
