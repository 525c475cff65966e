//! One small document, all of it.

use journey::workspace::Memory;
use serde_json::{Value, json};

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

fn place(start: (u32, u32), end: (u32, u32)) -> Value {
    let point = |(line, column): (u32, u32)| json!({"line": line, "column": column});
    json!({"path": "a.journey", "start": point(start), "end": point(end)})
}

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
        "place": place((7, 13), (7, 20)),
        "extent": place((7, 5), (7, 40)),
        "only": [],
        "severity": null,
        "drop": null,
        "owners": null,
        "effectiveOwners": {"owners": [shop], "inheritedFrom": looking},
        "evidence": [],
        "addressed": "accepted",
        "accepted": {"value": "Rare", "place": place((7, 32), (7, 38)), "onlyFor": []},
        "solutions": [],
        "solvedBy": [],
        "note": null,
        "links": [],
    });
    let stage = json!({
        "kind": "stage",
        "id": "a.journey#journey/shoes/stage/looking",
        "name": "looking",
        "title": "Looking",
        "place": place((4, 9), (4, 16)),
        "extent": place((4, 3), (10, 4)),
        "only": [],
        "owners": {"value": [shop], "place": place((5, 5), (5, 15)), "onlyFor": []},
        "effectiveOwners": {"owners": [shop], "inheritedFrom": null},
        "phase": null,
        "goals": [{"text": "One pair", "only": [], "place": place((6, 10), (6, 20))}],
        "motivations": [],
        "actions": [],
        "thoughts": [],
        "questions": [],
        "needs": [],
        "emotion": null,
        "duration": null,
        "touchpoints": [],
        "barriers": [barrier],
        "opportunities": [],
        "backstages": [],
        "laneTexts": [],
        "measures": [],
        "evidence": [],
        "arrows": [
            {
                "to": {"kind": "end"}, "share": 0.6, "effectiveShare": 0.6, "counts": true, "when": null, "only": [],
                "place": place((8, 5), (8, 15)),
            },
            {
                "to": {"kind": "exit"}, "share": null, "effectiveShare": 0.4, "counts": true, "when": null, "only": [],
                "place": place((9, 5), (9, 12)),
            },
        ],
        "exitShare": 0.4,
        "explainedShare": 0,
        "note": null,
        "links": [],
        "tags": [],
    });
    let expected = json!({
        "version": 1,
        "teams": [{
            "kind": "team",
            "id": "a.journey#team/shop",
            "name": "shop",
            "title": "The shop",
            "place": place((1, 6), (1, 10)),
            "extent": place((1, 1), (1, 21)),
            "lead": null,
            "contact": null,
            "note": null,
            "links": [],
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
            "place": place((3, 9), (3, 14)),
            "extent": place((3, 1), (11, 2)),
            "audience": null,
            "audiences": [],
            "language": null,
            "direction": "ltr",
            "goals": [],
            "owners": null,
            "effectiveOwners": {"owners": [], "inheritedFrom": null},
            "starts": null,
            "effectiveStarts": [{"stage": looking, "share": null}],
            "volume": null,
            "worth": null,
            "reviewed": null,
            "measures": [],
            "stages": [stage],
            "opportunities": [],
            "note": null,
            "links": [],
            "tags": [],
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
      "place": {"path": "a.journey", "start": {"line": 1, "column": 6}, "end": {"line": 1, "column": 10}},
"#;
    assert!(text.starts_with(head));
    assert!(text.ends_with("  ],\n  \"otherJourneys\": []\n}\n"));
}
