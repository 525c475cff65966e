//! A project that changes and is looked at again says what it would say to somebody who sees it for the first time.

use std::collections::BTreeSet;
use std::fmt::Write;

use journey::diagnostic::Diagnostic;
use journey::model::{Declaration, Declared};
use journey::rules::Levels;
use journey::text::Span;
use journey::value::Date;
use journey::workspace::{Files, Memory, Settings, Snapshot, Workspace};
use proptest::prelude::*;

use crate::tries;

const PATHS: [&str; 4] = ["/a.journey", "/b.journey", "/shop/c.journey", "/shop/shared.journey"];

/// What a file says: each number chooses one of a few ways to write one part of it.
type Choice = [u8; 10];

/// The text of a file; none where it is to be away.
fn text(place: usize, choice: Choice) -> Option<String> {
    let [imports, team, person, unit, segment, journey, owner, measure, broken, allow] = choice;
    if broken == 0 {
        return None;
    }
    let mut text = String::new();
    for (other, path) in PATHS.iter().enumerate().filter(|(other, _)| imports & (1 << other) != 0) {
        let up = if place >= 2 { ".." } else { "." };
        // Writing into a text does not fail.
        let _ = if other == place { Ok(()) } else { writeln!(text, "import \"{up}{path}\"") };
    }
    text.push_str(
        ["", "team shop\n", "team shop \"The shop\"\nteam desk\n", "// nobody\nteam desk\n"]
            [team as usize % 4],
    );
    text.push_str(["", "person ada { team shop }\n", "person shop\n", "\n\n"][person as usize % 4]);
    text.push_str(
        ["", "metric calls { unit percent }\n", "metric calls\n", "metric calls { unit count }\n"]
            [unit as usize % 4],
    );
    text.push_str(
        ["", "segment night\n", "persona nora { segment night }\n", "channel site\n"][segment as usize % 4],
    );
    if broken == 1 {
        text.push_str("tema desk\n");
    }
    let owner = ["shop", "desk", "dekk", "ada"][owner as usize % 4];
    let measure = ["", "    measure calls 12\n", "    measure calls 12%\n", "    measure cals 1\n"]
        [measure as usize % 4];
    let allow = [
        "",
        "  @allow(missing-owner, \"soon\")\n",
        "  @allow(missing-channel)\n",
        "  @allow(house, \"soon\")\n",
    ][allow as usize % 4];
    let (name, to) = [("way", "end"), ("way", "journey road"), ("road", "exit"), ("рath", "journey way")]
        [journey as usize % 4];
    let audience =
        ["", "  for night\n", "  for nora\n  only nora { need \"Sleep\" }\n"][journey as usize / 4 % 3];
    if journey < 12 {
        let _ = write!(
            text,
            "journey {name}{place} {{\n{audience}{allow}  stage go {{\n    owner {owner}\n{measure}    touchpoint till {{ channel site }}\n    -> {to}\n  }}\n}}\n"
        );
        text.push_str(&format!("journey {name} {{\n  stage on {{ -> end }}\n}}\n"));
    }
    Some(text)
}

/// What the settings say: each number chooses one of a few ways to write one part of them.
fn settings_text(choice: Choice) -> Option<String> {
    let [owner, channel, files, exclude, require, warnings, owners, currency, broken, away] = choice;
    if away == 0 {
        return None;
    }
    let mut text = String::new();
    text.push_str(["", "", "currency = \"EUR\"\n", "currency = \"PLN\"\n"][currency as usize % 4]);
    text.push_str(["", "", "", "exclude = [\"shop/c.journey\"]\n"][exclude as usize % 4]);
    text.push_str("[rules]\n");
    text.push_str(
        [
            "",
            "missing-owner = \"off\"\n",
            "missing-owner = { level = \"error\", of = [\"touchpoints\"] }\n",
            "house = \"note\"\n",
        ][owner as usize % 4],
    );
    text.push_str(
        ["", "missing-channel = \"error\"\n", "unused-declaration = \"off\"\n", ""][channel as usize % 4],
    );
    text.push_str(["", "warnings = \"error\"\n", "", "missing-ownr = \"off\"\n"][warnings as usize % 4]);
    text.push_str(
        [
            "",
            "[[overrides]]\nfiles = [\"shop\"]\nrules = { missing-owner = \"note\", unused-allow = \"off\" }\n",
            "[[overrides]]\nfiles = [\"a.journey\"]\nrules = { missing-touchpoint = \"off\" }\n",
            "",
        ][files as usize % 4],
    );
    text.push_str(
        [
            "",
            "[[require]]\nname = \"house\"\nof = \"stage\"\nhas = \"measure\"\n",
            "[[require]]\nname = \"house\"\nof = \"stage\"\nwhere = { lacks = \"owner\" }\nhas = \"measure\"\n",
            "[[require]]\nname = \"missing-channel\"\nof = \"team\"\nhas = \"lead\"\n",
        ][require as usize % 4],
    );
    text.push_str(
        ["", "[owners]\nare = [\"shop\"]\n", "[owners]\nfrom = \"CODEOWNERS\"\n", ""][owners as usize % 4],
    );
    if broken < 2 {
        text.push_str("house =\n");
    }
    Some(text)
}

/// All that a snapshot says, in words.
fn told(snapshot: &Snapshot) -> String {
    let mut told = String::new();
    let place = |span: Span| format!("{}:{}..{}", snapshot.source(span.source).path, span.start, span.end);
    for report in snapshot.diagnostics() {
        let Diagnostic { code, severity, message, at, also, help, fixes, .. } = report;
        let _ = writeln!(
            told,
            "{} {code} {severity:?} {message} {:?} {help:?} {}",
            place(at.span),
            at.text,
            fixes.len()
        );
        for label in also {
            let _ = writeln!(told, "  {} {}", place(label.span), label.text);
        }
    }
    let model = snapshot.model();
    let declared = |it: &Declared| format!("{} {:?}", place(it.name_span), it.title);
    for (id, journey) in model.journeys() {
        let _ = writeln!(told, "{} broken: {}", declared(journey.declared()), snapshot.is_broken(id));
        for stage in journey.stages.iter().map(|id| model.stage(*id)) {
            let owners = stage.owners.iter().flat_map(|said| &said.value).filter_map(|owner| owner.found());
            let owners: Vec<String> = owners.map(|owner| declared(model.owner(owner))).collect();
            let metrics = stage.measures.iter().filter_map(|said| said.value.metric.found());
            let metrics: Vec<String> = metrics.map(|id| declared(model.metric(id).declared())).collect();
            let _ = writeln!(told, "  {} {owners:?} {metrics:?}", declared(stage.declared()));
        }
    }
    told
}

fn settings() -> Settings {
    Settings { today: Date::read("2026-11-22").unwrap(), levels: Levels::default() }
}

fn seen(workspace: &mut Workspace<'_>) -> String {
    workspace.refresh(&BTreeSet::new());
    told(&workspace.snapshot())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(tries(300, 20_000) as u32))]

    #[test]
    fn what_is_said_again_is_what_is_said_at_first(
        start in prop::array::uniform4(prop::array::uniform10(0..16_u8)),
        edits in prop::collection::vec((0..6_usize, prop::array::uniform10(0..16_u8)), 1..8),
    ) {
        let files = Memory::new([("/keep.journey", "// here\n"), ("/.git", "")]);
        let recorded = start.iter().enumerate().filter_map(|(place, choice)| Some((PATHS[place], text(place, *choice)?)));
        let recorded = Memory::new(recorded.chain([("/keep.journey", "// there\n".to_owned()), ("/.git", String::new())]));
        let put = |place: usize, choice: Choice| {
            let (path, text) = match place {
                0..4 => (PATHS[place], text(place, choice)),
                4 => ("/journey.toml", settings_text(choice)),
                _ => ("/CODEOWNERS", (choice[0] > 3).then(|| ["* @desk\n", "* @org/shop ada\n"][choice[1] as usize % 2].to_owned())),
            };
            match text {
                Some(text) => { files.write(path, text.as_bytes()).unwrap(); }
                None => files.remove(path),
            }
        };
        for (place, choice) in start.into_iter().enumerate() {
            put(place, choice);
        }
        let mut old = Workspace::new(&files, settings());
        old.open("/").unwrap();
        seen(&mut old);
        for (place, choice) in edits.iter().copied() {
            put(place, choice);
            let mut new = Workspace::new(&files, settings());
            new.open("/").unwrap();
            prop_assert_eq!(seen(&mut old), seen(&mut new));
        }
        // So does one that sees other files from here on.
        old.see(&recorded);
        let mut new = Workspace::new(&recorded, settings());
        new.open("/").unwrap();
        prop_assert_eq!(seen(&mut old), seen(&mut new));
    }
}
