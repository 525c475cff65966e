//! The schema of what `journey diff --format json` writes: it is the one in `docs`, and every document fits it.

use journey::workspace::Memory;
use serde_json::Value;

use crate::repository::assert_fresh;
use crate::support::{entries, files_in, folder, run};

fn printed() -> String {
    run(&["journey", "schema", "diff"], &Memory::default(), &[]).0
}

#[test]
fn the_schema_in_docs_is_fresh() {
    assert_fresh("docs/diff.schema.json", &printed());
}

#[test]
fn every_document_fits_the_schema() {
    let schema: Value = serde_json::from_str(&printed()).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut documents = 0;
    for case in entries(&folder("tests/golden/diff")).iter().filter(|case| case.join("old").is_dir()) {
        let files = Memory::new(files_in(case));
        let (text, _) = run(&["journey", "diff", "old", "new", "--format", "json"], &files, &[]);
        // What is wrong with the files stands before it.
        let line = text.lines().last().unwrap_or_default();
        let document: Value = serde_json::from_str(line).unwrap();
        let wrong: Vec<String> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
        assert_eq!(wrong, [""; 0], "{}", case.display());
        documents += 1;
    }
    assert!(documents > 3, "{documents} documents");
}
