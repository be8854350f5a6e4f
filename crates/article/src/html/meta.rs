//! Particulars: what the head of a page says of its article: JSON-LD, Open Graph, itemprop, meta names, `time`.

use serde_json::Value;

use crate::html::scan::Scanned;
use crate::mapped::Mapped;

/// How deep JSON-LD is followed.
const DEPTH_MAX: usize = 16;

/// What the markup says.
#[derive(Debug, Default)]
pub(crate) struct Particulars {
    /// Possible titles, best first, with the place of each where it has one.
    pub(crate) titles: Vec<Mapped>,
    pub(crate) description: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) section: Option<String>,
    pub(crate) site: Option<String>,
    pub(crate) url: Option<String>,
    /// The page's language, as its first element says it.
    pub(crate) language: Option<String>,
    /// True when the page calls itself an article in a way that list pages do not.
    pub(crate) is_article: bool,
    /// True when the page calls itself a site or a list.
    pub(crate) is_list: bool,
}

impl Particulars {
    /// True for a page in Vietnamese, by what it says of itself, else by its letters.
    pub(crate) fn is_vietnamese(&self, text: &str) -> bool {
        if let Some(language) = &self.language {
            return language.starts_with("vi");
        }
        /// Letters that are asked.
        const LETTERS_MAX: usize = 4000;
        let letters = text.chars().filter(|letter| letter.is_alphabetic()).take(LETTERS_MAX);
        let (mut all, mut own) = (0usize, 0usize);
        for letter in letters {
            all += 1;
            // Latin Extended Additional has the vowels with tones; few other languages use them.
            own += usize::from(matches!(
                letter,
                '\u{1ea0}'..='\u{1ef9}' | '\u{1a0}' | '\u{1a1}' | '\u{1af}' | '\u{1b0}'
            ));
        }
        own * 20 > all
    }
}

/// Gathers the particulars of `page`.
pub(crate) fn gather(source: &Mapped, page: &Scanned) -> Particulars {
    let mut found = Particulars::default();
    for script in &page.linked_data {
        if let Ok(value) = serde_json::from_str::<Value>(script.of(&source.text).trim()) {
            linked_data(&value, &mut found, 0);
        }
    }
    let value = |names: &[&str]| {
        let named = |name: &&str| {
            page.head.iter().find(|stated| stated.name == **name && !stated.value.text.is_empty())
        };
        names.iter().find_map(named).map(|stated| &stated.value)
    };
    let text = |names: &[&str]| value(names).map(|value| decoded(&value.text));
    for name in ["og:title", "headline", "twitter:title", "title"] {
        if let Some(title) = value(&[name]) {
            found.titles.push(title.clone());
        }
    }
    found.description =
        found.description.or_else(|| text(&["og:description", "description", "twitter:description"]));
    let dates = [
        "article:published_time",
        "datepublished",
        "pubdate",
        "publishdate",
        "publish_date",
        "dc.date",
        "dc.date.issued",
    ];
    let stated = text(&dates).and_then(|date| local_time(&date));
    found.is_article |= stated.is_some();
    // A statement of the head names the minute; JSON-LD may be rounded. The finer one counts, the head on a tie.
    found.published = finer(stated, found.published.take());
    let times = page.head.iter().filter(|stated| stated.name == "time");
    let times: Vec<String> = times.filter_map(|stated| local_time(&stated.value.text)).collect();
    if found.published.is_none() && times.len() == 1 {
        found.published = times.first().cloned();
    }
    found.author =
        found.author.or_else(|| text(&["article:author", "dable:author"]).filter(|name| is_person(name)));
    found.section = found.section.or_else(|| text(&["article:section", "articlesection"]));
    found.site = found.site.or_else(|| text(&["og:site_name"]));
    found.url = found.url.or_else(|| text(&["og:url"]));
    found.language = text(&["lang"]).map(|language| language.to_ascii_lowercase());
    found.is_list |= text(&["og:type"]).is_some_and(|kind| kind == "website");
    found
}

fn linked_data(value: &Value, found: &mut Particulars, depth: usize) {
    if depth > DEPTH_MAX {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| linked_data(item, found, depth + 1)),
        Value::Object(fields) => {
            let kinds = match fields.get("@type") {
                Some(Value::String(kind)) => kind.clone(),
                Some(Value::Array(kinds)) => {
                    kinds.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" ")
                }
                _ => String::new(),
            };
            if kinds.contains("Article") || kinds.contains("BlogPosting") || kinds.contains("Report") {
                article(fields, found);
            }
            found.is_list |= kinds.contains("CollectionPage") && fields.get("mainEntity").is_some();
            for name in ["@graph", "mainEntity"] {
                if let Some(inner) = fields.get(name) {
                    linked_data(inner, found, depth + 1);
                }
            }
        }
        _ => {}
    }
}

fn article(fields: &serde_json::Map<String, Value>, found: &mut Particulars) {
    let text = |name: &str| fields.get(name).and_then(name_of).map(|text| decoded(&text));
    found.is_article = true;
    found.published =
        found.published.take().or_else(|| text("datePublished").and_then(|date| local_time(&date)));
    found.author = found.author.take().or_else(|| text("author").filter(|name| is_person(name)));
    found.section = found.section.take().or_else(|| text("articleSection"));
    found.description = found.description.take().or_else(|| text("description"));
    found.site = found.site.take().or_else(|| text("publisher"));
    if let Some(title) = text("headline") {
        let mut mapped = Mapped::default();
        mapped.push_new(&title);
        found.titles.push(mapped);
    }
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

/// Without entities; some pages encode twice.
fn decoded(text: &str) -> String {
    let once = html_escape::decode_html_entities(text);
    let twice = html_escape::decode_html_entities(&once);
    twice.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// True for what can be a person: no address, no name of a site in one word.
fn is_person(name: &str) -> bool {
    !name.contains(['/', '.', '@']) && name.contains(' ')
}

/// The value with a clock time, or the first.
fn finer(first: Option<String>, second: Option<String>) -> Option<String> {
    match (first, second) {
        (Some(first), Some(second)) if !first.contains('T') && second.contains('T') => Some(second),
        (first, second) => first.or(second),
    }
}

/// `2026-03-07T08:01` from `2026-03-07T08:01:53+07:00`; a moment in UTC is told in Vietnamese time.
pub(crate) fn local_time(written: &str) -> Option<String> {
    /// Hours that Vietnamese clocks are ahead of UTC, the whole year.
    const VIETNAM_HOURS: i64 = 7;
    let written = written.trim().replacen(' ', "T", 1);
    let day: jiff::civil::Date = written.get(..10)?.parse().ok()?;
    let Some(clock) = written.get(10..16).filter(|clock| clock.starts_with('T')) else {
        return Some(day.to_string());
    };
    let time: jiff::civil::DateTime = format!("{day}{clock}:00").parse().ok()?;
    let zone = written[16..]
        .trim_start_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, ':' | '.'));
    let utc = matches!(zone, "Z" | "z" | "+00:00" | "+0000" | "-00:00");
    let time = if utc { time.checked_add(jiff::Span::new().hours(VIETNAM_HOURS)).ok()? } else { time };
    Some(time.strftime("%Y-%m-%dT%H:%M").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, local: &str) {
        assert_eq!(local_time(written).unwrap_or_default(), local, "{written}");
    }

    #[test]
    fn markup_dates_are_read() {
        check("2026-03-07T08:01:53+07:00", "2026-03-07T08:01");
        check("2026-03-07T00:01:00", "2026-03-07T00:01");
        check("2026-03-06T17:05:00.000Z", "2026-03-07T00:05");
        check("2026-03-07 08:01", "2026-03-07T08:01");
        check("2026-03-07", "2026-03-07");
        check("hôm qua", "");
        check("2026-03-07T99:01", "");
    }
}
