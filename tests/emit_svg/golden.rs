//! The map of every example is recorded, to be looked at when it changes: `UPDATE=1` writes them down.

use crate::{examples, support};

#[test]
fn maps_are_as_recorded() {
    let folder = support::folder("tests/emit_svg/golden");
    let is_update = std::env::var_os("UPDATE").is_some_and(|update| update == "1");
    for (name, svg) in examples() {
        let path = folder.join(format!("{name}.svg"));
        if is_update {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, &svg).unwrap();
            continue;
        }
        let recorded = String::from_utf8(support::read(&path)).unwrap();
        for (number, (old, new)) in recorded.lines().zip(svg.lines()).enumerate() {
            assert_eq!(old, new, "{name}, line {}: `UPDATE=1` records it anew", number + 1);
        }
        assert_eq!(recorded.len(), svg.len(), "{name}");
    }
}
