//! Origins: which articles are one text printed several times.

use biennien_model::{Interval, Member};

use crate::cluster::root;
use crate::published;
use crate::sketch::{containment, is_short};

/// Share of the shorter text that must stand in the longer one. Reprints with a new headline and a cut last paragraph
/// lie above 0.8; two reporters quoting the same statement lie below 0.4.
const REPRINT_SHARE: f64 = 0.6;

/// Hashes that stand in more texts than this are set phrases and propose no pair.
const COMMON_TEXTS: usize = 50;

/// Two texts that were published further apart than this, in days, are not taken for reprints.
const REPRINT_DAYS: i32 = 31;

/// The same for short texts: every day's lottery and every week's water cuts are told in the same words.
const SHORT_DAYS: i32 = 1;

/// The origin of each member, by the same index: the id of the earliest article of its family of reprints.
pub fn origins(members: &[Member]) -> Vec<String> {
    let mut parent: Vec<usize> = (0..members.len()).collect();
    let sketches: Vec<&[u64]> = members.iter().map(|member| member.sketch.as_slice()).collect();
    for (a, b) in reprints(&sketches) {
        let days = if is_short(sketches[a]) || is_short(sketches[b]) { SHORT_DAYS } else { REPRINT_DAYS };
        if near(published(&members[a]), published(&members[b]), days) {
            let (a, b) = (root(&mut parent, a), root(&mut parent, b));
            parent[a.max(b)] = a.min(b);
        }
    }
    let mut first: Vec<usize> = (0..members.len()).collect();
    for index in 0..members.len() {
        let family = root(&mut parent, index);
        if age(&members[index]) < age(&members[first[family]]) {
            first[family] = index;
        }
    }
    (0..members.len()).map(|index| members[first[root(&mut parent, index)]].article.clone()).collect()
}

/// Earliest first; undated ones last; ties by id.
fn age(member: &Member) -> (bool, Option<&str>, &str) {
    (member.published.is_none(), member.published.as_deref(), &member.article)
}

/// Pairs of texts of which one is the other, or most of it: indices of `sketches`, sorted, each pair once.
pub(crate) fn reprints(sketches: &[&[u64]]) -> Vec<(usize, usize)> {
    let mut pairs = likely_pairs(sketches);
    pairs.retain(|&(a, b)| containment(sketches[a], sketches[b]) >= REPRINT_SHARE);
    pairs
}

/// True for days that are near enough for one text to be the reprint of another; unknown ones always are.
fn near(a: Option<Interval>, b: Option<Interval>, most: i32) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => {
            let days = a.first.until(b.first).map_or(0, |span| span.get_days().abs());
            days <= most
        }
        _ => true,
    }
}

/// Pairs of texts that share at least two hashes of their sketches, sorted, each pair once.
fn likely_pairs(sketches: &[&[u64]]) -> Vec<(usize, usize)> {
    let mut holders: Vec<(u64, usize)> = Vec::with_capacity(sketches.iter().map(|sketch| sketch.len()).sum());
    for (index, sketch) in sketches.iter().enumerate() {
        holders.extend(sketch.iter().map(|&hash| (hash, index)));
    }
    holders.sort_unstable();
    let mut shared = Vec::new();
    for texts in holders.chunk_by(|a, b| a.0 == b.0).filter(|texts| texts.len() <= COMMON_TEXTS) {
        for (at, &(_, a)) in texts.iter().enumerate() {
            shared.extend(texts[at + 1..].iter().map(|&(_, b)| (a, b)));
        }
    }
    shared.sort_unstable();
    shared.chunk_by(|a, b| a == b).filter(|run| run.len() >= 2).map(|run| run[0]).collect()
}
