//! Lines: the statements of one sentence, cue by cue.
//!
//! In: lines in text order. Out: drafts, and the speakers that stand next to a quotation's closing mark alone.

use biennien_knowledge::{CueClass, CueContent};
use biennien_model::{GroupKind, TokenKind};

use super::according;
use super::content::{self, Set};
use super::cue::{self, Hit, before_adverbs, rule};
use super::draft::{Draft, trim, words};
use super::ending;
use super::headline;
use super::subject::{self, Subject};
use super::view::{Line, REACH_TOKENS, View};

/// What was read so far.
pub(super) struct Reading<'a> {
    view: &'a View<'a>,
    /// Statements, in the order in which they were found.
    pub(super) drafts: Vec<Draft>,
    /// By quotation chain: who stands next to the end of a quotation that has no words in that line.
    pub(super) heads: Vec<(usize, Draft)>,
    /// For each token, the first token of the content it belongs to, plus one; 0 for none.
    said: Vec<usize>,
}

/// How many statements back something is looked for; more is no sentence.
const NEAR: usize = 32;

/// Who says it, and who passes it on.
#[derive(Debug, Clone, Default)]
struct Speaker {
    groups: Vec<usize>,
    unknown: Option<(usize, usize)>,
    via: Vec<usize>,
    /// First token of the words that name the speaker, or the relay before it.
    first: usize,
}

/// A relay whose object speaks: "AFP dẫn lời ông Lavrov".
#[derive(Debug, Clone)]
struct Relay {
    hit: Hit,
    by: Vec<usize>,
    object: Option<usize>,
    first: usize,
}

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
        let pointed = view.rules.nominal_after.at(view.document, content.1 - 1) > 0;
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

    /// The hearers named right after the cue, or the one asked in a demand.
    fn addressees(&self, hit: Hit, content: (usize, usize)) -> Vec<usize> {
        let view = self.view;
        let cue = rule(view, hit);
        let next = hit.end + view.rules.after_cue.at(view.document, hit.end);
        let preposition = view.rules.addressee.at(view.document, next);
        let at = if preposition > 0 && next + preposition < content.0 {
            next + preposition
        } else if cue.hearer_direct && next < content.0 {
            next
        } else if cue.hearer_asked && content.0 >= hit.end {
            content.0
        } else {
            return Vec::new();
        };
        let hears = |group: &usize| !matches!(view.groups[*group].kind, GroupKind::Place);
        view.group_at.get(at).copied().flatten().filter(hears).into_iter().collect()
    }

    /// True when the subject of a showing is somebody, or a study.
    fn can_show(&self, hit: Hit, speaker: &Speaker, line: Line) -> bool {
        let view = self.view;
        let floor = line.first.max(hit.first.saturating_sub(14));
        let shown = (floor..hit.first)
            .any(|at| view.rules.no_source.at(view.document, at) > 0 && view.group_at[at].is_none());
        let study = speaker.unknown.is_some_and(|(first, _)| {
            let noun = first + view.rules.numeral.at(view.document, first);
            view.rules.study_noun.at(view.document, noun) > 0
                || view.rules.study_noun.at(view.document, first) > 0
        });
        !shown && (study || !speaker.groups.is_empty())
    }

    /// True for an outlet, and for names nobody knows: most of them are outlets.
    fn relays(&self, speaker: &Speaker) -> bool {
        speaker.groups.iter().all(|&group| self.view.groups[group].kind == GroupKind::Outlet)
    }

    fn trusted_without_speaker(&self, class: CueClass) -> bool {
        matches!(
            class,
            CueClass::Say
                | CueClass::Accuse
                | CueClass::Demand
                | CueClass::Threat
                | CueClass::Deny
                | CueClass::Promise
                | CueClass::Think
                | CueClass::Fear
        )
    }

    fn is_first_person(&self, hit: Hit, line: Line) -> bool {
        let view = self.view;
        let end = before_adverbs(view, hit.first, line.first);
        view.rules.first_person.before(view.document, end) > 0
    }

    /// True when the clause that token `subject` opens is only supposed: "nếu Anh đề nghị …".
    fn is_supposed(&self, subject: usize) -> bool {
        self.view.rules.condition.before(self.view.document, subject) > 0
    }

    /// Who speaks by `hit`; `None` when nobody can be meant.
    fn speaker(&self, line: Line, hit: Hit, from: usize, relay: Option<&Relay>) -> Option<Speaker> {
        let view = self.view;
        let floor = view.quote_at[hit.first]
            .map_or(line.first, |quote| (view.quotes[quote].first + 1).max(line.first));
        let inner = self.said[hit.first];
        let floor = if inner > 0 { floor.max(inner - 1) } else { floor };
        let relayed = relay.filter(|relay| relay.hit.first >= floor && hit.first < relay.hit.end + 40);
        // "dẫn thông tin từ tình báo Mỹ đánh giá": who is relayed stands right after the relay.
        let direct = relayed.filter(|relay| {
            let end = relay.object.map_or(relay.hit.end, |group| view.group_tokens(group).1);
            relay.object.is_some() && end <= hit.first && before_adverbs(view, hit.first, end) <= end
        });
        if let Some(relay) = direct {
            let groups = relay.object.into_iter().collect();
            return Some(Speaker { groups, unknown: None, via: relay.by.clone(), first: relay.first });
        }
        match subject::subject(view, hit, floor) {
            Subject::Groups(groups) => {
                let first = view.group_tokens(groups[0]).0;
                if self.is_supposed(first) {
                    return None;
                }
                let relayed =
                    relayed.filter(|relay| first + 1 >= relay.hit.end && first <= relay.hit.end + 6);
                let via = relayed.map(|relay| relay.by.clone()).unwrap_or_default();
                let first = relayed.map_or(first, |relay| relay.first);
                Some(Speaker { groups, unknown: None, via, first })
            }
            Subject::Unknown(first, end) if view.rules.relative.at(view.document, first) == end - first => {
                let groups = match subject::antecedent(view, first) {
                    Some(group) => vec![group],
                    None => subject::clause_subjects(view, line, first, &self.said)?,
                };
                let first = view.group_tokens(groups[0]).0;
                Some(Speaker { groups, unknown: None, via: Vec::new(), first })
            }
            Subject::Unknown(first, end) => match relayed.filter(|relay| {
                relay.hit.end <= end && relay.hit.first >= first.saturating_sub(1) || relay.hit.end == first
            }) {
                Some(relay) => Some(Speaker {
                    groups: relay.object.into_iter().collect(),
                    unknown: Some((relay.hit.end, end)),
                    via: relay.by.clone(),
                    first: relay.first,
                }),
                None => {
                    Some(Speaker { groups: Vec::new(), unknown: Some((first, end)), via: Vec::new(), first })
                }
            },
            Subject::Shared => {
                if let Some(relay) = relayed
                    && let Some(object) = relay.object
                {
                    return Some(Speaker {
                        groups: vec![object],
                        unknown: None,
                        via: relay.by.clone(),
                        first: relay.first,
                    });
                }
                if inner > 0 || view.quote_at[hit.first].is_some() {
                    return None;
                }
                if let Some(before) = self.coordinated(hit, from, line) {
                    return Some(before);
                }
                if let Some(groups) = subject::clause_subjects(view, line, hit.first, &self.said) {
                    let first = view.group_tokens(groups[0]).0;
                    return Some(Speaker { groups, unknown: None, via: Vec::new(), first });
                }
                let before = self.drafts[from..]
                    .iter()
                    .rev()
                    .take(NEAR)
                    .find(|draft| draft.content.1 <= hit.first && draft.inside.is_none());
                let Some(before) = before else { return self.line_subject(line, hit) };
                let first = before.speaker.first().map_or(before.cue.0, |&group| view.group_tokens(group).0);
                Some(Speaker {
                    groups: before.speaker.clone(),
                    unknown: before.unknown,
                    via: before.via.clone(),
                    first,
                })
            }
            Subject::Nobody => None,
        }
    }

    /// The speaker of the statement that ends where the coordination before `hit` begins: "X nói A và cho rằng B".
    fn coordinated(&self, hit: Hit, from: usize, line: Line) -> Option<Speaker> {
        let view = self.view;
        let mut at = before_adverbs(view, hit.first, line.first);
        at -= view.rules.coordinator.before(view.document, at).min(at);
        if at > line.first && view.word(at - 1) == "," {
            at -= 1;
        }
        let before =
            self.drafts[from..].iter().rev().take(NEAR).find(|draft| draft.content.1 <= hit.first)?;
        let touches = before.content.1 >= at && before.cue.0 < before.content.0 && before.inside.is_none();
        let first = before.speaker.first().map_or(before.cue.0, |&group| view.group_tokens(group).0);
        touches.then(|| Speaker {
            groups: before.speaker.clone(),
            unknown: before.unknown,
            via: before.via.clone(),
            first,
        })
    }

    /// The words that open the line up to its first comma, when they may be a subject that no group names.
    fn line_subject(&self, line: Line, hit: Hit) -> Option<Speaker> {
        let view = self.view;
        if hit.first - line.first > REACH_TOKENS {
            return None;
        }
        let comma = (line.first..hit.first).find(|&at| view.word(at) == "," && view.group_at[at].is_none());
        let comma = comma.unwrap_or(line.first);
        let named =
            opens_clause(view, line.first) && !(line.first..=comma).any(|at| view.quote_at[at].is_some());
        named.then_some(Speaker {
            groups: Vec::new(),
            unknown: Some((line.first, comma)),
            via: Vec::new(),
            first: line.first,
        })
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
                && !(end..next.first).any(|at| view.word(at) == ":" || content::opens_quote(view, at))
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
        let comma = |at: usize| at > end + 1 && self.view.word(at - 1) == ",";
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
    let at = hit.end + view.rules.after_cue.at(view.document, hit.end);
    at >= limit || view.is_break(at) || limit - at < 30
}

/// True when a clause, not an adjunct, begins at `at`.
fn opens_clause(view: &View<'_>, at: usize) -> bool {
    let document = view.document;
    let rules = view.rules;
    let adjunct = rules.adjunct.at(document, at) > 0
        || rules.preposition.at(document, at) > 0
        || rules.subordinator.at(document, at) > 0;
    let free = view.group_at[at].is_none();
    !(free
        && (adjunct
            || view.time_at[at]
            || rules.according.at(document, at) > 0
            || rules.names.at(document, at) > 0
            || rules.coordinator.at(document, at) > 0))
        && matches!(view.kind(at), Some(TokenKind::Capital | TokenKind::Number | TokenKind::Quote))
}
