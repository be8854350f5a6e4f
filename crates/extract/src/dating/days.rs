//! Days: the days and years that an undated text names, and what they say about its day of publication.

use biennien_model::{Document, Interval, Time, TimeType};
use jiff::civil::Date;

use crate::time;

/// How many paragraphs, headline counted, may hold the day of the news.
const LEAD_PARAGRAPHS: usize = 6;
/// The same for papers that call the last two days "today" and "yesterday": the days they number are mostly older.
const LEAD_PARAGRAPHS_OF_TODAY: usize = 3;
/// How many tokens before a year are asked for words such as "election".
const AHEAD_TOKENS: usize = 6;
/// How many days after the newest day an act may be said to follow.
const DAYS_AFTER_MAX: i32 = 3;

/// A day told without its year.
pub(crate) struct ToldDay {
    month: i8,
    day: i8,
    /// The words that name it.
    pub(crate) words: String,
}

impl ToldDay {
    /// The day in `year`; `None` where it does not exist.
    pub(crate) fn in_year(&self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day).ok()
    }

    /// A number that grows with the day in the year.
    fn ordinal(&self) -> i32 {
        i32::from(self.month) * 31 + i32::from(self.day)
    }
}

/// The newest day told as past.
pub(crate) struct NewestDay {
    /// The day.
    pub(crate) told: ToldDay,
    /// ISO number of the weekday that stands beside it.
    pub(crate) weekday: Option<i8>,
    /// True when the text calls it today.
    pub(crate) is_today: bool,
    /// True when it stands where papers name the day of the news.
    pub(crate) is_lead: bool,
    /// How many days later the news came.
    pub(crate) later: i32,
    /// The reason in words.
    pub(crate) because: String,
}

/// The newest of the days told as past, looked for in the headline and the first paragraphs; the whole text is asked
/// whether a newer one follows.
pub(crate) fn newest(
    document: &Document,
    dated: &[(&Time, time::Tense)],
    rules: &time::Rules,
) -> Option<NewestDay> {
    let mut days: Vec<(NewestDay, usize)> = Vec::new();
    for (time, tense) in dated {
        // A day written with its year is rarely one of the last: papers write the year of what lies back.
        let is_told = *tense != time::Tense::Future && !rules.counts_from_another(&time.rule);
        let Some((None, month, day)) = day_of(&time.value).filter(|_| is_told) else {
            continue;
        };
        let paragraph = document.paragraph_at(time.span.start).unwrap_or(usize::MAX);
        let words = time.span.of(&document.text);
        days.push((
            NewestDay {
                told: ToldDay { month, day, words: words.to_owned() },
                weekday: time::weekday_beside(document, time, rules),
                is_today: rules.says_today(&time.rule),
                is_lead: true,
                later: 0,
                because: format!("the newest day told as past is “{words}”"),
            },
            paragraph,
        ));
    }
    if let Some(index) = days.iter().position(|(day, _)| day.is_today) {
        let mut today = days.swap_remove(index).0;
        today.because = today.because.replace("the newest day told as past is", "the text calls today");
        return Some(today);
    }
    // Days of two years meet around New Year: the newest is the one before the longest stretch without any.
    let mut order: Vec<i32> = days.iter().map(|(day, _)| day.told.ordinal()).collect();
    order.sort_unstable();
    order.dedup();
    let last = *order.last()?;
    let gap = |index: usize| match order.get(index + 1) {
        Some(next) => next - order[index],
        None => order[0] + 12 * 31 - last,
    };
    let newest =
        (0..order.len()).max_by_key(|&index| (gap(index), order[index])).map(|index| order[index])?;
    let says_today = dated.iter().any(|(time, _)| rules.counts_from_today(&time.rule));
    let early = if says_today { LEAD_PARAGRAPHS_OF_TODAY } else { LEAD_PARAGRAPHS };
    let index = days.iter().position(|(day, _)| day.told.ordinal() == newest)?;
    let (mut day, paragraph) = days.swap_remove(index);
    if let Some((time, count)) = days_after(document, dated, paragraph, rules) {
        day.later = count;
        day.because.push_str(&format!(", and the news came “{}” after it", time.span.of(&document.text)));
        return Some(day);
    }
    day.is_lead = paragraph < early;
    Some(day)
}

/// The first in the text of the days told as still to come.
pub(crate) fn next(document: &Document, dated: &[(&Time, time::Tense)]) -> Option<ToldDay> {
    dated.iter().filter(|(_, tense)| *tense == time::Tense::Future).find_map(|(time, _)| {
        let (None, month, day) = day_of(&time.value)? else { return None };
        Some(ToldDay { month, day, words: time.span.of(&document.text).to_owned() })
    })
}

/// The oldest bare year that is told as still to come.
pub(crate) fn next_year(document: &Document, dated: &[(&Time, time::Tense)]) -> Option<i16> {
    let ahead =
        dated.iter().filter(|(time, tense)| *tense == time::Tense::Future && names_year(document, time));
    ahead.filter_map(|(time, _)| time.value.parse().ok()).min()
}

/// ISO numbers of the weekdays that the headline and the first paragraphs name without their day, in text order.
pub(crate) fn weekdays(document: &Document, dated: &[(&Time, time::Tense)]) -> Vec<i8> {
    let is_early = |time: &Time| {
        document.paragraph_at(time.span.start).is_some_and(|paragraph| paragraph < LEAD_PARAGRAPHS_OF_TODAY)
    };
    let number = |time: &Time| {
        let value = time.value.split('T').next()?;
        value.strip_prefix("XXXX-WXX-")?.parse().ok()
    };
    dated.iter().filter(|(time, _)| is_early(time)).filter_map(|(time, _)| number(time)).collect()
}

/// "One day after …", said before paragraph `paragraph` names the newest day for the first time: the news is so much
/// younger than that day.
fn days_after<'a>(
    document: &Document,
    dated: &[(&'a Time, time::Tense)],
    paragraph: usize,
    rules: &time::Rules,
) -> Option<(&'a Time, i32)> {
    dated.iter().find_map(|(time, _)| {
        let count: i32 = time.value.strip_prefix('P')?.strip_suffix('D')?.parse().ok()?;
        let next = document.tokens.get(document.token_from(time.span.end))?;
        let before = document.paragraph_at(time.span.start)? < paragraph.min(LEAD_PARAGRAPHS);
        let fits = (1..=DAYS_AFTER_MAX).contains(&count) && before;
        (fits && rules.is_class("after", next.span.of(&document.lower))).then_some((*time, count))
    })
}

/// Year (where written), month and day of a value that names one day.
pub(crate) fn day_of(value: &str) -> Option<(Option<i16>, i8, i8)> {
    let day = value.split('T').next()?;
    let mut parts = day.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    Some((year.parse().ok(), month, day))
}

/// The first day of the newest year, month or day that is told as past.
///
/// A bare year must have a word of the past beside it, and none such as "election", which may lie years ahead.
pub(crate) fn not_before(
    document: &Document,
    dated: &[(&Time, time::Tense)],
    rules: &time::Rules,
) -> Option<(Date, String)> {
    let past = dated.iter().filter(|(time, tense)| {
        let start = document.token_from(time.span.start);
        let before = document.tokens[start.saturating_sub(AHEAD_TOKENS)..start].iter();
        let ahead =
            before.map(|token| token.span.of(&document.lower)).any(|word| rules.is_class("ahead", word));
        is_past(*tense, &time.value) && (time.value.len() > 4 || !ahead) && names_year(document, time)
    });
    let newest = past.filter_map(|(time, _)| Some((Interval::parse(&time.value)?.first, *time)));
    let (first, time) = newest.max_by_key(|(first, time)| (*first, std::cmp::Reverse(time.span.start)))?;
    Some((first, format!("“{}” is told as past", time.span.of(&document.text))))
}

/// The last day of the oldest year that is told as still to come.
pub(crate) fn not_after(document: &Document, dated: &[(&Time, time::Tense)]) -> Option<(Date, String)> {
    let ahead =
        dated.iter().filter(|(time, tense)| *tense == time::Tense::Future && names_year(document, time));
    let oldest = ahead.filter_map(|(time, _)| Some((Interval::parse(&time.value)?.last, *time)));
    let (last, time) = oldest.min_by_key(|(last, time)| (*last, time.span.start))?;
    Some((last, format!("“{}” is told as still to come", time.span.of(&document.text))))
}

/// A month or day written with its year lies back unless the words say otherwise; a bare year may lie ahead.
fn is_past(tense: time::Tense, value: &str) -> bool {
    tense == time::Tense::Past || (tense == time::Tense::Open && value.len() > 4)
}

/// True for a date whose year stands in its words and that is one year or less, so no decade or range of years.
fn names_year(document: &Document, time: &Time) -> bool {
    let year = time.value.get(..4).unwrap_or("");
    time.kind == TimeType::Date && !time.value.contains('/') && time.span.of(&document.text).contains(year)
}
