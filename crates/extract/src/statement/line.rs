//! Lines: the statements of one sentence, cue by cue.
//!
//! In: lines in text order. Out: drafts, and the speakers that stand next to a quotation's closing mark alone.

use biennien_knowledge::{CueClass, CueContent};
use biennien_model::TokenKind;

use super::according;
use super::content::{self, Set};
use super::cue::{self, Hit, before_adverbs, rule};
use super::draft::{Draft, trim, words};
use super::ending;
use super::headline;
use super::speaker::{Relay, Speaker};
use super::view::{Line, View};

/// What was read so far.
pub(super) struct Reading<'a> {
    pub(super) view: &'a View<'a>,
    /// Statements, in the order in which they were found.
    pub(super) drafts: Vec<Draft>,
    /// By quotation chain: who stands next to the end of a quotation that has no words in that line.
    pub(super) heads: Vec<(usize, Draft)>,
    /// For each token, the first token of the content it belongs to, plus one; 0 for none.
    pub(super) said: Vec<usize>,
}

/// How many statements back something is looked for; more is no sentence.
pub(super) const NEAR: usize = 32;

impl<'a> Reading<'a> {
    pub(super) fn new(view: &'a View<'a>) -> Reading<'a> {
        Reading { view, drafts: Vec::new(), heads: Vec::new(), said: vec![0; view.document.tokens.len()] }
    }

    /// Reads the statements of `line`.
    pub(super) fn read(&mut self, line: Line) {
        let view = self.view;
        let hits = cue::hits(view, line);
        let sources = according::find(view, line);
        let from = self.drafts.len();
        if let Some(draft) = headline::draft(view, line, &hits) {
            self.push(draft);
        }
        let mut relay: Option<Relay> = None;
        for (index, hit) in hits.iter().enumerate() {
            if sources.iter().any(|source| source.first <= hit.first && hit.first < source.end) {
                continue;
            }
            if rule(view, *hit).class == CueClass::Relay {
                relay = self.read_relay(line, *hit, &hits[index + 1..]);
                continue;
            }
            self.read_cue(line, *hit, &hits, from, relay.as_ref());
        }
        self.read_sources(line, &sources, &hits, from);
    }

    /// Index of the first of the last statements that are looked through, not before `from`.
    fn near(&self, from: usize) -> usize {
        from.max(self.drafts.len().saturating_sub(NEAR))
    }

    fn push(&mut self, draft: Draft) {
        for at in draft.content.0..draft.content.1 {
            if self.said[at] == 0 {
                self.said[at] = draft.content.0 + 1;
            }
        }
        self.drafts.push(draft);
    }

    fn read_cue(&mut self, line: Line, hit: Hit, hits: &[Hit], from: usize, relay: Option<&Relay>) {
        let view = self.view;
        let inside = view.quote_at[hit.first];
        let Some(speaker) = self.speaker(line, hit, from, relay) else { return };
        if self.read_interrupted(hit, &speaker) {
            return;
        }
        if inside.is_some() && (speaker.groups.is_empty() || self.is_first_person(hit, line)) {
            return;
        }
        let cue = rule(view, hit);
        if cue.is_main_only && (inside.is_some() || self.said[hit.first] > 0 || speaker.groups.is_empty()) {
            return;
        }
        self.note_head(line, hit, &speaker);
        let limit = ending::quote_limit(view, hit.first, line.end);
        let start = content::start(view, hit, limit, hits);
        let back = self.back_content(line, hit, &speaker, limit, start.map(|start| start.set));
        if let Some((content, how)) = back {
            let relays = how == "before.clause" && self.relays(&speaker);
            let told: Vec<usize> = (self.near(from)..self.drafts.len())
                .filter(|&index| self.is_main(index, from) && self.drafts[index].inside.is_none())
                .collect();
            if relays && !told.is_empty() {
                for index in told {
                    self.drafts[index].via.extend(&speaker.groups);
                }
                return;
            }
            self.add(hit, content, how, &speaker);
        }
        let Some(start) = start else { return };
        if back.is_some() && matches!(start.set, Set::Plain | Set::Comma) {
            return;
        }
        if speaker.groups.is_empty() && start.set == Set::Plain && cue.is_noun {
            return;
        }
        if speaker.groups.is_empty() && start.set == Set::Plain && !self.trusted_without_speaker(cue.class) {
            return;
        }
        if cue.class == CueClass::Show && !self.can_show(hit, &speaker, line) {
            return;
        }
        let end = ending::end(view, line, hit, start, hits);
        let Some(content) = trim(view, start.first, end) else { return };
        let words_min = if cue.class == CueClass::Deny { 3 } else { 2 };
        let pointed = view.rules.nominal_after.at(&view.words, content.1 - 1) > 0;
        if start.set == Set::Plain && !pointed && words(view, content.0, content.1) < words_min {
            return;
        }
        self.add(hit, content, start.set.name(), &speaker);
    }

    /// Reads a speaker named in the middle of a quotation: "… - ông Tám nói - …".
    fn read_interrupted(&mut self, hit: Hit, speaker: &Speaker) -> bool {
        let view = self.view;
        let Some(quote) = view.quote_at[hit.first].map(|quote| view.quotes[quote]) else { return false };
        let set_off =
            speaker.first > quote.first + 1 && view.is_dash(speaker.first - 1) && view.is_dash(hit.end);
        if !set_off || speaker.groups.is_empty() {
            return false;
        }
        self.add(hit, (quote.first, quote.end), "inside.quote", speaker);
        if let Some(draft) = self.drafts.last_mut() {
            draft.inside = None;
        }
        true
    }

    /// Notes who stands next to the closing mark of a quotation that ended in the paragraph before.
    fn note_head(&mut self, line: Line, hit: Hit, speaker: &Speaker) {
        let view = self.view;
        let Some(quote) = view.quote_at[line.first].map(|quote| view.quotes[quote]) else { return };
        if quote.opened
            || quote.end > hit.first
            || words(view, quote.first, quote.end) >= 2
            || self.has_cue_between(quote.end, hit)
        {
            return;
        }
        let mut draft = Draft::new(view, hit, (quote.first, quote.end), "before.quote");
        draft.speaker = speaker.groups.clone();
        draft.unknown = speaker.unknown;
        draft.via = speaker.via.clone();
        self.heads.push((quote.chain, draft));
    }

    fn add(&mut self, hit: Hit, content: (usize, usize), how: &str, speaker: &Speaker) {
        let mut draft = Draft::new(self.view, hit, content, how);
        draft.speaker = speaker.groups.clone();
        draft.unknown = speaker.unknown;
        draft.via = speaker.via.clone();
        draft.addressees = self.addressees(hit, content);
        self.push(draft);
    }

    /// A content before the speaker: a quotation, or a clause when the sentence ends with the cue.
    fn back_content(
        &self,
        line: Line,
        hit: Hit,
        speaker: &Speaker,
        limit: usize,
        set: Option<Set>,
    ) -> Option<((usize, usize), &'static str)> {
        let view = self.view;
        let cue = rule(view, hit);
        let speaks = !matches!(cue.class, CueClass::Show | CueClass::Judge | CueClass::Wish);
        if !speaks || view.quote_at[hit.first].is_some() || speaker.first <= line.first {
            return None;
        }
        if let Some((first, end)) = content::quote_before(view, line, hit.first)
            && !self.covers(first, end)
            && !self.has_cue_between(end, hit)
            && words(view, first, end) >= 2
        {
            return Some(((first, end), "before.quote"));
        }
        let (first, end) = content::before(view, line, speaker.first)?;
        let (first, end) = trim(view, first, end)?;
        let bare = ending::bare_after(view, hit, limit)
            && set.is_none_or(|set| set == Set::Plain)
            && ends_soon(view, hit, limit);
        let plain = cue.class == CueClass::Say
            && matches!(cue.content, CueContent::Any | CueContent::Clause | CueContent::Marked);
        let clause = words(view, first, end) >= 5 && opens_clause(view, first);
        if !(bare && plain && clause && first >= line.first) {
            return None;
        }
        Some(((first, end), "before.clause"))
    }

    /// True when a statement already has the tokens `first..end` as its content.
    fn covers(&self, first: usize, end: usize) -> bool {
        self.drafts
            .iter()
            .rev()
            .take(8)
            .any(|draft| draft.inside.is_none() && draft.content.0 <= first && end <= draft.content.1)
    }

    /// True when another statement's cue stands between token `end` and `hit`.
    fn has_cue_between(&self, end: usize, hit: Hit) -> bool {
        self.drafts.iter().rev().take(8).any(|draft| draft.cue.0 >= end && draft.cue.1 <= hit.first)
    }

    /// Reads "X dẫn lời Y …": the relay of a later cue, or a statement of its own.
    fn read_relay(&mut self, line: Line, hit: Hit, later: &[Hit]) -> Option<Relay> {
        let view = self.view;
        let by = self.speaker(line, hit, self.drafts.len(), None)?;
        let limit = ending::quote_limit(view, hit.first, line.end);
        let object = (hit.end..limit.min(hit.end + 7))
            .take_while(|&at| !view.is_break(at) || view.group_at[at].is_some())
            .find_map(|at| view.group_at[at]);
        let relay = Relay { hit, by: by.groups.clone(), object, first: by.first };
        let end = object.map_or(hit.end, |group| view.group_tokens(group).1);
        let speaks_later = later.first().is_some_and(|next| {
            next.first >= end
                && next.first <= end + 25
                && !(end..next.first).any(|at| view.sign(at) == ':' || content::opens_quote(view, at))
        });
        if speaks_later {
            return Some(relay);
        }
        let speaker =
            Speaker { groups: object.into_iter().collect(), unknown: None, via: by.groups, first: by.first };
        if let Some((content, how)) = self.back_content(line, hit, &speaker, limit, None) {
            self.add(hit, content, how, &speaker);
            return Some(relay);
        }
        let pseudo = Hit { first: hit.first, end, row: hit.row };
        let start = content::start(view, pseudo, limit, later).filter(|start| start.set != Set::Plain);
        if let Some(start) = start.filter(|_| object.is_some()) {
            let stop = ending::end(view, line, pseudo, start, later);
            if let Some(content) = trim(view, start.first, stop) {
                self.add(hit, content, start.set.name(), &speaker);
            }
        }
        Some(relay)
    }

    /// Sources named by "theo": statements of their own, or relays of those that the line already holds.
    fn read_sources(&mut self, line: Line, sources: &[according::According], hits: &[Hit], from: usize) {
        let view = self.view;
        for source in sources {
            let closing = according::closes_clause(view, line, source);
            let relayed: Vec<usize> = (from..self.drafts.len())
                .filter(|&index| {
                    let draft = &self.drafts[index];
                    let side = if closing { draft.cue.0 < source.first } else { draft.cue.0 >= source.end };
                    side && draft.inside.is_none() && self.is_main(index, from)
                })
                .collect();
            let main = relayed.iter().any(|&index| closing || self.opens_clause_after(source.end, index));
            if main {
                for &index in &relayed {
                    if self.drafts[index].via.is_empty() {
                        self.drafts[index].via = source.group.into_iter().collect();
                    }
                }
            }
            if let Some(draft) = according::draft(view, line, source, hits, main)
                && !self.drafts[from..].iter().any(|other| other.content == draft.content)
            {
                self.push(draft);
            }
        }
    }

    /// True when no other statement of the line holds this one.
    fn is_main(&self, index: usize, from: usize) -> bool {
        let draft = &self.drafts[index];
        !self.drafts[from..].iter().take(16).any(|other| draft.is_within(other))
    }

    /// True when the statement's speaker opens the clause right after token `end` and its comma.
    fn opens_clause_after(&self, end: usize, index: usize) -> bool {
        let comma = |at: usize| at > end + 1 && self.view.sign(at - 1) == ',';
        let draft = &self.drafts[index];
        let Some(&group) = draft.speaker.first() else {
            return draft.unknown.is_some_and(|(first, _)| first <= end + 2);
        };
        let first = self.view.group_tokens(group).0;
        if first < end {
            return false;
        }
        let start = before_adverbs(self.view, first, end);
        start <= end + 1 || comma(start) && before_adverbs(self.view, start - 1, end) <= end + 1
    }
}

/// True when only a short adjunct follows the cue.
fn ends_soon(view: &View<'_>, hit: Hit, limit: usize) -> bool {
    let at = hit.end + view.rules.after_cue.at(&view.words, hit.end);
    at >= limit || view.is_break(at) || limit - at < 30
}

/// True when a clause, not an adjunct, begins at `at`.
pub(super) fn opens_clause(view: &View<'_>, at: usize) -> bool {
    let rules = view.rules;
    let adjunct = rules.adjunct.at(&view.words, at) > 0
        || rules.preposition.at(&view.words, at) > 0
        || rules.subordinator.at(&view.words, at) > 0;
    let free = view.group_at[at].is_none();
    !(free
        && (adjunct
            || view.time_at[at]
            || rules.according.at(&view.words, at) > 0
            || rules.names.at(&view.words, at) > 0
            || rules.coordinator.at(&view.words, at) > 0))
        && matches!(view.kind(at), Some(TokenKind::Capital | TokenKind::Number | TokenKind::Quote))
}
