//! Linked data: what the JSON-LD scripts of a page say of its article (schema.org `Article` and what is below it).
//!
//! In: the text of one script. Out: statements added to the particulars, the first of each kind counts. Broken scripts
//! are common (line feeds in strings, entities, text cut off): of those the strings after known keys are taken.

use serde_json::{Map, Value};

use crate::html::meta::{Particulars, decoded, is_person};
use crate::html::moment::local_time;

/// How deep values are followed.
const DEPTH_MAX: usize = 16;

/// Reads the script `text`.
pub(crate) fn read(text: &str, found: &mut Particulars) {
    let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        return follow(&value, found, 0);
    }
    // Line feeds and tabs in strings are the usual fault.
    let plain: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    match serde_json::from_str::<Value>(&plain) {
        Ok(value) => follow(&value, found, 0),
        Err(_) if is_article(&string_after(&plain, "@type").unwrap_or_default()) => {
            let mut fields = Map::new();
            for key in ["headline", "datePublished", "dateModified", "articleSection", "description"] {
                if let Some(value) = string_after(&plain, key) {
                    fields.insert(key.to_owned(), Value::String(value));
                }
            }
            article(&fields, found);
        }
        Err(_) => {}
    }
}

/// The string that follows the first `"key":`.
fn string_after(text: &str, key: &str) -> Option<String> {
    let quoted = format!("\"{key}\"");
    let rest = text[text.find(&quoted)? + quoted.len()..].trim_start().strip_prefix(':')?.trim_start();
    let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
    values.next()?.ok()?.as_str().map(str::to_owned)
}

/// The most headlines that are kept.
const TITLES_MAX: usize = 4;

fn follow(value: &Value, found: &mut Particulars, depth: usize) {
    if depth > DEPTH_MAX {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| follow(item, found, depth + 1)),
        Value::Object(fields) => {
            let kinds = match fields.get("@type") {
                Some(Value::String(kind)) => kind.clone(),
                Some(Value::Array(kinds)) => {
                    kinds.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" ")
                }
                _ => String::new(),
            };
            if is_article(&kinds) {
                article(fields, found);
            }
            if kinds.contains("BreadcrumbList") {
                path(fields, found);
            }
            found.is_list |= kinds.contains("CollectionPage") && fields.get("mainEntity").is_some();
            for name in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner) = fields.get(name) {
                    follow(inner, found, depth + 1);
                }
            }
        }
        _ => {}
    }
}

fn is_article(kinds: &str) -> bool {
    ["Article", "BlogPosting", "Report", "LiveBlog", "Posting"].iter().any(|kind| kinds.contains(kind))
}

fn article(fields: &Map<String, Value>, found: &mut Particulars) {
    let text = |name: &str| fields.get(name).and_then(name_of).map(|text| decoded(&text));
    let home = found.home;
    found.is_article = true;
    let moment = |name: &str| text(name).and_then(|date| local_time(&date, home));
    found.published = found.published.take().or_else(|| moment("datePublished"));
    found.updated = found.updated.take().or_else(|| moment("dateModified"));
    found.author = found.author.take().or_else(|| people(fields.get("author")?));
    found.section = found.section.take().or_else(|| text("articleSection"));
    found.description = found.description.take().or_else(|| text("description"));
    found.site = found.site.take().or_else(|| text("publisher"));
    found.body = found.body.take().or_else(|| text("articleBody"));
    if found.titles_linked.len() < TITLES_MAX {
        found.titles_linked.extend(text("headline"));
    }
}

/// The last step above the article in a path through the site.
fn path(fields: &Map<String, Value>, found: &mut Particulars) {
    let Some(Value::Array(steps)) = fields.get("itemListElement") else {
        return;
    };
    let name = |step: &Value| {
        let own = step.get("name").and_then(Value::as_str);
        own.or_else(|| step.get("item")?.get("name")?.as_str()).map(decoded)
    };
    found.path = steps.iter().filter_map(name).collect();
}

/// The people named, joined by commas.
fn people(value: &Value) -> Option<String> {
    let names: Vec<String> = match value {
        Value::Array(items) => items.iter().filter_map(name_of).collect(),
        other => name_of(other).into_iter().collect(),
    };
    let names: Vec<String> = names.iter().map(|name| decoded(name)).filter(|name| is_person(name)).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// A text, or the name of the first thing in it.
fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Array(items) => items.iter().find_map(name_of),
        Value::Object(fields) => fields.get("name").and_then(name_of),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a script and compares what it says.
    #[track_caller]
    fn check(script: &str, expected: &str) {
        let mut found = Particulars::default();
        read(script, &mut found);
        let said = [&found.published, &found.updated, &found.author, &found.section];
        let said: Vec<&str> = said.iter().map(|said| said.as_deref().unwrap_or("-")).collect();
        assert_eq!(said.join(" | "), expected, "{script}");
    }

    #[test]
    fn articles_are_found_wherever_they_stand() {
        let article = "{\"@type\": [\"NewsArticle\"], \"datePublished\": \"2021-12-31T07:35:00+07:00\", \
            \"dateModified\": \"2022-01-01\", \"author\": [{\"name\": \"Lụa Trần\"}, {\"name\": \"Minh Tám\"}], \
            \"articleSection\": [\"Thế giới\", \"Biển\"]}";
        let said = "2021-12-31T07:35 | 2022-01-01 | Lụa Trần, Minh Tám | Thế giới";
        check(article, said);
        check(&format!("[{article}]"), said);
        check(&format!("{{\"@graph\": [{{\"@type\": \"WebSite\"}}, {article}]}}"), said);
        check("{\"@type\": \"ItemList\", \"datePublished\": \"2021-12-31\"}", "- | - | - | -");
    }

    #[test]
    fn broken_scripts_give_what_they_can() {
        let broken = "{\"@type\": \"NewsArticle\", \"headline\": \"một\nhai\", \"datePublished\": \"2021-12-31T07:35\",";
        check(broken, "2021-12-31T07:35 | - | - | -");
        check(&format!("{broken} \"author\": \"Lụa Trần\"}}"), "2021-12-31T07:35 | - | Lụa Trần | -");
        check("{\"@type\": ", "- | - | - | -");
        check(&"[".repeat(100_000), "- | - | - | -");
    }
}
