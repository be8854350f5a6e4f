//! Clusters: local happenings that are one happening.

use std::collections::{BTreeMap, BTreeSet};

use biennien_model::Interval;

use crate::local::{Local, is_same_people, is_same_way};

/// The local happenings that are one happening: indices into the list given.
#[derive(Debug, Clone)]
pub(crate) struct Joined {
    /// Accounts that tell it as it is (or is not), sorted.
    pub(crate) told: Vec<usize>,
    /// Accounts that announced it, sorted.
    pub(crate) planned: Vec<usize>,
    /// The days that most origins name.
    pub(crate) date: Option<Interval>,
    /// Month and day, where no account tells the year.
    pub(crate) yearless: Option<(i8, i8)>,
    /// The people whom its accounts name, by side.
    pub(crate) people: BTreeSet<(String, String)>,
    /// The mode that the first account with one gives.
    pub(crate) mode: Option<String>,
}

impl Joined {
    /// True when nothing in `local` keeps it from being an account of this.
    pub(crate) fn is_compatible(&self, local: &Local) -> bool {
        is_same_way(self.mode.as_deref(), local.mode.as_deref())
            && is_same_people(&self.people, &local.people)
    }

    /// Adds the account `local`, whose index is `index`.
    pub(crate) fn add(&mut self, index: usize, local: &Local) {
        self.told.push(index);
        self.people.extend(local.people.iter().cloned());
        if self.mode.is_none() {
            self.mode.clone_from(&local.mode);
        }
    }
}

/// The connected parts of `members` under `pairs` of places in it, each sorted, in the order of their first.
pub(crate) fn connected(
    members: &[usize],
    pairs: impl IntoIterator<Item = (usize, usize)>,
) -> Vec<Vec<usize>> {
    let mut parent: Vec<usize> = (0..members.len()).collect();
    for (a, b) in pairs {
        let (a, b) = (root(&mut parent, a), root(&mut parent, b));
        parent[a.max(b)] = a.min(b);
    }
    let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, &member) in members.iter().enumerate() {
        parts.entry(root(&mut parent, at)).or_default().push(member);
    }
    let mut parts: Vec<Vec<usize>> = parts.into_values().collect();
    parts.iter_mut().for_each(|part| part.sort_unstable());
    parts.sort();
    parts
}

/// The first of those that `index` is connected with.
pub(crate) fn root(parent: &mut [usize], mut index: usize) -> usize {
    while parent[index] != index {
        parent[index] = parent[parent[index]];
        index = parent[index];
    }
    index
}
