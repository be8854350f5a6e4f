//! Query: what a reader typed, as clauses. Never an error: what is no query word is plain text.
//!
//! words · "a phrase" · -without · this OR that · outlet: actor: speaker: type: status: story: kind: from: to:

mod parse;

use biennien_model::{EventType, Interval, Status};

use crate::Key;

pub use parse::{Days, parse};

/// What was asked: every clause must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// In the order typed.
    pub clauses: Vec<Clause>,
}

/// One of several must hold, or none of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// True when what is asked for must be missing.
    pub without: bool,
    /// Never empty.
    pub any: Vec<Term>,
}

/// One thing that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// Syllables next to each other, in this order; never empty.
    Words {
        /// As typed.
        text: String,
        /// As compared.
        keys: Vec<Key>,
        /// True when it was typed between quotation marks.
        quoted: bool,
    },
    /// The outlet's name has these words.
    Outlet(String),
    /// A side code, or words of the name of somebody who acts or speaks.
    Actor(String),
    /// Words of the name, or the side code, of who speaks.
    Speaker(String),
    /// PLOVER type.
    Type(EventType),
    /// How real it is.
    Status(Status),
    /// The story's id.
    Story(String),
    /// Articles, statements or happenings only.
    Kind(Kind),
    /// On its first day or later.
    From(Interval),
    /// On its last day or earlier.
    To(Interval),
}

/// What can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A page's text.
    Article,
    /// What somebody said.
    Statement,
    /// A line of the chronicle.
    Happening,
}

impl Kind {
    /// All, in order.
    pub const ALL: [Kind; 3] = [Kind::Article, Kind::Statement, Kind::Happening];

    /// Its word in rows and queries.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Article => "article",
            Kind::Statement => "statement",
            Kind::Happening => "happening",
        }
    }

    /// The kind with this word.
    pub fn from_word(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

impl Query {
    /// The syllables asked for, phrase by phrase, those that must be missing left out.
    pub fn phrases(&self) -> impl Iterator<Item = &[Key]> {
        let wanted = self.clauses.iter().filter(|clause| !clause.without);
        wanted.flat_map(|clause| &clause.any).filter_map(|term| match term {
            Term::Words { keys, .. } => Some(keys.as_slice()),
            _ => None,
        })
    }

    /// True when it asks for words.
    pub fn has_words(&self) -> bool {
        self.phrases().next().is_some()
    }

    /// The same with all marks taken off; `None` when there are none.
    pub fn bare(&self) -> Option<Query> {
        let mut bare = self.clone();
        for term in bare.clauses.iter_mut().flat_map(|clause| &mut clause.any) {
            if let Term::Words { keys, .. } = term {
                keys.iter_mut().for_each(|key| *key = key.bare());
            }
        }
        (bare != *self).then_some(bare)
    }
}
