//! What is computed: who answers in the end, what counts for whom, what is addressed, what is left over.

use journey::workspace::Memory;
use serde_json::{Value, json};

use crate::support::{document, named, names, of};

#[test]
fn owners_come_from_the_nearest_that_says_so() {
    let document = of(r#"
team whole; team shop; team care; team design
person ada
journey j {
  owner whole
  opportunity of_journey { solution for_journey }
  stage s {
    owner shop
    backstage inheriting
    backstage owned { owner care }
    barrier in_stage { solution for_stage }
    opportunity chance { solution given_away { owner ada } }
    touchpoint plain {
      barrier in_plain { solution from_afar }
      opportunity chance_there { solution from_there }
    }
    touchpoint named {
      owner design, ada
      barrier in_named { solution for_named }
      barrier with_owner { owner care; solution for_owner }
    }
    -> nobodys 50%
    -> end
  }
  stage nobodys {
    touchpoint empty { barrier lonely { solution hopeless } }
    backstage dark
    -> end
  }
}"#);
    let expected = [
        ("j", "whole", None),
        ("of_journey", "whole", Some("journey j")),
        ("for_journey", "whole", Some("journey j")),
        ("s", "shop", None),
        ("inheriting", "shop", Some("stage s")),
        ("owned", "care", None),
        ("in_stage", "shop", Some("stage s")),
        ("for_stage", "shop", Some("stage s")),
        ("chance", "shop", Some("stage s")),
        ("given_away", "ada", None),
        ("plain", "shop", Some("stage s")),
        ("in_plain", "shop", Some("stage s")),
        ("from_afar", "shop", Some("stage s")),
        ("chance_there", "shop", Some("stage s")),
        ("from_there", "shop", Some("stage s")),
        ("named", "design, ada", None),
        ("in_named", "design, ada", Some("touchpoint named")),
        ("for_named", "design, ada", Some("touchpoint named")),
        ("with_owner", "care", None),
        ("for_owner", "care", Some("barrier with_owner")),
        ("nobodys", "", None),
        ("empty", "", None),
        ("lonely", "", None),
        ("hopeless", "", None),
        ("dark", "", None),
    ];
    for (name, owners, from) in expected {
        let effective = &named(&document, name)["effectiveOwners"];
        assert_eq!(names(&effective["owners"]), owners, "{name}");
        let found = effective["inheritedFrom"].as_object();
        let found = found.map(|it| [&it["kind"], &it["name"]].map(|text| text.as_str().unwrap()).join(" "));
        assert_eq!(found.as_deref(), from, "{name}");
    }
    assert_eq!(named(&document, "plain")["owners"], Value::Null);
    assert_eq!(named(&document, "named")["effectiveOwners"]["owners"][1]["kind"], "person");
}

const ONLY: &str = r#"
team shop; team sales
segment firms "Firms"
segment families
persona petra { segment firms }
journey j {
  for firms, families, petra
  only firms { goal "One invoice"; owner sales }
  stage s {
    owner shop
    emotion 0
    need "A size"
    only firms {
      owner sales
      emotion +1 "As agreed"
      need "An invoice"
      touchpoint visit
      -> end 60% when "The price is right"
      -> exit
    }
    only petra { emotion -2 }
    only families, petra { question "How much?" }
    -> end 80%
    -> exit
  }
}"#;

/// What is said of the stage is always there; what is computed of it is computed for `audience`.
fn only(audience: Option<&str>) -> Value {
    let files = Memory::new([("a.journey", ONLY)]);
    let flags = audience.map(|audience| ["--for", audience]);
    let arguments: Vec<&str> = ["a.journey"].into_iter().chain(flags.into_iter().flatten()).collect();
    document(&files, &arguments)
}

#[test]
fn what_is_only_for_some_is_marked_with_whom_it_is_for() {
    for audience in [None, Some("firms"), Some("families"), Some("petra")] {
        let document = only(audience);
        let stage = named(&document, "s");
        let texts = |field: &str| -> Vec<(String, String)> {
            let all = stage[field].as_array().unwrap().iter();
            all.map(|it| (it["text"].as_str().unwrap().to_owned(), names(&it["only"]))).collect()
        };
        assert_eq!(texts("needs"), [("A size", ""), ("An invoice", "firms")].map(own));
        assert_eq!(texts("questions"), [("How much?", "families, petra")].map(own));
        let emotion = &stage["emotion"];
        assert_eq!(emotion["value"], json!({"score": 0}));
        let instead: Vec<_> = emotion["onlyFor"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| (names(&it["audiences"]), &it["value"]))
            .collect();
        assert_eq!(instead[0], ("firms".to_owned(), &json!({"score": 1, "text": "As agreed"})));
        assert_eq!(instead[1], ("petra".to_owned(), &json!({"score": -2})));
        assert_eq!(names(&named(&document, "visit")["only"]), "firms");
        assert_eq!(names(&stage["owners"]["value"]), "shop");
        assert_eq!(names(&stage["owners"]["onlyFor"][0]["value"]), "sales");
        // Said for some alone: there is no value for everyone, and so no place of one.
        let owners = &named(&document, "j")["owners"];
        assert_eq!((owners.get("value"), owners.get("line")), (None, None));
        assert_eq!(owners["onlyFor"][0]["audiences"][0]["title"], "Firms");
    }
}

fn own((text, only): (&str, &str)) -> (String, String) {
    (text.to_owned(), only.to_owned())
}

#[test]
fn what_is_computed_is_computed_for_the_audience_asked_for() {
    // A persona sees what is for her segment.
    for (audience, owner, of_journey, counts, lost) in [
        (None, "shop", "", [false, false, true, true], 0.2),
        (Some("families"), "shop", "", [false, false, true, true], 0.2),
        (Some("firms"), "sales", "sales", [true, true, false, false], 0.4),
        (Some("petra"), "sales", "sales", [true, true, false, false], 0.4),
    ] {
        let document = only(audience);
        let journey = &document["journeys"][0];
        assert_eq!(journey["audience"]["name"].as_str(), audience);
        assert_eq!(names(&journey["effectiveOwners"]["owners"]), of_journey);
        let stage = named(&document, "s");
        assert_eq!(names(&stage["effectiveOwners"]["owners"]), owner, "{audience:?}");
        assert_eq!(names(&named(&document, "visit")["effectiveOwners"]["owners"]), owner);
        assert_eq!(stage["exitShare"], json!(lost));
        let arrows = stage["arrows"].as_array().unwrap();
        assert!(arrows.iter().map(|arrow| &arrow["counts"]).eq(counts), "{audience:?}");
        // The share of an arrow is that among those that it stands with, whoever looks.
        let shares = arrows.iter().map(|arrow| (&arrow["share"], &arrow["effectiveShare"]));
        let expected = [
            (json!(0.6), json!(0.6)),
            (json!(null), json!(0.4)),
            (json!(0.8), json!(0.8)),
            (json!(null), json!(0.2)),
        ];
        assert!(shares.eq(expected.iter().map(|(share, effective)| (share, effective))));
        assert_eq!(arrows[0]["when"], "The price is right");
    }
}

#[test]
fn a_barrier_is_open_solved_or_accepted() {
    let document = of(r#"
team shop
segment firms
journey j {
  for firms
  stage s {
    owner shop
    barrier bare
    barrier given_up { solution a { status failed }; solution b { status dropped } }
    barrier planned { solution c { status planned } }
    barrier unsaid { solution d }
    barrier by_another { solved by c }
    barrier by_failed { solved by a }
    barrier mixed { solution e { status failed }; solved by c }
    barrier taken { accepted "It costs more than it brings"; solution f { status live } }
    barrier for_some { only firms { solution g } }
    barrier for_some_taken { only firms { accepted "They know it" } }
    -> end
  }
}"#);
    for (name, addressed) in [
        ("bare", "open"),
        ("given_up", "open"),
        ("planned", "solved"),
        ("unsaid", "solved"),
        ("by_another", "solved"),
        ("by_failed", "open"),
        ("mixed", "solved"),
        ("taken", "accepted"),
        ("for_some", "solved"),
        ("for_some_taken", "open"),
    ] {
        assert_eq!(named(&document, name)["addressed"], addressed, "{name}");
    }
    let solved_by = &named(&document, "mixed")["solvedBy"][0];
    assert_eq!(solved_by["solution"]["id"], "a.journey#journey/j/solution/c");
    assert_eq!(named(&document, "mixed")["solutions"].as_array().unwrap().len(), 1);
}

#[test]
fn shares_tell_what_is_lost_and_what_explains_it() {
    let document = of(r#"
team shop
journey j {
  stage s {
    owner shop
    touchpoint with_drop { drop 10%; barrier inside { drop 8% } }
    touchpoint without { barrier one { drop 3% }; barrier two { drop 0.5% } }
    barrier of_stage { drop 2% }
    -> t 33.3333%
    -> end 16.6667%
    -> exit
  }
  stage t { owner shop; -> end; -> s }
}"#);
    let stage = named(&document, "s");
    assert_eq!((&stage["exitShare"], &stage["explainedShare"]), (&json!(0.5), &json!(0.155)));
    let shares: Vec<&Value> =
        stage["arrows"].as_array().unwrap().iter().map(|arrow| &arrow["effectiveShare"]).collect();
    assert_eq!(shares, [&json!(0.333333), &json!(0.166667), &json!(0.5)]);
    let unknown = named(&document, "t");
    assert_eq!((&unknown["exitShare"], &unknown["explainedShare"]), (&json!(null), &json!(0)));
    assert_eq!(unknown["arrows"][1]["effectiveShare"], json!(null));
    assert_eq!(unknown["arrows"][1]["to"]["id"], stage["id"]);
    // Nobody says where customers come in: at the first stage.
    assert_eq!(document["journeys"][0]["starts"], json!(null));
    assert_eq!(document["journeys"][0]["effectiveStarts"][0]["stage"]["name"], "s");
}
