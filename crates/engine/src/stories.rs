//! Stories: the articles of the store joined, and each happening given its story.

use std::collections::BTreeMap;

use biennien_model::{Happening, Head, Member, Story};
use biennien_store::{Place, StoreError, Writer};
use biennien_story::{Candidate, origins, stories, stories_by_article, story_id, units};
use rayon::prelude::*;

use crate::Reader;

/// Letters of a text in which the syllables that stories look at surely stand, for each syllable.
const LETTERS: f64 = 8.0;

/// Joins all articles of the store into stories, keeps them, and tells each of `happenings` its own.
pub(crate) fn join_stories(
    store: &mut Writer,
    reader: &Reader,
    members: &[Member],
    happenings: &mut [Happening],
) -> Result<usize, StoreError> {
    let settings = &reader.knowledge().stories;
    let origins: BTreeMap<&str, String> =
        members.iter().map(|member| member.article.as_str()).zip(origins(members)).collect();
    let mut heads: Vec<Head> = Vec::new();
    store.heads((settings.syllables * LETTERS) as usize, &mut |head| heads.push(head))?;
    let candidates: Vec<Candidate> = heads
        .into_par_iter()
        .map(|head| Candidate {
            units: units(&head, settings),
            origin: origins.get(head.article.as_str()).unwrap_or(&head.article).clone(),
            head,
        })
        .collect();
    let stories = stories(candidates, settings);
    let story_of = stories_by_article(&stories);
    let places: Vec<Place> = origins
        .iter()
        .map(|(&article, origin)| Place {
            article: article.to_owned(),
            origin: origin.clone(),
            story: story_of.get(article).map(|&id| id.to_owned()),
            alias: story_id(article),
        })
        .collect();
    for happening in happenings {
        happening.story = story_of_happening(happening, &stories, &story_of);
    }
    store.keep_stories(&stories, &places)?;
    Ok(stories.len())
}

/// The story that most origins of its accounts belong to; of equals the one that comes first.
fn story_of_happening(
    happening: &Happening,
    stories: &[Story],
    story_of: &BTreeMap<&str, &str>,
) -> Option<String> {
    let mut origins: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for account in &happening.accounts {
        if let Some(story) = story_of.get(account.article.as_str()) {
            let origins = origins.entry(story).or_default();
            if !origins.contains(&account.origin.as_str()) {
                origins.push(&account.origin);
            }
        }
    }
    let most = origins.values().map(Vec::len).max()?;
    let equal: Vec<&str> =
        origins.iter().filter(|(_, origins)| origins.len() == most).map(|(&id, _)| id).collect();
    match equal[..] {
        [one] => Some(one.to_owned()),
        _ => stories.iter().map(|story| &story.id).find(|id| equal.contains(&id.as_str())).cloned(),
    }
}
