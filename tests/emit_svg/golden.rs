//! The map of every example is recorded, to be looked at when it changes: `UPDATE=1` writes them down.

use std::path::Path;

use journey::emit::look::Mode;
use journey::workspace::Memory;

use crate::versions::compared;
use crate::{drawn, example, examples, support};

fn compare(path: &Path, svg: &str) {
    if std::env::var_os("UPDATE").is_some_and(|update| update == "1") {
        std::fs::create_dir_all(path.parent().expect("a file stands in a folder")).unwrap();
        std::fs::write(path, svg).unwrap();
        return;
    }
    let recorded = String::from_utf8(support::read(path)).unwrap();
    let path = path.display();
    for (number, (old, new)) in recorded.lines().zip(svg.lines()).enumerate() {
        assert_eq!(old, new, "{path}, line {}: `UPDATE=1` records it anew", number + 1);
    }
    assert_eq!(recorded.len(), svg.len(), "{path}");
}

#[test]
fn maps_are_as_recorded() {
    let folder = support::folder("tests/emit_svg/golden");
    for (name, svg) in examples() {
        compare(&folder.join(format!("{name}.svg")), &svg);
    }
    for (name, svg) in compared("svg").into_iter().filter(|(name, _)| !name.starts_with("nasty")) {
        compare(&folder.join(format!("both-{name}.svg")), &svg);
    }
}

#[test]
fn the_map_in_the_readme_is_that_of_the_example() {
    for (mode, name) in [(Mode::Light, "light"), (Mode::Dark, "dark")] {
        let maps = drawn(&example("shoes"), mode);
        let (_, svg) = maps.iter().find(|(journey, _)| journey == "running_shoes").expect("it is there");
        compare(&support::folder("docs").join(format!("shoes-{name}.svg")), svg);
    }
}

/// The texts of the one map of a journey, a line each.
fn texts(journey: &str) -> String {
    let (_, svg) = drawn(&Memory::new([("a.journey", journey)]), Mode::Light).remove(0);
    let texts =
        svg.split("<text").skip(1).filter_map(|text| Some(text.split_once('>')?.1.split_once("</text>")?.0));
    texts.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_measure_says_whether_its_target_is_met_where_no_bar_can_be() {
    let seen = texts(
        "metric score { unit score; better higher }\njourney a \"A\" { measure score -12 target 40\n stage s \"S\" { -> end } }",
    );
    assert!(seen.contains("target missed"), "{seen}");
}

#[test]
fn names_stand_as_the_stages_of_a_map_do() {
    let seen = |language: &str| {
        texts(&format!(
            "team one \"فروش\"\nteam two \"Support\"
journey a \"A\" {{ lang \"{language}\"\n stage s \"Registration\" {{ owner one, two; -> end }} }}"
        ))
    };
    assert!(seen("fa").contains("\u{2067}\u{2067}فروش\u{2069}, Support\u{2069}"), "{}", seen("fa"));
    assert!(seen("fa").contains("\u{2067}1. Registration\u{2069}"), "{}", seen("fa"));
    assert!(seen("en").contains("\u{2067}فروش\u{2069}, Support"), "{}", seen("en"));
}
