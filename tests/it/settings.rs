//! What `journey.toml` says takes effect: on maps, below what the command line says, and from the root of the project.

use std::collections::BTreeSet;

use journey::cli::Status;
use journey::rules::Levels;
use journey::value::Date;
use journey::workspace::{Files as _, Memory, Settings, Workspace};

use crate::support::{TODAY, run};

const BREAD: &str = "team bakery\nchannel counter\njourney bread \"Bread\" {\n  stage buying {\n    owner bakery\n    \
                     goal \"Fresh rolls\"\n    touchpoint till { channel counter; emotion +1 \"The line\" }\n    -> end\n  }\n}\n";

/// What a command prints over the bread journey, with these settings.
fn printed(settings: &str, arguments: &[&str]) -> (String, Status) {
    let files = Memory::new([("journey.toml", settings), ("bread.journey", BREAD)]);
    run(&[&["journey"], arguments].concat(), &files, b"")
}

fn svg(settings: &str, arguments: &[&str]) -> String {
    let (svg, status) = printed(settings, &[&["build", "--to", "svg", "--stdout"], arguments].concat());
    assert_eq!(status, Status::Fine, "{svg}");
    svg
}

#[test]
fn a_theme_is_seen_in_the_map() {
    let usual = svg("", &[]);
    assert!(!usual.contains("#7A1FA2") && !usual.contains("Georgia"));
    let themed = svg("[theme]\naccent = \"#7A1FA2\"\nfonts = [\"Georgia\"]\n", &[]);
    assert!(themed.contains("#7A1FA2") && themed.contains("&#39;Georgia&#39;, &#39;Inter&#39;"), "{themed}");

    let places = |svg: &str| ["Fresh rolls", "The line"].map(|words| svg.find(words));
    let [goal, feeling] = places(&usual);
    assert!(goal < feeling && goal.is_some(), "{usual}");
    let [goal, feeling] = places(&svg("[theme]\nlanes = [\"emotions\", \"goals\"]\n", &[]));
    assert!(feeling < goal && feeling.is_some());
    assert_eq!(places(&svg("[theme]\nlanes = [\"goals\"]\n", &[]))[1], None);
}

#[test]
fn the_command_line_goes_before_the_file() {
    let dark = "[theme]\nmode = \"dark\"\n";
    assert_eq!(svg(dark, &[]), svg("", &["--theme", "dark"]));
    assert_eq!(svg(dark, &["--theme", "light"]), svg("", &["--theme", "light"]));
    assert_eq!(svg(dark, &["--theme", "auto"]), svg("", &[]));
    assert_ne!(svg(dark, &[]), svg("", &[]));
}

#[test]
fn wrong_settings_keep_what_was_written() {
    let files = Memory::new([("journey.toml", "[theme]\nmode = \"dark\"\n"), ("bread.journey", BREAD)]);
    let build = || run(&["journey", "build", "--to", "svg,json,md"], &files, b"");
    assert_eq!(build().1, Status::Fine);
    let written = files.all();
    files.write("/journey.toml", b"[theme]\nmode = \"dim\"\n").unwrap();
    files.write("/bread.journey", BREAD.replace("Fresh", "Warm").as_bytes()).unwrap();
    let (said, status) = build();
    assert_eq!(status, Status::Errors, "{said}");
    let kept = |(path, _): &(&String, &Vec<u8>)| path.starts_with("/out/");
    let now = files.all();
    assert!(written.iter().filter(kept).eq(now.iter().filter(kept)));
}

#[test]
fn the_folder_of_the_settings_is_watched_and_each_change_is_taken_in() {
    let files = Memory::new([("p/journey.toml", ""), ("p/a/b/bread.journey", BREAD)]).seen_from("/p/a");
    let settings = Settings { today: Date::read(TODAY).unwrap(), levels: Levels::default() };
    let mut workspace = Workspace::new(&files, settings);
    workspace.open("b/bread.journey").unwrap();
    let none = BTreeSet::new();
    assert!(workspace.refresh(&none));
    assert!(workspace.watched().contains("/p"), "{:?}", workspace.watched());
    assert!(!workspace.refresh(&none));

    let theme = |workspace: &mut Workspace<'_>| workspace.snapshot().project_settings().theme.clone();
    let usual = theme(&mut workspace);
    files.write("/p/journey.toml", b"[theme]\nfonts = [\"Inter\"]\n").unwrap();
    assert!(workspace.refresh(&none));
    assert_eq!(theme(&mut workspace).fonts, ["Inter"]);
    assert!(!workspace.refresh(&none));

    files.write("/p/journey.toml", b"[theme]\nfont = [\"Inter\"]\n").unwrap();
    assert!(workspace.refresh(&none));
    let snapshot = workspace.snapshot();
    let [report] = snapshot.diagnostics() else { panic!("{:?}", snapshot.diagnostics()) };
    assert_eq!(snapshot.source(report.at.span.source).path, "../journey.toml");
    assert_eq!(snapshot.source(report.at.span.source).slice(report.at.span), "font");

    files.remove("/p/journey.toml");
    assert!(workspace.refresh(&none));
    assert_eq!(theme(&mut workspace), usual);
    assert_eq!(workspace.snapshot().diagnostics().len(), 0);
}

/// Behind a byte order mark, at the very end, and around quotes.
#[test]
fn reports_point_into_the_file() {
    let at = |settings: &str| {
        let (said, _) = printed(settings, &["check"]);
        let place = said.split("[journey.toml:").nth(1).and_then(|rest| rest.split(']').next());
        place.unwrap_or_else(|| panic!("{said}")).to_owned()
    };
    assert_eq!(at("\u{FEFF}[theme]\r\nmod = 1\r\n"), "2:1");
    assert_eq!(at("[theme]\nmode ="), "2:7");
    assert_eq!(at("[theme]\n\"mode\" = 'drak'"), "2:10");
}
