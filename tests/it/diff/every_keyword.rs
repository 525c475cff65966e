//! Every keyword of the table counts: two states that differ in one statement differ in that statement alone.

use std::collections::BTreeMap;

use journey::vocabulary::{KEYWORDS, Keyword, Place, Slot, Space, Takes, Word};

use crate::diff::{told, versions};

/// A project with a block of every kind; `lines` stand in those of their places.
fn project(lines: &BTreeMap<Place, String>, word: Word) -> Vec<(String, String)> {
    let line = |place: Place| lines.get(&place).map_or("", String::as_str);
    let whose = if word == Word::For { "" } else { "for s, pe\n" };
    let text = format!(
        "{file}
team t {{ {team} }}
team t2
person p {{ {person} }}
channel c {{ {channel} }}
channel c2
segment s {{ {segment} }}
segment s2
persona pe {{ {persona} }}
metric m {{ {metric} }}
metric m2
lane l {{ {lane} }}
lane l2
journey j2 {{ stage far }}
journey j {{
  {whose}
  {journey}
  stage st {{
    {stage}
    touchpoint tp {{
      {touchpoint}
    }}
    barrier b {{
      {barrier}
      solution so {{ {solution} }}
    }}
    barrier b2 {{ solution so2; solution so3 }}
    opportunity o {{ {opportunity} }}
    backstage bs {{ {backstage} }}
  }}
  stage other
}}
",
        file = line(Place::File),
        team = line(Place::Team),
        person = line(Place::Person),
        channel = line(Place::Channel),
        segment = line(Place::Segment),
        persona = line(Place::Persona),
        metric = line(Place::Metric),
        lane = line(Place::Lane),
        journey = line(Place::Journey),
        stage = line(Place::Stage),
        touchpoint = line(Place::Touchpoint),
        barrier = line(Place::Barrier),
        solution = line(Place::Solution),
        opportunity = line(Place::Opportunity),
        backstage = line(Place::Backstage),
    );
    vec![("a.journey".to_owned(), text)]
}

/// Two arguments of a kind; the second is none where there is but one.
fn samples(takes: Takes) -> [Option<String>; 2] {
    let two = |one: &str, other: &str| [Some(one.to_owned()), Some(other.to_owned())];
    match takes {
        Takes::Name => two("zz", "yy"),
        Takes::Title | Takes::Text | Takes::Markdown | Takes::Texts => two("\"one thing\"", "\"another\""),
        Takes::Reference(space) | Takes::References(space) => match space {
            Space::Team => two("t", "t2"),
            Space::Owner => two("t", "p"),
            Space::Channel => two("c", "c2"),
            Space::Segment => two("s", "s2"),
            Space::Audience => two("s", "pe"),
            Space::Metric => two("m", "m2"),
            Space::Lane => two("l", "l2"),
            Space::Stage => two("st", "other"),
            Space::Solution => two("so2", "so3"),
            Space::Free => two("one", "another"),
        },
        Takes::Starts => two("st 10%", "other 10%"),
        Takes::Target => two("other", "journey j2"),
        Takes::Choice(words) => [words.first(), words.get(1)].map(|word| word.map(|it| (*it).to_owned())),
        Takes::Share => two("10%", "20%"),
        Takes::Score => two("+1", "-1"),
        Takes::Number => two("5", "6"),
        Takes::Money => two("5 EUR", "6 EUR"),
        Takes::Figure => two("5", "6"),
        Takes::Date => two("2026-10-01", "2026-10-02"),
        Takes::Duration => two("2d", "3d"),
        Takes::Link => two("<https://example.com/a>", "<https://example.com/b>"),
        Takes::Language => two("\"fa\"", "\"ro\""),
        Takes::Path => [None, None],
    }
}

/// The statement with the arguments that `choose` takes of each slot.
fn statement(keyword: &Keyword, choose: impl Fn(usize, &Slot) -> Option<String>) -> String {
    let mut written = keyword.text.to_owned();
    for (number, slot) in keyword.slots.iter().enumerate() {
        if let Some(argument) = choose(number, slot) {
            let lead = slot.lead.map(|lead| format!("{lead} ")).unwrap_or_default();
            written.push_str(&format!(" {lead}{argument}"));
        }
    }
    written
}

/// The changes from one line in a place to another.
fn changes(keyword: &Keyword, place: Place, old: &str, new: &str) -> Vec<String> {
    let lines = |line: &str| BTreeMap::from([(place, line.to_owned())]);
    let versions = versions(&project(&lines(old), keyword.word), &project(&lines(new), keyword.word));
    let changes = versions.changes();
    told(&versions, &changes)
}

/// The statements that say something, each with every place it may stand in. Imports make names visible and say nothing;
/// `only` says whom others are for, and is looked at below.
fn statements() -> impl Iterator<Item = (&'static Keyword, Place)> {
    let rows = KEYWORDS.iter().filter(|row| !matches!(row.word, Word::Import | Word::Only));
    rows.flat_map(|row| row.places.iter().map(move |place| (row, *place)))
}

#[test]
fn every_statement_that_comes_or_goes_is_one_change() {
    for (keyword, place) in statements() {
        let whole = statement(keyword, |_, slot| samples(slot.takes)[0].clone());
        let came = changes(keyword, place, "", &whole);
        let went = changes(keyword, place, &whole, "");
        assert_eq!(came.len(), 1, "{whole} {}: {came:#?}", place.phrase());
        assert!(came[0].starts_with("+ ") && came[0].contains(keyword.text), "{whole}: {came:#?}");
        assert_eq!(went, [came[0].replacen('+', "-", 1)], "{whole}");
    }
}

#[test]
fn every_argument_of_every_statement_counts() {
    for (keyword, place) in statements().filter(|(keyword, _)| !keyword.declares()) {
        let whole = statement(keyword, |_, slot| samples(slot.takes)[0].clone());
        for (number, slot) in keyword.slots.iter().enumerate() {
            let [_, other] = samples(slot.takes);
            let without = (!slot.needed).then(|| {
                statement(keyword, |it, slot| samples(slot.takes)[0].clone().filter(|_| it != number))
            });
            let with_other = other.map(|other| {
                statement(keyword, |it, slot| {
                    if it == number { Some(other.clone()) } else { samples(slot.takes)[0].clone() }
                })
            });
            for changed in without.into_iter().chain(with_other) {
                let told = changes(keyword, place, &whole, &changed);
                assert!(!told.is_empty(), "{whole} → {changed} {}", place.phrase());
                let is_of_it = |line: &String| line.contains(keyword.text);
                assert!(told.iter().all(is_of_it), "{whole} → {changed}: {told:#?}");
                assert!(told.len() <= 2, "{whole} → {changed}: {told:#?}");
            }
        }
    }
}

#[test]
fn whom_a_statement_is_for_counts() {
    let is_in =
        |place: &Place| KEYWORDS.iter().any(|row| row.word == Word::Only && row.places.contains(place));
    for (keyword, place) in statements().filter(|(_, place)| is_in(place)) {
        if matches!(keyword.word, Word::For | Word::Lang) {
            continue;
        }
        let line = statement(keyword, |_, slot| samples(slot.takes)[0].clone());
        let (for_all, for_some) = (line.clone(), format!("only s {{ {line} }}"));
        let told = changes(keyword, place, &for_all, &for_some);
        // What is declared is there still, and for whom has changed.
        let expected = if keyword.declares() { 1 } else { 2 };
        assert_eq!(told.len(), expected, "{line} {}: {told:#?}", place.phrase());
        let (both, apart) =
            (format!("only s, pe {{ {line} }}"), format!("only pe {{ {line} }}\nonly s {{ {line} }}"));
        if !keyword.declares() {
            assert_eq!(changes(keyword, place, &both, &apart), [""; 0], "{line}");
        }
    }
}
