//! How long ago: what pages print in place of a date ("3 hours ago"), in the forms of `vi/pages/ago.tsv`.
//!
//! It becomes a date only where the container tells when the page was captured.

use biennien_knowledge::PageTables;
use jiff::Span;
use jiff::civil::DateTime;
use regex::{Captures, Regex, RegexBuilder, RegexSet, RegexSetBuilder};

use crate::html::{Home, local_time};

/// Letters of the longest line that says nothing but how long ago, in bytes.
const LINE_BYTES_MAX: usize = 48;

/// A stretch of time before the capture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ago {
    back: Back,
    /// Hour and minute on that day, where they are told.
    clock: Option<(i8, i8)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Back {
    Minutes(i64),
    Hours(i64),
    Days(i64),
}

/// The forms, compiled.
#[derive(Default)]
pub(crate) struct AgoForms(Vec<(Regex, String)>, RegexSet);

impl AgoForms {
    /// Compiles the table; a form whose pattern cannot be read is left out.
    pub(crate) fn compile(tables: &PageTables) -> AgoForms {
        let compiled = |pattern: &str| RegexBuilder::new(pattern).case_insensitive(true).build().ok();
        let forms = tables.ago.iter().filter_map(|form| Some((compiled(&form.pattern)?, form.back.clone())));
        let forms: Vec<(Regex, String)> = forms.collect();
        let all =
            RegexSetBuilder::new(forms.iter().map(|(form, _)| form.as_str())).case_insensitive(true).build();
        AgoForms(forms, all.unwrap_or_else(|_| RegexSet::empty()))
    }

    /// What `line` says, when it says nothing else.
    pub(crate) fn find(&self, line: &str) -> Option<Ago> {
        // One look tells whether any form fits; hardly ever one does.
        if line.len() > LINE_BYTES_MAX || !self.1.is_match(line) {
            return None;
        }
        self.0.iter().find_map(|(form, back)| read(&form.captures(line)?, back))
    }
}

fn read(found: &Captures<'_>, back: &str) -> Option<Ago> {
    let number = |name: &str| found.name(name)?.as_str().parse::<i8>().ok();
    let count = match found.name("n") {
        Some(written) => written.as_str().parse().ok()?,
        None => i64::from(back == "days"),
    };
    let back = match back {
        "minutes" => Back::Minutes(count),
        "hours" => Back::Hours(count),
        "days" => Back::Days(count),
        "weeks" => Back::Days(7 * count),
        "today" => Back::Days(0),
        _ => return None,
    };
    let clock = number("hour").zip(number("minute")).filter(|&(hour, minute)| hour < 24 && minute < 60);
    Some(Ago { back, clock })
}

impl Ago {
    /// The moment so long before `captured`, as exactly as it is told: `2022-02-13T10:18` or `2022-02-13`.
    pub(crate) fn before(&self, captured: DateTime) -> Option<String> {
        let back = match self.back {
            Back::Minutes(count) => Span::new().try_minutes(count),
            Back::Hours(count) => Span::new().try_hours(count),
            Back::Days(count) => Span::new().try_days(count),
        };
        let moment = captured.checked_sub(back.ok()?).ok()?;
        Some(match (self.back, self.clock) {
            (_, Some((hour, minute))) => format!("{}T{hour:02}:{minute:02}", moment.date()),
            (Back::Minutes(_), None) => moment.strftime("%Y-%m-%dT%H:%M").to_string(),
            _ => moment.date().to_string(),
        })
    }
}

/// When a page was captured, to the minute: a moment in UTC becomes Vietnamese time, any other stays as it is written.
pub fn captured_at(written: &str) -> Option<DateTime> {
    local_time(written, Home::Vietnam)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use biennien_knowledge::{AGO_EXAMPLES_CAPTURED, Knowledge};

    use super::*;

    #[test]
    fn rows_find_their_examples() {
        let knowledge = Knowledge::built_in();
        let forms = AgoForms::compile(&knowledge.pages);
        assert_eq!(forms.0.len(), knowledge.pages.ago.len(), "a pattern cannot be read");
        let captured = captured_at(AGO_EXAMPLES_CAPTURED).expect("a time");
        for example in knowledge.examples.iter().filter(|example| example.kind == "vi/pages/ago") {
            let (line, _) = example.unmark();
            let found = forms.find(&line).unwrap_or_else(|| panic!("{}: {line:?}", example.place));
            assert_eq!(found.before(captured), Some(example.expected.clone()), "{}: {line:?}", example.place);
        }
    }

    #[track_caller]
    fn check(line: &str, captured: &str, value: &str) {
        let forms = AgoForms::compile(&Knowledge::built_in().pages);
        let found = forms.find(line).and_then(|ago| ago.before(captured_at(captured)?)).unwrap_or_default();
        assert_eq!(found, value, "{line}");
    }

    #[test]
    fn moments_are_told_in_vietnamese_time() {
        check("10 phút trước", "2022-02-13T18:05:00Z", "2022-02-14T00:55");
        check("2 giờ trước", "2022-02-13T18:05:00Z", "2022-02-13");
        check("Hôm qua, 25:05", "2022-02-13T10:00:00Z", "2022-02-12");
        check("3 giờ trước cuộc gặp", "2022-02-13T18:05:00Z", "");
        check("3 giờ trước", "hôm nay", "");
    }
}
