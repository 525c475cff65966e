//! Where customers can come to, in which loops, and what they all pass on the way. Linear in stages and arrows.

use std::collections::VecDeque;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

/// The stages that lead to each other, together and sorted; each before those it leads to.
pub(super) fn knots(arrows: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut graph = DiGraph::<(), ()>::with_capacity(arrows.len(), 0);
    for _ in arrows {
        graph.add_node(());
    }
    for (from, arrows) in arrows.iter().enumerate() {
        for to in arrows {
            graph.add_edge(NodeIndex::new(from), NodeIndex::new(*to), ());
        }
    }
    let mut knots = Vec::new();
    for knot in kosaraju_scc(&graph).into_iter().rev() {
        let mut knot: Vec<usize> = knot.into_iter().map(NodeIndex::index).collect();
        knot.sort_unstable();
        knots.push(knot);
    }
    knots
}

/// The stages that arrows lead to from `first`, and these.
pub(super) fn reached(arrows: &[Vec<usize>], first: impl IntoIterator<Item = usize>) -> Vec<bool> {
    let mut reached = vec![false; arrows.len()];
    let mut waiting = Vec::new();
    let mut see = |stage: usize, waiting: &mut Vec<usize>| {
        if !std::mem::replace(&mut reached[stage], true) {
            waiting.push(stage);
        }
    };
    first.into_iter().for_each(|stage| see(stage, &mut waiting));
    while let Some(stage) = waiting.pop() {
        arrows[stage].iter().for_each(|to| see(*to, &mut waiting));
    }
    reached
}

/// The stages that everybody comes to who ever comes to one of `goals` from one of `starts`, in this order. A goal is
/// among them if it is the only way to all others.
pub(super) fn gates(arrows: &[Vec<usize>], starts: &[usize], is_goal: &[bool]) -> Vec<usize> {
    let Some(path) = path(arrows, starts, is_goal) else { return Vec::new() };
    let mut place = vec![None; arrows.len()];
    path.iter().enumerate().for_each(|(number, stage)| place[*stage] = Some(number));
    let mut seen = vec![false; arrows.len()];
    let mut furthest = 0;
    let mut gates = Vec::new();
    // All that can be seen from the part of the path that is behind us without stepping on what is ahead of us. Where
    // nothing of that lies further than the next step, that step is a gate.
    let mut waiting: Vec<usize> = Vec::new();
    let mut look = |to: &[usize], waiting: &mut Vec<usize>, furthest: &mut usize| {
        for stage in to {
            match place[*stage] {
                Some(number) => *furthest = number.max(*furthest),
                None if !std::mem::replace(&mut seen[*stage], true) => waiting.push(*stage),
                None => {}
            }
        }
    };
    look(starts, &mut waiting, &mut furthest);
    for (number, stage) in path.iter().enumerate() {
        while let Some(stage) = waiting.pop() {
            if is_goal[stage] {
                return gates;
            }
            look(&arrows[stage], &mut waiting, &mut furthest);
        }
        if furthest == number {
            gates.push(*stage);
        }
        if !is_goal[*stage] {
            look(&arrows[*stage], &mut waiting, &mut furthest);
        }
    }
    gates
}

/// A shortest path from one of `starts` to a goal.
fn path(arrows: &[Vec<usize>], starts: &[usize], is_goal: &[bool]) -> Option<Vec<usize>> {
    let mut before: Vec<Option<Option<usize>>> = vec![None; arrows.len()];
    let mut waiting = VecDeque::new();
    for start in starts {
        before[*start] = Some(None);
        waiting.push_back(*start);
    }
    while let Some(stage) = waiting.pop_front() {
        if is_goal[stage] {
            let mut path = vec![stage];
            while let Some(Some(Some(earlier))) = path.last().map(|last| before[*last]) {
                path.push(earlier);
            }
            path.reverse();
            return Some(path);
        }
        for to in &arrows[stage] {
            if before[*to].is_none() {
                before[*to] = Some(Some(stage));
                waiting.push_back(*to);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::gates;

    #[test]
    fn gates_are_what_everybody_passes() {
        let is_goal = |goals: &[usize]| (0..6).map(|stage| goals.contains(&stage)).collect::<Vec<_>>();
        // 0 → 1 → 2 → 4, and past 2 over 3; 4 → 5 → 0.
        let arrows = [vec![1], vec![2, 3], vec![4], vec![4], vec![5], vec![0]];
        assert_eq!(gates(&arrows, &[0], &is_goal(&[5])), [0, 1, 4, 5]);
        assert_eq!(gates(&arrows, &[0], &is_goal(&[2, 3])), [0, 1]);
        assert_eq!(gates(&arrows, &[0, 3], &is_goal(&[5])), [4, 5]);
        assert_eq!(gates(&arrows, &[0], &is_goal(&[])), [0; 0]);
    }
}
