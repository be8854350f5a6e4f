//! Fields: records that name things otherwise than clean input, brought into its form.

use std::str::FromStr;

use serde_json::{Map, Value, json};

use crate::dates::written_moment;
use crate::plain::plain;

/// What a record is asked for. `html` is text with markup, which becomes plain text.
const TARGETS: [&str; 10] =
    ["id", "title", "text", "html", "published", "updated", "outlet", "url", "byline", "section"];

/// How many keys of a record are named to the reader of a message.
const KEYS_MAX: usize = 20;

/// Which key of a record holds a field of clean input: `text=content`, `published=meta.date`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// One of `id`, `title`, `text`, `html`, `published`, `updated`, `outlet`, `url`, `byline`, `section`.
    pub target: &'static str,
    /// Key of the record; a dot leads into an object or, with a number, into an array.
    pub key: String,
}

impl FromStr for Field {
    type Err = String;

    fn from_str(written: &str) -> Result<Field, String> {
        let (name, key) = written.split_once('=').ok_or("write FIELD=KEY, such as text=content")?;
        let target = TARGETS.into_iter().find(|target| *target == name.trim());
        let target = target.ok_or_else(|| format!("one of {}, before the =", TARGETS.join(", ")))?;
        let key = key.trim().to_owned();
        if key.is_empty() { Err("no key after the =".to_owned()) } else { Ok(Field { target, key }) }
    }
}

/// A record in the form of clean input.
#[derive(Debug, PartialEq)]
pub(crate) struct Mapped {
    /// The record, as one line of JSON.
    pub(crate) clean: Value,
    /// Fields that could not be read, which stay empty: one sentence each.
    pub(crate) lost: Vec<String>,
    /// Positions in the fields given of those whose key the record has.
    pub(crate) found: Vec<usize>,
}

/// Brings `record` into the form of clean input; fields that are not given keep their names. A sentence when its text
/// or title is not there.
pub(crate) fn map(record: &Value, fields: &[Field]) -> Result<Mapped, String> {
    let mut clean = Map::new();
    let (mut lost, mut found) = (Vec::new(), Vec::new());
    for target in TARGETS {
        let given = fields.iter().position(|field| field.target == target);
        let key = given.map_or(target, |at| fields[at].key.as_str());
        let Some(value) = at_key(record, key) else {
            if given.is_some() && matches!(target, "text" | "html") {
                return Err(format!("no {key} (for {target}); {}", keys_of(record, key)));
            }
            continue;
        };
        found.extend(given);
        let read = match target {
            "text" => paragraphs(value).map(Value::String),
            "html" if given.is_some() => paragraphs(value).map(|html| Value::String(plain(&html))),
            "html" => continue,
            "published" | "updated" => moment(value),
            _ => short(value),
        };
        match read {
            Ok(value) => drop(clean.insert(if target == "html" { "text" } else { target }.to_owned(), value)),
            Err(what) if matches!(target, "text" | "html" | "title") => {
                return Err(format!("{key} (for {target}) is {what}"));
            }
            Err(what) => lost.push(format!("{key} (for {target}) is {what}")),
        }
    }
    if !clean.contains_key("text") && !clean.contains_key("title") {
        return Err(format!("no title and no text; {}", keys_of(record, "text")));
    }
    for target in ["id", "title", "text", "published", "outlet", "url"] {
        clean.entry(target).or_insert(if target == "text" { json!("") } else { Value::Null });
    }
    Ok(Mapped { clean: Value::Object(clean), lost, found })
}

/// What to say of a record that has no such key.
pub(crate) fn keys_of(record: &Value, wanted: &str) -> String {
    let mut keys = Vec::new();
    collect_keys(record, "", &mut keys);
    if keys.is_empty() {
        return "it has no keys".to_owned();
    }
    let near = |key: &&String| strsim::jaro_winkler(&key.to_lowercase(), &wanted.to_lowercase());
    let best = keys.iter().filter(|key| near(key) > 0.8).max_by(|a, b| near(a).total_cmp(&near(b)));
    let meant = best.map(|key| format!("; did you mean {key}?")).unwrap_or_default();
    let more = if keys.len() > KEYS_MAX { " …" } else { "" };
    let shown: Vec<&str> = keys.iter().take(KEYS_MAX).map(String::as_str).collect();
    format!("there are {}{more}{meant}", shown.join(", "))
}

/// Keys of an object, those of objects in it with a dot.
fn collect_keys(record: &Value, before: &str, keys: &mut Vec<String>) {
    for (key, value) in record.as_object().into_iter().flatten() {
        match value {
            Value::Object(_) if before.is_empty() => collect_keys(value, &format!("{key}."), keys),
            _ => keys.push(format!("{before}{key}")),
        }
    }
}

fn at_key<'a>(record: &'a Value, key: &str) -> Option<&'a Value> {
    // A key may hold a dot itself.
    if let Some(value) = record.get(key) {
        return Some(value);
    }
    let mut value = record;
    for step in key.split('.') {
        value = match value {
            Value::Array(values) => values.get(step.parse::<usize>().ok()?)?,
            _ => value.get(step)?,
        };
    }
    Some(value)
}

/// A text, or a list of paragraphs.
fn paragraphs(value: &Value) -> Result<String, String> {
    match value {
        Value::Null => Ok(String::new()),
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        Value::Array(values) => {
            let parts: Result<Vec<String>, String> = values.iter().map(paragraphs).collect();
            Ok(parts?.join("\n"))
        }
        Value::Bool(_) => Err("no text but true or false".to_owned()),
        Value::Object(_) => Err(format!("no text but an object; {}", keys_of(value, "text"))),
    }
}

/// A name, number or list of names.
fn short(value: &Value) -> Result<Value, String> {
    match value {
        Value::Null => Ok(Value::Null),
        Value::String(text) => Ok(json!(text)),
        Value::Number(number) => Ok(json!(number.to_string())),
        Value::Array(values) if values.iter().all(Value::is_string) => {
            let names: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
            Ok(json!(names.join(", ")))
        }
        Value::Array(_) => Err("a list of other things than names".to_owned()),
        Value::Bool(_) => Err("true or false".to_owned()),
        Value::Object(_) => Err(format!("an object; {}", keys_of(value, "name"))),
    }
}

fn moment(value: &Value) -> Result<Value, String> {
    let written = match value {
        Value::Null => return Ok(Value::Null),
        Value::String(text) if text.trim().is_empty() => return Ok(Value::Null),
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return Err("no date".to_owned()),
    };
    written_moment(&written)
        .map(Value::String)
        .ok_or_else(|| format!("{written:?}, which is no date; read as undated"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Maps `record` and compares the clean form, or the sentence.
    #[track_caller]
    fn check(record: &str, fields: &[&str], expected: &str) {
        let record = serde_json::from_str(record).expect("the test writes JSON");
        let fields: Vec<Field> = fields.iter().map(|field| field.parse().expect("a field")).collect();
        let shown = match map(&record, &fields) {
            Ok(mapped) => [vec![mapped.clean.to_string()], mapped.lost].concat().join(" / "),
            Err(sentence) => sentence,
        };
        assert_eq!(shown, expected);
    }

    #[test]
    fn keys_are_given_their_meaning() {
        check(
            r#"{"headline": "Tin", "content": "Một.", "date": 1640910900, "link": "https://a.vn/1", "source": "Báo"}"#,
            &["text=content", "title=headline", "published=date", "url=link", "outlet=source"],
            r#"{"title":"Tin","text":"Một.","published":"2021-12-31T07:35:00","outlet":"Báo","url":"https://a.vn/1","id":null}"#,
        );
        check(
            r#"{"title": "Tin", "body": ["Một.", "Hai."], "meta": {"date": "31/12/2021, 07:35"}, "authors": ["A", "B"], "no": 7}"#,
            &["text=body", "published=meta.date", "byline=authors", "id=no"],
            r#"{"id":"7","title":"Tin","text":"Một.\nHai.","published":"2021-12-31T07:35","byline":"A, B","outlet":null,"url":null}"#,
        );
        check(
            r#"{"title": "Tin", "parts": [{"p": "<p>M&ocirc;t</p><p>Hai</p>"}]}"#,
            &["html=parts.0.p"],
            r#"{"title":"Tin","text":"Môt\nHai","id":null,"published":null,"outlet":null,"url":null}"#,
        );
    }

    #[test]
    fn what_is_not_there_is_named_with_what_is() {
        check(
            r#"{"titel": "A", "contents": "B"}"#,
            &["text=content"],
            "no content (for text); there are titel, contents; did you mean contents?",
        );
        check(r#"{"meta": {"body": "B"}}"#, &[], "no title and no text; there are meta.body");
        check(r#"{"text": {"vi": "B"}}"#, &[], "text (for text) is no text but an object; there are vi");
        check(
            r#"{"text": "B", "when": "hôm qua"}"#,
            &["published=when"],
            "{\"text\":\"B\",\"id\":null,\"title\":null,\"published\":null,\"outlet\":null,\"url\":null} / when (for published) is \"hôm qua\", which is no date; read as undated",
        );
        assert!("txt=a".parse::<Field>().is_err_and(|said| said.contains("published")));
        assert!("text".parse::<Field>().is_err());
    }
}
