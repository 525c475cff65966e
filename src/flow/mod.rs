//! Figures of a journey: how many customers come to each stage, take each arrow, complete, and are lost.
//!
//! With shares, a journey is an absorbing Markov chain: stages are its states, and `end`, `exit` and other journeys absorb
//! (Kemeny and Snell, Finite Markov Chains, 1960, chapter III). A board goes in, since it knows the stages and every
//! share; what comes out has the order of its stages and arrows. What depends on a share that nobody gave stays unknown:
//! no figure is made up. How figures are drawn is left to others.

mod chain;
mod knot;
mod shares;
mod ways;

use std::collections::BTreeMap;

use crate::flow::chain::Solved;
use crate::flow::shares::{Shares, came};
use crate::view::board::{Board, Goal, Named};

/// The figures of one journey. All count one customer as 1; none is a figure that depends on what is not known.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Flow {
    /// How many customers come in at each of the board's starts.
    pub starts: Vec<Option<f64>>,
    /// Of each stage of the board.
    pub stages: Vec<StageFlow>,
    /// How often a customer takes each arrow of the board. More than once is possible within a loop.
    pub ways: Vec<Option<f64>>,
    /// How many come to the `end`.
    pub completes: Option<f64>,
    /// How many leave to the `exit`.
    pub lost: Option<f64>,
    /// How many go on in each other journey, in the order in which arrows first lead there.
    pub onward: Vec<(Named, Option<f64>)>,
    /// Of how many nothing is said: the shares of a stage, or of the starts, leave a part of them open.
    pub open: Option<f64>,
    /// How many end in a loop that nobody leaves. With those who complete, are lost, go on and are left open, they are
    /// all customers.
    pub stuck: Option<f64>,
}

/// The figures of one stage.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct StageFlow {
    /// How often a customer comes to it: an entry of the fundamental matrix, or several added up. Unknown, too, in a loop
    /// that nobody leaves, where it has no end.
    pub visits: Option<f64>,
    /// How many customers ever come to it: never more than 1.
    pub reach: Option<f64>,
    /// How many complete the journey from here.
    pub completes: Option<f64>,
    /// How many leave to the `exit` from here.
    pub lost: Option<f64>,
    /// Of how many nothing is said from here on.
    pub open: Option<f64>,
}

/// A part of all customers as people read it: `5.2 %`, `42 %`. What is not all or nothing is not rounded to it.
pub fn percent(part: f64) -> String {
    // What a sum of shares misses by rounding.
    const NOISE: f64 = 1e-9;
    let percent = part * 100.0;
    let said = match percent {
        NOISE..0.05 => "<0.1".to_owned(),
        ..9.95 => ((percent * 10.0).round() / 10.0).to_string(),
        _ if (99.5..100.0 - NOISE).contains(&percent) => ">99".to_owned(),
        _ => percent.round().to_string(),
    };
    format!("{said}\u{A0}%")
}

impl Flow {
    /// The figures of what is on the board. Where stages are shown that only some audiences have, these have none.
    pub fn new(board: &Board) -> Self {
        Shares::new(board).flow(board)
    }
}

impl Shares {
    fn flow(self, board: &Board) -> Flow {
        let (solved, traps) = self.chain(board).solve();
        let hidden = self.hidden(board, &solved);
        let gates = self.gates(board, &solved);
        let stage = |number: usize| {
            let (visits, reach) = match solved[number] {
                Solved::Known(it) => (Some(it.visits), Some(it.reach)),
                Solved::Trap(reach) => (None, Some(reach)),
                Solved::TooMuch => (None, None),
            };
            let is_gate = gates[number];
            (visits.filter(|_| !hidden[number]), reach.filter(|_| !hidden[number] || is_gate))
        };
        let mut stages: Vec<StageFlow> = (0..board.stages.len())
            .map(|number| {
                let (visits, reach) = stage(number);
                let open = part(visits, Some(self.open[number]));
                StageFlow { visits, reach, completes: Some(0.0), lost: Some(0.0), open }
            })
            .collect();
        let shares = board.arrows.iter().zip(&self.ways);
        let ways: Vec<_> = shares.map(|(way, share)| part(stages[way.from].visits, *share)).collect();
        let mut onward: Vec<(Named, Option<f64>)> = Vec::new();
        let mut numbers = BTreeMap::new();
        for (way, customers) in board.arrows.iter().zip(&ways) {
            let from = &mut stages[way.from];
            let goal = match &way.to {
                Goal::Stage(_) => continue,
                Goal::End => &mut from.completes,
                Goal::Exit => &mut from.lost,
                Goal::Journey(journey) => {
                    let number = *numbers.entry(journey).or_insert(onward.len());
                    if number == onward.len() {
                        onward.push((journey.clone(), Some(0.0)));
                    }
                    &mut onward[number].1
                }
            };
            *goal = sum([*goal, *customers]);
        }
        let stuck = traps.iter().map(|stages| stages.first().and_then(|it| stuck(solved[*it], hidden[*it])));
        let turns = self.may_turn().then_some(None);
        let mut flow = Flow {
            completes: sum(stages.iter().map(|it| it.completes)),
            lost: sum(stages.iter().map(|it| it.lost)),
            open: sum(stages.iter().map(|it| it.open).chain([self.open_start])),
            stuck: sum(stuck.chain(turns)),
            onward,
            ways,
            starts: self.starts,
            stages,
        };
        flow.keep_what_counts(board);
        flow
    }

    /// Whether a loop leads through an unknown flow: some may stay in it for ever.
    fn may_turn(&self) -> bool {
        if !self.is_unknown.contains(&true) {
            return false;
        }
        let is_loop = |stages: &Vec<usize>| stages.len() > 1 || self.arrows[stages[0]].contains(&stages[0]);
        let loops = ways::knots(&self.arrows).into_iter().filter(is_loop);
        loops.into_iter().flatten().any(|stage| self.is_unknown[stage])
    }

    /// The stages whose visits depend on what is not known.
    fn hidden(&self, board: &Board, solved: &[Solved]) -> Vec<bool> {
        let unknown = self.arrows.iter().zip(&self.is_unknown).filter(|(_, unknown)| **unknown);
        let behind = unknown.flat_map(|(arrows, _)| arrows.iter().copied());
        let starts = board.starts.iter().zip(&self.starts).filter(|(_, share)| share.is_none());
        let starts = starts.map(|(start, _)| start.stage);
        let too_much = (0..solved.len()).filter(|stage| solved[*stage] == Solved::TooMuch);
        // Without a start, nothing is known of any stage.
        let all = (0..solved.len()).filter(|_| board.starts.is_empty());
        ways::reached(&self.arrows, behind.chain(starts).chain(too_much).chain(all))
    }

    /// The stages that everybody comes to before the flow is unknown: how many come there does not depend on it.
    fn gates(&self, board: &Board, solved: &[Solved]) -> Vec<bool> {
        let mut gates = vec![false; self.arrows.len()];
        if self.starts.iter().all(Option::is_some) {
            let too_much = solved.iter().map(|it| *it == Solved::TooMuch);
            let goals: Vec<bool> = self.is_unknown.iter().zip(too_much).map(|(a, b)| *a || b).collect();
            let come: Vec<usize> = came(&board.starts, &self.starts).collect();
            ways::gates(&self.arrows, &come, &goals).into_iter().for_each(|stage| gates[stage] = true);
        }
        gates
    }
}

impl Flow {
    /// Of stages that only some audiences have, and that nobody comes to on a board for nobody in particular, there are
    /// no figures.
    fn keep_what_counts(&mut self, board: &Board) {
        let is_other =
            |stage: usize, flow: &StageFlow| !board.stages[stage].only.is_empty() && flow.visits == Some(0.0);
        let others: Vec<bool> =
            self.stages.iter().enumerate().map(|(stage, flow)| is_other(stage, flow)).collect();
        for (_, customers) in board.arrows.iter().zip(&mut self.ways).filter(|(way, _)| others[way.from]) {
            *customers = None;
        }
        for (stage, _) in self.stages.iter_mut().zip(others).filter(|(_, other)| *other) {
            *stage = StageFlow::default();
        }
    }
}

/// How many come to a loop that nobody leaves, by one of its stages.
fn stuck(stage: Solved, is_hidden: bool) -> Option<f64> {
    match stage {
        Solved::Trap(all) => (!is_hidden).then_some(all),
        Solved::Known(_) | Solved::TooMuch => None,
    }
}

/// A share of something. Nothing of the unknown is known, and neither is what is unknown of nothing.
fn part(whole: Option<f64>, share: Option<f64>) -> Option<f64> {
    match (whole, share) {
        (Some(0.0), _) | (_, Some(0.0)) => Some(0.0),
        (Some(whole), Some(share)) => Some(whole * share),
        (None, _) | (_, None) => None,
    }
}

/// All of them together, if all are known.
fn sum(parts: impl IntoIterator<Item = Option<f64>>) -> Option<f64> {
    // Not `sum`: of nothing, that is a negative zero.
    parts.into_iter().try_fold(0.0, |all, part| Some(all + part?))
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_not_all_or_nothing_is_not_rounded_to_it() {
        let said = |percent: f64| super::percent(percent / 100.0).replace('\u{A0}', " ");
        assert_eq!(said(0.0), "0 %");
        assert_eq!(said(0.001), "<0.1 %");
        assert_eq!(said(0.05), "0.1 %");
        assert_eq!(said(5.24), "5.2 %");
        assert_eq!(said(9.96), "10 %");
        assert_eq!(said(42.4), "42 %");
        assert_eq!(said(99.98), ">99 %");
        assert_eq!(said(100.0 - 1e-12), "100 %");
    }
}
