//! Moments: a day, week, month … of the calendar, as far as it is known, and its TIMEX3 value.

use jiff::Span;
use jiff::civil::Date;

/// How long a moment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grain {
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

impl Grain {
    /// Reads the letters of the tables.
    pub(crate) fn parse(letters: &str) -> Option<Grain> {
        Some(match letters {
            "D" => Grain::Day,
            "W" => Grain::Week,
            "WE" => Grain::Weekend,
            "M" => Grain::Month,
            "Q" => Grain::Quarter,
            "HY" => Grain::Half,
            "Y" => Grain::Year,
            "DE" => Grain::Decade,
            "CE" => Grain::Century,
            _ => return None,
        })
    }
}

/// What is known of a moment's date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    /// Year, month and day.
    Full,
    /// Month and day; the year of `date` stands for none.
    NoYear,
    /// Nothing; `date` stands for none.
    Nothing,
}

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    /// A day of it.
    pub(crate) date: Date,
    /// How long it is.
    pub(crate) grain: Grain,
    /// What is known of `date`.
    pub(crate) known: Known,
}

impl Moment {
    /// The day `date`, fully known.
    pub(crate) fn day(date: Date) -> Moment {
        Moment { date, grain: Grain::Day, known: Known::Full }
    }

    /// A day of which nothing is known.
    pub(crate) fn unknown() -> Moment {
        Moment { date: leap_day_year(), grain: Grain::Day, known: Known::Nothing }
    }

    /// The same day seen as a `grain`.
    pub(crate) fn widen(self, grain: Grain) -> Moment {
        Moment { grain, ..self }
    }

    /// The moment `count` grains later (earlier, when negative).
    pub(crate) fn shift(self, count: i32, grain: Grain) -> Option<Moment> {
        let span = Span::new();
        let span = match grain {
            Grain::Day => span.try_days(count),
            Grain::Week | Grain::Weekend => span.try_weeks(count),
            Grain::Month => span.try_months(count),
            Grain::Quarter => span.try_months(count.checked_mul(3)?),
            Grain::Half => span.try_months(count.checked_mul(6)?),
            Grain::Year => span.try_years(count),
            Grain::Decade => span.try_years(count.checked_mul(10)?),
            Grain::Century => span.try_years(count.checked_mul(100)?),
        };
        let date = self.date.checked_add(span.ok()?).ok()?;
        (date.year() > 0).then_some(Moment { date, grain, known: self.known })
    }

    /// The TIMEX3 value, with `X` for what is not known.
    pub(crate) fn value(self) -> String {
        let year = self.year();
        let (month, day) = match self.known {
            Known::Nothing => ("XX".to_owned(), "XX".to_owned()),
            _ => (format!("{:02}", self.date.month()), format!("{:02}", self.date.day())),
        };
        match self.grain {
            Grain::Day => format!("{year}-{month}-{day}"),
            Grain::Week => self.week(),
            Grain::Weekend => format!("{}-WE", self.week()),
            Grain::Month => format!("{year}-{month}"),
            Grain::Quarter => format!("{year}-Q{}", (self.date.month() + 2) / 3),
            Grain::Half => format!("{year}-H{}", if self.date.month() <= 6 { 1 } else { 2 }),
            Grain::Year => year,
            Grain::Decade => range(i32::from(self.date.year()).div_euclid(10) * 10, 9, self.known),
            Grain::Century => {
                range((i32::from(self.date.year()) - 1).div_euclid(100) * 100 + 1, 99, self.known)
            }
        }
    }

    /// The year as four digits, or `XXXX`.
    pub(crate) fn year(self) -> String {
        match self.known {
            Known::Full => format!("{:04}", self.date.year()),
            _ => "XXXX".to_owned(),
        }
    }

    fn week(self) -> String {
        if self.known != Known::Full {
            return "XXXX-WXX".to_owned();
        }
        let week = self.date.iso_week_date();
        format!("{:04}-W{:02}", week.year(), week.week())
    }
}

fn range(first: i32, more: i32, known: Known) -> String {
    match known {
        Known::Full => format!("{first:04}/{:04}", first + more),
        _ => "XXXX".to_owned(),
    }
}

/// A day of a leap year that stands for "some year", so that 29 February exists in it.
pub(crate) fn leap_day_year() -> Date {
    Date::constant(2000, 6, 15)
}

/// Which way from the day of publication a sentence looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Future,
    Open,
}

/// The day `day`/`month` in the year that `today` and `tense` ask for; in no year when today's is unknown.
pub(crate) fn day_near(month: i16, day: i16, today: Moment, tense: Tense) -> Option<Moment> {
    near(today, |year| date(year, month, day), 120, tense).map(|moment| moment.widen(Grain::Day))
}

/// The month `month` in the year that `today` and `tense` ask for.
pub(crate) fn month_near(month: i16, today: Moment, tense: Tense) -> Option<Moment> {
    let day = i16::from(today.date.day()).min(28);
    near(today, |year| date(year, month, day), 100, tense).map(|moment| moment.widen(Grain::Month))
}

/// The date `day`/`month`/`year`.
pub(crate) fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The one of three years' dates that lies nearest to today, or nearest in the direction of the tense when the nearest
/// of all lies more than `sure` days off.
fn near(today: Moment, make: impl Fn(i16) -> Option<Date>, sure: i32, tense: Tense) -> Option<Moment> {
    let this = today.date.year();
    if today.known != Known::Full {
        return Some(Moment { date: make(leap_day_year().year())?, grain: Grain::Day, known: Known::NoYear });
    }
    let dates = || [this - 1, this, this + 1].into_iter().filter_map(&make);
    choose(dates(), today.date, sure, tense).map(Moment::day)
}

/// The nearest of `dates` to `today`; when it lies more than `sure` days off, the nearest in the direction of the tense.
///
/// News tells more of what was than of what will be: days ahead count as twice as far.
pub(crate) fn choose(
    dates: impl Iterator<Item = Date>,
    today: Date,
    sure: i32,
    tense: Tense,
) -> Option<Date> {
    let away = |date: Date| today.until(date).map_or(i32::MAX, |span| span.get_days());
    let far = |date: Date| if away(date) > 0 { away(date).saturating_mul(2) } else { away(date).abs() };
    let dates: Vec<Date> = dates.collect();
    let nearest = dates.iter().copied().min_by_key(|&date| far(date))?;
    let fits = |date: Date| match tense {
        Tense::Past => away(date) <= 1,
        Tense::Future => away(date) >= -1,
        Tense::Open => true,
    };
    // A day just past may stand in a sentence about the future; a day long past hardly does.
    let sure = if away(nearest) < 0 { sure / 2 } else { sure };
    if away(nearest).abs() <= sure || fits(nearest) {
        return Some(nearest);
    }
    dates.into_iter().filter(|&date| fits(date)).min_by_key(|&date| far(date)).or(Some(nearest))
}
