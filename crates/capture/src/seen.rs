//! Seen: answers that an archive gave before, so that a revisit can be told to be one of them.

use std::collections::HashMap;

/// Pages of one run that are remembered; revisits of later ones are not found.
const PAGES_MAX: usize = 1_000_000;

/// Captures of this run, by what a revisit says of them.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    by_payload: HashMap<String, String>,
    by_address: HashMap<(String, String), String>,
}

impl Seen {
    /// Remembers the capture with this `digest`.
    pub(crate) fn add(
        &mut self,
        payload: Option<&str>,
        url: Option<&str>,
        moment: Option<&str>,
        digest: &str,
    ) {
        if self.by_payload.len().max(self.by_address.len()) >= PAGES_MAX {
            return;
        }
        if let Some(payload) = payload {
            self.by_payload.insert(payload.to_ascii_lowercase(), digest.to_owned());
        }
        if let (Some(url), Some(moment)) = (url, moment) {
            self.by_address.insert((url.to_owned(), moment.to_owned()), digest.to_owned());
        }
    }

    /// The capture with this payload digest, else the one of this address at this moment.
    pub(crate) fn find(
        &self,
        payload: Option<&str>,
        url: Option<&str>,
        moment: Option<&str>,
    ) -> Option<String> {
        let by_payload = payload.and_then(|payload| self.by_payload.get(&payload.to_ascii_lowercase()));
        let by_address = || {
            let url = url?.trim_matches(['<', '>']);
            self.by_address.get(&(url.to_owned(), moment?.to_owned()))
        };
        by_payload.or_else(by_address).cloned()
    }
}
