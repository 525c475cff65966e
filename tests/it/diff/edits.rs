//! What `diff` tells of two states is what was done to one of them to make it the other, however many edits that took and
//! however the two are written.

use std::collections::BTreeMap;

use crate::diff::{told, versions};
use crate::edited::editor::Editor;
use crate::edited::project::{
    Arrow, Barrier, Journey, Project, SEVERITIES, STATUSES, Stage, Team, Text, Touchpoint, written,
};
use crate::support::tries;

/// What was done to `old` to make it `new`, as it is known by the numbers of things.
fn expected(old: &Project, new: &Project) -> Vec<String> {
    let mut lines = Vec::new();
    let mut said = Said { lines: &mut lines, old, new };
    said.teams();
    for (was, is) in both(&old.journeys, &new.journeys, |it| it.id) {
        said.journey(was, is);
    }
    lines.sort();
    lines
}

/// Things of two states by their numbers.
fn both<T>(old: &[T], new: &[T], id: impl Fn(&T) -> usize) -> impl Iterator<Item = (Option<T>, Option<T>)>
where
    T: Clone,
{
    let mut all: BTreeMap<usize, (Option<T>, Option<T>)> = BTreeMap::new();
    old.iter().for_each(|it| all.entry(id(it)).or_default().0 = Some(it.clone()));
    new.iter().for_each(|it| all.entry(id(it)).or_default().1 = Some(it.clone()));
    all.into_values()
}

struct Said<'a> {
    lines: &'a mut Vec<String>,
    old: &'a Project,
    new: &'a Project,
}

impl Said<'_> {
    fn add(&mut self, line: String) {
        self.lines.push(line);
    }

    /// A statement that may stand once.
    fn once(&mut self, of: &str, word: &str, old: Option<String>, new: Option<String>) {
        match (old, new) {
            (Some(old), Some(new)) if old != new => self.add(format!("~ {of}: {word} {old} → {word} {new}")),
            (Some(old), None) => self.add(format!("- {of}: {word} {old}")),
            (None, Some(new)) => self.add(format!("+ {of}: {word} {new}")),
            (Some(_), Some(_)) | (None, None) => {}
        }
    }

    fn renamed(&mut self, of: &str, old: &str, new: &str) {
        if old != new {
            self.add(format!("~ {of}: name from {old}"));
        }
    }

    fn teams(&mut self) {
        for (was, is) in both(&self.old.teams, &self.new.teams, |it| it.id) {
            match (was, is) {
                (Some(was), Some(is)) => {
                    let of = format!("team {}", is.name);
                    self.renamed(&of, &was.name, &is.name);
                    let lead = |team: &Team| team.lead.map(|lead| format!("\"Lead {lead}\""));
                    self.once(&of, "lead", lead(&was), lead(&is));
                }
                (Some(was), None) => self.add(format!("- team {}", was.name)),
                (None, Some(is)) => self.add(format!("+ team {}", is.name)),
                (None, None) => {}
            }
        }
    }

    fn journey(&mut self, was: Option<Journey>, is: Option<Journey>) {
        let (Some(was), Some(is)) = (was, is) else { return };
        let of = format!("journey {}", is.name);
        self.renamed(&of, &was.name, &is.name);
        let reviewed = |it: &Journey| Some(format!("2026-{:02}-01", it.reviewed + 1));
        self.once(&of, "reviewed", reviewed(&was), reviewed(&is));
        self.texts(&of, "goal", &was.goals, &is.goals);
        for (before, after) in both(&was.stages, &is.stages, |it| it.id) {
            self.stage(before, after, &was, &is);
        }
        let ids = |it: &Journey| it.stages.iter().map(|it| it.id).collect::<Vec<_>>();
        self.reordered("stage", &ids(&was), &ids(&is));
        self.touchpoints(&was, &is);
    }

    /// How many have to be moved at the least, counted in another way than the program does.
    fn reordered(&mut self, kind: &str, old: &[usize], new: &[usize]) {
        let places: Vec<usize> = new.iter().filter_map(|id| old.iter().position(|it| it == id)).collect();
        let mut longest = vec![1; places.len()];
        for at in 0..places.len() {
            for before in 0..at {
                if places[before] < places[at] {
                    longest[at] = longest[at].max(longest[before] + 1);
                }
            }
        }
        let stay = longest.into_iter().max().unwrap_or_default();
        (stay..places.len()).for_each(|_| self.add(format!("~ {kind}: reordered")));
    }

    fn stage(&mut self, was: Option<Stage>, is: Option<Stage>, before: &Journey, after: &Journey) {
        let (was, is) = match (was, is) {
            (Some(was), Some(is)) => (was, is),
            (Some(was), None) => return self.add(format!("- stage {}", was.name)),
            (None, Some(is)) => return self.add(format!("+ stage {}", is.name)),
            (None, None) => return,
        };
        let of = format!("stage {}", is.name);
        self.renamed(&of, &was.name, &is.name);
        if was.title != is.title {
            self.add(format!("~ {of}: title"));
        }
        let name = |id: usize| {
            let new = self.new.teams.iter().find(|it| it.id == id);
            new.or_else(|| self.old.teams.iter().find(|it| it.id == id)).map(|it| it.name.clone())
        };
        let (old_owner, new_owner) = (was.owner.and_then(name), is.owner.and_then(name));
        self.once(&of, "owner", old_owner, new_owner);
        self.texts(&of, "need", &was.needs, &is.needs);
        let to = |arrow: &Arrow| {
            let Some(id) = arrow.to else { return "end".to_owned() };
            let find =
                |journey: &Journey| journey.stages.iter().find(|it| it.id == id).map(|it| it.name.clone());
            find(after).or_else(|| find(before)).unwrap_or_default()
        };
        let share = |arrow: &Arrow| arrow.share.map(|share| format!(" {share}%")).unwrap_or_default();
        for (old, new) in both(&was.arrows, &is.arrows, |it| it.to.map_or(0, |to| to + 1)) {
            match (old, new) {
                (Some(old), Some(new)) if old.share != new.share => {
                    let (old, new) = (
                        format!("-> {}{}", to(&old), share(&old)),
                        format!("-> {}{}", to(&new), share(&new)),
                    );
                    self.add(format!("~ {of}: {old} → {new}"));
                }
                (Some(old), None) => self.add(format!("- {of}: -> {}{}", to(&old), share(&old))),
                (None, Some(new)) => self.add(format!("+ {of}: -> {}{}", to(&new), share(&new))),
                (Some(_), Some(_)) | (None, None) => {}
            }
        }
        let stayed = |stage: &Stage, other: &Stage| -> Vec<usize> {
            let is_there = |it: &&Touchpoint| other.touchpoints.iter().any(|other| other.id == it.id);
            stage.touchpoints.iter().filter(is_there).map(|it| it.id).collect()
        };
        self.reordered("touchpoint", &stayed(&was, &is), &stayed(&is, &was));
    }

    /// Touchpoints, which may stand in another stage.
    fn touchpoints(&mut self, before: &Journey, after: &Journey) {
        let all = |journey: &Journey| -> Vec<(usize, String, Touchpoint)> {
            let stages = journey.stages.iter();
            stages
                .flat_map(|it| it.touchpoints.iter().map(|point| (it.id, it.name.clone(), point.clone())))
                .collect()
        };
        let is_there = |journey: &Journey, id: usize| journey.stages.iter().any(|it| it.id == id);
        let name = |id: usize, own: &str| {
            after.stages.iter().find(|it| it.id == id).map_or(own.to_owned(), |it| it.name.clone())
        };
        for (was, is) in both(&all(before), &all(after), |it| it.2.id) {
            match (was, is) {
                (Some((from, from_name, was)), Some((to, to_name, is))) => {
                    let of = format!("touchpoint {}", is.name);
                    if from != to {
                        self.add(format!("~ {of}: moved from {} to {to_name}", name(from, &from_name)));
                    }
                    self.renamed(&of, &was.name, &is.name);
                    let emotion = |it: &Touchpoint| it.emotion.map(|it| it.to_string());
                    self.once(&of, "emotion", emotion(&was), emotion(&is));
                    self.texts(&of, "action", &was.actions, &is.actions);
                    for (old, new) in both(&was.barriers, &is.barriers, |it| it.id) {
                        self.barrier(old, new);
                    }
                }
                // What came or went with its stage is not told by itself.
                (Some((from, _, was)), None) if is_there(after, from) => {
                    self.add(format!("- touchpoint {}", was.name))
                }
                (None, Some((to, _, is))) if is_there(before, to) => {
                    self.add(format!("+ touchpoint {}", is.name))
                }
                (Some(_), None) | (None, Some(_)) | (None, None) => {}
            }
        }
    }

    fn barrier(&mut self, was: Option<Barrier>, is: Option<Barrier>) {
        let (was, is) = match (was, is) {
            (Some(was), Some(is)) => (was, is),
            (Some(was), None) => return self.add(format!("- barrier {}", was.name)),
            (None, Some(is)) => return self.add(format!("+ barrier {}", is.name)),
            (None, None) => return,
        };
        let severity = |it: &Barrier| Some(SEVERITIES[it.severity].to_owned());
        self.once(&format!("barrier {}", is.name), "severity", severity(&was), severity(&is));
        match (was.solution, is.solution) {
            (None, Some((name, _))) => self.add(format!("+ solution {name}")),
            (Some((name, _)), None) => self.add(format!("- solution {name}")),
            (Some((_, old)), Some((name, new))) => {
                let status = |it: usize| Some(STATUSES[it].to_owned());
                self.once(&format!("solution {name}"), "status", status(old), status(new));
            }
            (None, None) => {}
        }
    }

    fn texts(&mut self, of: &str, word: &str, old: &[Text], new: &[Text]) {
        let only = |it: &Text| ["", " for s1", " for s2", " for s1 s2"][usize::from(it.only)];
        for (was, is) in both(old, new, |it| it.id) {
            let line = |it: &Text| format!("{word} \"{}\"", it.said());
            match (was, is) {
                (Some(was), Some(is)) if was.turns != is.turns => {
                    self.add(format!("~ {of}: {} → {}{}", line(&was), line(&is), only(&is)));
                }
                (Some(was), None) => self.add(format!("- {of}: {}{}", line(&was), only(&was))),
                (None, Some(is)) => self.add(format!("+ {of}: {}{}", line(&is), only(&is))),
                (Some(_), Some(_)) | (None, None) => {}
            }
        }
    }
}

#[test]
fn what_is_told_of_any_two_states_is_what_was_done() {
    for seed in 0..tries(6, 200) as u64 {
        let mut editor = Editor::new(seed);
        let mut states = vec![editor.project()];
        for _ in 0..100 {
            let mut next = states[states.len() - 1].clone();
            editor.edit(&mut next);
            states.push(next);
        }
        let texts: Vec<_> = states.iter().map(|state| written(state, &mut editor.random)).collect();
        // Any two, near each other and far apart.
        for _ in 0..30 {
            let (one, other) = (editor.below(states.len()), editor.below(states.len()));
            let (old, new) = (one.min(other), one.max(other));
            let versions = versions(&texts[old], &texts[new]);
            let changes = versions.changes();
            assert_told(&told(&versions, &changes), &expected(&states[old], &states[new]), seed, old, new);
        }
        for pair in 0..states.len() - 1 {
            if pair % 5 == 0 {
                let versions = versions(&texts[pair], &texts[pair + 1]);
                let changes = versions.changes();
                let expected = expected(&states[pair], &states[pair + 1]);
                assert_told(&told(&versions, &changes), &expected, seed, pair, pair + 1);
            }
        }
    }
}

#[test]
fn a_state_is_no_other_than_itself_however_it_is_written() {
    let mut editor = Editor::new(7);
    let mut project = editor.project();
    for _ in 0..60 {
        editor.edit(&mut project);
    }
    for _ in 0..10 {
        let (one, other) = (written(&project, &mut editor.random), written(&project, &mut editor.random));
        let versions = versions(&one, &other);
        let changes = versions.changes();
        assert_eq!(told(&versions, &changes), [""; 0]);
        assert!(changes.is_empty());
    }
}

/// What came one way went the other way, and nothing else is told.
#[test]
fn what_is_told_the_other_way_is_the_same_turned_round() {
    for seed in 0..tries(4, 100) as u64 {
        let mut editor = Editor::new(1000 + seed);
        let old = editor.project();
        let mut new = old.clone();
        for _ in 0..40 {
            editor.edit(&mut new);
        }
        let (before, after) = (written(&old, &mut editor.random), written(&new, &mut editor.random));
        let (there, back) = (versions(&before, &after), versions(&after, &before));
        let signs =
            |lines: Vec<String>, sign: &str| lines.iter().filter(|line| line.starts_with(sign)).count();
        let forth = told(&there, &there.changes());
        let back = told(&back, &back.changes());
        for (sign, other) in [("+", "-"), ("-", "+"), ("~", "~")] {
            assert_eq!(
                signs(forth.clone(), sign),
                signs(back.clone(), other),
                "{seed}: {forth:#?} {back:#?}"
            );
        }
    }
}

fn assert_told(found: &[String], expected: &[String], seed: u64, old: usize, new: usize) {
    let missing: Vec<&String> = expected.iter().filter(|line| !found.contains(line)).collect();
    let too_many: Vec<&String> = found.iter().filter(|line| !expected.contains(line)).collect();
    assert!(
        missing.is_empty() && too_many.is_empty() && found.len() == expected.len(),
        "seed {seed}, from {old} to {new}: not told {missing:#?}, and told too {too_many:#?}"
    );
}
