//! Which journeys and declarations are in a document.

use journey::cli::Status;
use journey::workspace::Memory;
use serde_json::Value;

use crate::support::{declarations, document, journey, named, names, references};

fn project() -> Memory {
    Memory::new([
        (
            "shop/buying.journey",
            "import \"../teams.journey\"\nimport \"returns.journey\"\njourney buying { stage s { owner shop; -> journey returns 5%; -> end } }",
        ),
        (
            "shop/returns.journey",
            "import \"../teams.journey\"\njourney returns \"Sending back\" { stage s { owner shop; -> end } }",
        ),
        ("teams.journey", "team shop\nteam unused"),
        ("elsewhere/other.journey", "team elsewhere\njourney other { stage s { owner elsewhere; -> end } }"),
        ("journey.toml", ""),
    ])
}

fn listed(list: &Value) -> String {
    names(list)
}

#[test]
fn a_document_holds_the_files_asked_for_and_what_they_import() {
    let all = document(&project(), &["."]);
    assert_eq!(listed(&all["journeys"]), "other, buying, returns");
    assert_eq!(listed(&all["teams"]), "elsewhere, shop, unused");
    assert_eq!(listed(&all["otherJourneys"]), "");

    let one = document(&project(), &["shop/buying.journey"]);
    assert_eq!(listed(&one["journeys"]), "buying");
    assert_eq!(listed(&one["teams"]), "shop, unused");
    assert_eq!(listed(&one["otherJourneys"]), "returns");
    assert_eq!(one["otherJourneys"][0]["title"], "Sending back");
    let arrow = &named(&one, "s")["arrows"][0];
    assert_eq!(arrow["to"]["id"], one["otherJourneys"][0]["id"]);
    assert_eq!(arrow["to"]["id"], "shop/returns.journey#journey/returns");
}

#[test]
fn one_journey_can_be_asked_for() {
    let document = document(&project(), &[".", "--journey", "buying"]);
    assert_eq!(listed(&document["journeys"]), "buying");
    assert_eq!(listed(&document["otherJourneys"]), "returns");
}

#[test]
fn stages_of_one_name_in_two_journeys_are_two() {
    let document = document(&project(), &["."]);
    let ids: Vec<&str> = declarations(&document)
        .into_iter()
        .filter(|it| it["name"] == "s")
        .map(|it| it["id"].as_str().unwrap())
        .collect();
    let expected = [
        "elsewhere/other.journey#journey/other/stage/s",
        "shop/buying.journey#journey/buying/stage/s",
        "shop/returns.journey#journey/returns/stage/s",
    ];
    assert_eq!(ids, expected);
}

#[test]
fn a_persona_whom_no_file_of_the_journey_names_is_in_when_it_is_asked_for_her() {
    let files = Memory::new([
        (
            "a.journey",
            "import \"segments.journey\"\nteam shop\njourney j { for firms; stage s { owner shop; -> end } }",
        ),
        ("segments.journey", "segment firms"),
        ("people.journey", "import \"segments.journey\"\npersona petra { segment firms }\npersona other"),
    ]);
    let document = document(&files, &["a.journey", "people.journey", "--for", "petra"]);
    let journey = &document["journeys"][0];
    assert_eq!(journey["audience"]["id"], "people.journey#persona/petra");
    for reference in references(&document) {
        assert!(declarations(&document).iter().any(|it| it["id"] == reference["id"]));
    }
}

#[test]
fn a_document_is_not_written_over_with_journeys_missing() {
    let files = Memory::new([
        ("good.journey", "team shop\njourney good { stage s { owner shop; -> end } }"),
        ("bad.journey", "journey bad { stage s { owner nobody; -> end } }"),
        ("out/journeys.json", "of before"),
    ]);
    let ran = journey(&files, &["build", "--to", "json", "good.journey", "bad.journey"]);
    assert_eq!(ran.status, Status::Errors);
    assert_eq!(files.all()["/out/journeys.json"], b"of before");
    assert_eq!(journey(&files, &["build", "--to", "json", "good.journey"]).status, Status::Fine);
    assert!(files.all()["/out/journeys.json"].starts_with(b"{\n  \"version\": 1,\n"));
}

#[test]
fn what_was_reported_in_a_file_that_no_journey_needs_breaks_nothing() {
    let files = Memory::new([
        ("good.journey", "team shop\njourney good { stage s { owner shop; -> end } }"),
        (
            "bad.journey",
            "team care\nteam care\nteam\nperson ada { team nobody }\npersona petra { segment nobody }",
        ),
    ]);
    let document = document(&files, &["."]);
    assert_eq!(listed(&document["teams"]), "care, shop");
    assert_eq!(document["persons"][0]["team"], Value::Null);
    assert_eq!(document["personas"][0]["segment"], Value::Null);
}
