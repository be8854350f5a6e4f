//! Check: every capture has its digest, every fact its words, in the article and in the raw bytes.

use biennien_article::Evidence;
use biennien_store::{Fault, Store, StoreError};

use crate::Reader;

/// Checks the store: SQLite's own check, every capture against its digest, every fact's words against its article and
/// against the bytes of its capture, decoded anew.
///
/// # Errors
/// When the store cannot be read.
pub fn check(store: &Store, reader: &Reader) -> Result<Vec<Fault>, StoreError> {
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
        check_article(store, reader, &id, &mut faults)?;
    }
    Ok(faults)
}

fn check_article(
    store: &Store,
    reader: &Reader,
    id: &str,
    faults: &mut Vec<Fault>,
) -> Result<(), StoreError> {
    let Some(stored) = store.article(id)? else { return Ok(()) };
    let Some(capture) = store.capture(&stored.digest)? else { return Ok(()) };
    let evidence = Evidence::of(&capture, reader.article_rules());
    for fact in store.facts(id)? {
        let object = format!("{id}/{}/{}", fact.kind, fact.number);
        if fact.span.of(&stored.article.text) != fact.quote {
            faults.push(Fault { object, what: "its words are not those of the article".to_owned() });
        } else if fact.raw.is_some_and(|raw| !evidence.says(raw, &fact.quote)) {
            faults.push(Fault { object, what: "its words are not those of the capture's bytes".to_owned() });
        }
    }
    Ok(())
}
