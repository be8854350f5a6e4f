//! Stories: articles that tell the same news, and the streams that stories form over weeks and years.

use serde::{Deserialize, Serialize};

/// What the joining of stories needs of one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The article's id.
    pub article: String,
    /// The input's own id.
    pub source_id: String,
    /// Outlet.
    pub outlet: Option<String>,
    /// Headline.
    pub title: String,
    /// When it was published: ISO value, a day, a minute or an interval.
    pub published: Option<String>,
    /// The beginning of its text, without the headline.
    pub text: String,
}

/// Articles that tell the same news within days of each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Story {
    /// Stable id, `[a-z0-9]`: that of its earliest article.
    pub id: String,
    /// The most central headline, word for word.
    pub title: String,
    /// First day of publication.
    pub from: Option<String>,
    /// Last day of publication.
    pub to: Option<String>,
    /// The stream that the story is part of, named by the first story of it; `None` where it goes on from no other.
    pub stream: Option<String>,
    /// Articles, oldest publication first.
    pub articles: Vec<StoryArticle>,
    /// Number of independent origins among the articles.
    pub origins: usize,
    /// The likeness at which the last two parts of it were joined.
    pub weakest: f64,
    /// The words that hold it together, the heaviest first.
    pub terms: Vec<StoryTerm>,
    /// Other stories that are nearest to it and were not joined, the nearest first.
    pub near: Vec<NearStory>,
}

/// An article as part of a story.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoryArticle {
    /// Its id.
    pub article: String,
    /// The input's own id.
    pub source_id: String,
    /// Outlet.
    pub outlet: Option<String>,
    /// Headline.
    pub title: String,
    /// When it was published.
    pub published: Option<String>,
    /// Origin that it belongs to.
    pub origin: String,
    /// Its likeness to the other articles of the story, on average, from 0 to 1.
    pub likeness: f64,
}

/// Words that articles of a story share.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoryTerm {
    /// The words, as first printed in the story.
    pub words: String,
    /// Their share of what holds the story together, from 0 to 1.
    pub weight: f64,
    /// Articles of the story that have them.
    pub articles: usize,
}

/// A story that was not joined.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NearStory {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Likeness between the articles of the two, on average, days between counted in.
    pub likeness: f64,
}
