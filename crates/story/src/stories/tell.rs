//! Telling: groups of articles to stories with title, period, words and neighbours.

use std::collections::{BTreeMap, BTreeSet};

use biennien_knowledge::StorySettings;
use biennien_model::{Head, Interval, NearStory, Story, StoryArticle};

use super::link::Group;
use super::pairs::Pair;
use super::story_id;
use super::streams::streams;
use super::units::title_units;
use super::vectors::Vectors;
use super::words::{sum, words};

/// Neighbours that are told of a story.
const NEAR: usize = 3;

/// What stories are told from.
pub(super) struct Groups<'a> {
    pub(super) groups: Vec<Group>,
    pub(super) heads: &'a [Head],
    pub(super) origins: &'a [String],
    pub(super) vectors: &'a Vectors,
    pub(super) pairs: &'a [Pair],
}

/// One story for each group, in the same order.
pub(super) fn tell(from: &Groups<'_>, settings: &StorySettings) -> Vec<Story> {
    let mut stories: Vec<Story> = from.groups.iter().map(|group| story(group, from, settings)).collect();
    for stream in streams(&from.groups, from.vectors, settings) {
        let first = stream.members.first().map(|&first| stories[first].id.clone());
        for story in stream.members {
            stories[story].stream.clone_from(&first);
        }
    }
    let near = near(from, settings);
    let named: Vec<(String, String)> =
        stories.iter().map(|story| (story.id.clone(), story.title.clone())).collect();
    for (at, others) in near {
        stories[at].near = others
            .into_iter()
            .map(|(other, likeness)| {
                let (id, title) = named[other].clone();
                NearStory { id, title, likeness: rounded(likeness) }
            })
            .collect();
    }
    stories
}

fn story(group: &Group, from: &Groups<'_>, settings: &StorySettings) -> Story {
    let sum = sum(&group.members, from.vectors);
    let others = (group.members.len() - 1) as f64;
    let articles: Vec<StoryArticle> = group
        .members
        .iter()
        .map(|&member| {
            let vector = &from.vectors.of[member];
            let itself: f64 = vector.iter().map(|&(_, weight)| f64::from(weight) * f64::from(weight)).sum();
            let head = &from.heads[member];
            StoryArticle {
                article: head.article.clone(),
                source_id: head.source_id.clone(),
                outlet: head.outlet.clone(),
                title: head.title.clone(),
                published: head.published.clone(),
                origin: from.origins[member].clone(),
                likeness: rounded((product(vector, &sum) - itself) / others),
            }
        })
        .collect();
    let days = || {
        group.members.iter().filter_map(|&member| Interval::parse(from.heads[member].published.as_deref()?))
    };
    let id = story_id(&articles[0].article);
    Story {
        title: title(group, &sum, from, settings),
        from: days().map(|days| days.first).min().map(|day| day.to_string()),
        to: days().map(|days| days.last).max().map(|day| day.to_string()),
        id,
        stream: None,
        origins: articles.iter().map(|article| &article.origin).collect::<BTreeSet<_>>().len(),
        weakest: rounded(group.weakest),
        terms: words(&group.members, from.heads, from.vectors, settings),
        near: Vec::new(),
        articles,
    }
}

/// The headline that is most like the whole story; of equals the earliest.
fn title(group: &Group, sum: &[(u32, f64)], from: &Groups<'_>, settings: &StorySettings) -> String {
    let mut best: Option<(f64, &str)> = None;
    for &member in &group.members {
        let head = &from.heads[member];
        let likeness = product(&from.vectors.vector_of(&title_units(head, settings)), sum);
        if best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, &head.title));
        }
    }
    best.map_or_else(String::new, |(_, title)| title.to_owned())
}

/// The other groups nearest to each group, by the average likeness of the pairs between them.
fn near(from: &Groups<'_>, settings: &StorySettings) -> BTreeMap<usize, Vec<(usize, f64)>> {
    let mut group_of: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, group) in from.groups.iter().enumerate() {
        group_of.extend(group.members.iter().map(|&member| (member, at)));
    }
    let mut sums: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for pair in from.pairs {
        if let (Some(&a), Some(&b)) = (group_of.get(&pair.a), group_of.get(&pair.b))
            && a != b
        {
            *sums.entry((a.min(b), a.max(b))).or_default() += pair.likeness;
        }
    }
    let mut near: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
    for ((a, b), sum) in sums {
        let likeness = sum / (from.groups[a].members.len() * from.groups[b].members.len()) as f64;
        if likeness >= settings.join / 2.0 {
            near.entry(a).or_default().push((b, likeness));
            near.entry(b).or_default().push((a, likeness));
        }
    }
    for others in near.values_mut() {
        others.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        others.truncate(NEAR);
    }
    near
}

fn product(vector: &[(u32, f32)], sum: &[(u32, f64)]) -> f64 {
    vector
        .iter()
        .filter_map(|&(term, weight)| {
            let at = sum.binary_search_by_key(&term, |&(term, _)| term).ok()?;
            Some(f64::from(weight) * sum[at].1)
        })
        .sum()
}

/// To three places, as people read it.
fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
