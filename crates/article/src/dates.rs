//! Dates that pages print: when the article was published or changed, in the forms of `vi/pages/dates.tsv`.

use std::collections::BTreeMap;

use biennien_knowledge::PageTables;
use biennien_model::Span;
use jiff::civil::Date;
use regex::{Captures, Regex, RegexBuilder, RegexSet, RegexSetBuilder};

use crate::ago::{Ago, AgoForms};

/// A date found in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Printed {
    /// Where it stands in the line.
    pub(crate) span: Span,
    /// What it says.
    pub(crate) told: Told,
    /// What happened then.
    pub(crate) act: Act,
}

/// What a printed date says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Told {
    /// `2021-12-31T07:35`, or `2021-12-31` where no time is told.
    Moment(String),
    /// How long before the capture it was.
    Ago(Ago),
}

/// What an article underwent on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    /// It was published, for all that is said.
    Published,
    /// It was changed.
    Updated,
}

/// The date forms, compiled.
pub(crate) struct Dates {
    forms: Vec<Regex>,
    all: RegexSet,
    ago: AgoForms,
    updated: Vec<Regex>,
    months: BTreeMap<String, i8>,
}

/// Room for the automaton of all forms, in bytes.
const DFA_BYTES_MAX: usize = 32 << 20;

/// Dates of one line that are looked for; lines with more are lists.
const DATES_MAX: usize = 3;

impl Dates {
    /// Compiles the table; a form whose pattern cannot be read is left out (`biennien data check` names it).
    pub(crate) fn compile(tables: &PageTables) -> Dates {
        // The borders here stand beside digits; those of ASCII run fast beside Vietnamese letters.
        let compiled = |pattern: &str| {
            RegexBuilder::new(&pattern.replace(r"\b", r"(?-u:\b)")).case_insensitive(true).build().ok()
        };
        let forms: Vec<Regex> = tables.dates.iter().filter_map(|form| compiled(&form.pattern)).collect();
        let all = RegexSetBuilder::new(forms.iter().map(Regex::as_str))
            .case_insensitive(true)
            .size_limit(DFA_BYTES_MAX)
            .dfa_size_limit(DFA_BYTES_MAX)
            .build();
        let all = all.unwrap_or_else(|_| RegexSet::empty());
        let updated = tables.updated.iter().filter_map(|pattern| compiled(pattern)).collect();
        Dates { forms, all, ago: AgoForms::compile(tables), updated, months: tables.months.clone() }
    }

    /// The dates of `line` in text order, each by the first form that fits; days that no calendar has do not count.
    pub(crate) fn find(&self, line: &str) -> Vec<Printed> {
        if let Some(ago) = self.ago.find(line) {
            let (span, told) = (Span::new(0, line.len()), Told::Ago(ago));
            return vec![Printed { span, told, act: Act::Published }];
        }
        let (mut found, mut from) = (Vec::new(), 0);
        while found.len() < DATES_MAX && line[from..].bytes().any(|byte| byte.is_ascii_digit()) {
            let Some((span, value)) = self.next(line, from) else {
                break;
            };
            let before = &line[from..span.start];
            let is_update = self.updated.iter().any(|pattern| pattern.is_match(before));
            let act = if is_update { Act::Updated } else { Act::Published };
            found.push(Printed { span, told: Told::Moment(value), act });
            from = span.end;
        }
        found
    }

    /// The first date of `line` after the byte `from`.
    fn next(&self, line: &str, from: usize) -> Option<(Span, String)> {
        // One look tells whether any form fits; hardly ever one does.
        if !self.all.is_match_at(line, from) {
            return None;
        }
        self.forms.iter().find_map(|form| {
            let found = form.captures_at(line, from)?;
            let whole = found.get(0)?;
            Some((Span::new(whole.start(), whole.end()), self.value(&found)?))
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
            let found = dates.find(&line);
            let found = found.first().unwrap_or_else(|| panic!("{}: nothing in {line:?}", example.place));
            assert_eq!(found.told, Told::Moment(example.expected.clone()), "{}: {line:?}", example.place);
            assert_eq!(vec![(found.span.start, found.span.end)], spans, "{}: {line:?}", example.place);
        }
    }

    #[test]
    fn what_stands_before_a_date_of_change_is_known() {
        let knowledge = Knowledge::built_in();
        let dates = Dates::compile(&knowledge.pages);
        assert_eq!(dates.updated.len(), knowledge.pages.updated.len(), "a pattern cannot be read");
        for example in knowledge.examples.iter().filter(|example| example.kind == "vi/pages/updated") {
            let (line, spans) = example.unmark();
            let found = dates.find(&line);
            let found = found.first().unwrap_or_else(|| panic!("{}: nothing in {line:?}", example.place));
            assert_eq!(found.act, Act::Updated, "{}: {line:?}", example.place);
            assert_eq!(spans[0].1, found.span.start, "{}: {line:?}", example.place);
        }
    }

    /// Checks the dates of `line`, joined by spaces, those of a change with a star.
    #[track_caller]
    fn check(line: &str, values: &str) {
        let dates = Dates::compile(&Knowledge::built_in().pages);
        let said = |printed: Printed| match (printed.told, printed.act) {
            (Told::Moment(value), Act::Published) => value,
            (Told::Moment(value), Act::Updated) => format!("{value}*"),
            (Told::Ago(_), _) => "ago".to_owned(),
        };
        let found: Vec<String> = dates.find(line).into_iter().map(said).collect();
        assert_eq!(found.join(" "), values, "{line}");
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
        check("Hôm qua, 07:35", "ago");
    }

    #[test]
    fn changes_stand_apart() {
        check(
            "Đăng lúc 07:35 31/12/2021 - Cập nhật lúc 09:10 01/01/2022",
            "2021-12-31T07:35 2022-01-01T09:10*",
        );
        check("Cập nhật: 31/12/2021 - 07:35", "2021-12-31T07:35*");
        check("Published January 3, 2022, updated January 4, 2022", "2022-01-03 2022-01-04*");
        check("31/12/2021 | 01/01/2022 | 02/01/2022 | 03/01/2022", "2021-12-31 2022-01-01 2022-01-02");
    }
}
