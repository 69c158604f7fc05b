//! The JSON Schema of `copydesk.toml`, which is made from the types and kept in `docs/`.

use std::{env, error::Error, fs, path::Path};

use serde_json::{Map, Value, json};

use super::declared::Declared;
use crate::{lexicon::Lexicon, rule::FAMILIES, rules::RuleBook};

/// The schema, with the rules there are by name.
fn schema() -> Result<Value, Box<dyn Error>> {
    let mut schema = serde_json::to_value(schemars::schema_for!(Declared))?;
    let book = RuleBook::built_in(Lexicon::built_in()?)?;
    let level = json!({"$ref": "#/$defs/Level"});
    let families = FAMILIES.iter().map(|family| ((*family).to_owned(), level.clone()));
    let rules = book.iter().map(|ready| {
        let about = json!({"$ref": "#/$defs/Level", "description": ready.rule.spec.summary});
        (ready.rule.id.clone(), about)
    });
    let known: Map<String, Value> = families.chain(rules).collect();
    for table in ["/properties/rules", "/$defs/Override/properties/rules"] {
        let table = schema.pointer_mut(table).and_then(Value::as_object_mut).ok_or("there is no table of rules")?;
        table.insert("properties".to_owned(), Value::Object(known.clone()));
    }
    Ok(schema)
}

#[test]
fn the_schema_in_the_documentation_is_that_of_the_types() -> Result<(), Box<dyn Error>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/copydesk.schema.json");
    let made = serde_json::to_string_pretty(&schema()?)? + "\n";
    if env::var_os("INSTA_UPDATE").is_some_and(|update| update == "always") {
        fs::write(&file, &made)?;
    }
    let kept = fs::read_to_string(&file)?;
    assert!(kept == made, "docs/copydesk.schema.json is not that of the types; INSTA_UPDATE=always rewrites it");
    Ok(())
}

#[test]
fn every_key_of_the_schema_is_explained() -> Result<(), Box<dyn Error>> {
    let schema = schema()?;
    for table in ["/properties", "/$defs/Override/properties"] {
        let keys = schema.pointer(table).and_then(Value::as_object).ok_or("there are no keys")?;
        assert!(keys.len() > 5, "{keys:?}");
        for (key, about) in keys {
            assert!(about.get("description").is_some(), "{table}/{key}");
        }
    }
    assert_eq!(schema.pointer("/additionalProperties"), Some(&Value::Bool(false)));
    Ok(())
}
