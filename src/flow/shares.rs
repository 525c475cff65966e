//! The shares of a board, made to add up, and the chain that they make.
//!
//! What is not said stays unknown: nothing here divides customers on arrows or starts that do not say how they divide.

use crate::flow::chain::Chain;
use crate::flow::ways;
use crate::value::Share;
use crate::view::board::{Board, Coming, Goal, Way};

/// Where shares leave less than this open, it was rounded away: `View::open_share` has the same limit.
const ROUNDED_AWAY: f64 = 0.0005;

/// What the board says of shares, made to add up.
pub(super) struct Shares {
    /// Of customers, by the board's starts.
    pub(super) starts: Vec<Option<f64>>,
    /// Of the visits to the stage that it leaves, by the board's arrows.
    pub(super) ways: Vec<Option<f64>>,
    /// Of customers, and of the visits to each stage: what no arrow takes.
    pub(super) open_start: Option<f64>,
    pub(super) open: Vec<f64>,
    /// Where customers may go, by stage: arrows of 0 % are left out.
    pub(super) arrows: Vec<Vec<usize>>,
    /// Whether a stage has an unknown flow, and customers may come to it.
    pub(super) is_unknown: Vec<bool>,
}

impl Shares {
    pub(super) fn new(board: &Board) -> Self {
        let mut ways = Vec::with_capacity(board.arrows.len());
        let mut open = vec![1.0; board.stages.len()];
        let mut arrows = vec![Vec::new(); board.stages.len()];
        let mut is_unknown = vec![false; board.stages.len()];
        for group in board.arrows.chunk_by(|a, b| a.from == b.from) {
            let shares: Option<Vec<Share>> = group.iter().map(|way| way.share).collect();
            let stage = group[0].from;
            match &shares {
                Some(shares) => {
                    let (scale, left) = scale(shares.iter().copied().sum());
                    open[stage] = left;
                    ways.extend(shares.iter().map(|share| Some(share.fraction() * scale)));
                }
                None => {
                    open[stage] = 0.0;
                    is_unknown[stage] = true;
                    ways.extend(group.iter().map(|_| None));
                }
            }
            let may = group.iter().filter(|way| way.share != Some(Share::NONE));
            arrows[stage].extend(may.filter_map(next));
        }
        let (starts, open_start) = starts(&board.starts);
        let come = came(&board.starts, &starts);
        let reached = ways::reached(&arrows, come);
        is_unknown.iter_mut().zip(reached).for_each(|(unknown, reached)| *unknown &= reached);
        Self { starts, ways, open_start, open, arrows, is_unknown }
    }

    /// The chain, which ends where a flow is unknown.
    pub(super) fn chain(&self, board: &Board) -> Chain {
        let mut chain = Chain {
            arrows: vec![Vec::new(); self.arrows.len()],
            leaves: self.open.clone(),
            comes: vec![0.0; self.arrows.len()],
        };
        for (way, share) in board.arrows.iter().zip(&self.ways) {
            match (next(way), share) {
                (_, None) => chain.leaves[way.from] = 1.0,
                (None, Some(share)) => chain.leaves[way.from] += share,
                (Some(to), Some(share)) if *share > 0.0 => chain.arrows[way.from].push((to, *share)),
                (Some(_), Some(_)) => {}
            }
        }
        for (start, share) in board.starts.iter().zip(&self.starts) {
            chain.comes[start.stage] += share.unwrap_or(0.0);
        }
        chain
    }
}

/// The stage that an arrow leads to.
fn next(way: &Way) -> Option<usize> {
    match way.to {
        Goal::Stage(to) => Some(to),
        Goal::End | Goal::Exit | Goal::Journey(_) => None,
    }
}

/// What shares that add up to `total` are to be multiplied with, and what they leave open. More than the whole, and a
/// little less, become the whole.
fn scale(total: Share) -> (f64, f64) {
    let open = total.rest().fraction();
    if total > Share::WHOLE || (total > Share::NONE && open < ROUNDED_AWAY) {
        (1.0 / total.fraction(), 0.0)
    } else {
        (1.0, open)
    }
}

/// The shares of the starts, and what they leave open: one without takes what the others leave, and of several without
/// nothing is known.
fn starts(starts: &[Coming]) -> (Vec<Option<f64>>, Option<f64>) {
    let given: Share = starts.iter().filter_map(|start| start.share).sum();
    let without = starts.iter().filter(|start| start.share.is_none()).count();
    let (scale, open) = scale(given);
    let rest = match without {
        1 => Some(open),
        _ if open == 0.0 => Some(0.0),
        _ => None,
    };
    let shares = starts.iter().map(|start| start.share.map_or(rest, |share| Some(share.fraction() * scale)));
    let open = match without {
        0 => (!starts.is_empty()).then_some(open),
        _ => Some(0.0),
    };
    (shares.collect(), open)
}

/// The stages that customers may start at.
pub(super) fn came<'a>(starts: &'a [Coming], shares: &'a [Option<f64>]) -> impl Iterator<Item = usize> + 'a {
    starts.iter().zip(shares).filter(|(_, share)| **share != Some(0.0)).map(|(start, _)| start.stage)
}
