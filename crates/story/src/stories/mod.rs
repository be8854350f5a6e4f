//! Stories: articles that tell the same news within days of each other; streams: stories that go on from one another.
//!
//! In: the headline and first syllables of every article. Out: [`Story`]s, oldest first. Two articles are alike by the
//! words they share, the rarer the heavier, and the less the more days lie between them; groups are joined while all
//! their pairs are alike on average. The order of the articles never matters. Numbers are rows of `data/vi/story.tsv`.

mod units;

mod vectors;

mod days;

mod pairs;

mod link;

mod words;

mod streams;

mod tell;

#[cfg(test)]
mod tests;

pub use units::{Units, units};

use std::collections::BTreeMap;

use biennien_knowledge::StorySettings;
use biennien_model::{Head, Story};

use days::{Days, days};
use link::link;
use pairs::pairs;
use tell::{Groups, tell};
use vectors::Vectors;

/// One article as a candidate of stories.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Headline and first words.
    pub head: Head,
    /// Its [`units`].
    pub units: Units,
    /// Origin that it belongs to.
    pub origin: String,
}

/// Joins `candidates` into stories of two articles or more: the oldest first, the undated last.
pub fn stories(mut candidates: Vec<Candidate>, settings: &StorySettings) -> Vec<Story> {
    let settings = &settings.among(candidates.len());
    candidates.sort_by_cached_key(|candidate| {
        let head = &candidate.head;
        (days(head, settings), head.published.clone(), head.article.clone())
    });
    let (mut heads, mut origins, mut all_units) = (Vec::new(), Vec::new(), Vec::new());
    for Candidate { head, units, origin } in candidates {
        heads.push(head);
        origins.push(origin);
        all_units.push(units);
    }
    let vectors = Vectors::weigh(all_units, settings);
    let days: Vec<Days> = heads.iter().map(|head| days(head, settings)).collect();
    let mut pairs = pairs(&vectors, &days, settings);
    for pair in &mut pairs {
        if origins[pair.a] == origins[pair.b] {
            pair.likeness = 1.0;
        }
    }
    let groups = link(heads.len(), &pairs, settings.join);
    tell(&Groups { groups, heads: &heads, origins: &origins, vectors: &vectors, pairs: &pairs }, settings)
}

/// The story of each article that is part of one, by article id.
pub fn stories_by_article(stories: &[Story]) -> BTreeMap<&str, &str> {
    let parts = stories.iter().flat_map(|story| story.articles.iter().map(move |article| (article, story)));
    parts.map(|(article, story)| (article.article.as_str(), story.id.as_str())).collect()
}

/// The id of the story whose earliest article is `article`. Ids that a story had before older articles came in are
/// those of its other articles.
pub fn story_id(article: &str) -> String {
    crate::chronicle::short(&format!("story {article}"))
}
