//! Questions: the arguments of `agenda`, `pair` and `actor`.

use std::path::PathBuf;

use biennien_model::Interval;
use clap::{Args, ValueEnum};

use crate::arguments::From;
use crate::values::day;

#[derive(Debug, Args)]
pub(crate) struct Agenda {
    #[command(flatten)]
    pub(crate) from: From,
    #[command(flatten)]
    pub(crate) as_of: AsOf,
}

/// The day by which things are judged, and what a calendar takes.
#[derive(Debug, Args)]
pub(crate) struct AsOf {
    /// What was known by the end of this day; today in Vietnam when not given
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<Interval>,
    /// In a calendar (ics) also what is expected in some month or year
    #[arg(long)]
    pub(crate) vague: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Pair {
    /// Side code (USA, RUS, NATO …)
    pub(crate) one: String,
    /// Side code
    pub(crate) other: String,
    /// Length of the periods that are counted
    #[arg(long, value_enum, default_value_t = By::Month)]
    pub(crate) by: By,
    #[command(flatten)]
    pub(crate) from: From,
}

/// Length of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum By {
    /// ISO weeks.
    Week,
    /// Months.
    Month,
    /// Quarters.
    Quarter,
    /// Years.
    Year,
}

#[derive(Debug, Args)]
pub(crate) struct Actor {
    /// A person's or body's name in any spelling the tables have, or a side code
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) from: From,
}

/// True when `path` names a calendar.
pub(crate) fn is_calendar(path: Option<&PathBuf>) -> bool {
    path.and_then(|path| path.extension()).is_some_and(|ending| ending.eq_ignore_ascii_case("ics"))
}
