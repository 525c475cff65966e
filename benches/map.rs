//! How long maps take to draw: `cargo bench --bench map`. PNG and PDF need the fonts of this machine.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use divan::{Bencher, black_box};
use journey::emit::picture::Fonts;
use journey::emit::{Emitter, Project, Subject};
use journey::rules::Levels;
use journey::value::Date;
use journey::view::View;
use journey::view::board::Board;
use journey::workspace::{Memory, Settings, Workspace};

fn main() {
    divan::main();
}

/// A journey of this many stages with five touchpoints each, and something in every lane.
fn journey(stages: usize) -> String {
    let mut text = String::from("team shop \"The web shop\"\nchannel web \"Web shop\"\n");
    text.push_str("metric rate \"Goes on\" { unit percent; better higher }\nlane jobs \"Jobs to be done\"\n");
    text.push_str("journey long \"A long journey\" {\n  goal \"To be there in the end\"\n");
    for stage in 0..stages {
        let feeling = ["-2", "+1", "0", "-1", "+2"];
        let _ = write!(
            text,
            "  stage s{stage} \"Stage number {stage}, with a title of some length\" {{\n    owner shop\n    goal \"Find out what \
             comes next\"\n    action unassisted \"Asks a friend who has done it before\"\n    thought \"Is it worth the \
             effort?\"\n    need \"To be told how long it takes\"\n    lane jobs \"When I wait, I want to know why\"\n    \
             duration 1d..3d\n    measure rate 62% target 70%\n    backstage b{stage} \"Somebody checks the papers\" {{ \
             system \"CRM\" }}\n"
        );
        for (point, feeling) in feeling.iter().enumerate() {
            let _ = write!(
                text,
                "    touchpoint t{stage}_{point} \"Touchpoint {point} of the stage\" {{\n      channel web\n      device \
                 phone, laptop\n      criticality high\n      action \"Fills in one more form\"\n      emotion {feeling} \
                 \"As one feels here\"\n      success \"Goes on to the next page\"\n    }}\n"
            );
        }
        let _ = write!(
            text,
            "    barrier w{stage} \"The form is longer than the queue\" {{ severity high; drop 12%\n      solution f{stage} \
             \"A form of one page\" {{ status testing; lift 5% }} }}\n"
        );
        let next = if stage + 1 < stages { format!("s{}", stage + 1) } else { "end".to_owned() };
        let _ = writeln!(text, "    -> {next} 80%");
        if stage % 7 == 6 {
            let _ = writeln!(text, "    -> s{} 6% when \"Something is missing\"", stage - 4);
        }
        text.push_str("    -> exit\n  }\n");
    }
    text.push_str("}\n");
    text
}

fn draw(bencher: Bencher<'_, '_>, stages: usize, format: &str) {
    let files = Memory::new([("long.journey", journey(stages))]);
    let today = Date::read("2026-11-22").expect("it is a day");
    let mut workspace = Workspace::new(&files, Settings { today, levels: Levels::default() });
    workspace.open("long.journey").expect("the file is there");
    workspace.refresh(&BTreeSet::new());
    let snapshot = workspace.snapshot();
    let model = snapshot.model();
    let (id, _) = model.journeys().next().expect("there is a journey");
    let view = View::new(model, id, None);
    let subject = Subject { board: Board::new(&view), path: "long".to_owned(), view };
    let fonts = Fonts::of_system();
    let project = Project { fonts: &fonts, ..Project::new(model, &snapshot, today) };
    let page = Emitter::named(format).expect("there is such a format").pages[0];
    // The fonts of the machine are read once.
    let _ = page.made(&subject, &project);
    bencher.bench_local(|| black_box(page.made(black_box(&subject), &project)));
}

#[divan::bench(args = [10, 40, 100, 1_000])]
fn svg(bencher: Bencher<'_, '_>, stages: usize) {
    draw(bencher, stages, "svg");
}

#[divan::bench(args = [10, 40, 100, 1_000])]
fn html(bencher: Bencher<'_, '_>, stages: usize) {
    draw(bencher, stages, "html");
}

#[divan::bench(args = [10, 40], sample_count = 10)]
fn png(bencher: Bencher<'_, '_>, stages: usize) {
    draw(bencher, stages, "png");
}

#[divan::bench(args = [10, 40], sample_count = 10)]
fn pdf(bencher: Bencher<'_, '_>, stages: usize) {
    draw(bencher, stages, "pdf");
}
