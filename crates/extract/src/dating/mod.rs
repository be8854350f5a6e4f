//! Dating: when an article that names no date of its own was published, worked out from its text.
//!
//! In: the document, and the facts read from it as undated. Out: a day or an interval of two, with every reason in
//! words; `None` when nothing decides. A wrong year is worse than none, so a year must be the only one that fits.
//! [`clues`] collects what the text gives away ([`days`] it names, [`windows`] in which it was so), this file weighs it.

mod clues;
mod days;
mod spot;
mod windows;

use std::collections::BTreeMap;

use biennien_knowledge::Knowledge;
use biennien_model::{Basis, Candidate, Document, Interval, Published};
use jiff::Span;
use jiff::civil::Date;

use crate::Facts;
use crate::time;
use clues::Clues;
use days::ToldDay;
use windows::Window;

/// First and last year that is tried.
const YEARS: (i16, i16) = (1990, 2049);
/// With so many windows or more, one that speaks against the rest is left out of account.
const VOTES_FOR_OUTLIER: usize = 4;
/// Among more years than these weekdays and years to come do not decide.
const YEARS_IN_DOUBT_MAX: usize = 2;
/// An office may have begun so many days after the newest day, in the body or in the lead.
const SLACK: i32 = 90;
const SLACK_OF_LEAD: i32 = 21;
/// How many days younger than the newest day in its body an article is at most taken to be.
const DAYS_SINCE_NEWEST: i32 = 120;
/// How many days before a day still to come it is mostly first told.
const DAYS_BEFORE_NEXT: i32 = 60;
/// The longest interval that is given where only windows speak.
const DAYS_OPEN_MAX: i32 = 240;

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
    captured: Option<Date>,
    times: &time::Scan<'_>,
    rules: &Rules,
) -> Option<Published> {
    let clues = Clues { captured, ..clues::collect(document, facts, times, &rules.clues) };
    if let Some((day, because)) = clues.exact.as_ref().filter(|(day, _)| clues.allows(*day)) {
        return Some(published(*day, *day, vec![because.clone()]));
    }
    from_newest(&clues).or_else(|| from_next(&clues)).or_else(|| from_windows(&clues))
}

/// The day of the news, or an interval after the newest day that the text tells as past.
fn from_newest(clues: &Clues) -> Option<Published> {
    let newest = clues.newest.as_ref()?;
    let is_weekday =
        |day: &Date| newest.weekday.is_none_or(|weekday| day.weekday().to_monday_one_offset() == weekday);
    let slack = if newest.is_lead { SLACK_OF_LEAD } else { SLACK };
    let day = the_only(&newest.told, slack, clues, is_weekday)?;
    let day = day.checked_add(Span::new().days(newest.later)).ok()?;
    let mut because = vec![newest.because.clone()];
    because.extend(clues.reasons(day));
    if newest.is_lead || newest.later > 0 {
        let last = if newest.is_today { day } else { later(day, 1)? };
        return Some(published(day, clues.no_later(last), because));
    }
    let mut last = later(day, DAYS_SINCE_NEWEST)?;
    if let Some(next) = next_after(day, clues).filter(|next| *next <= last) {
        last = next;
    }
    Some(published(day, clues.no_later(clues.last_held(day, last)), because))
}

/// The days before the next day that the text tells as still to come, where a meeting is named besides.
fn from_next(clues: &Clues) -> Option<Published> {
    let names_meeting = clues.windows.iter().any(|window| !window.is_office);
    let next = clues.next.as_ref().filter(|_| clues.newest.is_none() && names_meeting)?;
    let day = the_only(next, 0, clues, |_| true)?;
    let first = day.checked_sub(Span::new().days(DAYS_BEFORE_NEXT)).ok()?;
    let mut because = vec![format!("“{}” is told as still to come", next.words)];
    because.extend(clues.reasons(day));
    Some(published(first, day, because))
}

/// The days in which all offices were held and the meetings were spoken of, when the offices alone leave few.
fn from_windows(clues: &Clues) -> Option<Published> {
    let past = clues.not_before.as_ref().map_or(Date::new(YEARS.0, 1, 1).ok()?, |(day, _)| *day);
    let bounds = Interval { first: past, last: clues.no_later(Date::new(YEARS.1, 12, 31).ok()?) };
    let offices: Vec<&Window> = clues.windows.iter().filter(|window| window.is_office).collect();
    let intervals = offices.iter().flat_map(|window| window.intervals.iter().copied());
    let ends = intervals
        .chain([bounds])
        .flat_map(|days| [days.first, days.last])
        .filter(|day| bounds.first <= *day && *day <= bounds.last);
    let held: Vec<Date> = ends.filter(|&day| offices.iter().all(|window| window.holds(day))).collect();
    let (first, last) = (*held.iter().min()?, *held.iter().max()?);
    let is_short = later(first, DAYS_OPEN_MAX).is_some_and(|end| last <= end);
    let is_certain = is_short && offices.len() > 1 && clues.against(first, 0) == 0;
    is_certain.then(|| published(first, last, clues.reasons(first)))
}

/// `told` in the only year that fits best, if there is one; what it goes by may have begun `slack` days later.
fn the_only(told: &ToldDay, slack: i32, clues: &Clues, is_right: impl Fn(&Date) -> bool) -> Option<Date> {
    let possible = (YEARS.0..=YEARS.1).filter_map(|year| told.in_year(year)).filter(is_right);
    let days: Vec<(usize, Date)> =
        possible.filter(|&day| clues.allows(day)).map(|day| (clues.against(day, slack), day)).collect();
    let least = days.iter().map(|(against, _)| *against).min()?;
    let allowed = usize::from(clues.windows.len() >= VOTES_FOR_OUTLIER);
    let best: Vec<Date> = days.iter().filter(|(against, _)| *against == least).map(|(_, day)| *day).collect();
    if least > allowed || best.len() > YEARS_IN_DOUBT_MAX {
        return None;
    }
    let only = |days: Vec<Date>| <[Date; 1]>::try_from(days).ok().map(|[day]| day);
    only(best.clone())
        .or_else(|| only(best.iter().copied().filter(|day| clues.has_weekday(day.year())).collect()))
        .or_else(|| only(best.into_iter().filter(|day| clues.is_before_next_year(day.year())).collect()))
}

/// The next day told as still to come, within a year after `day`.
fn next_after(day: Date, clues: &Clues) -> Option<Date> {
    let next = clues.next.as_ref()?;
    [day.year(), day.year() + 1].into_iter().filter_map(|year| next.in_year(year)).find(|next| *next > day)
}

fn later(day: Date, days: i32) -> Option<Date> {
    day.checked_add(Span::new().days(days)).ok()
}

fn published(first: Date, last: Date, because: Vec<String>) -> Published {
    let value = if first == last { first.to_string() } else { format!("{first}/{last}") };
    let days: BTreeMap<Date, &str> = if later(first, 1) == Some(last) {
        [(first, "the day of the news"), (last, "the day after the news")].into()
    } else {
        [(first, "the first day that fits"), (last, "the last day that fits")].into()
    };
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
    /// True when publication on `day` goes with the years that the text tells as past and with the capture.
    fn allows(&self, day: Date) -> bool {
        self.not_before.as_ref().is_none_or(|(first, _)| day >= *first) && day == self.no_later(day)
    }

    /// `day`, or the day of the capture if that is earlier.
    fn no_later(&self, day: Date) -> Date {
        self.captured.map_or(day, |captured| day.min(captured))
    }

    /// How much speaks against `day`: windows that do not hold it, when they may have opened `slack` days after it,
    /// and what is told as still to come. Words of what will be are less sure than those of what was.
    fn against(&self, day: Date, slack: i32) -> usize {
        let is_late = self.not_after.as_ref().is_some_and(|(last, _)| day > *last);
        self.windows.iter().filter(|window| !window.holds_soon(day, slack)).count() + usize::from(is_late)
    }

    /// True when the newest or the next day falls, in `year`, on a weekday that the first paragraphs name.
    fn has_weekday(&self, year: i16) -> bool {
        let told = self.newest.iter().map(|newest| &newest.told).chain(&self.next);
        told.filter_map(|told| told.in_year(year))
            .any(|day| self.weekdays.contains(&day.weekday().to_monday_one_offset()))
    }

    /// True when `year` lies before every bare year that is told as still to come.
    fn is_before_next_year(&self, year: i16) -> bool {
        self.next_year.is_some_and(|next| year < next)
    }

    /// The last day from `first` to `last` up to which every window that holds `first` goes on.
    fn last_held(&self, first: Date, last: Date) -> Date {
        let intervals = self.windows.iter().flat_map(|window| &window.intervals);
        let around = intervals.filter(|days| days.first <= first && first <= days.last);
        around.map(|days| days.last).chain([last]).min().unwrap_or(last)
    }

    /// What speaks for publication on `day`, in words.
    fn reasons(&self, day: Date) -> Vec<String> {
        let windows =
            self.windows.iter().filter(|window| window.holds(day)).map(|window| window.because.clone());
        let bounds =
            [&self.not_before, &self.not_after].into_iter().flatten().map(|(_, because)| because.clone());
        let captured = self.captured.map(|captured| format!("the page was captured on {captured}"));
        bounds.chain(captured).chain(windows).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, value: &str) {
        check_captured(text, None, value);
    }

    #[track_caller]
    fn check_captured(text: &str, captured: Option<&str>, value: &str) {
        let captured = captured.map(|day| day.parse().expect("a day"));
        let knowledge = Knowledge::built_in();
        let rules = crate::Rules::compile(&knowledge);
        let document = crate::document(text, &knowledge);
        let scan = crate::scan(&document, &rules);
        let found = scan.infer_published(&scan.facts(None), captured);
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
    fn the_newest_day_of_the_body_begins_an_interval() {
        check(
            "Hai bên bàn về dầu mỏ\nMột.\nHai.\nBa.\nBốn.\nNăm nước dự họp.\nNgoại trưởng Mỹ Rex Tillerson nói chuyện với khách hôm 14/6.",
            "2017-06-14/2017-10-12",
        );
    }

    #[test]
    fn a_day_still_to_come_ends_the_interval() {
        check(
            "Hai bên bàn về dầu mỏ\nMột.\nHai.\nBa.\nBốn.\nNăm nước dự họp.\nNgoại trưởng Mỹ Rex Tillerson nói chuyện với khách hôm 14/6.\nÔng sẽ trở lại vào ngày 2/7.",
            "2017-06-14/2017-07-02",
        );
    }

    #[test]
    fn an_office_taken_soon_after_the_day_leaves_it_open() {
        check(
            "Người mới\nMột.\nHai.\nBa.\nBốn.\nNăm.\nÔng được đề cử hôm 21/6.\nNgoại trưởng Mỹ Mike Pompeo và Bộ trưởng Quốc phòng Mỹ Mark Esper cùng chúc mừng.",
            "",
        );
    }

    #[test]
    fn offices_that_overlap_shortly_give_an_interval() {
        check(
            "Chuyện ở thủ đô\nGiám đốc CIA Mike Pompeo gặp Ngoại trưởng Mỹ Rex Tillerson.\nChánh văn phòng Nhà Trắng Reince Priebus chờ ngoài cửa.",
            "2017-02-01/2017-07-30",
        );
    }

    #[test]
    fn a_bare_year_to_come_decides_between_two() {
        check(
            "Ở biên giới\nBộ trưởng Quốc phòng Ukraine Oleksii Reznikov trả lời ngày 7/12.\nĐầu năm 2022 ông sẽ thăm Pháp.",
            "2021-12-07/2021-12-08",
        );
    }

    #[test]
    fn a_weekday_in_the_headline_decides_between_two() {
        check(
            "Hẹn nhau thứ Năm này\nNgười phát ngôn Nhà Trắng Jen Psaki nói cuộc gặp sẽ diễn ra ngày 24/2.\nHai ông đã gọi cho nhau ngày 12/2.\nTổng thống Mỹ Joe Biden và Ngoại trưởng Mỹ Antony Blinken chưa trả lời.",
            "2022-02-12/2022-02-13",
        );
    }

    #[test]
    fn nothing_is_published_after_its_capture() {
        let text = "Hai bên bàn về dầu mỏ\nTổng thống Mỹ Donald Trump nói chuyện với khách hôm 14/6.\nNgoại trưởng Mỹ Marco Rubio cũng có mặt.";
        check_captured(text, Some("2025-09-01"), "2025-06-14/2025-06-15");
        check_captured(text, Some("2025-06-14"), "2025-06-14");
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
