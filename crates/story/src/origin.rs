//! Origins: which articles are one text printed several times.

use std::collections::BTreeMap;

use biennien_model::Member;

use crate::published;
use crate::sketch::containment;

/// Share of the shorter text that must stand in the longer one. Reprints with a new headline and a cut last paragraph
/// lie above 0.8; two reporters quoting the same statement lie below 0.4.
const REPRINT_SHARE: f64 = 0.6;

/// Hashes that stand in more texts than this are set phrases and propose no pair.
const COMMON_TEXTS: usize = 50;

/// Two texts that were published further apart than this, in days, are not taken for reprints.
const REPRINT_DAYS: i32 = 31;

/// The origin of each member, by the same index: the id of the earliest article of its family of reprints.
pub fn origins(members: &[Member]) -> Vec<String> {
    let mut parent: Vec<usize> = (0..members.len()).collect();
    for (a, b) in likely_pairs(members) {
        if near(&members[a], &members[b])
            && containment(&members[a].sketch, &members[b].sketch) >= REPRINT_SHARE
        {
            let (a, b) = (root(&mut parent, a), root(&mut parent, b));
            parent[a.max(b)] = a.min(b);
        }
    }
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for index in 0..members.len() {
        let family = root(&mut parent, index);
        let best = first.entry(family).or_insert(index);
        if age(&members[index]) < age(&members[*best]) {
            *best = index;
        }
    }
    (0..members.len()).map(|index| members[first[&root(&mut parent, index)]].article.clone()).collect()
}

/// Earliest first; undated ones last; ties by id.
fn age(member: &Member) -> (bool, Option<&str>, &str) {
    (member.published.is_none(), member.published.as_deref(), &member.article)
}

/// True when one text is the other, or most of it.
pub(crate) fn is_reprint(a: &Member, b: &Member) -> bool {
    near(a, b) && containment(&a.sketch, &b.sketch) >= REPRINT_SHARE
}

fn near(a: &Member, b: &Member) -> bool {
    match (published(a), published(b)) {
        (Some(a), Some(b)) => {
            let days = a.first.until(b.first).map_or(0, |span| span.get_days().abs());
            days <= REPRINT_DAYS
        }
        _ => true,
    }
}

/// Pairs of members that share at least two hashes of their sketches, each pair once.
fn likely_pairs(members: &[Member]) -> Vec<(usize, usize)> {
    let mut holders: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (index, member) in members.iter().enumerate() {
        for &hash in &member.sketch {
            holders.entry(hash).or_default().push(index);
        }
    }
    let mut shared: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for texts in holders.values().filter(|texts| texts.len() > 1 && texts.len() <= COMMON_TEXTS) {
        for (at, &a) in texts.iter().enumerate() {
            for &b in &texts[at + 1..] {
                *shared.entry((a, b)).or_default() += 1;
            }
        }
    }
    shared.into_iter().filter(|&(_, count)| count >= 2).map(|(pair, _)| pair).collect()
}

fn root(parent: &mut [usize], mut index: usize) -> usize {
    while parent[index] != index {
        parent[index] = parent[parent[index]];
        index = parent[index];
    }
    index
}
