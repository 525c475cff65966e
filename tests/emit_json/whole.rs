//! One small document, all of it.

use journey::workspace::Memory;
use serde_json::json;

use crate::support::{document, text};

const SOURCE: &str = r#"team shop "The shop"

journey shoes "Buying shoes" {
  stage looking {
    owner shop
    goal "One pair"
    barrier no_size { accepted "Rare" }
    -> end 60%
    -> exit
  }
}
"#;

#[test]
fn a_small_document_is_this() {
    let shop = json!({"kind": "team", "id": "a.journey#team/shop", "name": "shop", "title": "The shop"});
    let looking = json!({
        "kind": "stage", "id": "a.journey#journey/shoes/stage/looking", "name": "looking", "title": "Looking",
    });
    let barrier = json!({
        "kind": "barrier",
        "id": "a.journey#journey/shoes/barrier/no_size",
        "name": "no_size",
        "title": "No size",
        "line": 7,
        "column": 13,
        "endLine": 7,
        "effectiveOwners": {"owners": [shop], "inheritedFrom": looking},
        "addressed": "accepted",
        "accepted": {"value": "Rare", "line": 7, "column": 32},
        "solutions": [],
    });
    let stage = json!({
        "kind": "stage",
        "id": "a.journey#journey/shoes/stage/looking",
        "name": "looking",
        "title": "Looking",
        "line": 4,
        "column": 9,
        "endLine": 10,
        "owners": {"value": [shop], "line": 5, "column": 5},
        "effectiveOwners": {"owners": [shop]},
        "goals": [{"text": "One pair", "line": 6, "column": 10}],
        "touchpoints": [],
        "barriers": [barrier],
        "opportunities": [],
        "backstages": [],
        "arrows": [
            {"to": {"kind": "end"}, "share": 0.6, "effectiveShare": 0.6, "counts": true, "line": 8, "column": 5},
            {"to": {"kind": "exit"}, "effectiveShare": 0.4, "counts": true, "line": 9, "column": 5},
        ],
        "exitShare": 0.4,
        "explainedShare": 0,
    });
    let expected = json!({
        "version": 1,
        "teams": [{
            "kind": "team",
            "id": "a.journey#team/shop",
            "name": "shop",
            "title": "The shop",
            "file": "a.journey",
            "line": 1,
            "column": 6,
            "endLine": 1,
        }],
        "persons": [],
        "channels": [],
        "segments": [],
        "personas": [],
        "metrics": [],
        "lanes": [],
        "journeys": [{
            "kind": "journey",
            "id": "a.journey#journey/shoes",
            "name": "shoes",
            "title": "Buying shoes",
            "file": "a.journey",
            "line": 3,
            "column": 9,
            "endLine": 11,
            "direction": "ltr",
            "effectiveOwners": {"owners": []},
            "effectiveStarts": [{"stage": looking}],
            "stages": [stage],
            "opportunities": [],
        }],
        "otherJourneys": [],
    });
    let found = document(&Memory::new([("a.journey", SOURCE)]), &["a.journey"]);
    assert!(found == expected, "{found:#}");
}

#[test]
fn it_is_printed_for_people_to_read_too() {
    let text = text(&Memory::new([("a.journey", SOURCE)]), &["a.journey"]);
    let head = r#"{
  "version": 1,
  "teams": [
    {
      "kind": "team",
      "id": "a.journey#team/shop",
      "name": "shop",
      "title": "The shop",
      "file": "a.journey",
      "line": 1,
      "column": 6,
      "endLine": 1
    }
  ],
  "persons": [],
"#;
    assert!(text.starts_with(head), "{text}");
    // Whatever is no declaration has one line.
    let stage = r#"          "goals": [
            {"text": "One pair", "line": 6, "column": 10}
          ],
          "touchpoints": [],
          "barriers": [
            {
"#;
    assert!(text.contains(stage), "{text}");
    assert!(text.ends_with("  ],\n  \"otherJourneys\": []\n}\n"));
}
