//! Dates that pages print: when the article was published, in the forms of `vi/pages/dates.tsv`.

use std::collections::BTreeMap;

use biennien_knowledge::PageTables;
use biennien_model::Span;
use jiff::civil::Date;
use regex::{Captures, Regex, RegexBuilder};

/// A date found in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Printed {
    /// Where it stands in the line.
    pub(crate) span: Span,
    /// `2021-12-31T07:35`, or `2021-12-31` where no time is told.
    pub(crate) value: String,
}

/// The date forms, compiled.
pub(crate) struct Dates {
    forms: Vec<Regex>,
    months: BTreeMap<String, i8>,
}

impl Dates {
    /// Compiles the table; a form whose pattern cannot be read is left out (`biennien data check` names it).
    pub(crate) fn compile(tables: &PageTables) -> Dates {
        // The borders here stand beside digits; those of ASCII run fast beside Vietnamese letters.
        let compiled = |pattern: &str| {
            RegexBuilder::new(&pattern.replace(r"\b", r"(?-u:\b)")).case_insensitive(true).build().ok()
        };
        let forms = tables.dates.iter().filter_map(|form| compiled(&form.pattern)).collect();
        Dates { forms, months: tables.months.clone() }
    }

    /// The first date of `line`, by the first form that fits; days that no calendar has do not count.
    pub(crate) fn find(&self, line: &str) -> Option<Printed> {
        if !line.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        self.forms.iter().find_map(|form| {
            let found = form.captures(line)?;
            let whole = found.get(0)?;
            let value = self.value(&found)?;
            Some(Printed { span: Span::new(whole.start(), whole.end()), value })
        })
    }

    fn value(&self, found: &Captures<'_>) -> Option<String> {
        let number = |name: &str| found.name(name)?.as_str().parse::<i16>().ok();
        let month = match found.name("month") {
            Some(name) => *self.months.get(&name.as_str().to_lowercase())?,
            None => i8::try_from(number("m")?).ok()?,
        };
        let year = number("y")?;
        // Newspapers went online in the 1990s; what lies far outside is a number, not a year.
        if !(1990..2100).contains(&year) {
            return None;
        }
        let date = Date::new(year, month, i8::try_from(number("d")?).ok()?).ok()?;
        let (Some(mut hour), Some(minute)) = (number("hour"), number("minute")) else {
            return Some(date.to_string());
        };
        if let Some(half) = found.name("half").map(|half| half.as_str().to_uppercase()) {
            if half.starts_with('P') && hour < 12 {
                hour += 12;
            } else if half.starts_with('A') && hour == 12 {
                hour = 0;
            }
        }
        if hour > 23 || minute > 59 {
            return Some(date.to_string());
        }
        Some(format!("{date}T{hour:02}:{minute:02}"))
    }
}

#[cfg(test)]
mod tests {
    use biennien_knowledge::Knowledge;

    use super::*;

    #[test]
    fn rows_find_their_examples() {
        let knowledge = Knowledge::built_in();
        let dates = Dates::compile(&knowledge.pages);
        assert_eq!(dates.forms.len(), knowledge.pages.dates.len(), "a pattern cannot be read");
        for example in knowledge.examples.iter().filter(|example| example.kind == "vi/pages/dates") {
            let (line, spans) = example.unmark();
            let found = dates.find(&line).unwrap_or_else(|| panic!("{}: nothing in {line:?}", example.place));
            assert_eq!(found.value, example.expected, "{}: {line:?}", example.place);
            assert_eq!(vec![(found.span.start, found.span.end)], spans, "{}: {line:?}", example.place);
        }
    }

    #[track_caller]
    fn check(line: &str, value: &str) {
        let dates = Dates::compile(&Knowledge::built_in().pages);
        assert_eq!(dates.find(line).map_or(String::new(), |found| found.value), value, "{line}");
    }

    #[test]
    fn printed_dates_are_read() {
        check("Thứ tư, 26/01/2022 06:55 AM - 0 Trả lời", "2022-01-26T06:55");
        check("07:21 | 13/02/2022", "2022-02-13T07:21");
        check("Thứ bảy, 7/3/2026, 00:05 (GMT+7)", "2026-03-07T00:05");
        check("07-03-2026 - 00:01 AM | Thị trường", "2026-03-07T00:01");
        check("07/03/2026 08:01 GMT+7", "2026-03-07T08:01");
        check("13-02-2022, 12:15 PM", "2022-02-13T12:15");
        check("31 Dec, 04:33 PM", "");
        check("30/02/2022 06:55", "");
        check("024-3736-6491", "");
    }
}
