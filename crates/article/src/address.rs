//! Dates of addresses: the day that a page's address surely names, by the forms of `vi/pages/address.tsv`.

use biennien_knowledge::PageTables;
use biennien_model::{Basis, Published};
use jiff::civil::Date;
use regex::Regex;

/// The first year in which a page of news can have been published.
const FIRST_YEAR: i16 = 1993;

/// The forms, compiled.
pub(crate) struct Addresses(Vec<Regex>);

impl Addresses {
    /// Compiles the table; a form whose pattern cannot be read is left out.
    pub(crate) fn compile(tables: &PageTables) -> Addresses {
        Addresses(tables.addresses.iter().filter_map(|pattern| Regex::new(pattern).ok()).collect())
    }

    /// The day in `url`, when there is just one; of its path alone, as what follows `?` or `#` may be of the visit.
    pub(crate) fn published(&self, url: &str) -> Option<Published> {
        let path = url.split(['?', '#']).next().unwrap_or(url);
        let mut days = self.0.iter().filter_map(|form| day(form, path));
        let day = days.next()?;
        days.all(|other| other == day).then(|| Published {
            value: day.to_string(),
            basis: Basis::Url,
            candidates: Vec::new(),
            because: Vec::new(),
        })
    }
}

fn day(form: &Regex, path: &str) -> Option<Date> {
    let found = form.captures(path)?;
    let number = |name: &str| found.name(name)?.as_str().parse::<i16>().ok();
    let (month, day) = (i8::try_from(number("m")?).ok()?, i8::try_from(number("d")?).ok()?);
    Date::new(number("y")?, month, day).ok().filter(|day| day.year() >= FIRST_YEAR)
}

#[cfg(test)]
mod tests {
    use biennien_knowledge::Knowledge;

    use super::*;

    #[test]
    fn rows_find_their_examples() {
        let knowledge = Knowledge::built_in();
        let forms = Addresses::compile(&knowledge.pages);
        assert_eq!(forms.0.len(), knowledge.pages.addresses.len(), "a pattern cannot be read");
        for example in knowledge.examples.iter().filter(|example| example.kind == "vi/pages/address") {
            let (url, _) = example.unmark();
            let found = forms.published(&url).map(|published| published.value);
            assert_eq!(found, Some(example.expected.clone()), "{}: {url}", example.place);
        }
    }

    #[track_caller]
    fn check(url: &str, day: &str) {
        let forms = Addresses::compile(&Knowledge::built_in().pages);
        assert_eq!(forms.published(url).map(|published| published.value).unwrap_or_default(), day, "{url}");
    }

    #[test]
    fn what_is_not_surely_a_date_is_none() {
        check("https://baomau.vn/2021/12/lam-chau.html", "");
        check("https://baomau.vn/ke-hoach-2021-2025/lam-chau.html", "");
        check("https://baomau.vn/2021/31/12/lam-chau.html", "");
        check("https://baomau.vn/lam-chau-20211231.html", "");
        check("https://baomau.vn/lam-chau-4531231073512.html", "");
        check("https://baomau.vn/lam-chau.html?tu=/2021/12/31/", "");
        check("https://baomau.vn/2021/12/31/xem-lai/2020/12/31/", "2021-12-31");
        check("https://baomau.vn/2021-12-31/xem-lai/2020/12/31/", "");
    }
}
