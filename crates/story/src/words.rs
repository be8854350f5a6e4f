//! Words: how much two accounts say in the same words, the rarer the words the more.

use std::collections::{BTreeMap, HashMap};

use biennien_model::Member;

use crate::local::Local;
use crate::sketch::hash;

/// Syllables in a unit: two, because most Vietnamese words have two.
const UNIT_SYLLABLES: usize = 2;

/// In how many members each unit stands.
pub(crate) struct Words {
    members: f64,
    counts: HashMap<u64, u32>,
}

/// The units of one account with their weights (inverse document frequency).
pub(crate) type Units = BTreeMap<u64, f64>;

impl Words {
    /// Counts the units of the headlines and telling sentences of `members`.
    pub(crate) fn count(members: &[Member]) -> Words {
        let mut counts = HashMap::new();
        for member in members {
            for unit in units_of(member) {
                *counts.entry(unit).or_insert(0) += 1;
            }
        }
        Words { members: members.len() as f64, counts }
    }

    /// The units of the headline and the sentences of one local happening.
    pub(crate) fn of(&self, local: &Local, members: &[Member]) -> Units {
        let member = &members[local.member];
        let quotes = local.tellings.iter().map(|&at| member.tellings[at].quote.as_str());
        let all = quotes.chain([member.title.as_str()]).flat_map(units);
        all.map(|unit| (unit, self.weight(unit))).collect()
    }

    fn weight(&self, unit: u64) -> f64 {
        let count = self.counts.get(&unit).copied().unwrap_or(1);
        ((1.0 + self.members) / f64::from(count)).ln()
    }
}

/// The weight of the units that both have, as a share of the lighter one's, from 0 to 1.
pub(crate) fn overlap(a: &Units, b: &Units) -> f64 {
    let common: f64 = a.iter().filter(|(unit, _)| b.contains_key(unit)).map(|(_, weight)| weight).sum();
    let lighter = a.values().sum::<f64>().min(b.values().sum());
    if lighter > 0.0 { common / lighter } else { 0.0 }
}

/// The units of the headline and of all telling sentences of `member`, sorted.
pub(crate) fn units_of(member: &Member) -> Vec<u64> {
    let mut quotes: Vec<&str> = member.tellings.iter().map(|telling| telling.quote.as_str()).collect();
    quotes.dedup();
    let mut all: Vec<u64> = quotes.into_iter().chain([member.title.as_str()]).flat_map(units).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The units of `text`, in its order.
pub(crate) fn units(text: &str) -> Vec<u64> {
    let lower = text.to_lowercase();
    let syllables: Vec<&str> =
        lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    syllables.windows(UNIT_SYLLABLES).map(hash).collect()
}
