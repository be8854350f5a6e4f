//! Numbers: digits and number words.

use super::pattern::Classes;

/// Class of the words that numbers are spelled with; values are digits, `x10`, `x100`, `x1000`.
pub(crate) const CLASS: &str = "number";

/// The number that `words` spell, in digits; `None` when they spell none.
///
/// A comma is the decimal mark; points before three digits group thousands.
pub(crate) fn digits(words: &str, classes: &Classes) -> Option<String> {
    if words.starts_with(|letter: char| letter.is_ascii_digit()) {
        let grouped =
            words.split('.').skip(1).all(|group| group.split(',').next().is_some_and(|g| g.len() == 3));
        if !grouped {
            return None;
        }
        return Some(words.replace('.', "").replace(',', "."));
    }
    let (mut total, mut last) = (0_u32, 0_u32);
    let mut is_unit = false;
    for word in words.split(' ') {
        let value = classes.value(CLASS, word)?;
        if let Some(times) = value.strip_prefix('x') {
            let times: u32 = times.parse().ok()?;
            total = total.checked_sub(last)?.checked_add(last.max(1).checked_mul(times)?)?;
            (last, is_unit) = (0, false);
        } else {
            // "Hai ba" is no number but two.
            last = value.parse().ok().filter(|_| !is_unit)?;
            is_unit = last < 10;
            total = total.checked_add(last)?;
        }
    }
    Some(total.to_string())
}

/// The whole number that `words` spell.
pub(crate) fn whole(words: &str, classes: &Classes) -> Option<i32> {
    digits(words, classes)?.parse().ok()
}

/// The digits of one token, cut at everything else: "30.12" gives 30 and 12.
pub(crate) fn parts(token: &str) -> Vec<i16> {
    token.split(|letter: char| !letter.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect()
}
