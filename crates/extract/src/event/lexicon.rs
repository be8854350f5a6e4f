//! Lexicon: the event tables compiled into one matcher, and what it finds in a document.
//!
//! In: the tables of `data/vi/event/`, a document. Out: hits, which are triggers with the frames they may
//! evoke, or words that build clauses; never overlapping, in text order; and the places of set words.

use std::collections::BTreeSet;

use biennien_knowledge::{EventTables, Judgement, Knowledge, War, World};
use biennien_model::{Document, Span, TokenKind};
use biennien_text::lower_in_step;

use super::frame::{Frame, Role, Roles};
use crate::finder::Finder;

/// Most tokens between a light verb and the word that completes it ("triển khai hàng nghìn binh sĩ").
const OBJECT_TOKENS: usize = 5;

/// What a pattern of the matcher can mean.
#[derive(Debug, Clone, Copy)]
enum Meaning {
    /// A trigger of the frame; complete only with a word of the set behind it, where one is given.
    Trigger { frame: usize, set: Option<usize> },
    /// Part of an expression that names no act.
    Block,
    /// A word that builds clauses.
    Role(Role),
    /// A member of a set.
    Set(usize),
    /// A judgement.
    Judgement(usize),
}

/// The event tables, compiled.
pub(crate) struct Lexicon {
    finder: Finder,
    meanings: Vec<Vec<Meaning>>,
    /// Words that make a noun of what follows ("cuộc"), in lower case.
    classifiers: Vec<String>,
    /// Frames, in file order.
    pub(crate) frames: Vec<Frame>,
    /// Judgements, strongest first.
    pub(crate) judgements: Vec<Judgement>,
    /// Their frames, in the same order.
    pub(crate) spoken: Vec<Frame>,
    /// Wars by the side or place that names them.
    pub(crate) wars: Vec<War>,
    /// Ids, as groups have them, of people of the tables who never had an office.
    pub(crate) private: BTreeSet<String>,
}

/// What was found in a document.
#[derive(Debug, Default)]
pub(crate) struct Hits {
    /// Triggers and role words, in text order, never overlapping.
    pub(crate) hits: Vec<Hit>,
    /// Members of sets, by start.
    sets: Vec<(Span, usize)>,
    /// Judgements, by start.
    judgements: Vec<(Span, usize)>,
}

/// A trigger or a role word.
#[derive(Debug, Clone)]
pub(crate) struct Hit {
    /// The words of the pattern.
    pub(crate) words: Span,
    /// The same with the object that completes it.
    pub(crate) span: Span,
    /// Frames it may evoke, those that its object completes first, else in file order.
    pub(crate) frames: Vec<usize>,
    /// What it does in a clause.
    pub(crate) roles: Roles,
}

impl Lexicon {
    /// Compiles the tables.
    pub(crate) fn compile(knowledge: &Knowledge) -> Lexicon {
        let tables = &knowledge.events;
        let sets: Vec<String> = tables.sets.iter().map(|set| set.set.clone()).collect();
        let mut builder =
            Builder { tables, patterns: Vec::new(), meanings: Vec::new(), index: Default::default() };
        let mut frames = Vec::new();
        for row in &tables.frames {
            let frame = frames.len();
            frames.push(Frame::read(row, &sets));
            for words in &row.words {
                let (head, set) = match words.split_once('~') {
                    Some((head, set)) => (head.trim(), sets.iter().position(|name| name == set.trim())),
                    None => (words.as_str(), None),
                };
                builder.add(head, Meaning::Trigger { frame, set });
            }
        }
        for words in &tables.blocks {
            builder.add(words, Meaning::Block);
        }
        for row in &tables.roles {
            let Some(role) = Role::read(&row.role) else { continue };
            for words in &row.words {
                builder.add(words, Meaning::Role(role));
            }
        }
        for (set, row) in tables.sets.iter().enumerate() {
            for words in &row.words {
                builder.add(words, Meaning::Set(set));
            }
        }
        for (judgement, row) in tables.judgements.iter().enumerate() {
            for words in &row.words {
                builder.add(words, Meaning::Judgement(judgement));
            }
        }
        let finder = Finder::new(builder.patterns.iter().map(String::as_str));
        let (judgements, wars) = (tables.judgements.clone(), tables.wars.clone());
        let classifiers = classifiers(tables);
        Lexicon {
            finder,
            meanings: builder.meanings,
            classifiers,
            frames,
            spoken: super::speech::frames(&judgements),
            judgements,
            wars,
            private: private(&knowledge.world),
        }
    }

    /// Finds triggers and role words; where several overlap the first and longest wins.
    pub(crate) fn find(&self, document: &Document) -> Hits {
        let mut raw: Vec<(Span, usize)> = Vec::new();
        self.finder.find(&document.lower, |span, pattern| raw.push((span, pattern)));
        raw.sort_by_key(|(span, pattern)| (span.start, std::cmp::Reverse(span.end), *pattern));
        let mut hits = Hits::default();
        for (span, pattern) in &raw {
            for meaning in &self.meanings[*pattern] {
                match meaning {
                    Meaning::Set(set) => hits.sets.push((*span, *set)),
                    Meaning::Judgement(judgement) => hits.judgements.push((*span, *judgement)),
                    _ => {}
                }
            }
        }
        let mut end = 0;
        for (span, pattern) in raw {
            if span.start < end {
                continue;
            }
            if let Some(hit) = self.hit(document, &hits, span, pattern) {
                end = hit.span.end;
                hits.hits.push(hit);
            }
        }
        hits
    }

    /// The hit that `pattern` makes at `span`; `None` when it is a member of sets only or lacks its object.
    fn hit(&self, document: &Document, hits: &Hits, words: Span, pattern: usize) -> Option<Hit> {
        let mut hit = Hit { words, span: words, frames: Vec::new(), roles: Roles::default() };
        let mut blocked = false;
        for meaning in &self.meanings[pattern] {
            match meaning {
                Meaning::Trigger { frame, set: None } => hit.frames.push(*frame),
                Meaning::Trigger { frame, set: Some(set) } => {
                    if let Some(object) = object_behind(document, hits, words, *set) {
                        hit.frames.insert(0, *frame);
                        hit.span = Span::new(words.start, object.end.max(hit.span.end));
                    }
                }
                Meaning::Block => blocked = true,
                Meaning::Role(role) => hit.roles.insert(*role),
                Meaning::Set(_) | Meaning::Judgement(_) => {}
            }
        }
        let head = words.of(&document.lower).split(' ').next().unwrap_or("");
        if !hit.frames.is_empty()
            && head.len() < words.len()
            && self.classifiers.iter().any(|word| word == head)
        {
            hit.roles.insert(Role::Classifier);
        }
        (blocked || !hit.frames.is_empty() || !hit.roles.is_empty()).then_some(hit)
    }
}

impl Hits {
    /// True when a word of `set` stands in `span`.
    pub(crate) fn has(&self, span: Span, set: usize) -> bool {
        self.first(span, set).is_some()
    }

    /// The strongest judgement in `span`.
    pub(crate) fn judgement(&self, span: Span) -> Option<usize> {
        let from = self.judgements.partition_point(|(word, _)| word.start < span.start);
        self.judgements[from..]
            .iter()
            .take_while(|(word, _)| word.start < span.end)
            .filter(|(word, _)| word.end <= span.end)
            .map(|(_, judgement)| *judgement)
            .min()
    }

    fn first(&self, span: Span, set: usize) -> Option<Span> {
        let from = self.sets.partition_point(|(word, _)| word.start < span.start);
        self.sets[from..]
            .iter()
            .take_while(|(word, _)| word.start < span.end)
            .find(|(word, other)| *other == set && word.end <= span.end)
            .map(|(word, _)| *word)
    }
}

fn classifiers(tables: &EventTables) -> Vec<String> {
    let rows = tables.roles.iter().filter(|row| Role::read(&row.role) == Some(Role::Classifier));
    rows.flat_map(|row| row.words.iter().map(|word| lower_in_step(word))).collect()
}

/// The word of `set` that completes the light verb `words`: close behind it, with no mark between.
fn object_behind(document: &Document, hits: &Hits, words: Span, set: usize) -> Option<Span> {
    let first = document.token_from(words.end);
    let mut last = words.end;
    for token in document.tokens.get(first..)?.iter().take(OBJECT_TOKENS + 2) {
        let name = token.kind == TokenKind::Capital && hits.first(token.span, set).is_none();
        if name || matches!(token.kind, TokenKind::Mark | TokenKind::Quote) {
            break;
        }
        last = token.span.end;
    }
    hits.first(Span::new(words.end, last), set)
}

/// Collects patterns and what they mean.
struct Builder<'a> {
    tables: &'a EventTables,
    patterns: Vec<String>,
    meanings: Vec<Vec<Meaning>>,
    index: std::collections::BTreeMap<String, usize>,
}

impl Builder<'_> {
    /// Adds `words` in lower case, in both spellings.
    fn add(&mut self, words: &str, meaning: Meaning) {
        let words = lower_in_step(words.trim());
        if words.is_empty() {
            return;
        }
        let also = self.other_spelling(&words);
        self.add_as_is(words, meaning);
        if let Some(also) = also {
            self.add_as_is(also, meaning);
        }
    }

    fn add_as_is(&mut self, words: String, meaning: Meaning) {
        let pattern = *self.index.entry(words.clone()).or_insert_with(|| {
            self.patterns.push(words);
            self.meanings.push(Vec::new());
            self.patterns.len() - 1
        });
        self.meanings[pattern].push(meaning);
    }

    /// The words with every rhyme at a syllable's end written the other way; `None` when nothing changes.
    fn other_spelling(&self, words: &str) -> Option<String> {
        let syllables: Vec<String> = words.split(' ').map(|syllable| self.respell(syllable)).collect();
        let other = syllables.join(" ");
        (other != words).then_some(other)
    }

    fn respell(&self, syllable: &str) -> String {
        for spelling in &self.tables.spellings {
            if let Some(onset) = syllable.strip_suffix(spelling.usual.as_str())
                && !onset.ends_with('q')
            {
                return format!("{onset}{}", spelling.also);
            }
        }
        syllable.to_owned()
    }
}

/// Ids of people without a term in any office.
fn private(world: &World) -> BTreeSet<String> {
    let people = world.people.iter().filter(|person| world.terms_by(&person.id).next().is_none());
    people.map(|person| format!("person:{}", person.id)).collect()
}
