//! Vectors: what each unit of an article weighs, the rarer in all articles the more.

use biennien_knowledge::StorySettings;

use super::units::Units;

/// Terms (units that two articles or more have) with their weights, by number; of length 1.
pub(super) type Vector = Vec<(u32, f32)>;

/// The vectors of all articles.
pub(super) struct Vectors {
    /// By article.
    pub(super) of: Vec<Vector>,
    /// The unit of each term, sorted.
    units: Vec<u32>,
    /// In how many articles each term stands.
    counts: Vec<u32>,
    common: f64,
}

impl Vectors {
    /// Weighs the units of all articles.
    ///
    /// A unit that one article alone has says nothing about its likeness to others, and is left out.
    pub(super) fn weigh(all: Vec<Units>, settings: &StorySettings) -> Vectors {
        let (units, counts) = count(&all);
        let mut vectors =
            Vectors { of: Vec::new(), units, counts, common: all.len() as f64 * settings.common };
        let articles = all.len() as f64;
        vectors.of = all.into_iter().map(|units| vectors.vector(&units, articles)).collect();
        vectors
    }

    /// The vector of other units, weighed in the same way.
    pub(super) fn vector_of(&self, units: &Units) -> Vector {
        self.vector(units, self.of.len() as f64)
    }

    /// The number of the term that a unit is.
    pub(super) fn term(&self, unit: u32) -> Option<u32> {
        self.units.binary_search(&unit).ok().and_then(|at| u32::try_from(at).ok())
    }

    /// Number of terms.
    pub(super) fn terms(&self) -> usize {
        self.units.len()
    }

    /// In how many articles a term stands.
    pub(super) fn count(&self, term: u32) -> u32 {
        self.counts[index(term)]
    }

    fn vector(&self, units: &Units, articles: f64) -> Vector {
        let mut weighed = Vec::new();
        for &(unit, times) in &units.0 {
            let Some(term) = self.term(unit) else { continue };
            let count = f64::from(self.count(term));
            // In a handful of articles every word is common.
            if count > self.common.max(20.0) {
                continue;
            }
            let times = f64::from(times);
            let times = if times >= 1.0 { 1.0 + times.ln() } else { times };
            weighed.push((term, times * ((1.0 + articles) / count).ln()));
        }
        let length = weighed.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        weighed.into_iter().map(|(term, weight)| (term, (weight / length) as f32)).collect()
    }
}

/// A term as a place in a list.
pub(super) fn index(term: u32) -> usize {
    usize::try_from(term).expect("a term is a place in a list in memory")
}

/// How alike two vectors are, from 0 to 1 (cosine).
pub(super) fn cosine(a: &[(u32, f32)], b: &[(u32, f32)]) -> f64 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += f64::from(a[i].1) * f64::from(b[j].1);
                i += 1;
                j += 1;
            }
        }
    }
    sum
}

/// The units of two articles or more, sorted, and in how many they stand.
fn count(all: &[Units]) -> (Vec<u32>, Vec<u32>) {
    let mut names: Vec<u32> = Vec::with_capacity(all.iter().map(|units| units.0.len()).sum());
    names.extend(all.iter().flat_map(|units| units.0.iter().map(|&(unit, _)| unit)));
    names.sort_unstable();
    let (mut units, mut counts) = (Vec::new(), Vec::new());
    for run in names.chunk_by(|a, b| a == b).filter(|run| run.len() > 1) {
        units.push(run[0]);
        counts.push(u32::try_from(run.len()).unwrap_or(u32::MAX));
    }
    (units, counts)
}
