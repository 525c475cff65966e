//! `Editor`: edits of a project, one after the other, by chance and the same each time.

use crate::edited::project::{
    Arrow, Barrier, Journey, Project, SEVERITIES, STATUSES, Stage, Team, Text, Touchpoint,
};
use crate::random::Random;

/// Makes edits, and hands out numbers.
pub(crate) struct Editor {
    pub(crate) random: Random,
    last: usize,
}

impl Editor {
    pub(crate) fn new(seed: u64) -> Self {
        Self { random: Random::new(seed), last: 0 }
    }

    fn id(&mut self) -> usize {
        self.last += 1;
        self.last
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.random.below(end)
    }

    fn text(&mut self) -> Text {
        Text { id: self.id(), turns: [0, 0], only: [0, 0, 0, 1, 2, 3][self.random.below(6)] }
    }

    fn team(&mut self) -> Team {
        let id = self.id();
        Team { id, name: format!("team_{id}"), title: format!("The team {id}"), lead: None }
    }

    fn touchpoint(&mut self) -> Touchpoint {
        let id = self.id();
        let barriers = (0..self.below(2)).map(|_| self.barrier()).collect();
        Touchpoint { id, name: format!("point_{id}"), actions: Vec::new(), emotion: None, barriers }
    }

    fn barrier(&mut self) -> Barrier {
        let id = self.id();
        Barrier { id, name: format!("barrier_{id}"), severity: self.below(4), solution: None }
    }

    fn stage(&mut self) -> Stage {
        let id = self.id();
        let touchpoints = (0..self.below(3)).map(|_| self.touchpoint()).collect();
        let (name, title) = (format!("stage_{id}"), format!("The stage {id}"));
        Stage { id, name, title, owner: None, needs: Vec::new(), touchpoints, arrows: Vec::new() }
    }

    fn journey(&mut self) -> Journey {
        let id = self.id();
        let stages = (0..2 + self.below(3)).map(|_| self.stage()).collect();
        let file = self.below(3);
        Journey {
            id,
            name: format!("journey_{id}"),
            reviewed: self.below(12),
            goals: Vec::new(),
            stages,
            file,
        }
    }

    pub(crate) fn project(&mut self) -> Project {
        let teams = (0..3).map(|_| self.team()).collect();
        let journeys = (0..3).map(|_| self.journey()).collect();
        Project { teams, journeys }
    }

    /// Changes one thing, if there is one to change.
    pub(crate) fn edit(&mut self, project: &mut Project) {
        let fresh = self.id();
        let teams: Vec<usize> = project.teams.iter().map(|team| team.id).collect();
        let what = self.below(24);
        if what < 3 {
            let place = self.below(project.teams.len());
            match what {
                0 => project.teams.push(self.team()),
                1 => project.teams[place].name = format!("renamed_{fresh}"),
                _ => project.teams[place].lead = Some(fresh),
            }
            return;
        }
        let number = self.below(project.journeys.len());
        let journey = &mut project.journeys[number];
        match what {
            3 => journey.file = self.below(3),
            4 => journey.reviewed = self.below(12),
            5 => journey.name = format!("renamed_{fresh}"),
            6 => self.edit_texts(&mut journey.goals),
            7 => {
                let at = self.below(journey.stages.len() + 1);
                let stage = self.stage();
                journey.stages.insert(at, stage);
            }
            8 if journey.stages.len() > 2 => {
                let at = self.below(journey.stages.len());
                let gone = journey.stages.remove(at).id;
                journey.stages.iter_mut().for_each(|it| it.arrows.retain(|arrow| arrow.to != Some(gone)));
            }
            9 => {
                let at = self.below(journey.stages.len());
                let stage = journey.stages.remove(at);
                journey.stages.insert(self.random.below(journey.stages.len() + 1), stage);
            }
            10 => {
                let (from, to) = (self.below(journey.stages.len()), self.below(journey.stages.len()));
                if !journey.stages[from].touchpoints.is_empty() {
                    let at = self.below(journey.stages[from].touchpoints.len());
                    let point = journey.stages[from].touchpoints.remove(at);
                    let end = journey.stages[to].touchpoints.len();
                    journey.stages[to].touchpoints.insert(self.random.below(end + 1), point);
                }
            }
            _ => {
                let ids: Vec<usize> = journey.stages.iter().map(|it| it.id).collect();
                let at = self.below(journey.stages.len());
                self.edit_stage(what, fresh, &mut journey.stages[at], &ids, &teams);
            }
        }
    }

    fn edit_stage(
        &mut self,
        what: usize,
        fresh: usize,
        stage: &mut Stage,
        stages: &[usize],
        teams: &[usize],
    ) {
        match what {
            11 => stage.name = format!("renamed_{fresh}"),
            12 => stage.title = format!("Another title {fresh}"),
            13 => stage.owner = (self.below(3) > 0).then(|| teams[self.random.below(teams.len())]),
            14 => self.edit_texts(&mut stage.needs),
            15 | 16 => {
                let to = (self.below(5) > 0).then(|| stages[self.random.below(stages.len())]);
                let share = (self.below(3) > 0).then(|| 1 + self.random.below(20));
                match stage.arrows.iter().position(|arrow| arrow.to == to) {
                    Some(at) if self.below(2) == 0 => drop(stage.arrows.remove(at)),
                    Some(at) => stage.arrows[at].share = share,
                    // Shares of more than the whole, or two without one, would be mistakes.
                    None if stage.arrows.len() < 4 => {
                        stage.arrows.push(Arrow { to, share: share.or(Some(7)) })
                    }
                    None => {}
                }
                let mut without = stage.arrows.iter_mut().filter(|arrow| arrow.share.is_none()).skip(1);
                without.by_ref().for_each(|arrow| arrow.share = Some(3));
            }
            17 => {
                let point = self.touchpoint();
                stage.touchpoints.insert(self.random.below(stage.touchpoints.len() + 1), point);
            }
            _ if stage.touchpoints.is_empty() => {}
            18 => drop(stage.touchpoints.remove(self.random.below(stage.touchpoints.len()))),
            _ => {
                let at = self.below(stage.touchpoints.len());
                self.edit_touchpoint(what, fresh, &mut stage.touchpoints[at]);
            }
        }
    }

    fn edit_touchpoint(&mut self, what: usize, fresh: usize, point: &mut Touchpoint) {
        match what {
            19 => point.name = format!("renamed_{fresh}"),
            20 => point.emotion = (self.below(4) > 0).then(|| self.random.below(5) as i8 - 2),
            21 => self.edit_texts(&mut point.actions),
            _ if point.barriers.is_empty() => point.barriers.push(self.barrier()),
            _ => {
                let at = self.below(point.barriers.len());
                let barrier = &mut point.barriers[at];
                match self.below(4) {
                    0 => drop(point.barriers.remove(at)),
                    1 => barrier.severity = self.below(SEVERITIES.len()),
                    _ => match &mut barrier.solution {
                        None => barrier.solution = Some((format!("solution_{fresh}"), self.random.below(4))),
                        Some((_, status)) => *status = self.random.below(STATUSES.len()),
                    },
                }
            }
        }
    }

    fn edit_texts(&mut self, texts: &mut Vec<Text>) {
        let at = self.below(texts.len());
        match self.below(3) {
            0 if !texts.is_empty() => drop(texts.remove(at)),
            1 if !texts.is_empty() => {
                let word = self.below(2);
                texts[at].turns[word] = self.below(9);
            }
            _ => texts.push(self.text()),
        }
    }
}
