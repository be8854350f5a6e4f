//! Dating: when an article that names no date of its own was published, worked out from its text.
//!
//! In: the document, and the facts read from it as undated. Out: a day or an interval of two, with every reason in
//! words; `None` when nothing decides. A wrong year is worse than none, so a year must be the only one that fits.
//! [`clues`] collects what the text gives away, this file weighs it.

mod clues;

use std::collections::BTreeMap;

use biennien_knowledge::Knowledge;
use biennien_model::{Basis, Candidate, Document, Interval, Published};
use jiff::Span;
use jiff::civil::Date;

use crate::Facts;
use crate::time;
use clues::{Clues, NewestDay, Window};

/// First and last year that is tried.
const YEARS: (i16, i16) = (1990, 2049);
/// With so many windows or more, one that speaks against the rest is left out of account.
const VOTES_FOR_OUTLIER: usize = 4;

/// The tables, compiled for matching.
pub(crate) struct Rules {
    clues: clues::Rules,
}

impl Rules {
    /// Compiles the tables.
    pub(crate) fn compile(knowledge: &Knowledge) -> Rules {
        Rules { clues: clues::Rules::compile(knowledge) }
    }
}

/// Works out the day of publication; `None` when nothing decides.
pub(crate) fn infer(
    document: &Document,
    facts: &Facts,
    times: &time::Rules,
    rules: &Rules,
) -> Option<Published> {
    let clues = clues::collect(document, facts, times, &rules.clues);
    if let Some((day, because)) = &clues.exact {
        return Some(published(*day, *day, vec![because.clone()]));
    }
    let newest = clues.newest.as_ref()?;
    let possible =
        (YEARS.0..=YEARS.1).filter_map(|year| newest.in_year(year)).filter(|&day| fits(day, newest, &clues));
    let against = |day: Date| clues.windows.iter().filter(|window| !window.holds(day)).count();
    let days: Vec<(usize, Date)> = possible.map(|day| (against(day), day)).collect();
    let least = days.iter().map(|(against, _)| *against).min()?;
    let best: Vec<Date> = days.iter().filter(|(against, _)| *against == least).map(|(_, day)| *day).collect();
    let allowed = usize::from(clues.windows.len() >= VOTES_FOR_OUTLIER);
    let &[day] = best.as_slice() else { return None };
    if least > allowed {
        return None;
    }
    let day = day.checked_add(Span::new().days(newest.later)).ok()?;
    let last = if newest.is_today { day } else { day.checked_add(Span::new().days(1)).ok()? };
    let mut because = vec![newest.because.clone()];
    because.extend(clues.reasons(day));
    Some(published(day, last, because))
}

/// True when publication on `day` goes with what is certain.
fn fits(day: Date, newest: &NewestDay, clues: &Clues) -> bool {
    clues.not_before.as_ref().is_none_or(|(first, _)| day >= *first)
        && clues.not_after.as_ref().is_none_or(|(last, _)| day <= *last)
        && newest.weekday.is_none_or(|weekday| day.weekday().to_monday_one_offset() == weekday)
}

fn published(first: Date, last: Date, because: Vec<String>) -> Published {
    let value = if first == last { first.to_string() } else { format!("{first}/{last}") };
    let days: BTreeMap<Date, &str> =
        [(first, "the day of the news"), (last, "the day after the news")].into();
    let candidates = if first == last {
        vec![Candidate { value: first.to_string(), because: because.first().cloned().unwrap_or_default() }]
    } else {
        days.into_iter()
            .map(|(day, because)| Candidate { value: day.to_string(), because: because.to_owned() })
            .collect()
    };
    Published { value, basis: Basis::Inferred, candidates, because }
}

impl Clues {
    /// What speaks for publication on `day`, in words.
    fn reasons(&self, day: Date) -> Vec<String> {
        let windows =
            self.windows.iter().filter(|window| window.holds(day)).map(|window| window.because.clone());
        let bounds =
            [&self.not_before, &self.not_after].into_iter().flatten().map(|(_, because)| because.clone());
        bounds.chain(windows).collect()
    }
}

impl Window {
    /// True when `day` lies in one of its intervals.
    fn holds(&self, day: Date) -> bool {
        self.intervals.iter().any(|interval: &Interval| interval.first <= day && day <= interval.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use biennien_model::{Article, RawMap};

    #[track_caller]
    fn check(text: &str, value: &str) {
        let knowledge = Knowledge::built_in();
        let rules = crate::Rules::compile(&knowledge);
        let article = Article {
            id: String::new(),
            source_id: String::new(),
            outlet: None,
            url: None,
            title: String::new(),
            lead: None,
            byline: None,
            section: None,
            published: None,
            text: text.to_owned(),
            lines: Vec::new(),
            map: RawMap::default(),
        };
        let document = biennien_text::split(&article, &knowledge);
        let facts = crate::find(&document, None, &rules);
        let found = crate::infer_published(&document, &facts, &rules);
        assert_eq!(found.map(|published| published.value).unwrap_or_default(), value, "{text}");
    }

    #[test]
    fn offices_held_together_decide_the_year() {
        check(
            "Hai bên bàn về dầu mỏ\nTổng thống Mỹ Donald Trump nói chuyện với khách hôm 14/12.\nNgoại trưởng Mỹ Rex Tillerson cũng có mặt.",
            "2017-12-14/2017-12-15",
        );
    }

    #[test]
    fn one_president_alone_leaves_it_open() {
        check("Hai bên bàn về dầu mỏ\nTổng thống Mỹ Joe Biden tiếp khách hôm 14/5.", "");
    }

    #[test]
    fn former_holders_say_nothing() {
        check("Chuyện cũ\nCựu Ngoại trưởng Mỹ Rex Tillerson phát biểu hôm 14/12.", "");
    }

    #[test]
    fn a_named_day_of_a_summit_decides_the_year() {
        check(
            "Chuyến đi\nTổng thống Mỹ Joe Biden trả lời hôm 4/5.\nÔng sẽ dự thượng đỉnh G7 từ 11-13/6.",
            "2021-05-04/2021-05-05",
        );
    }

    #[test]
    fn war_days_name_the_day() {
        check("Chiến sự Ukraine ngày 812: pháo kích dữ dội", "2024-05-15");
    }

    #[test]
    fn a_text_without_days_stays_open() {
        check("Chuyện cũ\nNgười ta kể nhiều chuyện về ngôi làng ấy.", "");
    }
}
