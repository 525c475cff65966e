//! Many changes in a few words: how many there are, and what they mean for customers.

use std::fmt;

use crate::diff::{Changes, Earned, Figures, Shift, Sign, StageFigures, Turn};
use crate::value::{Money, Number};
use crate::view::Addressed;

/// How many changes there are of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::emit) struct Sum {
    pub(in crate::emit) added: usize,
    pub(in crate::emit) removed: usize,
    pub(in crate::emit) changed: usize,
}

impl Sum {
    pub(in crate::emit) fn of(changes: &Changes) -> Self {
        let mut sum = Self::default();
        for change in changes.iter() {
            match change.what.sign() {
                Sign::Added => sum.added += 1,
                Sign::Removed => sum.removed += 1,
                Sign::Changed => sum.changed += 1,
            }
        }
        sum
    }

    pub(in crate::emit) fn all(self) -> usize {
        self.added + self.removed + self.changed
    }
}

/// `7 changes: 3 added, 1 removed, 3 changed`.
impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [(self.added, "added"), (self.removed, "removed"), (self.changed, "changed")];
        let parts = parts.iter().filter(|(number, _)| *number > 0);
        let parts: Vec<String> = parts.map(|(number, word)| format!("{number} {word}")).collect();
        match &parts[..] {
            [] | [_] if self.changed == self.all() => f.write_str(&several(self.all(), "change")),
            [one] => f.write_str(one),
            parts => write!(f, "{}: {}", several(self.all(), "change"), parts.join(", ")),
        }
    }
}

/// `1 change`, `2 changes`.
pub(in crate::emit) fn several(number: usize, word: &str) -> String {
    if number == 1 { format!("1 {word}") } else { format!("{number} {word}s") }
}

/// What the changes mean for customers, in our words alone: `completion 24.1 % → 26.8 %`, `1 barrier newly open`.
pub(in crate::emit) fn headline(changes: &Changes) -> Vec<String> {
    let mut parts = completion(changes);
    let turns = |is: fn(&Turn) -> bool| {
        changes.journeys.iter().flat_map(|journey| &journey.turns).filter(|turn| is(turn)).count()
    };
    let counts = [
        (turns(|it| it.new == Addressed::Open && it.old.is_none()), "newly open"),
        (turns(|it| it.new == Addressed::Open && it.old.is_some()), "open again"),
        (turns(|it| it.new == Addressed::Solved), "addressed"),
        (turns(|it| it.new == Addressed::Accepted), "accepted"),
    ];
    let counts = counts.into_iter().filter(|(number, _)| *number > 0);
    parts.extend(counts.map(|(number, what)| format!("{} {what}", several(number, "barrier"))));
    if parts.is_empty() {
        parts.push(several(Sum::of(changes).all(), "change"));
    }
    parts
}

fn completion(changes: &Changes) -> Vec<String> {
    let figures =
        changes.journeys.iter().filter_map(|it| it.figures.iter().find(|it| it.audiences.is_empty()));
    let shifts: Vec<Shift> = figures.map(|it| it.completes).filter(|it| it.is_one()).collect();
    if let [shift] = shifts[..] {
        return vec![format!("completion {}", arrow(percents(shift)))];
    }
    let journeys = |is: fn(f64) -> bool| shifts.iter().filter_map(|it| it.by()).filter(|by| is(*by)).count();
    let (up, down) = (journeys(|by| by > 0.0), journeys(|by| by < 0.0));
    let part = |number: usize, how: &str| format!("completion {how} in {}", several(number, "journey"));
    let parts = [(up, "higher"), (down, "lower")].into_iter().filter(|(number, _)| *number > 0);
    parts.map(|(number, how)| part(number, how)).collect()
}

/// Before and after, with an arrow between.
pub(in crate::emit) fn arrow((old, new): (String, String)) -> String {
    format!("{old} → {new}")
}

/// Parts of a whole before and after, with as many decimals as it takes to tell them apart.
pub(in crate::emit) fn percents(shift: Shift) -> (String, String) {
    let said = |part: Option<f64>, decimals: usize| match part {
        Some(part) => format!("{:.decimals$}\u{A0}%", part * 100.0),
        None => "unknown".to_owned(),
    };
    let with = |decimals: usize| (said(shift.old, decimals), said(shift.new, decimals));
    let pairs = (1..=4).map(with);
    pairs.clone().find(|(old, new)| old != new).unwrap_or_else(|| with(1))
}

/// The stages at which clearly more or fewer customers leave, most of all first; no more than are worth a look.
pub(in crate::emit) fn losses(figures: &Figures) -> Vec<StageFigures> {
    /// Less is told nowhere.
    const LEAST: f64 = 0.0005;
    const MOST: usize = 5;
    // What an audience has of its own is told by the journey's figures.
    let stages = figures.stages.iter().filter(|it| figures.audiences.is_empty() && it.lost.is_one());
    let size = |it: &StageFigures| it.lost.by().map_or(1.0, f64::abs);
    let mut stages: Vec<StageFigures> = stages.filter(|it| size(it) >= LEAST).copied().collect();
    stages.sort_by(|a, b| size(b).total_cmp(&size(a)));
    stages.truncate(MOST);
    stages
}

/// What those who complete are worth, before and after, and in which time.
pub(in crate::emit) fn amounts(earned: &Earned) -> (String, String) {
    let said = |amount: Option<f64>| match amount {
        Some(amount) => {
            // Cents of thousands tell nobody anything.
            let amount =
                if amount.abs() < 1000.0 { (amount * 100.0).round() / 100.0 } else { amount.round() };
            Money { amount: Number(amount), currency: earned.currency }.to_string()
        }
        None => "unknown".to_owned(),
    };
    (said(earned.amount.old), said(earned.amount.new))
}

/// How a barrier is dealt with now: `open again`.
pub(in crate::emit) fn turned(turn: &Turn) -> &'static str {
    match (turn.old, turn.new) {
        (None, Addressed::Open) => "newly open",
        (Some(_), Addressed::Open) => "open again",
        (_, Addressed::Solved) => "addressed",
        (_, Addressed::Accepted) => "accepted",
    }
}
