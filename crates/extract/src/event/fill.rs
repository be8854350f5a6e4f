//! Fill: sides that the clause leaves out and the sentence or the story supplies.
//!
//! In: drafts of events of one document, in text order. Out: the same, with the sides that a reader would
//! supply: the other side named in the sentence, the sides of an earlier mention of the same kind of act,
//! the side that the story is about.

use std::collections::BTreeMap;

use biennien_knowledge::War;
use biennien_model::{Actor, Document, EventType, Group, GroupKind, Span};

use super::draft::Draft;
use super::frame::{Form, Sides};

/// How much more a group counts that stands in the headline.
const TITLE_WEIGHT: usize = 3;

/// What the sides are supplied from.
pub(crate) struct Story<'a> {
    document: &'a Document,
    groups: &'a [Group],
    wars: &'a [War],
    /// State codes by how often they act, most first; equal ones in text order.
    salient: Vec<String>,
}

impl Story<'_> {
    /// Counts who acts in the document.
    pub(crate) fn new<'a>(document: &'a Document, groups: &'a [Group], wars: &'a [War]) -> Story<'a> {
        let title = document.paragraphs.first().map_or(0, |paragraph| paragraph.span.end);
        let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (order, group) in groups.iter().enumerate().filter(|(_, group)| group.kind.acts()) {
            let weight = if group.span.end <= title { TITLE_WEIGHT } else { 1 };
            for code in &group.codes {
                counts.entry(code).or_insert((0, order)).0 += weight;
            }
        }
        let mut salient: Vec<_> = counts.into_iter().collect();
        salient.sort_by_key(|(_, (count, order))| (std::cmp::Reverse(*count), *order));
        let salient = salient.into_iter().map(|(code, _)| code.to_owned()).collect();
        Story { document, groups, wars, salient }
    }

    /// Supplies what is missing in every draft, in text order.
    pub(crate) fn fill(&self, drafts: &mut [Draft<'_>]) {
        for index in 0..drafts.len() {
            if drafts[index].dyad.actors.is_empty() && drafts[index].dyad.recipients.is_empty() {
                if let Some(dyad) = earlier(drafts, index) {
                    drafts[index].dyad = dyad;
                }
            }
            self.fill_one(&mut drafts[index]);
        }
    }

    fn fill_one(&self, draft: &mut Draft<'_>) {
        match draft.frame.sides {
            Sides::Mutual | Sides::Clash | Sides::War => {
                if draft.dyad.actors.len() == 1
                    && let Some(partner) = self.partner(draft)
                {
                    draft.dyad.actors.push(partner);
                }
            }
            Sides::Strike | Sides::Speech | Sides::Toward | Sides::Police | Sides::Visit | Sides::Give | Sides::Receive => {
                if !draft.dyad.actors.is_empty()
                    && draft.dyad.recipients.is_empty()
                    && expects_recipient(draft.frame.kind)
                    && let Some(other) = self.partner(draft)
                {
                    draft.dyad.recipients.push(other);
                }
            }
            _ => {}
        }
    }

    /// The other side: named in the sentence, behind the trigger before in front of it; else the story's.
    fn partner(&self, draft: &Draft<'_>) -> Option<Actor> {
        let sentence = self.document.sentences[draft.sentence].span;
        let behind = Span::new(draft.span.end.min(sentence.end), sentence.end);
        let front = Span::new(sentence.start, draft.span.start.max(sentence.start));
        let mut near = self.in_span(behind).chain(self.in_span(front).rev());
        if let Some(group) = near.find(|group| group.codes.iter().any(|code| is_other(draft, code))) {
            let code = group.codes.iter().find(|code| is_other(draft, code))?.clone();
            return Some(Actor { code, name: None, span: Some(group.span) });
        }
        let code = self.salient.iter().find(|code| is_other(draft, code))?.clone();
        Some(Actor { code, name: None, span: None })
    }

    fn in_span(&self, span: Span) -> impl DoubleEndedIterator<Item = &Group> {
        let first = self.groups.partition_point(|group| group.span.start < span.start);
        let last = self.groups.partition_point(|group| group.span.end <= span.end).max(first);
        self.groups[first..last].iter().filter(|group| group.kind.acts() || group.kind == GroupKind::Place)
    }
}

fn is_other(draft: &Draft<'_>, code: &str) -> bool {
    code != "MEDIA" && !draft.dyad.actors.iter().chain(&draft.dyad.recipients).any(|actor| actor.code == code)
}

fn expects_recipient(kind: EventType) -> bool {
    !matches!(kind, EventType::Support | EventType::Concede | EventType::Retreat | EventType::Mobilize)
}

/// The sides of an earlier mention of the same kind of act, for nouns that name no side.
fn earlier(drafts: &[Draft<'_>], index: usize) -> Option<super::sides::Dyad> {
    let draft = &drafts[index];
    if !draft.nominal || draft.frame.form == Form::Verb {
        return None;
    }
    let same = |other: &&Draft<'_>| other.frame.kind == draft.frame.kind && !other.dyad.actors.is_empty();
    drafts[..index].iter().rev().find(same).or_else(|| drafts[index + 1..].iter().find(same)).map(|other| other.dyad.clone())
}
