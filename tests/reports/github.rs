//! GitHub's runner hears exactly the commands that are meant, whatever a text says: read by a model of its two parsers.
//!
//! They are those of the runner's `ActionCommand`: a line that starts with `::` behind blanks is a command, and where it
//! is none, so is `##[` anywhere in it.

use std::collections::BTreeMap;

use journey::cli::{self, World};
use journey::report::{Look, Unheard};
use journey::value::Date;
use journey::workspace::Memory;

use crate::hostile::{Chance, Hostile};
use crate::support::{TODAY, tries};
use crate::{checked, example};

/// A command that was heard.
#[derive(Debug, PartialEq)]
struct Heard {
    name: String,
    properties: BTreeMap<String, String>,
    data: String,
}

/// All commands in what a step prints. Any name counts as one.
fn heard(printed: &str) -> Vec<Heard> {
    // A reader of lines in .NET ends them at CR, too.
    printed.split(['\n', '\r']).filter_map(|line| second(line).or_else(|| first(line))).collect()
}

/// `::name key=value,key=value::data`
fn second(line: &str) -> Option<Heard> {
    let line = line.trim_start().strip_prefix("::")?;
    let (info, data) = line.split_once("::")?;
    let (name, properties) = info.split_once(' ').unwrap_or((info, ""));
    let unescaped = |text: &str, signs: &[(&str, &str)]| {
        signs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to)).replace("%25", "%")
    };
    let data_signs = [("%0D", "\r"), ("%0A", "\n")];
    let property_signs = [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ",")];
    let pairs = properties.split(',').filter_map(|pair| pair.split_once('='));
    Some(Heard {
        name: name.to_owned(),
        properties: pairs.map(|(key, value)| (key.to_owned(), unescaped(value, &property_signs))).collect(),
        data: unescaped(data, &data_signs),
    })
}

/// `##[name key=value;key=value]data`
fn first(line: &str) -> Option<Heard> {
    let (_, behind) = line.split_once("##[")?;
    let (info, data) = behind.split_once(']')?;
    let name = info.split(' ').next().unwrap_or_default().to_owned();
    Some(Heard { name, properties: BTreeMap::new(), data: data.to_owned() })
}

#[test]
fn the_model_hears_what_the_runner_does() {
    let names = |text: &str| heard(text).into_iter().map(|it| it.name).collect::<Vec<_>>();
    assert_eq!(names("  ::error file=a::b\nx ::error::b\n\u{3000}::notice::"), ["error", "notice"]);
    assert_eq!(names("x ##[error]b ::\n##[ \n::x"), ["error"]);
    assert_eq!(heard("::error title=a%2Cb%3A%250A::c%0Ad")[0].properties["title"], "a,b:%0A");
}

#[test]
fn exactly_the_commands_that_are_meant_are_heard() {
    let mut chance = Chance::new(20_261_126);
    let mut meant = 0;
    for _ in 0..tries(20_000, 1_000_000) {
        let count = 1 + chance.below(3);
        let hostile = Hostile::new(&mut chance, count);
        let printed = hostile.printed("github");
        let heard = heard(&printed);
        assert_eq!(heard.len(), hostile.reports.len(), "{printed}");
        assert_eq!(printed.lines().count(), heard.len(), "{printed}");
        for (heard, report) in heard.iter().zip(&hostile.reports) {
            let level = if report.severity.word() == "note" { "notice" } else { report.severity.word() };
            assert_eq!(heard.name, level, "{printed}");
            let keys: Vec<&str> = heard.properties.keys().map(String::as_str).collect();
            let (with, without) = (
                ["col", "endColumn", "endLine", "file", "line", "title"],
                ["endLine", "file", "line", "title"],
            );
            assert!(keys == with || keys == without, "{keys:?}");
            assert_eq!(heard.properties["title"], "journey some-code");
            let plain = |text: &str| text.chars().filter(|it| it.is_ascii_alphanumeric()).collect::<String>();
            let said = plain(&report.message) + "help" + &plain(report.help.as_deref().unwrap_or_default());
            // What is not seen is shown by its number.
            if !heard.data.contains("<U+") {
                assert_eq!(plain(&heard.data), said);
            }
        }
        meant += heard.len();
    }
    assert!(meant >= tries(20_000, 1_000_000));
}

#[test]
fn what_people_and_programs_read_holds_no_command() {
    let mut chance = Chance::new(7);
    for _ in 0..tries(2_000, 100_000) {
        let hostile = Hostile::new(&mut chance, 2);
        for form in ["human", "short"] {
            let mut out = Vec::new();
            std::io::Write::write_all(&mut Unheard::new(&mut out), hostile.printed(form).as_bytes()).unwrap();
            let printed = String::from_utf8(out).unwrap();
            assert_eq!(heard(&printed), [], "{form}: {printed}");
        }
        for form in ["json", "sarif", "gitlab", "junit", "rdjson"] {
            let printed = hostile.printed(form);
            assert_eq!(heard(&printed), [], "{form}: {printed}");
        }
    }
}

/// What a command prints where GitHub's runner reads it.
fn in_runner(files: &Memory, arguments: &[&str]) -> String {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut stdin: &[u8] = b"";
    let mut world = World::still(files, &mut stdin, &mut out, &mut err, Date::read(TODAY).unwrap());
    world.environment = |name| (name == "GITHUB_ACTIONS").then(|| "true".to_owned());
    world.look = Look { width: 40, ..Look::PLAIN };
    let arguments = std::iter::once("journey").chain(arguments.iter().copied());
    cli::run(arguments.map(Into::into), &mut world);
    String::from_utf8(out).unwrap()
}

#[test]
fn a_journey_adds_no_annotation_of_its_own() {
    let text = "journey shoes {\n  stage looking {\n    owner \"##[error]x\"\n    ::error::y\n  }\n  stage ::warning {}\n}\n";
    let files = Memory::new([("a ##[error]b.journey", text)]);
    for form in ["human", "short"] {
        let printed = in_runner(&files, &["check", "--format", form]);
        assert!(printed.contains("error["), "{printed}");
        assert_eq!(heard(&printed), [], "{printed}");
        // Elsewhere, it is printed as it stands.
        assert!(checked(&files, form, &[]).0.contains("##[error]"));
    }
    let heard = heard(&in_runner(&files, &["check", "--format", "github"]));
    assert!(
        !heard.is_empty() && heard.iter().all(|it| it.properties["file"] == "a ##[error]b.journey"),
        "{heard:?}"
    );
}

#[test]
fn nothing_else_that_people_read_is_a_command() {
    let journey = |title: &str, share: &str| {
        format!(
            "team t \"::error::##[error]t\"\njourney shoes \"##[group]{title}\" {{\n  stage one \"::warning::##[error]{title}\" \
             {{ owner t; -> end {share}; -> exit }}\n}}\n"
        )
    };
    let files = Memory::new([
        ("old/a.journey", journey("x", "40%")),
        ("new/a.journey", journey("y", "30%")),
        (
            "journey.toml",
            "[[require]]\nname = \"house\"\nof = \"stage\"\nhas = \"need\"\nwhy = \"::error::##[error]x\"\n"
                .to_owned(),
        ),
    ]);
    let commands: [&[&str]; 6] = [
        &["diff", "old", "new"],
        &["diff", "old", "new", "--format", "json"],
        &["diff", "old", "new", "--breaking"],
        &["show", "new"],
        &["explain", "house"],
        &["settings"],
    ];
    for command in commands {
        let printed = in_runner(&files, command);
        assert!(printed.contains("error") || printed.contains("house"), "{command:?}: {printed}");
        assert_eq!(heard(&printed), [], "{command:?}: {printed}");
    }
}

#[test]
fn what_github_does_not_show_is_said_first() {
    let (printed, _) = checked(&Memory::new(example("flawed")), "github", &[]);
    let heard = heard(&printed);
    assert_eq!((heard[0].name.as_str(), heard[0].properties["title"].as_str()), ("notice", "journey"));
    assert!(
        heard[0].data.contains("GitHub shows 10 of each in a step: 11 more are in its log alone"),
        "{heard:?}"
    );
    let (few, _) = checked(&Memory::new([("a.journey", "teem a\n")]), "github", &[]);
    assert_eq!(few.lines().count(), 1, "{few}");
}
