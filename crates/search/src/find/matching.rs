//! Matching: clauses to a query of the index.
//!
//! A key stands for every term of the index that it covers; the term as typed counts more than the others. Phrases are
//! syllables next to each other, so they do not depend on how words are cut.

use std::collections::BTreeMap;
use std::ops::Bound;

use biennien_model::Interval;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, EmptyQuery, Occur, PhraseQuery, Query as IndexQuery, RangeQuery,
    RegexPhraseQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, TantivyError, Term as IndexTerm};
use tantivy_fst::Regex;

use crate::Key;
use crate::index::{Fields, day_number};
use crate::query::{Clause, Query, Term};

/// Most terms that one key stands for: those in most entries are kept.
const EXPANSIONS_MAX: usize = 64;

/// How much more a term counts that has exactly the marks typed.
const EXACT_BOOST: f32 = 2.0;

/// How much words count that stand next to each other as typed, though nobody asked for a phrase.
const NEIGHBOUR_BOOST: f32 = 2.0;

/// How much more a word counts in a headline.
const TITLE_BOOST: f32 = 1.5;

/// Makes queries for one state of the index.
pub(super) struct Matcher<'a> {
    pub(super) searcher: &'a Searcher,
    pub(super) fields: Fields,
}

type Boxed = Box<dyn IndexQuery>;

impl Matcher<'_> {
    /// The query of the index for `query`.
    pub(super) fn query(&self, query: &Query) -> Result<Boxed, TantivyError> {
        let mut parts: Vec<(Occur, Boxed)> = Vec::new();
        for clause in &query.clauses {
            let occur = if clause.without { Occur::MustNot } else { Occur::Must };
            parts.push((occur, self.clause(clause)?));
        }
        if parts.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            parts.push((Occur::Must, Box::new(AllQuery)));
        }
        parts.extend(self.neighbours(query).into_iter().map(|query| (Occur::Should, query)));
        Ok(Box::new(BooleanQuery::new(parts)))
    }

    fn clause(&self, clause: &Clause) -> Result<Boxed, TantivyError> {
        let mut any = clause.any.iter().map(|term| self.term(term)).collect::<Result<Vec<_>, _>>()?;
        Ok(if any.len() == 1 { any.remove(0) } else { Box::new(BooleanQuery::union(any)) })
    }

    fn term(&self, term: &Term) -> Result<Boxed, TantivyError> {
        let Fields { outlet_words, actor, names, speakers, types, status, story, kind, .. } = self.fields;
        let words = |text: &str| crate::keys(text).into_iter().map(|(_, key)| key).collect::<Vec<_>>();
        Ok(match term {
            Term::Words { keys, .. } => self.text(keys)?,
            Term::Outlet(name) => self.phrase(outlet_words, &words(name))?,
            Term::Actor(name) => Box::new(BooleanQuery::union(vec![
                exact(actor, &name.to_uppercase()),
                self.phrase(names, &words(name))?,
            ])),
            Term::Speaker(name) => self.phrase(speakers, &words(name))?,
            Term::Type(wanted) => exact(types, wanted.word()),
            Term::Status(wanted) => exact(status, wanted.word()),
            Term::Story(id) => exact(story, id),
            Term::Kind(wanted) => exact(kind, wanted.word()),
            Term::From(Interval { first, .. }) => Box::new(RangeQuery::new(
                Bound::Included(self.day(self.fields.last, *first)),
                Bound::Unbounded,
            )),
            Term::To(Interval { last, .. }) => Box::new(RangeQuery::new(
                Bound::Unbounded,
                Bound::Included(self.day(self.fields.first, *last)),
            )),
        })
    }

    fn day(&self, field: Field, day: jiff::civil::Date) -> IndexTerm {
        IndexTerm::from_field_i64(field, day_number(day))
    }

    /// Words in text, which count more when the headline has them too.
    fn text(&self, keys: &[Key]) -> Result<Boxed, TantivyError> {
        let text = self.phrase(self.fields.text, keys)?;
        let title = self.phrase(self.fields.title, keys)?;
        let title: Boxed = Box::new(BoostQuery::new(title, TITLE_BOOST));
        Ok(Box::new(BooleanQuery::new(vec![(Occur::Must, text), (Occur::Should, title)])))
    }

    /// Keys next to each other, in order.
    fn phrase(&self, field: Field, keys: &[Key]) -> Result<Boxed, TantivyError> {
        let [key] = keys else { return self.several(field, keys) };
        let mut terms: Vec<(Occur, Boxed)> = Vec::new();
        let typed = key.term();
        for term in self.expand(field, key)? {
            let query = scored(field, &term);
            let query = if term == typed { Box::new(BoostQuery::new(query, EXACT_BOOST)) } else { query };
            terms.push((Occur::Should, query));
        }
        Ok(match terms.len() {
            0 => Box::new(EmptyQuery),
            1 => terms.remove(0).1,
            _ => Box::new(BooleanQuery::new(terms)),
        })
    }

    fn several(&self, field: Field, keys: &[Key]) -> Result<Boxed, TantivyError> {
        let mut single = Vec::new();
        for key in keys {
            match self.expand(field, key)?.as_slice() {
                [] => return Ok(Box::new(EmptyQuery)),
                [term] => single.push(IndexTerm::from_field_text(field, term)),
                _ => {}
            }
        }
        if keys.is_empty() {
            return Ok(Box::new(EmptyQuery));
        }
        if single.len() == keys.len() {
            return Ok(Box::new(PhraseQuery::new(single)));
        }
        let phrase = RegexPhraseQuery::new(field, keys.iter().map(Key::pattern).collect());
        let typed = keys.iter().map(|key| IndexTerm::from_field_text(field, &key.term())).collect();
        let typed: Boxed = Box::new(BoostQuery::new(Box::new(PhraseQuery::new(typed)), EXACT_BOOST));
        Ok(Box::new(BooleanQuery::new(vec![(Occur::Must, Box::new(phrase)), (Occur::Should, typed)])))
    }

    /// Words that were typed one behind the other and stand so in a text.
    fn neighbours(&self, query: &Query) -> Vec<Boxed> {
        let mut pairs: Vec<Boxed> = Vec::new();
        let field = self.fields.text;
        for pair in query.clauses.windows(2) {
            let [one, two] = pair else { continue };
            if let ([Term::Words { keys: one, .. }], [Term::Words { keys: two, .. }]) =
                (one.any.as_slice(), two.any.as_slice())
                && !pair[0].without
                && !pair[1].without
                && let (Some(one), Some(two)) = (one.last(), two.first())
            {
                let terms = [one, two].map(|key| IndexTerm::from_field_text(field, &key.term()));
                pairs.push(Box::new(BoostQuery::new(
                    Box::new(PhraseQuery::new(terms.to_vec())),
                    NEIGHBOUR_BOOST,
                )));
            }
        }
        pairs
    }

    /// The terms of `field` that `key` covers, sorted; of many, those in most entries.
    fn expand(&self, field: Field, key: &Key) -> Result<Vec<String>, TantivyError> {
        let pattern = Regex::new(&key.pattern())
            .map_err(|error| TantivyError::InvalidArgument(format!("pattern of a key: {error}")))?;
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(field)?;
            let mut terms = inverted.terms().search(&pattern).into_stream()?;
            while terms.advance() {
                let Ok(term) = std::str::from_utf8(terms.key()) else { continue };
                *counts.entry(term.to_owned()).or_insert(0) += terms.value().doc_freq;
            }
        }
        let mut terms: Vec<(String, u32)> = counts.into_iter().collect();
        if terms.len() > EXPANSIONS_MAX {
            terms.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            terms.truncate(EXPANSIONS_MAX);
            terms.sort();
        }
        Ok(terms.into_iter().map(|(term, _)| term).collect())
    }
}

fn exact(field: Field, value: &str) -> Boxed {
    Box::new(TermQuery::new(IndexTerm::from_field_text(field, value), IndexRecordOption::Basic))
}

fn scored(field: Field, term: &str) -> Boxed {
    Box::new(TermQuery::new(IndexTerm::from_field_text(field, term), IndexRecordOption::WithFreqs))
}
