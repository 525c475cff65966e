//! In which letters two names differ that look alike, in words: by the scripts of the letters, or else by their code
//! points.

use std::collections::HashSet;
use std::hash::Hash;

use unicode_script::{Script, UnicodeScript};
use unicode_security::confusable_detection::skeleton;

/// Letters that are named one by one; more are counted.
const NAMED: usize = 3;

/// How two names that look alike differ, said of each.
pub(crate) fn differences(here: &str, there: &str) -> (String, String) {
    let is_unseen = |letter: &char| skeleton(letter.encode_utf8(&mut [0; 4])).next().is_none();
    let split = |name: &str| -> (Vec<char>, Vec<char>) { name.chars().partition(is_unseen) };
    let ((unseen_here, here), (unseen_there, there)) = (split(here), split(there));
    if here == there {
        return (unseen(&unseen_here), unseen(&unseen_there));
    }
    let prefix = here.iter().zip(&there).take_while(|(one, other)| one == other).count();
    let (here, there) = (&here[prefix..], &there[prefix..]);
    let suffix = here.iter().rev().zip(there.iter().rev()).take_while(|(one, other)| one == other).count();
    let (here, there) = (&here[..here.len() - suffix], &there[..there.len() - suffix]);
    let pairs = || here.iter().copied().zip(there.iter().copied()).filter(|(one, other)| one != other);
    let (here, there) = match here.len() == there.len() {
        true => (distinct(pairs().map(|(one, _)| one)), distinct(pairs().map(|(_, other)| other))),
        false => (distinct(here.iter().copied()), distinct(there.iter().copied())),
    };
    match (scripts(&here), scripts(&there)) {
        (Some(ours), Some(theirs)) if ours.iter().all(|script| !theirs.contains(script)) => {
            (of_scripts(&here, &ours), of_scripts(&there, &theirs))
        }
        _ => (code_points(&here), code_points(&there)),
    }
}

pub(super) fn distinct<T: Copy + Eq + Hash>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = HashSet::new();
    all.filter(|one| seen.insert(*one)).collect()
}

/// The scripts of `letters`, if each of them belongs to one.
fn scripts(letters: &[char]) -> Option<Vec<Script>> {
    let scripts = distinct(letters.iter().map(|letter| letter.script()));
    let none = [Script::Common, Script::Inherited, Script::Unknown];
    (!scripts.is_empty() && !scripts.iter().any(|script| none.contains(script))).then_some(scripts)
}

/// "`р`, `а` and `у` are Cyrillic here"
fn of_scripts(letters: &[char], scripts: &[Script]) -> String {
    format!("{} here", are_of(letters, scripts))
}

/// "`р`, `а` and `у` are Cyrillic"
pub(super) fn are_of(letters: &[char], scripts: &[Script]) -> String {
    let are = if letters.len() == 1 { "is" } else { "are" };
    let letters = list(letters.iter().map(|letter| format!("`{letter}`")).collect());
    format!("{letters} {are} {}", names_of(scripts))
}

/// "Cyrillic and Greek"
pub(super) fn names_of(scripts: &[Script]) -> String {
    list(scripts.iter().map(|script| script.full_name().to_owned()).collect())
}

/// "written with `ş` (U+015F) here"
fn code_points(letters: &[char]) -> String {
    let said = letters.iter().map(|letter| match letter.script() {
        // A mark on its own would stand on the quote before it.
        Script::Inherited => format!("U+{:04X}", u32::from(*letter)),
        _ => format!("`{letter}` (U+{:04X})", u32::from(*letter)),
    });
    format!("written with {} here", list(said.collect()))
}

/// "written with the unseen U+200C here"
fn unseen(letters: &[char]) -> String {
    let said =
        distinct(letters.iter().copied()).into_iter().map(|letter| format!("U+{:04X}", u32::from(letter)));
    match list(said.collect()).as_str() {
        "" => "written without an unseen character here".to_owned(),
        some => format!("written with the unseen {some} here"),
    }
}

/// "a, b and c"; of many the first.
fn list(mut words: Vec<String>) -> String {
    if words.len() > NAMED + 1 {
        let more = words.len() - NAMED;
        words.truncate(NAMED);
        words.push(format!("{more} more"));
    }
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}
