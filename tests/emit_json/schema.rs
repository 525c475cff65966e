//! The schema: it is the one in `docs`, it is a schema, and every document fits it.

use std::collections::BTreeSet;
use std::path::Path;

use journey::cli::Status;
use journey::workspace::Memory;
use serde_json::{Value, json};

use crate::support::{EXAMPLES, document, each, example, journey, named};

const FILE: &str = "docs/journeys.schema.json";

fn printed() -> String {
    let ran = journey(&Memory::default(), &["schema"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (Status::Fine, ""));
    ran.stdout
}

fn parsed() -> Value {
    serde_json::from_str(&printed()).unwrap()
}

#[test]
fn the_schema_in_docs_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, printed()).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == printed(), "{FILE} is old: run the tests once with UPDATE=1 and commit it");
}

#[test]
fn it_is_a_schema_of_draft_2020_12_that_explains_every_field() {
    let schema = parsed();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert!(jsonschema::meta::is_valid(&schema));
    each(&schema, &mut |part| {
        // Those of a choice's forms are explained with the form.
        let of_a_form = part["properties"]["kind"]["const"].is_string();
        for (name, field) in part["properties"].as_object().into_iter().flatten() {
            assert!(of_a_form || field["description"].is_string(), "nothing explains `{name}` of {part:#}");
        }
        let format = part["format"].as_str().unwrap_or("date");
        assert_eq!(format, "date", "validators know no such format");
    });
}

/// The schema as one that takes nothing it does not name.
fn closed() -> Value {
    fn close(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                for (name, field) in fields.iter_mut() {
                    // It is a part of others, which have more.
                    if name != "Named" {
                        close(field);
                    }
                }
                if fields.get("properties").is_some_and(Value::is_object) {
                    fields.insert("unevaluatedProperties".to_owned(), json!(false));
                }
            }
            Value::Array(values) => values.iter_mut().for_each(close),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    let mut schema = parsed();
    close(&mut schema);
    schema
}

#[track_caller]
fn fits(document: &Value) {
    for schema in [parsed(), closed()] {
        let validator = jsonschema::validator_for(&schema).unwrap();
        let wrong: Vec<String> = validator
            .iter_errors(document)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .take(5)
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

#[test]
fn the_documents_of_all_examples_fit() {
    for name in EXAMPLES {
        fits(&document(&example(name), &[&format!("examples/{name}")]));
    }
    let shoes = example("shoes");
    fits(&document(&shoes, &["examples/shoes", "--for", "b2b", "--journey", "running_shoes"]));
}

#[test]
fn every_statement_of_the_language_fits() {
    let document =
        document(&Memory::new([("a.journey", ALL)]), &["a.journey", "--journey", "shoes", "--for", "petra"]);
    fits(&document);
    // What is not in the document could not fail to fit: every field of every form is somewhere.
    let mut said = BTreeSet::new();
    each(&document, &mut |value| {
        said.extend(value.as_object().into_iter().flat_map(|it| it.keys().cloned()))
    });
    let mut unsaid = BTreeSet::new();
    each(&parsed(), &mut |form| {
        let fields = form["properties"].as_object().into_iter().flat_map(|fields| fields.keys().cloned());
        unsaid.extend(fields.filter(|field| !said.contains(field)));
    });
    assert!(unsaid.is_empty(), "{unsaid:#?}");
    // What says nothing is left out, but for lists of declarations.
    each(&document, &mut |value| {
        for (name, field) in value.as_object().into_iter().flatten() {
            assert!(!field.is_null(), "{name}");
        }
    });
    assert_eq!(named(&document, "looking")["duration"]["value"]["longest"]["unit"], "mo");
}

#[test]
fn what_does_not_fit_is_seen() {
    let whole = document(&Memory::new([("a.journey", ALL)]), &["a.journey"]);
    let validator = jsonschema::validator_for(&parsed()).unwrap();
    let mut wrong = whole.clone();
    wrong["version"] = json!(2);
    assert!(!validator.is_valid(&wrong));
    let mut wrong = whole.clone();
    wrong["journeys"][0]["stages"][0]["arrows"][0]["to"]["kind"] = json!("nowhere");
    assert!(!validator.is_valid(&wrong));
    let mut wrong = whole;
    wrong["journeys"][0]["stages"][0]["exitShare"] = json!("58 %");
    assert!(!validator.is_valid(&wrong));
}

/// Every keyword once or more.
const ALL: &str = r#"
team shop { lead "Ada"; contact "shop@example.com"; note "*Ours*"; link <https://example.com/shop> }
person ada { team shop; role "Head"; contact "ada@example.com"; note "n"; link <mailto:ada@example.com> }
channel site { kind digital; note "n"; link <https://example.com> }
segment firms {
  size 12.5%; behavior "b"; criteria "price", "date"; need "n"; goal "g"; motivation "m"; decision ready
  evidence review "e" <https://example.com> on 2026-01-01; note "n"; link <https://example.com>
}
persona petra {
  segment firms; role "r"; goal "g"; motivation "m"; need "n"; says "s"; thinks "t"; does "d"; feels "f"
  pain "p"; gain "g"; quote "q"; evidence "e"; note "n"; link <https://example.com>
}
metric rate { unit percent; better higher; source "s"; note "n"; link <https://example.com> }
metric visits { unit count }
metric basket { unit money }
metric wait { unit duration }
lane jobs { note "n" }
journey other { stage only_one { owner shop; -> end } }
journey shoes "Shoes" {
  for firms, petra; goal "g"; owner ada, shop; start looking 80%, buying; volume 12_000 per month; value 85.5 EUR
  reviewed 2026-10-01 every 90d; lang "fa"; note "n"; link <https://example.com>; tag a, b
  measure rate 18% target 125% on 2026-01-01
  opportunity better { impact high; owner shop; evidence "e"; note "n"; link <https://example.com>; solution best }
  only firms { volume 5 per day; goal "for firms" }
  only petra { stage special { owner shop; -> end } }
  stage looking "Looking" {
    owner shop; phase awareness; goal "g"; motivation "m"; action unassisted "a"; thought "t"; question "q"; need "n"
    emotion -2 "e"; duration 1d..2mo; lane jobs "l"; measure visits 12; measure wait 3h..2d; evidence "e"; note "n"
    link <https://example.com>; tag c
    backstage picking { owner shop; system "WMS"; duration 30s; note "n"; link <https://example.com> }
    opportunity more { impact low }
    barrier far { severity low; accepted "too far" }
    touchpoint ad {
      channel site; device phone, laptop; owner ada; action "a"; thought "t"; question "q"; need "n"; emotion +1
      success "s"; criticality critical; event "e"; drop 5%; duration 90m; lane jobs "l"; measure basket 96.2 EUR
      evidence survey "e"; note "n"; link <https://example.com>; tag d
      opportunity most
      barrier slow {
        severity critical; drop 5%; owner ada; evidence complaint "e" <https://example.com> on 2026-01-01
        note "n"; link <https://example.com>
        solution fast {
          owner ada; status live; due 2026-01-01; cost 9 GBP; lift 0.0001%; evidence "e"; note "n"
          link <https://example.com>
        }
      }
      barrier slower { solved by fast; only firms { solved by sure; solution sure } }
      only petra { barrier hers { accepted "h" } }
    }
    only petra {
      emotion 0; action "a"; need "n"; lane jobs "l"; measure visits 3; evidence "e"; link <https://example.com>; tag e
      touchpoint there; opportunity theirs; backstage dark; -> special 50%; -> exit
    }
    -> buying 42% when "w"
    -> journey other 1%
    -> exit
  }
  stage buying { owner shop; phase purchase; -> end }
}
"#;
