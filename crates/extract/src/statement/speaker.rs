//! Speakers: who says it by a cue, who passes it on, and who hears it.
//!
//! In: a cue and what was read before it in its line. Out: groups, or the words that name nobody known. Subjects are
//! found by `subject`; here a cue without its own shares one, and a relay gives both who speaks and who passes it on.

use biennien_knowledge::CueClass;
use biennien_model::GroupKind;

use super::cue::{Hit, before_adverbs, rule};
use super::line::{NEAR, Reading, opens_clause};
use super::subject::{self, Subject};
use super::view::{Line, REACH_TOKENS};

/// Who says it, and who passes it on.
#[derive(Debug, Clone, Default)]
pub(super) struct Speaker {
    pub(super) groups: Vec<usize>,
    pub(super) unknown: Option<(usize, usize)>,
    pub(super) via: Vec<usize>,
    /// First token of the words that name the speaker, or the relay before it.
    pub(super) first: usize,
}

/// A relay whose object speaks: "AFP dẫn lời ông Lavrov".
#[derive(Debug, Clone)]
pub(super) struct Relay {
    pub(super) hit: Hit,
    pub(super) by: Vec<usize>,
    pub(super) object: Option<usize>,
    pub(super) first: usize,
}

impl Reading<'_> {
    /// The hearers named right after the cue, or the one asked in a demand.
    pub(super) fn addressees(&self, hit: Hit, content: (usize, usize)) -> Vec<usize> {
        let view = self.view;
        let cue = rule(view, hit);
        let next = hit.end + view.rules.after_cue.at(&view.words, hit.end);
        let preposition = view.rules.addressee.at(&view.words, next);
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
    pub(super) fn can_show(&self, hit: Hit, speaker: &Speaker, line: Line) -> bool {
        let view = self.view;
        let floor = line.first.max(hit.first.saturating_sub(14));
        let shown = (floor..hit.first)
            .any(|at| view.rules.no_source.at(&view.words, at) > 0 && view.group_at[at].is_none());
        let study = speaker.unknown.is_some_and(|(first, _)| {
            let noun = first + view.rules.numeral.at(&view.words, first);
            view.rules.study_noun.at(&view.words, noun) > 0
                || view.rules.study_noun.at(&view.words, first) > 0
        });
        !shown && (study || !speaker.groups.is_empty())
    }

    /// True for an outlet, and for names nobody knows: most of them are outlets.
    pub(super) fn relays(&self, speaker: &Speaker) -> bool {
        speaker.groups.iter().all(|&group| self.view.groups[group].kind == GroupKind::Outlet)
    }

    pub(super) fn trusted_without_speaker(&self, class: CueClass) -> bool {
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

    pub(super) fn is_first_person(&self, hit: Hit, line: Line) -> bool {
        let view = self.view;
        let end = before_adverbs(view, hit.first, line.first);
        view.rules.first_person.before(&view.words, end) > 0
    }

    /// True when the clause that token `subject` opens is only supposed: "nếu Anh đề nghị …".
    pub(super) fn is_supposed(&self, subject: usize) -> bool {
        self.view.rules.condition.before(&self.view.words, subject) > 0
    }

    /// Who speaks by `hit`; `None` when nobody can be meant.
    pub(super) fn speaker(
        &self,
        line: Line,
        hit: Hit,
        from: usize,
        relay: Option<&Relay>,
    ) -> Option<Speaker> {
        let view = self.view;
        let floor = view.quote_at[hit.first]
            .map_or(line.first, |quote| (view.quotes[quote].first + 1).max(line.first));
        let inner = self.said[hit.first];
        let floor = if inner > 0 { floor.max(inner - 1) } else { floor };
        let relayed = relay.filter(|relay| relay.hit.first >= floor && hit.first < relay.hit.end + 40);
        // "dẫn tin của hải quân Lãm Châu nói rằng": who is relayed stands right after the relay.
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
            Subject::Unknown(first, end) if view.rules.relative.at(&view.words, first) == end - first => {
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
    pub(super) fn coordinated(&self, hit: Hit, from: usize, line: Line) -> Option<Speaker> {
        let view = self.view;
        let mut at = before_adverbs(view, hit.first, line.first);
        at -= view.rules.coordinator.before(&view.words, at).min(at);
        if at > line.first && view.sign(at - 1) == ',' {
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
    pub(super) fn line_subject(&self, line: Line, hit: Hit) -> Option<Speaker> {
        let view = self.view;
        if hit.first - line.first > REACH_TOKENS {
            return None;
        }
        let comma = (line.first..hit.first).find(|&at| view.sign(at) == ',' && view.group_at[at].is_none());
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
}
