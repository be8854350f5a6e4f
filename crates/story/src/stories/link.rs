//! Linking: pairs to groups, by the average likeness of all pairs between two groups (average link).

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::pairs::Pair;

/// Articles that were joined.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Group {
    /// Articles, sorted.
    pub(super) members: Vec<usize>,
    /// The likeness at which its last two parts were joined.
    pub(super) weakest: f64,
}

/// Joins the two groups that are most alike, again and again, while they are alike to `join` at least.
///
/// Groups of one are left out. Groups come in the order of their first members.
pub(super) fn link(articles: usize, pairs: &[Pair], join: f64) -> Vec<Group> {
    let mut groups = Vec::new();
    for (members, pairs) in parts(articles, pairs, join) {
        let mut linking = Linking::new(&members, &pairs, join);
        linking.run();
        groups.extend(linking.groups.into_values().filter(|group| group.members.len() > 1));
    }
    groups.sort_by(|a, b| a.members.cmp(&b.members));
    groups
}

/// Parts that no likeness of `join` connects are linked each alone, with the pairs inside them.
fn parts(articles: usize, pairs: &[Pair], join: f64) -> Vec<(Vec<usize>, Vec<Pair>)> {
    let mut parent: Vec<usize> = (0..articles).collect();
    for pair in pairs.iter().filter(|pair| pair.likeness >= join) {
        let (a, b) = (root(&mut parent, pair.a), root(&mut parent, pair.b));
        parent[a.max(b)] = a.min(b);
    }
    let mut parts: BTreeMap<usize, (Vec<usize>, Vec<Pair>)> = BTreeMap::new();
    for article in 0..articles {
        parts.entry(root(&mut parent, article)).or_default().0.push(article);
    }
    parts.retain(|_, (members, _)| members.len() > 1);
    for pair in pairs {
        let part = root(&mut parent, pair.a);
        if part == root(&mut parent, pair.b)
            && let Some((_, pairs)) = parts.get_mut(&part)
        {
            pairs.push(*pair);
        }
    }
    parts.into_values().collect()
}

fn root(parent: &mut [usize], mut index: usize) -> usize {
    while parent[index] != index {
        parent[index] = parent[parent[index]];
        index = parent[index];
    }
    index
}

/// Two groups that could be joined.
#[derive(Debug, Clone, Copy)]
struct Offer {
    likeness: f64,
    a: usize,
    b: usize,
}

impl Ord for Offer {
    /// The more alike the greater; of equals the earlier groups.
    fn cmp(&self, other: &Offer) -> Ordering {
        self.likeness.total_cmp(&other.likeness).then((other.a, other.b).cmp(&(self.a, self.b)))
    }
}

impl PartialOrd for Offer {
    fn partial_cmp(&self, other: &Offer) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Offer {
    fn eq(&self, other: &Offer) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Offer {}

/// A part while it is being linked. A joined group gets a new number, so that old offers fall away.
struct Linking {
    groups: BTreeMap<usize, Group>,
    likeness: BTreeMap<usize, BTreeMap<usize, f64>>,
    offers: BinaryHeap<Offer>,
    next: usize,
    join: f64,
}

impl Linking {
    fn new(members: &[usize], pairs: &[Pair], join: f64) -> Linking {
        let groups =
            members.iter().map(|&member| (member, Group { members: vec![member], weakest: 1.0 })).collect();
        let next = members.last().map_or(0, |last| last + 1);
        let mut linking =
            Linking { groups, likeness: BTreeMap::new(), offers: BinaryHeap::new(), next, join };
        for pair in pairs {
            linking.set(pair.a, pair.b, pair.likeness);
        }
        linking
    }

    fn set(&mut self, a: usize, b: usize, likeness: f64) {
        self.likeness.entry(a).or_default().insert(b, likeness);
        self.likeness.entry(b).or_default().insert(a, likeness);
        if likeness >= self.join {
            self.offers.push(Offer { likeness, a: a.min(b), b: a.max(b) });
        }
    }

    fn run(&mut self) {
        while let Some(Offer { likeness, a, b }) = self.offers.pop() {
            if !self.groups.contains_key(&a) || !self.groups.contains_key(&b) {
                continue;
            }
            let (Some(mut group), Some(other)) = (self.groups.remove(&a), self.groups.remove(&b)) else {
                continue;
            };
            let (size, other_size) = (group.members.len() as f64, other.members.len() as f64);
            group.members.extend(other.members);
            group.members.sort_unstable();
            group.weakest = likeness;
            let joined = self.next;
            self.next += 1;
            self.groups.insert(joined, group);
            let to_a = self.likeness.remove(&a).unwrap_or_default();
            let to_b = self.likeness.remove(&b).unwrap_or_default();
            let neighbours: BTreeSet<usize> = to_a.keys().chain(to_b.keys()).copied().collect();
            for neighbour in neighbours.into_iter().filter(|&neighbour| neighbour != a && neighbour != b) {
                if let Some(likeness) = self.likeness.get_mut(&neighbour) {
                    likeness.remove(&a);
                    likeness.remove(&b);
                }
                let of = |likeness: &BTreeMap<usize, f64>| likeness.get(&neighbour).copied().unwrap_or(0.0);
                let average = (of(&to_a) * size + of(&to_b) * other_size) / (size + other_size);
                self.set(joined, neighbour, average);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `pairs` as `a b likeness`, groups as they come.
    #[track_caller]
    fn check(articles: usize, pairs: &[(usize, usize, f64)], expected: &[&[usize]]) {
        let pairs: Vec<Pair> = pairs.iter().map(|&(a, b, likeness)| Pair { a, b, likeness }).collect();
        let groups: Vec<Vec<usize>> =
            link(articles, &pairs, 0.2).into_iter().map(|group| group.members).collect();
        assert_eq!(groups, expected);
    }

    #[test]
    fn what_is_alike_is_joined() {
        check(4, &[(0, 1, 0.5), (1, 2, 0.1), (2, 3, 0.3)], &[&[0, 1], &[2, 3]]);
    }

    #[test]
    fn a_chain_of_near_matches_does_not_hold() {
        check(4, &[(0, 1, 0.5), (1, 2, 0.21), (2, 3, 0.5)], &[&[0, 1], &[2, 3]]);
    }

    #[test]
    fn all_pairs_count_on_average() {
        check(3, &[(0, 1, 0.5), (0, 2, 0.3), (1, 2, 0.15)], &[&[0, 1, 2]]);
    }

    #[test]
    fn of_equals_the_earlier_are_joined_first() {
        check(3, &[(0, 1, 0.3), (1, 2, 0.3)], &[&[0, 1]]);
    }

    #[test]
    fn nothing_is_joined_out_of_nothing() {
        check(3, &[], &[]);
    }
}
