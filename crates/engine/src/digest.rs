//! Digest: one name for everything that a store says, whatever the order in which it was told.

use biennien_store::{Store, StoreError};
use serde::Serialize;

/// The SHA-256 of all articles, facts, happenings and stories of `store`, in their order. Where captures were found
/// and when they were built is not part of it: the same captures in another order, in other batches, on another number
/// of threads have the same digest.
///
/// # Errors
/// When the store cannot be read.
pub fn digest(store: &Store) -> Result<String, StoreError> {
    let mut parts = Vec::new();
    for article in store.grouped()? {
        let facts = store.facts(&article.id)?;
        for fact in &facts {
            let evidence = format!("{} {:?} {:?} {}", fact.rule, fact.span, fact.raw, fact.quote);
            add(&mut parts, &(&fact.kind, fact.number, evidence, &fact.detail));
        }
        let groups = (&article.origin, &article.story);
        add(&mut parts, &(&article.id, &article.source_id, &article.title, &article.published, groups));
    }
    store.happenings()?.iter().for_each(|happening| add(&mut parts, happening));
    store.stories()?.iter().for_each(|story| add(&mut parts, story));
    Ok(biennien_capture::digest(&parts))
}

/// One part by its own digest, so that what is kept in memory does not grow with the texts.
fn add(parts: &mut Vec<u8>, part: &impl Serialize) {
    let json = serde_json::to_vec(part).unwrap_or_default();
    parts.extend(biennien_capture::digest(&json).bytes());
}
