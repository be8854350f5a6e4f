//! Exports as other programs meet them: every line in its published form, nothing lost, cut by confidence.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod desk;

use std::fs;
use std::path::Path;

use regex::Regex;
use serde_json::Value;

use desk::Desk;

fn repository(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

fn examples() -> Desk {
    let desk = Desk::new();
    desk.ask(&["build", "--quiet", &repository("examples/captures").display().to_string()], 0);
    desk
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_event_has_the_form_of_the_manual() {
    let schema: Value =
        serde_json::from_slice(&fs::read(repository("docs/plover.schema.json")).unwrap()).unwrap();
    let desk = examples();
    let records = lines(&desk.ask(&["export", "events"], 0));
    assert!(records.len() > 100);
    let faults: Vec<String> =
        records.iter().flat_map(|record| faults(record, &schema, record["id"].as_str().unwrap())).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(records.iter().any(|record| !record["attribution"].as_array().unwrap().is_empty()));
    assert!(records.iter().any(|record| !record["context"].as_array().unwrap().is_empty()));
    assert!(records.iter().any(|record| record["link"].is_string()));
}

#[test]
fn every_fact_shows_its_words() {
    let desk = examples();
    for kind in ["events", "statements"] {
        for record in lines(&desk.ask(&["export", kind], 0)).iter().take(3) {
            let evidence = &record["evidence"];
            let (paragraph, quote) =
                (evidence["paragraph"].as_str().unwrap(), evidence["quote"].as_str().unwrap());
            assert!(paragraph.contains(quote.lines().next().unwrap()), "{record}");
            let explained = desk.ask(&["explain", record["id"].as_str().unwrap()], 0);
            assert!(explained.contains(evidence["rule"].as_str().unwrap()), "{explained}");
        }
    }
}

#[test]
fn exports_are_cut_by_confidence() {
    let desk = examples();
    for kind in ["events", "statements", "happenings"] {
        let all = lines(&desk.ask(&["export", kind], 0));
        let sure = lines(&desk.ask(&["export", kind, "--min-confidence", "0.6"], 0));
        assert!(!sure.is_empty() && sure.len() < all.len(), "{kind}: {} of {}", sure.len(), all.len());
        assert!(sure.iter().all(|row| row["confidence"].as_f64().unwrap() >= 0.6));
    }
    let rows = desk.ask(&["timeline", "--min-confidence", "0.6"], 0);
    assert_eq!(
        rows.lines().count(),
        lines(&desk.ask(&["export", "happenings", "--min-confidence", "0.6"], 0)).len()
    );
    desk.complain(&["timeline", "--min-confidence", "7"], 2);
}

#[test]
fn csv_has_a_row_for_every_record() {
    let desk = examples();
    for kind in ["events", "statements", "happenings"] {
        let csv = desk.ask(&["export", kind, "--format", "csv"], 0);
        let records = lines(&desk.ask(&["export", kind], 0)).len();
        assert!(csv.starts_with("id,"), "{}", &csv[..40]);
        assert!(csv.lines().count() > records);
    }
}

/// What in `value` is not as `schema` says; knows the words of JSON Schema that our schema uses.
fn faults(value: &Value, schema: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let fits = |wanted: &Value| wanted == kind || wanted == "number" && kind == "integer";
    let is_kind = match &schema["type"] {
        Value::Null => true,
        Value::Array(kinds) => kinds.iter().any(fits),
        wanted => fits(wanted),
    };
    let mut claim = |holds: bool, what: &str| {
        if !holds {
            found.push(format!("{at}: {what}: {value}"));
        }
    };
    claim(is_kind, "type");
    claim(schema["enum"].as_array().is_none_or(|values| values.contains(value)), "enum");
    if let Some(number) = value.as_f64() {
        claim(schema["minimum"].as_f64().is_none_or(|least| number >= least), "minimum");
        claim(schema["maximum"].as_f64().is_none_or(|most| number <= most), "maximum");
    }
    if let (Some(text), Some(pattern)) = (value.as_str(), schema["pattern"].as_str()) {
        claim(Regex::new(pattern).unwrap().is_match(text), "pattern");
    }
    if let Some(items) = value.as_array() {
        let count = items.len() as u64;
        claim(schema["minItems"].as_u64().is_none_or(|least| count >= least), "minItems");
        claim(schema["maxItems"].as_u64().is_none_or(|most| count <= most), "maxItems");
        for item in items {
            found.extend(faults(item, &schema["items"], at));
        }
    }
    if let (Some(fields), Some(known)) = (value.as_object(), schema["properties"].as_object()) {
        for name in schema["required"].as_array().into_iter().flatten() {
            if !fields.contains_key(name.as_str().unwrap()) {
                found.push(format!("{at}: {name} is missing"));
            }
        }
        for (name, part) in fields {
            match known.get(name) {
                Some(schema) => found.extend(faults(part, schema, &format!("{at}.{name}"))),
                None => found.push(format!("{at}: {name} is not known")),
            }
        }
    }
    found
}
