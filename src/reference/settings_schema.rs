//! The JSON Schema of `journey.toml`, out of the table of settings, the rules and the vocabulary: editors complete the file
//! by it, and say what is wrong in it while it is written.
//!
//! It is of draft 7, which editors of TOML know.

use schemars::Schema;
use serde_json::{Map, Value, json};

use crate::rules::{LEVELS, LISTS, Rule, RuleSetting, RuleTakes};
use crate::value::Currency;
use crate::vocabulary::{Keyword, Place};
use crate::workspace::{Holds, LEVEL, Setting, TABLES, Table, Takes, WARNINGS, choices, is_askable};

/// The JSON Schema that every right `journey.toml` fits.
pub fn schema() -> Schema {
    let mut properties = Map::new();
    for table in TABLES {
        match (table.name, table.holds) {
            ("", _) => properties.extend(table.settings().iter().map(property)),
            (name, _) => drop(properties.insert(name.to_owned(), of_table(table))),
        }
    }
    let mut whole = Map::new();
    whole.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
    whole.insert("title".to_owned(), json!("journey.toml"));
    whole.insert("description".to_owned(), json!("The settings of a project of customer journeys."));
    whole.extend(object(properties));
    Schema::from(whole)
}

/// An object of these properties and no others.
fn object(properties: Map<String, Value>) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("type".to_owned(), json!("object"));
    object.insert("properties".to_owned(), Value::Object(properties));
    object.insert("additionalProperties".to_owned(), json!(false));
    object
}

fn of_table(table: &Table) -> Value {
    let own = || object(table.settings().iter().map(property).collect());
    let mut schema = match table.holds {
        Holds::Settings(_) => own(),
        Holds::Rules { .. } => rules(),
        Holds::Entries { needed, settings, .. } => {
            let mut entry = own();
            entry.insert("required".to_owned(), json!(needed));
            // What may be asked of a thing depends on its kind.
            if settings.iter().any(|setting| matches!(setting.takes, Takes::Conditions { .. })) {
                entry.insert("allOf".to_owned(), Place::ALL.into_iter().skip(1).map(kind).collect());
            }
            let mut list = Map::new();
            list.insert("type".to_owned(), json!("array"));
            list.insert("items".to_owned(), Value::Object(entry));
            list
        }
    };
    schema.insert("description".to_owned(), json!(table.docs));
    Value::Object(schema)
}

fn property(setting: &Setting) -> (String, Value) {
    let texts = json!({ "type": "array", "items": { "type": "string" } });
    let mut schema = match setting.takes {
        Takes::Word { words, .. } => json!({ "enum": words() }),
        Takes::Words { words, .. } => list_of(&words()),
        Takes::Color { .. } => json!({ "type": "string", "pattern": "^#[0-9A-Fa-f]{6}$" }),
        Takes::Currency { .. } => json!({ "enum": Currency::codes().collect::<Vec<_>>() }),
        Takes::Fonts { .. } | Takes::Globs { .. } | Takes::Owners { .. } => texts,
        Takes::Path { .. } | Takes::Text { .. } => json!({ "type": "string" }),
        Takes::Rules { .. } => Value::Object(rules()),
        Takes::Conditions { .. } => json!({ "type": "object" }),
    };
    if setting.name == OF {
        schema = json!({ "enum": Place::ALL.into_iter().skip(1).map(Place::keyword).collect::<Vec<_>>() });
    }
    describe(&mut schema, setting.docs);
    (setting.name.to_owned(), schema)
}

/// The setting that says which kind of things is asked.
const OF: &str = "of";

fn describe(schema: &mut Value, docs: &str) {
    if let Value::Object(schema) = schema {
        schema.insert("description".to_owned(), json!(docs));
    }
}

fn list_of(words: &[&str]) -> Value {
    json!({ "type": "array", "items": { "enum": words }, "uniqueItems": true })
}

/// The levels and settings of rules. A project's own rules may have any name.
fn rules() -> Map<String, Value> {
    let mut properties = Map::new();
    properties.insert(
        WARNINGS.to_owned(),
        json!({ "enum": ["error"], "description": "Makes errors of all warnings." }),
    );
    properties.extend(
        LISTS
            .iter()
            .copied()
            .flatten()
            .map(|rule| (rule.name().to_owned(), of_rule(rule.explanation.summary, rule))),
    );
    let mut rules = object(properties);
    let level = level();
    let own = json!({ "anyOf": [level, { "type": "object", "properties": { LEVEL: level }, "additionalProperties": false }] });
    rules.insert("additionalProperties".to_owned(), own);
    rules
}

fn level() -> Value {
    json!({ "enum": LEVELS.map(|(word, _)| word) })
}

fn of_rule(docs: &str, rule: &Rule) -> Value {
    let mut properties = Map::new();
    properties.insert(LEVEL.to_owned(), level());
    properties
        .extend(rule.settings.iter().map(|setting| (setting.name.to_owned(), of_rule_setting(setting))));
    json!({ "description": docs, "anyOf": [level(), Value::Object(object(properties))] })
}

fn of_rule_setting(setting: &RuleSetting) -> Value {
    let mut schema = match setting.takes {
        RuleTakes::Share => json!({ "type": "string", "pattern": "^[0-9_.]+%$" }),
        RuleTakes::Score => json!({ "type": "integer", "minimum": -2, "maximum": 2 }),
        RuleTakes::Word(words) => json!({ "enum": words }),
        RuleTakes::Words(words) => list_of(words),
        RuleTakes::Duration => {
            json!({ "type": "string", "pattern": "^[0-9_.]+(s|m|h|d|w|mo|y)(\\.\\..+)?$" })
        }
    };
    describe(&mut schema, setting.docs);
    schema
}

/// What may be asked of a kind of things.
fn kind(place: Place) -> Value {
    let askable = || Keyword::allowed_in(place).filter(|keyword| is_askable(keyword));
    let words: Vec<&str> = askable().map(|keyword| keyword.text).collect();
    let some = |words: &[&str]| json!({ "anyOf": [{ "enum": words }, { "type": "array", "items": { "enum": words }, "minItems": 1 }] });
    let mut conditions = Map::new();
    for key in ["has", "lacks"] {
        conditions.insert(key.to_owned(), some(&words));
    }
    let chosen =
        askable().filter_map(|keyword| Some((keyword.text.to_owned(), some(choices(keyword.word)?))));
    conditions.extend(chosen);
    let is_kind = json!({ "properties": { OF: { "const": place.keyword() } }, "required": [OF] });
    json!({ "if": is_kind, "then": { "properties": { "has": { "enum": words }, "where": object(conditions) } } })
}
