//! A project as data, that can be edited and written: what a difference of two of them is, is known beforehand.
//!
//! Everything has a number that stays with it, whatever it is called and wherever it stands. `written` makes a text of it
//! whose layout, comments, order and files are left to chance.

use crate::random::Random;

/// A text of six words, four of which stay: however often it is rewritten, it is much the same.
#[derive(Clone, PartialEq)]
pub(crate) struct Text {
    pub(crate) id: usize,
    pub(crate) turns: [usize; 2],
    /// For whom alone: some of the two segments, by bits; 0 for everyone.
    pub(crate) only: u8,
}

impl Text {
    pub(crate) fn said(&self) -> String {
        let Self { id, turns: [one, other], .. } = self;
        format!("a{id} b{id} c{id} d{id} e{id}v{one} f{id}v{other}")
    }
}

#[derive(Clone, PartialEq)]
pub(crate) struct Team {
    pub(crate) id: usize,
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) lead: Option<usize>,
}

#[derive(Clone, PartialEq)]
pub(crate) struct Barrier {
    pub(crate) id: usize,
    pub(crate) name: String,
    pub(crate) severity: usize,
    /// Its solution's name and status, if it has one.
    pub(crate) solution: Option<(String, usize)>,
}

#[derive(Clone, PartialEq)]
pub(crate) struct Touchpoint {
    pub(crate) id: usize,
    pub(crate) name: String,
    pub(crate) actions: Vec<Text>,
    pub(crate) emotion: Option<i8>,
    pub(crate) barriers: Vec<Barrier>,
}

#[derive(Clone, PartialEq)]
pub(crate) struct Arrow {
    /// A stage's number; none for the end.
    pub(crate) to: Option<usize>,
    pub(crate) share: Option<usize>,
}

#[derive(Clone, PartialEq)]
pub(crate) struct Stage {
    pub(crate) id: usize,
    pub(crate) name: String,
    pub(crate) title: String,
    /// A team's number.
    pub(crate) owner: Option<usize>,
    pub(crate) needs: Vec<Text>,
    pub(crate) touchpoints: Vec<Touchpoint>,
    pub(crate) arrows: Vec<Arrow>,
}

#[derive(Clone, PartialEq)]
pub(crate) struct Journey {
    pub(crate) id: usize,
    pub(crate) name: String,
    pub(crate) reviewed: usize,
    pub(crate) goals: Vec<Text>,
    pub(crate) stages: Vec<Stage>,
    /// Which of the files it stands in, which says nothing.
    pub(crate) file: usize,
}

#[derive(Clone, PartialEq, Default)]
pub(crate) struct Project {
    pub(crate) teams: Vec<Team>,
    pub(crate) journeys: Vec<Journey>,
}

pub(crate) const SEVERITIES: [&str; 4] = ["low", "medium", "high", "critical"];
pub(crate) const STATUSES: [&str; 4] = ["proposed", "planned", "live", "dropped"];

/// A text that says the same as any other of the project, and looks as chance will have it.
pub(crate) fn written(project: &Project, random: &mut Random) -> Vec<(String, String)> {
    let shared: Vec<String> = project.teams.iter().map(team).collect();
    let segments = vec!["segment s1".to_owned(), "segment s2".to_owned()];
    let mut files =
        vec![("shared.journey".to_owned(), joined(shuffled([shared, segments].concat(), random), random))];
    for file in 0..3 {
        let journeys = project.journeys.iter().filter(|it| it.file == file);
        let journeys: Vec<String> = journeys.map(|it| journey(it, project, random)).collect();
        let all = [vec!["import \"shared.journey\"".to_owned()], shuffled(journeys, random)].concat();
        files.push((format!("{file}.journey"), joined(all, random)));
    }
    files
}

fn team(team: &Team) -> String {
    let lead = team.lead.map(|lead| format!("lead \"Lead {lead}\"")).unwrap_or_default();
    format!(
        "team {} \"{}\" {{ {lead}; note \"The note of team {}, which stays\" }}",
        team.name, team.title, team.id
    )
}

fn journey(journey: &Journey, project: &Project, random: &mut Random) -> String {
    let mut lines = vec![
        "for s1, s2".to_owned(),
        format!("reviewed 2026-{:02}-01", journey.reviewed + 1),
        format!("note \"The note of journey {}\"", journey.id),
        format!("goal \"What journey {} is for, at all times\"", journey.id),
    ];
    lines.extend((0..9).map(|number| format!("goal \"Aim {number} of journey {}\"", journey.id)));
    lines.extend(texts("goal", &journey.goals, random));
    let stages: Vec<String> = journey.stages.iter().map(|it| stage(it, journey, project, random)).collect();
    let lines = among(stages, lines, random);
    format!("journey {} {}", journey.name, block(lines, random))
}

fn stage(stage: &Stage, journey: &Journey, project: &Project, random: &mut Random) -> String {
    let mut lines = vec![format!("note \"The note of stage {}, which stays as it is\"", stage.id)];
    lines.extend((0..9).map(|number| format!("thought \"Thought {number} in stage {}\"", stage.id)));
    let owner = stage.owner.and_then(|owner| project.teams.iter().find(|team| team.id == owner));
    lines.extend(owner.map(|owner| format!("owner {}", owner.name)));
    lines.extend(texts("need", &stage.needs, random));
    for arrow in &stage.arrows {
        let to = arrow.to.and_then(|to| journey.stages.iter().find(|it| it.id == to));
        let to = to.map_or("end", |it| it.name.as_str());
        let share = arrow.share.map(|share| format!(" {share}%")).unwrap_or_default();
        lines.push(format!("-> {to}{share}"));
    }
    let touchpoints: Vec<String> = stage.touchpoints.iter().map(|it| touchpoint(it, random)).collect();
    let lines = among(touchpoints, lines, random);
    format!("stage {} \"{}\" {}", stage.name, stage.title, block(lines, random))
}

fn touchpoint(touchpoint: &Touchpoint, random: &mut Random) -> String {
    let mut lines = vec![
        format!("note \"The note of touchpoint {}\"", touchpoint.id),
        format!("success \"How touchpoint {} goes well\"", touchpoint.id),
        format!("event \"event_{}\"", touchpoint.id),
    ];
    lines.extend((0..5).map(|number| format!("question \"Question {number} at {}\"", touchpoint.id)));
    lines.extend(touchpoint.emotion.map(|emotion| format!("emotion {emotion:+}").replace("+0", "0")));
    lines.extend(texts("action", &touchpoint.actions, random));
    let barriers: Vec<String> = touchpoint.barriers.iter().map(|it| barrier(it, random)).collect();
    lines.extend(barriers);
    format!("touchpoint {} {}", touchpoint.name, block(shuffled(lines, random), random))
}

fn barrier(barrier: &Barrier, random: &mut Random) -> String {
    let mut lines = vec![
        format!("severity {}", SEVERITIES[barrier.severity]),
        format!("note \"The note of barrier {}\"", barrier.id),
        format!("evidence \"What shows that there is barrier {}\"", barrier.id),
    ];
    if let Some((name, status)) = &barrier.solution {
        lines.push(format!("solution {name} {{ status {} }}", STATUSES[*status]));
    }
    format!("barrier {} {}", barrier.name, block(shuffled(lines, random), random))
}

/// Statements of texts; those for some stand in `only` blocks, together or apart.
fn texts(keyword: &str, texts: &[Text], random: &mut Random) -> Vec<String> {
    let mut lines = Vec::new();
    for text in texts {
        let statement = format!("{keyword} \"{}\"", text.said());
        match text.only {
            0 => lines.push(statement),
            1 => lines.push(format!("only s1 {{ {statement} }}")),
            2 => lines.push(format!("only s2 {{\n {statement}\n}}")),
            _ if random.below(2) == 0 => lines.push(format!("only s2, s1 {{ {statement} }}")),
            _ => lines.extend([format!("only s1 {{ {statement} }}"), format!("only s2 {{ {statement} }}")]),
        }
    }
    lines
}

fn shuffled(mut lines: Vec<String>, random: &mut Random) -> Vec<String> {
    for at in (1..lines.len()).rev() {
        lines.swap(at, random.below(at + 1));
    }
    lines
}

/// `ordered` in their order, and `others` anywhere among them.
fn among(ordered: Vec<String>, others: Vec<String>, random: &mut Random) -> Vec<String> {
    let mut lines = ordered;
    for other in others {
        lines.insert(random.below(lines.len() + 1), other);
    }
    lines
}

fn block(lines: Vec<String>, random: &mut Random) -> String {
    format!("{{\n{}}}", joined(lines, random))
}

fn joined(lines: Vec<String>, random: &mut Random) -> String {
    let mut text = String::new();
    for line in lines {
        match random.below(6) {
            0 => text.push_str("// a comment that says nothing\n"),
            1 => text.push_str("\n\n"),
            2 => text.push_str("      "),
            _ => {}
        }
        text.push_str(&line);
        text.push_str(if random.below(5) == 0 { " // as said\n" } else { "\n" });
    }
    text
}
