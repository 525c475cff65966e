//! Laws that hold for the documents of all examples: references, places, order, and agreement with what is drawn.

use std::collections::{BTreeMap, BTreeSet};

use journey::model::Declaration;
use journey::rules::Levels;
use journey::value::{Date, Name};
use journey::view::board::{Board, Goal};
use journey::view::{Addressed, View};
use journey::workspace::{Memory, Settings, Workspace};
use serde_json::{Value, json};

use crate::support::{EXAMPLES, declarations, document, each, example, names, references, text};

fn documents() -> impl Iterator<Item = (Memory, String, Value)> {
    EXAMPLES.into_iter().map(|name| {
        let (files, path) = (example(name), format!("examples/{name}"));
        let document = document(&files, &[&path]);
        (files, path, document)
    })
}

#[test]
fn every_reference_leads_to_one_declaration_of_its_kind_and_name() {
    for (_, _, document) in documents() {
        let declared = declarations(&document);
        let by_id: BTreeMap<&str, &Value> =
            declared.iter().map(|it| (it["id"].as_str().unwrap(), *it)).collect();
        assert_eq!(by_id.len(), declared.len(), "two declarations have one id");
        let references = references(&document);
        assert!(references.len() > 50);
        for reference in references {
            let found = by_id[reference["id"].as_str().unwrap()];
            for field in ["kind", "name", "title"] {
                assert_eq!(reference[field], found[field], "{reference:#}");
            }
        }
    }
}

/// What stands in `text` from where something begins, counted as its description says.
fn from<'t>(text: &'t str, it: &Value) -> &'t str {
    let line = it["line"].as_u64().unwrap() as usize - 1;
    let column = it["column"].as_u64().unwrap() as usize - 1;
    let line = text.split_inclusive('\n').skip(line).map(|line| line.as_ptr() as usize).next().unwrap();
    let rest = &text[line - text.as_ptr() as usize..];
    &rest[rest.chars().take(column).map(char::len_utf8).sum::<usize>()..]
}

#[test]
fn places_show_what_they_are_the_place_of() {
    for (files, _, document) in documents() {
        let files = files.all();
        let text = |it: &Value| {
            let bytes = &files[&format!("/{}", it["file"].as_str().unwrap())];
            str::from_utf8(bytes).unwrap()
        };
        let mut texts = 0;
        for outer in document.as_object().unwrap().values().filter_map(Value::as_array).flatten() {
            let file = text(outer);
            for declaration in declarations(outer) {
                let name = declaration["name"].as_str().unwrap();
                let written = from(file, declaration);
                let end = written.find(|it: char| it.is_whitespace() || ";{}".contains(it));
                assert_eq!(Name::new(&written[..end.unwrap_or(written.len())]).as_str(), name);
                let first = file.lines().nth(declaration["line"].as_u64().unwrap() as usize - 1).unwrap();
                assert!(first.contains(declaration["kind"].as_str().unwrap()), "{first}");
                let last = file.lines().nth(declaration["endLine"].as_u64().unwrap() as usize - 1).unwrap();
                assert!(last.contains('}') || (last == first && !first.contains('{')), "{last}");
            }
            each(outer, &mut |value| {
                if let (Some(said), true) = (value["text"].as_str(), value.get("line").is_some()) {
                    let written = from(file, value).lines().next().unwrap();
                    assert!(written.replace("\\\"", "\"").contains(said), "{written} is not {said}");
                    texts += 1;
                }
                if let (Some(owners), true) = (value.get("owners"), value.get("effectiveOwners").is_some())
                    && owners.get("line").is_some()
                {
                    assert!(from(file, owners).starts_with(&format!("owner {}", names(&owners["value"]))));
                }
            });
        }
        assert!(texts > 50);
    }
}

#[test]
fn a_document_is_the_same_whenever_and_however_it_is_asked_for() {
    for name in EXAMPLES {
        let path = format!("examples/{name}");
        let first = text(&example(name), &[&path]);
        assert_eq!(first, text(&example(name), &[&path]));
        assert!(first.ends_with("\n}\n") && !first.contains('\r'));
    }
    let shoes = example("shoes");
    let paths: Vec<String> = shoes
        .all()
        .into_keys()
        .filter(|path| path.ends_with(".journey"))
        .map(|path| path[1..].to_owned())
        .collect();
    let forth: Vec<&str> = paths.iter().map(String::as_str).collect();
    let back: Vec<&str> = forth.iter().rev().copied().collect();
    assert_eq!(text(&shoes, &forth), text(&shoes, &back));
    assert_eq!(text(&shoes, &forth), text(&shoes, &["examples/shoes"]));
}

#[test]
fn declarations_stand_in_the_order_of_paths_and_places() {
    for (_, _, document) in documents() {
        for list in document.as_object().unwrap().values().filter_map(Value::as_array) {
            let place = |it: &Value| {
                (it["file"].as_str().unwrap().to_owned(), it["line"].as_u64(), it["column"].as_u64())
            };
            assert!(list.is_sorted_by_key(place));
        }
    }
}

/// Whatever is drawn is computed by the same views: for everyone, and for each audience that something is only for.
#[test]
fn what_is_computed_is_what_is_drawn() {
    for name in EXAMPLES {
        let files = example(name);
        let path = format!("examples/{name}");
        let today = Date::read("2026-11-22").unwrap();
        let mut workspace = Workspace::new(&files, Settings { today, levels: Levels::default() });
        workspace.open(&path).unwrap();
        let snapshot = workspace.snapshot();
        for (id, journey) in snapshot.model().journeys() {
            for view in View::every(snapshot.model(), id) {
                let mut arguments = vec![path.as_str(), "--journey", journey.name().as_str()];
                let audience = view.audience().map(|audience| snapshot.model().audience(audience));
                arguments.extend(audience.iter().flat_map(|it| ["--for", it.name.as_str()]));
                let document = document(&files, &arguments);
                assert_eq!(document["journeys"][0]["audience"].is_null(), audience.is_none());
                compare(&document, &Board::new(&view));
            }
        }
    }
}

fn compare(document: &Value, board: &Board) {
    let journey = &document["journeys"][0];
    // A touchpoint may be called as its stage is.
    let by_kind: BTreeMap<(&str, &str), &Value> = declarations(journey)
        .into_iter()
        .map(|it| ((it["kind"].as_str().unwrap(), it["name"].as_str().unwrap()), it))
        .collect();
    let owners = |kind: &str, name: &str, owners: &[journey::view::board::Named]| {
        let drawn: Vec<&str> = owners.iter().map(|owner| owner.name.as_str()).collect();
        let found = by_kind[&(kind, name)];
        assert_eq!(names(&found["effectiveOwners"]["owners"]), drawn.join(", "), "{kind} {name}");
        found
    };
    owners("journey", &board.name, &board.owners);
    let drawn: Vec<&str> = board.starts.iter().map(|it| board.stages[it.stage].name.as_str()).collect();
    let starts = journey["effectiveStarts"].as_array().unwrap().iter().map(|it| &it["stage"]["name"]);
    assert!(starts.eq(drawn));
    for (number, stage) in board.stages.iter().enumerate() {
        let found = owners("stage", &stage.name, &stage.owners);
        for point in &stage.touchpoints {
            let found = owners("touchpoint", &point.name, &point.owners);
            assert_eq!(found["effectiveOwners"]["inheritedFrom"].is_null(), point.own_owners);
        }
        for process in &stage.backstages {
            owners("backstage", &process.name, &process.owners);
        }
        for barrier in stage.all_barriers() {
            let found = owners("barrier", &barrier.name, &barrier.owners);
            let drawn = match barrier.addressed {
                Addressed::Open => "open",
                Addressed::Solved => "solved",
                Addressed::Accepted => "accepted",
            };
            assert_eq!(found["addressed"], drawn);
        }
        let counting: Vec<Value> = found["arrows"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|arrow| arrow["counts"] == true)
            .map(|arrow| json!([arrow["to"]["kind"], arrow["to"]["name"], arrow["effectiveShare"]]))
            .collect();
        let drawn: Vec<Value> = board
            .ways_from(number)
            .map(|way| {
                let (kind, name) = match &way.to {
                    Goal::Stage(stage) => ("stage", Some(board.stages[*stage].name.as_str())),
                    Goal::Journey(journey) => ("journey", Some(journey.name.as_str())),
                    Goal::End => ("end", None),
                    Goal::Exit => ("exit", None),
                };
                json!([kind, name, way.share.map(|share| number_of(share.fraction()))])
            })
            .collect();
        assert_eq!(counting, drawn, "arrows of {}", stage.name);
    }
    for remedy in board.remedies() {
        owners("solution", &remedy.name, &remedy.owners);
    }
    for chance in board.chances() {
        owners("opportunity", &chance.name, &chance.owners);
    }
}

/// A number as the document writes it.
fn number_of(number: f64) -> Value {
    if number.fract() == 0.0 { json!(number as i64) } else { json!(number) }
}

#[test]
fn nothing_is_lost_of_the_largest_example() {
    let forty = document(&example("forty"), &["examples/forty"]);
    let stages = forty["journeys"][0]["stages"].as_array().unwrap();
    assert_eq!(stages.len(), 40);
    let names: BTreeSet<&str> = stages.iter().map(|stage| stage["name"].as_str().unwrap()).collect();
    assert_eq!(names.len(), 40);
}
