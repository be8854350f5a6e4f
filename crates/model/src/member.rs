//! Member: what the joining of documents needs of one article, and nothing more.

use serde::{Deserialize, Serialize};

use crate::{Basis, Event, LineKind, Source, Span, Time};

/// One article as a member of blocks: light enough that a million of them fit in memory.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Member {
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
    /// How that is known.
    pub basis: Option<Basis>,
    /// True when the date was worked out from other captures: it is worked out anew whenever captures come in.
    pub by_neighbours: bool,
    /// The words that credit another source ("Theo …"), as printed.
    pub credit: Option<String>,
    /// Sketch of the text for finding reprints: sorted hashes of some of its shingles.
    pub sketch: Vec<u64>,
    /// Names of people whom it tells of, sorted: other actors are offices, bodies and states.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<String>,
    /// Its events, in text order.
    pub tellings: Vec<Telling>,
}

/// One event and the sentence that tells it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Telling {
    /// Position of the event in the reading, from 0.
    pub index: usize,
    /// The event; its date counted from the day of publication, also where that is inferred.
    pub event: Event,
    /// True when the event's date needed an inferred day of publication.
    pub inferred_date: bool,
    /// The date that the words alone give, where the event's needed an inferred day of publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words_date: Option<String>,
    /// The sentence, as bytes of the article's text.
    pub sentence: Span,
    /// The sentence, word for word.
    pub quote: String,
    /// What kind of line it stands in.
    pub kind: LineKind,
    /// Lengths of time named in the sentence.
    pub durations: Vec<Time>,
    /// True when the sentence lies inside a quotation or is the headline: it cannot stand alone.
    pub dependent: bool,
    /// Who says it, where it stands in what somebody says.
    #[serde(default)]
    pub said_by: Option<Source>,
    /// What else the sentence says of it (`vi/accounts.tsv`), in text order.
    #[serde(default)]
    pub notes: Vec<Note>,
}

/// Words of a sentence that say more of the happening it tells: that it is put off, who asked for it, what about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Kind of the row that found it: `moved`, `postponed`, `asked`, `topics`, `outcome` …
    pub kind: String,
    /// A side code, or the words themselves.
    pub value: String,
    /// The words, as bytes of the article's text.
    #[serde(flatten)]
    pub span: Span,
}

impl Telling {
    /// The value of its date as its words give it, without an inferred day of publication.
    pub fn date_by_words(&self) -> Option<&str> {
        if self.inferred_date {
            return self.words_date.as_deref();
        }
        self.event.date.as_ref().map(|date| date.value.as_str())
    }
}
