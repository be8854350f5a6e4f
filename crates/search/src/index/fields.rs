//! Fields: how an entry is kept in the index, and how its text is cut.

use biennien_model::Interval;
use jiff::civil::Date;
use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer};

use crate::key::keys;

use super::entries::Entry;

/// Name of the tokenizer that cuts text into keys.
pub(crate) const SYLLABLES: &str = "syllables";

/// The fields of the index.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    pub(crate) unit: Field,
    pub(crate) id: Field,
    pub(crate) kind: Field,
    pub(crate) title: Field,
    pub(crate) text: Field,
    pub(crate) outlet: Field,
    pub(crate) outlet_words: Field,
    pub(crate) actor: Field,
    pub(crate) names: Field,
    pub(crate) speakers: Field,
    pub(crate) types: Field,
    pub(crate) status: Field,
    pub(crate) place: Field,
    pub(crate) story: Field,
    pub(crate) month: Field,
    /// First and last day, as the number yyyymmdd.
    pub(crate) first: Field,
    pub(crate) last: Field,
    pub(crate) published: Field,
}

impl Fields {
    /// The schema and its fields.
    pub(crate) fn new() -> (Schema, Fields) {
        let mut schema = Schema::builder();
        let words = |option: IndexRecordOption| {
            let indexing = TextFieldIndexing::default().set_tokenizer(SYLLABLES).set_index_option(option);
            TextOptions::default().set_indexing_options(indexing)
        };
        let positions = words(IndexRecordOption::WithFreqsAndPositions);
        let fields = Fields {
            unit: schema.add_text_field("unit", STRING),
            id: schema.add_text_field("id", STRING | STORED),
            kind: schema.add_text_field("kind", STRING | FAST | STORED),
            title: schema.add_text_field("title", positions.clone()),
            text: schema.add_text_field("text", positions.clone()),
            outlet: schema.add_text_field("outlet", STRING | FAST),
            outlet_words: schema.add_text_field("outlet_words", positions.clone()),
            actor: schema.add_text_field("actor", STRING | FAST),
            names: schema.add_text_field("names", positions.clone()),
            speakers: schema.add_text_field("speakers", positions),
            types: schema.add_text_field("type", STRING | FAST),
            status: schema.add_text_field("status", STRING | FAST),
            place: schema.add_text_field("place", STRING | FAST),
            story: schema.add_text_field("story", STRING),
            month: schema.add_text_field("month", STRING | FAST),
            first: schema.add_i64_field("first", INDEXED | FAST),
            last: schema.add_i64_field("last", INDEXED | FAST),
            published: schema.add_i64_field("published", FAST),
        };
        (schema.build(), fields)
    }

    /// `entry` as the index keeps it.
    pub(crate) fn document(&self, entry: &Entry) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        let mut add = |field: Field, value: &str| document.add_text(field, value);
        add(self.unit, &entry.unit);
        add(self.id, &entry.id);
        add(self.kind, entry.kind.map_or("", |kind| kind.word()));
        add(self.title, &entry.title);
        add(self.text, &entry.text);
        let lists = [
            (self.outlet, &entry.outlets),
            (self.outlet_words, &entry.outlets),
            (self.actor, &entry.actors),
            (self.names, &entry.names),
            (self.speakers, &entry.speakers),
            (self.types, &entry.types),
            (self.status, &entry.statuses),
            (self.place, &entry.places),
        ];
        for (field, values) in lists {
            values.iter().for_each(|value| add(field, value));
        }
        entry.story.iter().for_each(|story| add(self.story, story));
        if let Some(days) = entry.days {
            add(self.month, &format!("{:04}-{:02}", days.first.year(), days.first.month()));
            document.add_i64(self.first, day_number(days.first));
            document.add_i64(self.last, day_number(days.last));
        }
        if let Some(Interval { first, .. }) = entry.published {
            document.add_i64(self.published, day_number(first));
        }
        document
    }
}

/// A day as the number yyyymmdd.
pub(crate) fn day_number(day: Date) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
}

/// Cuts text into the terms of its keys.
pub(crate) fn tokenizer() -> TextAnalyzer {
    TextAnalyzer::from(Syllables)
}

#[derive(Debug, Clone)]
struct Syllables;

struct Terms {
    tokens: std::vec::IntoIter<Token>,
    token: Token,
}

impl Tokenizer for Syllables {
    type TokenStream<'a> = Terms;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms {
        let tokens = keys(text).into_iter().enumerate().map(|(position, (span, key))| Token {
            offset_from: span.start,
            offset_to: span.end,
            position,
            text: key.term(),
            position_length: 1,
        });
        Terms { tokens: tokens.collect::<Vec<_>>().into_iter(), token: Token::default() }
    }
}

impl TokenStream for Terms {
    fn advance(&mut self) -> bool {
        match self.tokens.next() {
            Some(token) => {
                self.token = token;
                true
            }
            None => false,
        }
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
