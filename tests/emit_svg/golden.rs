//! The map of every example is recorded, to be looked at when it changes: `UPDATE=1` writes them down.

use std::path::Path;

use journey::emit::look::Mode;

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
