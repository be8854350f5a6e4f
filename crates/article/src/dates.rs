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
        check("Thứ năm, 12/05/2022 08:40 AM - 3 ý kiến", "2022-05-12T08:40");
        check("09:15 | 14/05/2022", "2022-05-14T09:15");
        check("Chủ nhật, 5/4/2026, 23:50 (GMT+7)", "2026-04-05T23:50");
        check("05-04-2026 - 06:10 AM | Đời sống", "2026-04-05T06:10");
        check("05/04/2026 17:30 GMT+7", "2026-04-05T17:30");
        check("14-05-2022, 12:40 PM", "2022-05-14T12:40");
        check("8 Apr, 03:20 PM", "");
        check("31/04/2022 06:55", "");
        check("024-5550-0123", "");
    }
}
