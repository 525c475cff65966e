//! What `journey.toml` says takes effect: on maps, below what the command line says, and from the root of the project.

use std::collections::BTreeSet;

use journey::cli::Status;
use journey::rules::Levels;
use journey::value::Date;
use journey::workspace::{Files as _, Memory, Settings, Workspace};

use crate::repository::text;
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

/// The value that a TOML text is, as JSON.
fn as_json(toml: &str) -> serde_json::Value {
    use serde_json::Value;
    use toml::de::{DeTable, DeValue};

    fn value(given: &DeValue<'_>) -> Value {
        match given {
            DeValue::String(text) => Value::from(text.as_ref()),
            DeValue::Integer(digits) => Value::from(digits.as_str().parse::<i64>().unwrap()),
            DeValue::Float(digits) => Value::from(digits.as_str().parse::<f64>().unwrap()),
            DeValue::Boolean(is_so) => Value::from(*is_so),
            DeValue::Datetime(time) => Value::from(time.to_string()),
            DeValue::Array(list) => list.iter().map(|one| value(one.get_ref())).collect(),
            DeValue::Table(table) => object(table),
        }
    }
    fn object(table: &DeTable<'_>) -> Value {
        table.iter().map(|(key, given)| (key.get_ref().to_string(), value(given.get_ref()))).collect()
    }
    object(DeTable::parse(toml).unwrap().get_ref())
}

/// Whatever is right fits the schema, and what is reported, as far as a schema can tell, does not.
#[test]
fn the_schema_fits_what_is_right_and_nothing_else() {
    let (schema, status) = printed("", &["schema", "settings"]);
    assert_eq!(status, Status::Fine);
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::draft7::new(&schema).unwrap();
    assert!(jsonschema::draft7::meta::is_valid(&schema));

    let page = text("docs/settings.md").unwrap_or_default();
    let examples: String =
        page.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let errors: Vec<String> = validator.iter_errors(&as_json(&examples)).map(|it| it.to_string()).collect();
    assert_eq!(errors, [""; 0]);

    let wrong = [
        "mod = 1\n",
        "currency = \"euro\"\n",
        "exclude = \"drafts\"\n",
        "[theme]\nmode = \"drak\"\n",
        "[build]\nto = [\"svgg\"]\n",
        "[rules]\nmissing-owner = \"fatal\"\n",
        "[rules]\nmissing-owner = { of = [\"segments\"] }\n",
        "[rules]\nwarnings = \"note\"\n",
        "[[overrides]]\nfiles = [\"a\"]\n",
        "[[require]]\nname = \"a\"\nof = \"stag\"\nhas = \"measure\"\n",
        "[[require]]\nname = \"a\"\nof = \"stage\"\nhas = \"severity\"\n",
        "[[require]]\nname = \"a\"\nof = \"barrier\"\nwhere = { severity = \"urgent\" }\nhas = \"link\"\n",
        "[[require]]\nname = \"a\"\nof = \"barrier\"\nwhere = { phase = \"purchase\" }\nhas = \"link\"\n",
    ];
    for settings in wrong {
        assert!(!validator.is_valid(&as_json(settings)), "{settings}");
        assert_eq!(printed(settings, &["check"]).1, Status::Errors, "{settings}");
    }
}

#[test]
fn a_rule_of_the_project_is_one_however_often_it_is_read() {
    let require = |help: &str| {
        format!("[[require]]\nname = \"led\"\nof = \"team\"\nhas = \"lead\"\nhelp = \"{help}\"\n")
    };
    let files = Memory::new([("journey.toml", require("ask").as_str()), ("bread.journey", BREAD)]);
    let settings = Settings { today: Date::read(TODAY).unwrap(), levels: Levels::default() };
    let mut workspace = Workspace::new(&files, settings);
    workspace.open(".").unwrap();
    let mut rule = |text: String| {
        files.write("/journey.toml", text.as_bytes()).unwrap();
        workspace.refresh(&BTreeSet::new());
        let snapshot = workspace.snapshot();
        let report = snapshot.diagnostics().iter().find(|report| report.code == "led");
        assert!(report.is_some(), "{:?}", snapshot.diagnostics());
        snapshot.project_settings().rules.required[0]
    };
    let first = rule(require("ask"));
    let other = rule(require("look"));
    assert!(std::ptr::eq(first, rule(format!("# as before\n{}", require("ask")))));
    assert!(!std::ptr::eq(first, other));
}

/// What is built goes into the folder of the settings and nowhere else, whatever a link in the project says.
#[cfg(unix)]
#[test]
fn the_folder_of_the_settings_is_in_the_project() {
    let folder = tempfile::tempdir().unwrap();
    let (inside, outside) = (folder.path().join("project"), folder.path().join("outside"));
    let put = |name: &str, text: &str| {
        let disk = journey::workspace::Disk::at(&inside);
        disk.write(&format!("{}/{name}", inside.display()), text.as_bytes()).unwrap();
    };
    put("journey.toml", "[build]\nto = [\"json\"]\nout = \"link/maps\"\n");
    put("bread.journey", BREAD);
    journey::workspace::Disk::at(&outside).write(&format!("{}/keep", outside.display()), b"").unwrap();
    std::os::unix::fs::symlink(&outside, inside.join("link")).unwrap();
    let disk = journey::workspace::Disk::at(&inside.canonicalize().unwrap());
    let (said, status) = run(&["journey", "build"], &disk, b"");
    assert_eq!(
        (status, said.as_str()),
        (Status::Failed, "error: `link/maps`: it is a link that leads out of the project\n")
    );
    put("journey.toml", "[build]\nto = [\"json\"]\nout = \"maps\"\n");
    let (said, status) = run(&["journey", "build"], &disk, b"");
    assert_eq!((status, said.as_str()), (Status::Fine, "wrote 1 file to maps\n"));
}
