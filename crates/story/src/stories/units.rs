//! Units: single syllables and pairs of neighbours, with how often an article has them.

use std::ops::Range;

use biennien_knowledge::StorySettings;
use biennien_model::Head;

use crate::sketch::hash;

/// The units of one article by hash, with how often they count.
#[derive(Debug, Clone, PartialEq)]
pub struct Units(pub(super) Vec<(u32, f32)>);

/// The units of the headline and of the first syllables of the text.
pub fn units(head: &Head, settings: &StorySettings) -> Units {
    let mut counted = Vec::new();
    count(&mut counted, &head.title, settings.headline, settings.single, usize::MAX);
    count(&mut counted, &head.text, 1.0, settings.single, limit(settings));
    gather(counted)
}

/// The units of the headline alone.
pub(super) fn title_units(head: &Head, settings: &StorySettings) -> Units {
    let mut counted = Vec::new();
    count(&mut counted, &head.title, 1.0, settings.single, usize::MAX);
    gather(counted)
}

/// Syllables of the text that are looked at.
pub(super) fn limit(settings: &StorySettings) -> usize {
    // Settings are small counts; a fraction or a negative number is cut off.
    settings.syllables.max(0.0) as usize
}

/// One syllable: where it stands, and its letters in lower case.
pub(super) struct Syllable {
    pub(super) place: Range<usize>,
    pub(super) lower: String,
}

/// The first `limit` syllables of `text`: letters and digits between anything else.
pub(super) fn syllables(text: &str, limit: usize) -> Vec<Syllable> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, letter.is_alphanumeric()) {
            (None, true) => start = Some(at),
            (Some(first), false) => {
                found.push(Syllable { place: first..at, lower: text[first..at].to_lowercase() });
                start = None;
                if found.len() >= limit {
                    break;
                }
            }
            _ => {}
        }
    }
    found
}

/// The name under which a unit is counted.
///
/// 32 bits: of a million units one in 4000 shares its name with another, which weighs nothing.
pub(super) fn name(syllables: &[&str]) -> u32 {
    u32::try_from(hash(syllables) >> 32).expect("32 bits are left")
}

fn count(counted: &mut Vec<(u32, f32)>, text: &str, times: f64, single: f64, limit: usize) {
    let found = syllables(text, limit);
    for (at, syllable) in found.iter().enumerate() {
        counted.push((name(&[&syllable.lower]), (times * single) as f32));
        if let Some(next) = found.get(at + 1) {
            counted.push((name(&[&syllable.lower, &next.lower]), times as f32));
        }
    }
}

fn gather(mut counted: Vec<(u32, f32)>) -> Units {
    counted.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut units: Vec<(u32, f32)> = Vec::with_capacity(counted.len());
    for (unit, times) in counted {
        match units.last_mut() {
            Some(last) if last.0 == unit => last.1 += times,
            _ => units.push((unit, times)),
        }
    }
    units.shrink_to_fit();
    Units(units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, limit: usize, expected: &[&str]) {
        let found: Vec<String> = syllables(text, limit).into_iter().map(|found| found.lower).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn syllables_are_letters_and_digits_between_anything_else() {
        check("Giá vàng: 37,28 triệu!", 9, &["giá", "vàng", "37", "28", "triệu"]);
        check("“Đại tướng”", 9, &["đại", "tướng"]);
    }

    #[test]
    fn no_more_than_asked_for() {
        check("một hai ba", 2, &["một", "hai"]);
        check("", 2, &[]);
    }
}
