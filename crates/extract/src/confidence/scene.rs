//! Scene: what stands around a fact, counted once for the whole document.

use std::collections::BTreeSet;

use biennien_model::{Document, Group, Span};

use crate::Facts;

/// A document with what its sentences hold.
pub(super) struct Scene<'a> {
    pub(super) document: &'a Document,
    facts: &'a Facts,
    /// Different side codes in each sentence.
    sides: Vec<usize>,
    /// Events in each sentence.
    events: Vec<usize>,
    /// The farthest end of the statements up to each one.
    ends: Vec<usize>,
}

impl<'a> Scene<'a> {
    pub(super) fn of(document: &'a Document, facts: &'a Facts) -> Scene<'a> {
        let mut codes: Vec<BTreeSet<&str>> = vec![BTreeSet::new(); document.sentences.len()];
        for group in &facts.groups {
            if let Some(sentence) = document.sentence_at(group.span.start) {
                codes[sentence].extend(group.codes.iter().map(String::as_str));
            }
        }
        let mut events = vec![0; document.sentences.len()];
        for event in &facts.events {
            if let Some(sentence) = document.sentence_at(event.span.start) {
                events[sentence] += 1;
            }
        }
        let ends = facts.statements.iter().scan(0, |end, statement| {
            *end = statement.span.end.max(*end);
            Some(*end)
        });
        Scene {
            document,
            facts,
            sides: codes.iter().map(BTreeSet::len).collect(),
            events,
            ends: ends.collect(),
        }
    }

    /// The group that starts in `span`.
    pub(super) fn group_in(&self, span: Span) -> Option<&'a Group> {
        let at = self.facts.groups.partition_point(|group| group.span.end <= span.start);
        self.facts.groups.get(at).filter(|group| group.span.start < span.end)
    }

    /// Different side codes in the sentence.
    pub(super) fn sides_in(&self, sentence: usize) -> usize {
        self.sides[sentence]
    }

    /// Events in the sentence.
    pub(super) fn events_in(&self, sentence: usize) -> usize {
        self.events[sentence]
    }

    /// True when the words of `span` lie in the content of a statement other than themselves.
    pub(super) fn is_said(&self, span: Span) -> bool {
        let before = self.facts.statements.partition_point(|statement| statement.span.start < span.start);
        before > 0 && self.ends[before - 1] >= span.end
    }

    /// Words in `span`.
    pub(super) fn words(&self, span: Span) -> usize {
        self.document.tokens_in(span).len()
    }

    /// Tokens between two spans; 0 when they touch or overlap.
    pub(super) fn gap(&self, one: Span, other: Span) -> usize {
        let (first, second) = if one.start <= other.start { (one, other) } else { (other, one) };
        self.document.token_from(second.start).saturating_sub(self.document.token_from(first.end))
    }

    /// `title`, `lead` (the first paragraph under it) or `body`.
    pub(super) fn part(&self, span: Span) -> &'static str {
        match self.document.paragraph_at(span.start) {
            Some(0) => "title",
            Some(1) => "lead",
            _ => "body",
        }
    }
}

/// The name of the first of `steps` that `count` does not pass, after `name`.
pub(super) fn step(name: &str, count: usize, steps: &[usize]) -> String {
    match steps.iter().find(|step| count <= **step) {
        Some(step) => format!("{name}:up-to-{step}"),
        None => format!("{name}:more"),
    }
}
