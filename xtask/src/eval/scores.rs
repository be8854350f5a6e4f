//! Scores: what the graders found, as it is kept in `eval/scores/`.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde_json::Value;

/// The figures of one set of texts by name (`time.value`), each with its parts (`precision`, `recall`, `f1` from
/// 0 to 1, rounded to four digits; counts as they are).
pub(crate) type Scores = BTreeMap<String, BTreeMap<String, Value>>;

/// Reads the scores in the file at `path`; none where there is no file yet.
///
/// # Errors
/// When the file is there but cannot be read.
pub(crate) fn read(path: &Path) -> Result<Scores, String> {
    match fs::read_to_string(path) {
        Ok(text) => parse(&text).map_err(|error| format!("{}: {error}", path.display())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Scores::new()),
        Err(error) => Err(format!("cannot read {}: {error}", path.display())),
    }
}

/// Reads scores from JSON and rounds them.
///
/// # Errors
/// What is wrong with the text.
pub(crate) fn parse(text: &str) -> Result<Scores, String> {
    let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let mut scores = Scores::new();
    for (figure, parts) in value.as_object().ok_or("not an object")? {
        let parts = parts.as_object().ok_or_else(|| format!("{figure} is not an object"))?;
        let parts = parts.iter().map(|(name, part)| (name.clone(), rounded(part))).collect();
        scores.insert(figure.clone(), parts);
    }
    Ok(scores)
}

/// The value to four digits after the point; counts stay counts.
fn rounded(value: &Value) -> Value {
    match value.as_f64() {
        Some(number) if value.is_f64() => Value::from((number * 10_000.0).round() / 10_000.0),
        _ => value.clone(),
    }
}

/// Writes the scores with sorted names, one part a line, so that a change reads well in a diff.
///
/// # Errors
/// When the file cannot be written.
pub(crate) fn write(path: &Path, scores: &Scores) -> Result<(), String> {
    let fail = |error: std::io::Error| format!("cannot write {}: {error}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(fail)?;
    }
    fs::write(path, text(scores)?).map_err(fail)
}

fn text(scores: &Scores) -> Result<String, String> {
    let mut lines = Vec::new();
    for (figure, parts) in scores {
        let parts = serde_json::to_string(parts).map_err(|error| error.to_string())?;
        let parts = parts.replace(':', ": ").replace(',', ", ");
        lines.push(format!("  {}: {parts}", Value::from(figure.as_str())));
    }
    Ok(format!("{{\n{}\n}}\n", lines.join(",\n")))
}

#[cfg(test)]
mod tests {
    use super::{parse, text};

    #[test]
    fn scores_are_sorted_and_rounded() {
        check(
            r#"{"time.value": {"recall": 0.123456, "gold": 3}, "event.type": {"f1": 1.0}}"#,
            "{\n  \"event.type\": {\"f1\": 1.0},\n  \"time.value\": {\"gold\": 3, \"recall\": 0.1235}\n}\n",
        );
    }

    #[track_caller]
    fn check(json: &str, expected: &str) {
        let scores = parse(json).unwrap();
        assert_eq!(text(&scores).unwrap(), expected);
        assert_eq!(parse(expected).unwrap(), scores);
    }
}
