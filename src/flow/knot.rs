//! Stages that lead to each other in loops: how often customers come to each, and how often again.
//!
//! Stages are taken out one by one, and the arrows through each become arrows past it; then they are put back, and each
//! gets its figures from those that are there already. Nothing is ever subtracted, so that figures stay exact where
//! hardly anybody leaves a loop: Grassmann, Taksar and Heyman, Regenerative Analysis and Steady State Distributions for
//! Markov Chains (1985). The few entries of the fundamental matrix that are needed come out of the same steps, as in
//! Takahashi, Fagan and Chin, Formation of a Sparse Bus Impedance Matrix (1973).

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// More steps than this are not taken. It is enough for 200 stages of which each leads to every other, and for any
/// number of stages that lead to a few others each.
const MOST_STEPS: usize = 4_000_000;

/// What is known of one stage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Figures {
    /// How often a customer comes to it.
    pub(super) visits: f64,
    /// How many customers ever do.
    pub(super) reach: f64,
}

/// A stage that was taken out.
struct Taken {
    stage: usize,
    /// The part of its visits after which the customer goes on to something else.
    goes_on: f64,
    /// The part of the visits to others that lead here, and of those here that lead to others, by their numbers.
    from: Vec<(usize, f64)>,
    to: Vec<(usize, f64)>,
    /// How many customers come in here, at first or past those taken out before.
    comes: f64,
}

/// Loops that customers leave. Stages are counted from 0 within them.
pub(super) struct Knot {
    /// By the stage that they leave: where arrows lead to within the knot, with their shares.
    to: Vec<BTreeMap<usize, f64>>,
    /// By the stage that they lead to: the stages that arrows leave.
    from: Vec<BTreeSet<usize>>,
    /// The part of the visits to each stage after which customers leave the knot.
    leaves: Vec<f64>,
    /// How many customers come to each stage from outside.
    comes: Vec<f64>,
}

impl Knot {
    /// Arrows to the stage they leave do not count: what goes on from it goes on after all.
    pub(super) fn new(arrows: &[Vec<(usize, f64)>], leaves: Vec<f64>, comes: Vec<f64>) -> Self {
        let mut to = vec![BTreeMap::new(); arrows.len()];
        let mut from = vec![BTreeSet::new(); arrows.len()];
        for (stage, arrows) in arrows.iter().enumerate() {
            for (target, share) in arrows.iter().filter(|(target, _)| *target != stage) {
                *to[stage].entry(*target).or_insert(0.0) += share;
                from[*target].insert(stage);
            }
        }
        Self { to, from, leaves, comes }
    }

    /// The figures of each stage; none if there is too much to work out, or a figure is too large for a number.
    pub(super) fn figures(mut self) -> Option<Vec<Figures>> {
        let taken = self.take_out()?;
        let figures = put_back(&taken, self.to.len());
        figures.iter().all(|it| it.visits.is_finite() && it.reach.is_finite()).then_some(figures)
    }

    /// Takes all stages out, those with the fewest ways through first.
    fn take_out(&mut self) -> Option<Vec<Taken>> {
        let mut waiting: BTreeSet<(usize, usize)> =
            (0..self.to.len()).map(|it| (self.ways(it), it)).collect();
        let mut ways: Vec<usize> = (0..self.to.len()).map(|it| self.ways(it)).collect();
        let mut steps: usize = 0;
        let mut taken = Vec::with_capacity(self.to.len());
        while let Some((through, stage)) = waiting.pop_first() {
            steps = steps.saturating_add(through);
            if steps > MOST_STEPS {
                return None;
            }
            let step = self.take(stage)?;
            for (other, _) in step.from.iter().chain(&step.to) {
                waiting.remove(&(ways[*other], *other));
                ways[*other] = self.ways(*other);
                waiting.insert((ways[*other], *other));
            }
            taken.push(step);
        }
        Some(taken)
    }

    /// How many ways lead through a stage.
    fn ways(&self, stage: usize) -> usize {
        self.to[stage].len() * self.from[stage].len()
    }

    /// Takes one stage out: whoever came to it goes where it leads.
    fn take(&mut self, stage: usize) -> Option<Taken> {
        let to: Vec<(usize, f64)> = std::mem::take(&mut self.to[stage]).into_iter().collect();
        let from = std::mem::take(&mut self.from[stage]).into_iter();
        let from: Vec<(usize, f64)> =
            from.filter_map(|other| Some((other, self.to[other].remove(&stage)?))).collect();
        let goes_on = self.leaves[stage] + to.iter().map(|(_, share)| share).sum::<f64>();
        if goes_on <= 0.0 {
            return None;
        }
        for (target, share) in &to {
            self.from[*target].remove(&stage);
            self.comes[*target] += self.comes[stage] * share / goes_on;
        }
        for (other, comes) in &from {
            self.leaves[*other] += comes * self.leaves[stage] / goes_on;
            for (target, share) in to.iter().filter(|(target, _)| target != other) {
                *self.to[*other].entry(*target).or_insert(0.0) += comes * share / goes_on;
                self.from[*target].insert(*other);
            }
        }
        Some(Taken { stage, goes_on, from, to, comes: self.comes[stage] })
    }
}

/// Puts the stages back, the last first. Those that one leads to and comes from are there already.
fn put_back(taken: &[Taken], stages: usize) -> Vec<Figures> {
    let mut figures = vec![Figures { visits: 0.0, reach: 0.0 }; stages];
    // How often one who is at the first stage comes to the second from then on: entries of the fundamental matrix.
    let mut seen: HashMap<(usize, usize), f64> = HashMap::new();
    for Taken { stage, goes_on, from, to, comes } in taken.iter().rev() {
        let count = |seen: &HashMap<_, f64>, pair| seen.get(&pair).copied().unwrap_or(0.0);
        let mut again = 1.0;
        for (target, share) in to {
            let back: f64 = from.iter().map(|(other, comes)| count(&seen, (*target, *other)) * comes).sum();
            seen.insert((*target, *stage), back / goes_on);
            again += share * back / goes_on;
        }
        for (other, _) in from {
            let back: f64 = to.iter().map(|(target, share)| share * count(&seen, (*target, *other))).sum();
            seen.insert((*stage, *other), back / goes_on);
        }
        seen.insert((*stage, *stage), again / goes_on);
        let through: f64 = from.iter().map(|(other, share)| figures[*other].visits * share).sum();
        let visits = (comes + through) / goes_on;
        figures[*stage] = Figures { visits, reach: (visits / (again / goes_on)).min(1.0) };
    }
    figures
}

#[cfg(test)]
mod tests {
    use super::{Figures, Knot};

    #[test]
    fn a_loop_that_hardly_anybody_leaves_is_exact() {
        // Of two stages that lead to each other, one loses a millionth.
        let arrows = [vec![(1, 1.0)], vec![(0, 0.999_999)]];
        let figures = Knot::new(&arrows, vec![0.0, 1e-6], vec![1.0, 0.0]).figures().unwrap();
        for it in figures {
            assert!((it.visits - 1e6).abs() < 1e-4, "{it:?}");
            assert_eq!(it.reach, 1.0);
        }
    }

    #[test]
    fn what_is_too_large_or_too_much_is_not_made_up() {
        // Each of 60 stages leads back to the first but for a millionth: 10 to the 360th visits.
        let arrow = |stage: usize| vec![(0, 0.999_999), (stage + 1, 1e-6)];
        let mut arrows: Vec<_> = (0..60).map(arrow).collect();
        arrows.push(vec![(0, 0.999_999)]);
        let mut leaves = vec![0.0; 61];
        leaves[60] = 1e-6;
        assert_eq!(Knot::new(&arrows, leaves, vec![1.0; 61]).figures(), None);
        let all: Vec<_> = (0..400).map(|_| (0..400).map(|to| (to, 0.9 / 400.0)).collect()).collect();
        assert_eq!(Knot::new(&all, vec![0.1; 400], vec![1.0; 400]).figures(), None);
    }

    #[test]
    fn an_arrow_to_itself_is_one_more_visit() {
        let figures = Knot::new(&[vec![(0, 0.75)]], vec![0.25], vec![0.5]).figures();
        assert_eq!(figures, Some(vec![Figures { visits: 2.0, reach: 0.5 }]));
    }
}
