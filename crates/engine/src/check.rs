//! Check: every capture has its digest, every fact its words.

use biennien_store::{Fault, Store, StoreError};

/// Checks the store: SQLite's own check, every capture against its digest, every fact's words against its article.
///
/// # Errors
/// When the store cannot be read.
pub fn check(store: &Store) -> Result<Vec<Fault>, StoreError> {
    let mut faults = store.faults()?;
    for digest in store.capture_digests()? {
        let capture = store.capture(&digest)?;
        if capture.is_none_or(|capture| biennien_capture::digest(&capture.bytes) != digest) {
            faults.push(Fault {
                object: digest,
                what: "the capture's bytes do not have its digest".to_owned(),
            });
        }
    }
    for id in store.article_ids()? {
        let Some(stored) = store.article(&id)? else { continue };
        for fact in store.facts(&id)? {
            if fact.span.of(&stored.article.text) != fact.quote {
                let object = format!("{id}/{}/{}", fact.kind, fact.number);
                faults.push(Fault { object, what: "the words are not those of the article".to_owned() });
            }
        }
    }
    Ok(faults)
}
