//! Story rows: one story a row; one story with its articles, words and happenings; articles with their groups.

use std::collections::{BTreeMap, BTreeSet};

use biennien_model::{Happening, NearStory, Story, StoryArticle, StoryTerm};
use biennien_store::Grouped;
use serde::Serialize;

use crate::TimelineRow;

/// One story as a row; the contract's shape, and what a reader needs besides.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StoryRow {
    /// Stable id.
    pub id: String,
    /// The most central headline, word for word.
    pub title: String,
    /// First day of publication.
    pub from: Option<String>,
    /// Last day of publication.
    pub to: Option<String>,
    /// Articles.
    pub articles: usize,
    /// Independent origins among them.
    pub origins: usize,
    /// Outlets among them.
    pub outlets: usize,
    /// Happenings that belong to it.
    pub happenings: usize,
    /// The stream that it is part of; `None` where it goes on from no other story.
    pub stream: Option<String>,
}

/// One story with everything it rests on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StoryPage {
    /// What the list shows of it.
    #[serde(flatten)]
    pub row: StoryRow,
    /// The likeness at which its last two parts were joined.
    pub weakest: f64,
    /// The words that hold it together, the heaviest first.
    pub terms: Vec<StoryTerm>,
    /// Articles, oldest publication first, each with its likeness to the others.
    pub told: Vec<StoryArticle>,
    /// Happenings that belong to it, in the order of the chronicle.
    pub chronicle: Vec<TimelineRow>,
    /// The other stories of its stream, oldest first.
    pub others: Vec<StoryRow>,
    /// Stories that are nearest to it and were not joined.
    pub near: Vec<NearStory>,
}

/// One article with the groups it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArticleRow {
    /// Its id.
    pub id: String,
    /// The input's own id.
    pub source_id: String,
    /// Outlet.
    pub outlet: Option<String>,
    /// Headline.
    pub title: String,
    /// When it was published.
    pub published: Option<String>,
    /// The article whose reprint it is; its own id where it is none.
    pub origin: String,
    /// The story it is part of, if any.
    pub story: Option<String>,
}

/// The rows of `stories`, in the same order.
pub fn story_rows(stories: &[Story], happenings: &[Happening]) -> Vec<StoryRow> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for story in happenings.iter().filter_map(|happening| happening.story.as_deref()) {
        *counts.entry(story).or_default() += 1;
    }
    stories.iter().map(|story| row(story, counts.get(story.id.as_str()).copied().unwrap_or(0))).collect()
}

/// `story` with the happenings among `happenings` that belong to it, and the `stories` of its stream.
pub fn story_page(story: &Story, stories: &[Story], happenings: &[Happening]) -> StoryPage {
    let own = happenings.iter().filter(|happening| happening.story.as_ref() == Some(&story.id));
    let chronicle: Vec<TimelineRow> = own.map(TimelineRow::from).collect();
    let goes_on =
        |other: &&Story| story.stream.is_some() && other.stream == story.stream && other.id != story.id;
    let others: Vec<Story> = stories.iter().filter(goes_on).cloned().collect();
    StoryPage {
        row: row(story, chronicle.len()),
        weakest: story.weakest,
        terms: story.terms.clone(),
        told: story.articles.clone(),
        chronicle,
        others: story_rows(&others, happenings),
        near: story.near.clone(),
    }
}

impl From<Grouped> for ArticleRow {
    fn from(grouped: Grouped) -> ArticleRow {
        let Grouped { id, source_id, outlet, title, published, origin, story } = grouped;
        ArticleRow { id, source_id, outlet, title, published, origin, story }
    }
}

fn row(story: &Story, happenings: usize) -> StoryRow {
    let outlets: BTreeSet<&str> =
        story.articles.iter().filter_map(|article| article.outlet.as_deref()).collect();
    StoryRow {
        id: story.id.clone(),
        title: story.title.clone(),
        from: story.from.clone(),
        to: story.to.clone(),
        articles: story.articles.len(),
        origins: story.origins,
        outlets: outlets.len(),
        happenings,
        stream: story.stream.clone(),
    }
}
