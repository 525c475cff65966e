//! A report is known again after its file has changed elsewhere.

use std::collections::BTreeSet;

use journey::workspace::Memory;
use proptest::prelude::*;

use crate::support::Files;
use crate::{document, example};

/// The fingerprints of all reports.
fn prints(files: &Files) -> BTreeSet<String> {
    let reports = document(&Memory::new(files.clone()), "json");
    let reports = reports["reports"].as_array().expect("a list").iter();
    let prints: Vec<String> =
        reports.map(|it| it["fingerprint"].as_str().expect("a text").to_owned()).collect();
    let different: BTreeSet<String> = prints.iter().cloned().collect();
    assert_eq!(different.len(), prints.len(), "two reports have one fingerprint");
    assert!(different.iter().all(|print| print.len() == 16), "{different:?}");
    different
}

/// The project whose rules have most to say, and mistakes in each of its files.
fn broken() -> Files {
    let mut files = example("flawed");
    for (path, bytes) in &mut files {
        if path.ends_with(".journey") {
            let text = String::from_utf8(bytes.clone()).unwrap();
            let text =
                text.replace("owner web_team", "owner wbe_team").replace("channel website", "chanel website");
            *bytes = format!("{text}\nteem nobody\n").into_bytes();
        }
    }
    files
}

/// `files` with each text changed by `change`.
fn changed(files: &Files, change: impl Fn(&str) -> String) -> Files {
    let mut files = files.clone();
    for (path, bytes) in &mut files {
        if path.ends_with(".journey") {
            *bytes = change(&String::from_utf8(bytes.clone()).unwrap()).into_bytes();
        }
    }
    files
}

#[test]
fn a_hundred_lines_above_change_none() {
    for files in [example("flawed"), broken()] {
        let before = prints(&files);
        assert!(before.len() > 20, "{before:?}");
        let lines = "// A comment.\n\n".repeat(100);
        assert_eq!(prints(&changed(&files, |text| format!("{lines}{text}"))), before);
    }
}

#[test]
fn layout_changes_none() {
    let files = example("flawed");
    let before = prints(&files);
    let wide = |text: &str| text.lines().map(|line| format!("   {line} \t\r\n")).collect();
    assert_eq!(prints(&changed(&files, wide)), before);
    let in_rows = |text: &str| text.replace("{\n", "{ ").replace("\n      criticality", "; criticality");
    let without_comments = |text: &str| {
        let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        lines.map(|line| format!("{line}\n")).collect::<String>()
    };
    assert_eq!(prints(&changed(&files, |text| in_rows(&without_comments(text)))), before);
}

#[test]
fn the_name_of_a_file_matters_where_nothing_encloses_a_place() {
    let text = "journey shoes {\n  stage looking {}\n}\n\nowner nobody\n";
    let of = |path: &str| prints(&Files::from([(path.to_owned(), text.as_bytes().to_vec())]));
    let (one, other) = (of("a.journey"), of("b/c.journey"));
    let stay = one.intersection(&other).count();
    assert_eq!((one.len() - stay, other.len() - stay), (1, 1), "{one:?} {other:?}");
    assert!(stay >= 2, "{one:?}");
}

#[test]
fn what_encloses_a_place_matters_and_equals_are_counted() {
    let stage = |name: &str| format!("  stage {name} {{ owner nobody }}\n");
    let of = |stages: &str| {
        let text = format!("journey shoes {{\n{stages}}}\n");
        prints(&Files::from([("a.journey".to_owned(), text.into_bytes())]))
    };
    let both = of(&(stage("a") + &stage("b")));
    for alone in [of(&stage("a")), of(&stage("b"))] {
        assert!(
            both.intersection(&alone).count() >= 1 && both.difference(&alone).count() >= 1,
            "{both:?} {alone:?}"
        );
    }
    // What comes before or behind does not matter, and so one more of its like is one more fingerprint.
    let phases = |count: usize| format!("  stage a {{\n{}  }}\n", "    phase awareness\n".repeat(count));
    let (two, three) = (of(&phases(2)), of(&phases(3)));
    assert!(two.is_subset(&three) && two.len() + 1 == three.len(), "{two:?} {three:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::support::tries(40, 1_000) as u32, failure_persistence: None, ..ProptestConfig::default() })]

    /// Comments and empty lines between any two lines, more blanks before and behind each of them.
    #[test]
    fn what_means_nothing_changes_none(picks in prop::collection::vec((any::<u8>(), 0..4_u8), 1..200), is_broken: bool) {
        let files = if is_broken { broken() } else { example("flawed") };
        let change = |text: &str| {
            let mut picks = picks.iter().cycle();
            let mut changed = String::new();
            let mut in_text = false;
            for line in text.lines() {
                let (pick, kind) = picks.next().expect("a cycle goes on");
                match kind {
                    // Indentation tells which brace is missing, and only where one is.
                    0 if !in_text && !is_broken => changed.push_str(&" ".repeat(usize::from(pick % 9))),
                    1 if !in_text => changed.push_str(&format!("// comment {pick} {{ \"\n")),
                    2 if !in_text => changed.push_str("\n\t\n"),
                    _ => {}
                }
                changed.push_str(line);
                in_text ^= line.matches("\"\"\"").count() % 2 == 1;
                if *kind == 3 && !in_text {
                    changed.push_str(&format!("   // {pick}"));
                }
                changed.push('\n');
            }
            changed
        };
        prop_assert_eq!(prints(&changed(&files, change)), prints(&files));
    }
}
