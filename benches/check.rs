//! How fast a text is read, formatted, bound and checked, step by step, on one core; pest alone stands beside it.

// pest is used without `std`.
extern crate alloc;

mod corpus;

use std::collections::{BTreeSet, HashSet};
use std::io;
use std::process::Command;
use std::sync::Arc;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use journey::cli::{Status, World, run};
use journey::format::format;
use journey::history::Git;
use journey::model::{self, Input};
use journey::rules::{self, Levels};
use journey::text::{Source, SourceId};
use journey::value::Date;
use journey::workspace::{Disk, Files, Memory, Settings, Workspace};
use journey::{syntax, vocabulary};

const SIZE: usize = 10_000_000;

fn main() {
    divan::main();
}

/// pest with the grammar of the language, and nothing done with what it finds.
mod pest_alone {
    use pest_derive::Parser;

    #[derive(Parser)]
    #[grammar = "grammar/journey.pest"]
    pub(crate) struct Grammar;
}

fn source() -> Arc<Source> {
    Arc::new(Source::new(SourceId(0), "big.journey", corpus::file(SIZE)))
}

fn today() -> Date {
    Date::read("2026-11-22").expect("a day in the calendar")
}

#[divan::bench(sample_count = 10)]
fn a_pest_alone(bencher: Bencher<'_, '_>) {
    use pest::Parser;

    let text = corpus::file(SIZE);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| pest_alone::Grammar::parse(pest_alone::Rule::file, black_box(&text)).is_ok());
}

#[divan::bench(sample_count = 10)]
fn b_tokens_and_nesting(bencher: Bencher<'_, '_>) {
    let source = source();
    bencher.counter(BytesCount::of_str(source.text())).bench(|| syntax::parse(black_box(&source)));
}

#[divan::bench(sample_count = 10)]
fn c_words(bencher: Bencher<'_, '_>) {
    let source = source();
    let tree = syntax::parse(&source).value;
    bencher.counter(BytesCount::of_str(source.text())).bench(|| vocabulary::read(&source, black_box(&tree)));
}

#[divan::bench(sample_count = 10)]
fn d_names(bencher: Bencher<'_, '_>) {
    let source = source();
    let outline = vocabulary::read(&source, &syntax::parse(&source).value).value;
    bencher
        .counter(BytesCount::of_str(source.text()))
        .bench(|| model::build(&[Input { source: &source, outline: black_box(&outline), imports: &[] }]));
}

#[divan::bench(sample_count = 10)]
fn e_rules(bencher: Bencher<'_, '_>) {
    let source = source();
    let outline = vocabulary::read(&source, &syntax::parse(&source).value).value;
    let inputs = [Input { source: &source, outline: &outline, imports: &[] }];
    let model = model::build(&inputs).value;
    bencher
        .counter(BytesCount::of_str(source.text()))
        .bench(|| rules::run(&inputs, black_box(&model), today(), &Levels::default(), &HashSet::new()));
}

#[divan::bench(sample_count = 10)]
fn f_check_whole(bencher: Bencher<'_, '_>) {
    let text = corpus::file(SIZE);
    let files = Memory::new([("big.journey", text.clone())]);
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let mut workspace = Workspace::new(&files, Settings { today: today(), levels: Levels::default() });
        workspace.open("big.journey").expect("it is there");
        workspace.refresh(&BTreeSet::new());
        workspace.snapshot()
    });
}

/// What is formatted already is printed, and compared with what is there; what is not is read once more.
#[divan::bench(sample_count = 10)]
fn j_format_formatted(bencher: Bencher<'_, '_>) {
    let source = source();
    let tree = syntax::parse(&source).value;
    let formatted =
        Source::new(SourceId(0), "big.journey", format(&source, &tree).expect("it says the same"));
    let tree = syntax::parse(&formatted).value;
    bencher
        .counter(BytesCount::of_str(formatted.text()))
        .bench(|| format(&formatted, black_box(&tree)).is_ok());
}

#[divan::bench(sample_count = 10)]
fn k_read_and_format_formatted(bencher: Bencher<'_, '_>) {
    let source = source();
    let text = format(&source, &syntax::parse(&source).value).expect("it says the same");
    let source = Source::new(SourceId(0), "big.journey", text);
    let formatted = |source| format(source, &syntax::parse(source).value).is_ok();
    bencher.counter(BytesCount::of_str(source.text())).bench(|| formatted(black_box(&source)));
}

#[divan::bench(sample_count = 10)]
fn l_read_and_format_unformatted(bencher: Bencher<'_, '_>) {
    let text = corpus::file(SIZE).replace("  ", "\t");
    let source = Source::new(SourceId(0), "big.journey", text);
    let formatted = |source| format(source, &syntax::parse(source).value).is_ok();
    bencher.counter(BytesCount::of_str(source.text())).bench(|| formatted(black_box(&source)));
}

/// What `journey build` writes of 10 MB, in all formats: read, checked, drawn and written into memory.
#[divan::bench(sample_count = 5)]
fn i_build_whole(bencher: Bencher<'_, '_>) {
    let text = corpus::file(SIZE);
    let files = Memory::new([("big.journey", text.clone())]);
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        let (mut stdin, mut stdout, mut stderr) = (io::empty(), io::sink(), io::sink());
        let mut world = World::still(&files, &mut stdin, &mut stdout, &mut stderr, today());
        let status = run(["journey", "build", "big.journey"].map(Into::into), &mut world);
        assert_eq!(status, Status::Fine);
    });
}

/// One file of a thousand is saved, and all of them are checked again.
#[divan::bench(sample_count = 50)]
fn g_one_of_1000_files(bencher: Bencher<'_, '_>) {
    let project = corpus::project(1_000, 10_000);
    one_of_many(bencher, &Memory::new(project.clone()), "/", &project[500]);
}

/// The same on a disk, where the workspace also looks whether files have come or gone.
#[divan::bench(sample_count = 50)]
fn h_one_of_1000_files_on_disk(bencher: Bencher<'_, '_>) {
    let project = corpus::project(1_000, 10_000);
    let folder = tempfile::tempdir().expect("a folder for the project");
    let disk = Disk::at(folder.path());
    let root = disk.here();
    for (path, text) in &project {
        disk.write(&format!("{root}/{path}"), text.as_bytes()).expect("room for a file");
    }
    one_of_many(bencher, &disk, &format!("{root}/"), &project[500]);
}

/// `journey check --changed-since` in a repository of a thousand files of which three were changed, with all that git does.
#[divan::bench(sample_count = 20)]
fn j_changed_since_of_1000_files(bencher: Bencher<'_, '_>) {
    let project = corpus::project(1_000, 3_000);
    let folder = tempfile::tempdir().expect("a folder for the project");
    let disk = Disk::at(folder.path());
    let root = disk.here();
    // In each file something is reported that stood there before.
    let write = |(path, text): &(String, String), head: &str| {
        let text = format!("{head}{text}team spare_{}\n", path.replace(['/', '.'], "_"));
        disk.write(&format!("{root}/{path}"), text.as_bytes()).expect("room for a file");
    };
    project.iter().for_each(|file| write(file, ""));
    let git = |arguments: &[&str]| {
        let who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
        let done = Command::new("git").args(who).args(arguments).current_dir(folder.path()).status();
        assert!(done.expect("git is there").success(), "git {arguments:?}");
    };
    git(&["init", "--quiet", "--initial-branch=main"]);
    git(&["add", "--all"]);
    git(&["commit", "--quiet", "--message", "all"]);
    project.iter().step_by(400).for_each(|file| write(file, "// changed\n"));
    bencher.bench_local(|| {
        let (mut stdin, mut stdout, mut stderr) = (io::empty(), io::sink(), io::sink());
        let mut world = World::still(&disk, &mut stdin, &mut stdout, &mut stderr, today());
        let history = Git::at(&root);
        world.history = &history;
        let status = run(["journey", "check", "--changed-since", "main", &root].map(Into::into), &mut world);
        assert_eq!(status, Status::Fine);
    });
}

fn one_of_many(bencher: Bencher<'_, '_>, files: &dyn Files, root: &str, (path, text): &(String, String)) {
    let mut workspace = Workspace::new(files, Settings { today: today(), levels: Levels::default() });
    workspace.open(root).expect("it is there");
    workspace.refresh(&BTreeSet::new());
    let mut kept = workspace.snapshot();
    let path = format!("{root}{path}");
    let hints = BTreeSet::from([path.clone()]);
    let mut round = 0;
    bencher
        .with_inputs(|| {
            round += 1;
            files.write(&path, format!("// {round}\n{text}").as_bytes()).expect("room for a file");
        })
        .bench_local_values(|()| {
            workspace.refresh(&hints);
            kept = workspace.snapshot();
        });
    assert!(kept.diagnostics().is_empty(), "{:?}", kept.diagnostics().first());
}
