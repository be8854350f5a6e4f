//! The Vietnamese lunar calendar: days of its months as civil dates.
//!
//! New moons and the sun's longitude after Jean Meeus, *Astronomical Algorithms* (1991), shortened to what a day's
//! precision needs; months counted at UTC+7 as Vietnam has done since 1968.

use std::f64::consts::PI;

use jiff::Span;
use jiff::civil::Date;

/// Hours east of Greenwich, as part of a day.
const ZONE: f64 = 7.0 / 24.0;

/// The civil date of lunar `day`.`month` of lunar `year`; leap months are passed over.
pub(crate) fn solar(year: i16, month: i32, day: i32) -> Option<Date> {
    if !(1..=12).contains(&month) || !(1..=30).contains(&day) {
        return None;
    }
    // Month 11 is the one that holds the winter solstice; it opens the count of the year that follows.
    let before = month_eleven(i32::from(year) - 1);
    let after = month_eleven(i32::from(year));
    let (mut start, following) =
        if month < 11 { (before, after) } else { (after, month_eleven(i32::from(year) + 1)) };
    let index = moon_index(f64::from(start));
    let mut offset = if month < 11 { month + 1 } else { month - 11 };
    if following - start > 365 {
        let leap = leap_month(start);
        if offset >= leap {
            offset += 1;
        }
    }
    start = new_moon_day(index + offset);
    let epoch = Date::new(1970, 1, 1).ok()?;
    epoch.checked_add(Span::new().try_days(i64::from(start + day - 1) - 2_440_588).ok()?).ok()
}

/// The Julian day number of the local day on which new moon `k` (counted from 1900) falls.
fn new_moon_day(k: i32) -> i32 {
    (new_moon(f64::from(k)) + 0.5 + ZONE).floor() as i32
}

/// Number of the new moon nearest to Julian day `day`.
fn moon_index(day: f64) -> i32 {
    ((day - 2_415_021.076_998_695) / 29.530_588_853 + 0.5).floor() as i32
}

/// First day of the lunar month that holds the winter solstice of `year`.
fn month_eleven(year: i32) -> i32 {
    let last_day = julian_day(year, 12, 31);
    let k = ((f64::from(last_day) - 2_415_021.0) / 29.530_588_853).floor() as i32;
    let start = new_moon_day(k);
    if sun_sector(start) >= 9 { new_moon_day(k - 1) } else { start }
}

/// How many months after month 11 the leap month follows: the first one in which the sun enters no new sign.
fn leap_month(start: i32) -> i32 {
    let k = moon_index(f64::from(start));
    let mut last = sun_sector(new_moon_day(k + 1));
    for index in 2..14 {
        let sector = sun_sector(new_moon_day(k + index));
        if sector == last {
            return index - 1;
        }
        last = sector;
    }
    13
}

fn julian_day(year: i32, month: i32, day: i32) -> i32 {
    let a = (14 - month) / 12;
    let (y, m) = (year + 4800 - a, month + 12 * a - 3);
    day + (153 * m + 2) / 5 + 365 * y + y / 4 - y / 100 + y / 400 - 32_045
}

/// Which twelfth of the ecliptic the sun stands in at local midnight of `day`, 0 from the spring equinox.
fn sun_sector(day: i32) -> i32 {
    let t = (f64::from(day) - 0.5 - ZONE - 2_451_545.0) / 36_525.0;
    let anomaly = (357.529_10 + 35_999.050_30 * t - 0.000_155_9 * t * t).to_radians();
    let centre = (1.914_600 - 0.004_817 * t) * anomaly.sin() + 0.019_993 * (2.0 * anomaly).sin();
    let longitude = (280.466_45 + 36_000.769_83 * t + centre).to_radians();
    ((longitude.rem_euclid(2.0 * PI)) / PI * 6.0).floor() as i32
}

/// Julian date (universal time) of new moon `k` after 1 January 1900.
fn new_moon(k: f64) -> f64 {
    let t = k / 1236.85;
    let (t2, t3) = (t * t, t * t * t);
    let mean = 2_415_020.759_33 + 29.530_588_68 * k + 0.000_117_8 * t2 - 0.000_000_155 * t3
        + 0.000_33 * (166.56 + 132.87 * t - 0.009_173 * t2).to_radians().sin();
    let sun = (359.224_2 + 29.105_356_08 * k - 0.000_033_3 * t2 - 0.000_003_47 * t3).to_radians();
    let moon = (306.025_3 + 385.816_918_06 * k + 0.010_730_6 * t2 + 0.000_012_36 * t3).to_radians();
    let node = (21.296_4 + 390.670_506_46 * k - 0.001_652_8 * t2 - 0.000_002_39 * t3).to_radians();
    let correction = (0.173_4 - 0.000_393 * t) * sun.sin() + 0.002_1 * (2.0 * sun).sin()
        - 0.406_8 * moon.sin()
        + 0.016_1 * (2.0 * moon).sin()
        - 0.000_4 * (3.0 * moon).sin()
        + 0.010_4 * (2.0 * node).sin()
        - 0.005_1 * (sun + moon).sin()
        - 0.007_4 * (sun - moon).sin()
        + 0.000_4 * (2.0 * node + sun).sin()
        - 0.000_4 * (2.0 * node - sun).sin()
        - 0.000_6 * (2.0 * node + moon).sin()
        + 0.001_0 * (2.0 * node - moon).sin()
        + 0.000_5 * (2.0 * moon + sun).sin();
    let delay = -0.000_278 + 0.000_265 * t + 0.000_262 * t2;
    mean + correction - delay
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compares the first days of lunar years, or other days, with almanacs.
    #[track_caller]
    fn check(month: i32, day: i32, days: &[&str]) {
        for expected in days {
            let civil: Date = expected.parse().unwrap();
            let found = [civil.year() - 1, civil.year()].map(|year| solar(year, month, day));
            assert!(found.contains(&Some(civil)), "{day}.{month}. of {expected}: {found:?}");
        }
    }

    #[test]
    fn new_year_falls_where_almanacs_have_it() {
        check(
            1,
            1,
            &[
                "1975-02-11",
                "1995-01-31",
                "2000-02-05",
                "2001-01-24",
                "2002-02-12",
                "2003-02-01",
                "2004-01-22",
                "2005-02-09",
                "2006-01-29",
                "2008-02-07",
                "2009-01-26",
                "2010-02-14",
                "2011-02-03",
                "2012-01-23",
                "2013-02-10",
                "2014-01-31",
                "2015-02-19",
                "2016-02-08",
                "2017-01-28",
                "2018-02-16",
                "2019-02-05",
                "2020-01-25",
                "2021-02-12",
                "2022-02-01",
                "2023-01-22",
                "2024-02-10",
                "2025-01-29",
                "2026-02-17",
                "2027-02-06",
                "2028-01-26",
                "2029-02-13",
                "2033-01-31",
                "2034-02-19",
                "2100-02-09",
            ],
        );
    }

    #[test]
    fn vietnam_and_china_differ_in_some_years() {
        check(1, 1, &["1968-01-29", "1985-01-21", "2007-02-17", "2030-02-02"]);
    }

    #[test]
    fn leap_months_are_passed_over() {
        check(8, 15, &["2006-10-06", "2020-10-01", "2023-09-29", "2025-10-06", "2033-09-08"]);
        check(7, 15, &["2006-08-08", "2024-08-18"]);
        check(12, 23, &["2021-02-04", "2026-02-10"]);
    }

    #[test]
    fn days_that_no_month_has_are_none() {
        assert_eq!((solar(2024, 13, 1), solar(2024, 1, 31)), (None, None));
    }
}
