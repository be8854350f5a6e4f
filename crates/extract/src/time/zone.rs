//! Zone: whose clock a clock time is told by, where words right behind it say so ("23h04 giờ Việt Nam").
//!
//! The value of the time stays as written; nothing is converted.

use super::Rules;
use super::line::TokenLine;

/// Most tokens between a clock time and the words that name its zone ("(theo …").
const LEAD_TOKENS: usize = 2;

/// Most tokens of a zone's name.
const NAME_TOKENS: usize = 6;

/// The zone named behind the clock time that ends before token `end`.
pub(super) fn zone(line: &TokenLine<'_>, end: usize, rules: &Rules) -> Option<String> {
    let is_lead = |at: usize| at < line.len() && rules.is_class("zonelead", &line.words(at, at + 1));
    let leads = (end..end + LEAD_TOKENS).take_while(|at| is_lead(*at)).count();
    let first = end + leads;
    let longest = NAME_TOKENS.min(line.len().saturating_sub(first));
    let name = |tokens: usize| rules.classes.value("zone", &line.words(first, first + tokens));
    (1..=longest).rev().find_map(name).map(str::to_owned)
}
