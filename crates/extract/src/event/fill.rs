//! Fill: sides that the clause leaves out and the sentence or the story supplies.
//!
//! In: drafts of events of one document, in text order. Out: the same, with the sides that a reader would
//! supply: the other side named in the sentence, the sides of an earlier mention of the same kind of act,
//! the side that the story is about.

use std::collections::BTreeMap;

use biennien_knowledge::War;
use biennien_model::{Actor, Document, EventType, Group, Status};

use super::draft::Draft;
use super::frame::Sides;

/// How much more a group counts that stands in the headline.
const TITLE_WEIGHT: usize = 3;

/// Farthest mention, counted in mentions, in which an accusation is looked for.
const REACH: usize = 100;

/// PLOVER mode of talks at one side's seat.
const VISIT: &str = "visit";

/// What the sides are supplied from.
pub(crate) struct Story<'a> {
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
        Story { wars, salient }
    }

    /// Supplies what is missing in every draft, in text order.
    pub(crate) fn fill(&self, drafts: &mut [Draft<'_>]) {
        answer_accusers(drafts);
        for draft in drafts.iter_mut() {
            self.fill_one(draft);
        }
    }

    fn fill_one(&self, draft: &mut Draft<'_>) {
        match draft.frame.sides {
            Sides::Mutual | Sides::Clash | Sides::War => {
                if draft.frame.sides == Sides::War
                    && !draft.opposed
                    && let Some(sides) = self.war(draft)
                {
                    draft.dyad.actors = sides;
                } else if draft.dyad.actors.len() == 1 {
                    draft.dyad.actors.extend(self.partner(draft).into_iter().take(1));
                }
            }
            Sides::Police if draft.dyad.recipients.is_empty() && holds_people(draft) => {
                own_people_are_held(draft);
            }
            Sides::Protest => {
                people_protest(draft);
                if draft.dyad.recipients.is_empty() {
                    draft.dyad.recipients = self.home(draft).into_iter().collect();
                }
            }
            Sides::Strike
            | Sides::Speech
            | Sides::Toward
            | Sides::Police
            | Sides::Visit
            | Sides::Give
            | Sides::Receive => {
                if draft.dyad.actors.len() >= 2 {
                    let actors = &draft.dyad.actors;
                    draft.dyad.recipients.retain(|side| actors.iter().all(|actor| actor.code != side.code));
                }
                let joint = draft.dyad.actors.len() >= 2 && draft.frame.sides != Sides::Strike;
                if !draft.dyad.actors.is_empty()
                    && !joint
                    && !draft.reciprocal
                    && draft.dyad.recipients.is_empty()
                    && expects_recipient(draft.frame.kind)
                {
                    draft.dyad.recipients = self.partner(draft);
                }
            }
            _ => {}
        }
    }

    /// The sides of the war that is named after the only side given ("chiến sự Ukraine").
    fn war(&self, draft: &Draft<'_>) -> Option<Vec<Actor>> {
        let [actor] = draft.dyad.actors.as_slice() else { return None };
        let war = self.wars.iter().find(|war| war.place == actor.code)?;
        Some(
            war.sides.iter().map(|code| Actor { code: code.clone(), name: None, span: actor.span }).collect(),
        )
    }

    /// The state whose people or parties act: their own by its code, else the state that the story is about most.
    fn home(&self, draft: &Draft<'_>) -> Option<Actor> {
        let [actor] = draft.dyad.actors.as_slice() else { return None };
        let own = actor.code.split_once('-').map(|(_, state)| state);
        let state = |code: &&str| code.len() == 3 && *code != actor.code;
        let code = own.filter(state).or_else(|| self.salient.iter().map(String::as_str).find(state))?;
        Some(Actor { code: code.to_owned(), name: None, span: None })
    }

    /// The other side: named in the sentence, behind the trigger before in front of it; else the story's.
    fn partner(&self, draft: &Draft<'_>) -> Vec<Actor> {
        let other = |actor: &&Actor| is_other(draft, &actor.code);
        if let Some(near) = draft.near.iter().find(|near| near.iter().any(|actor| other(&actor))) {
            return near.iter().filter(other).cloned().collect();
        }
        if matches!(
            draft.frame.kind,
            EventType::Agree | EventType::Aid | EventType::Cooperate | EventType::Support
        ) {
            return Vec::new();
        }
        let code = self.salient.iter().find(|code| is_other(draft, code));
        code.map(|code| Actor { code: code.clone(), name: None, span: None }).into_iter().collect()
    }
}

/// PLOVER modes of acts that only people can suffer.
const HOLDING: [&str; 4] = ["arrest", "deport", "restrict", "convict"];

fn holds_people(draft: &Draft<'_>) -> bool {
    draft.mode.as_deref().is_some_and(|mode| HOLDING.contains(&mode))
}

/// A power that holds somebody whom nobody names holds its own people.
fn own_people_are_held(draft: &mut Draft<'_>) {
    if let [actor] = draft.dyad.actors.as_slice()
        && actor.code.len() == 3
    {
        let code = format!("CIV-{}", actor.code);
        draft.dyad.recipients = vec![Actor { code, name: None, span: None }];
    }
}

/// A state does not demonstrate: its people do, against it.
fn people_protest(draft: &mut Draft<'_>) {
    for actor in draft.dyad.actors.iter_mut().filter(|actor| actor.code.len() == 3) {
        let code = actor.code.clone();
        actor.code = format!("CIV-{code}");
        if draft.dyad.recipients.is_empty() {
            draft.dyad.recipients.push(Actor { code, name: None, span: None });
        }
    }
}

fn is_other(draft: &Draft<'_>, code: &str) -> bool {
    code != "MEDIA" && !draft.dyad.actors.iter().chain(&draft.dyad.recipients).any(|actor| actor.code == code)
}

fn expects_recipient(kind: EventType) -> bool {
    !matches!(kind, EventType::Concede | EventType::Retreat | EventType::Mobilize)
}

/// A denial goes to everybody who made the accusation, anywhere in the text.
fn answer_accusers(drafts: &mut [Draft<'_>]) {
    for index in 0..drafts.len() {
        let draft = &drafts[index];
        if draft.frame.sides != Sides::Deny || !draft.dyad.recipients.is_empty() {
            continue;
        }
        let mut accusers: Vec<Actor> = Vec::new();
        let (from, to) = (index.saturating_sub(REACH), drafts.len().min(index + REACH));
        for other in drafts[from..to].iter().filter(|other| other.frame.kind == EventType::Accuse) {
            let accused = other
                .dyad
                .recipients
                .iter()
                .any(|side| draft.dyad.actors.iter().any(|actor| actor.code == side.code));
            for actor in other.dyad.actors.iter().filter(|_| accused) {
                if !accusers.iter().any(|known| known.code == actor.code) && is_other(draft, &actor.code) {
                    accusers.push(Actor { name: None, span: None, ..actor.clone() });
                }
            }
        }
        drafts[index].dyad.recipients = accusers;
    }
}

/// Farthest sentence, counted in sentences, in which a visit is looked for.
const VISIT_REACH: usize = 2;

/// Talks with the host on a visit are part of the visit, and so are talks at one side's seat: the guest goes to the
/// host. Talks elsewhere are not, whatever visit the text tells of besides.
pub(crate) fn turn_talks_into_visits(drafts: &mut [Draft<'_>], document: &Document) {
    let sentence = |draft: &Draft<'_>| document.sentence_at(draft.span.start).unwrap_or(0);
    let mut visits: Vec<(String, String, Status, usize)> = Vec::new();
    for draft in
        drafts.iter().filter(|draft| matches!(draft.frame.sides, Sides::Visit | Sides::Arrive | Sides::Host))
    {
        if let ([guest], [host]) = (draft.dyad.actors.as_slice(), draft.dyad.recipients.as_slice()) {
            visits.push((guest.code.clone(), host.code.clone(), draft.status, sentence(draft)));
        }
    }
    for draft in drafts.iter_mut() {
        if draft.frame.sides != Sides::Mutual
            || draft.frame.kind != EventType::Consult
            || draft.frame.mode.is_some()
        {
            continue;
        }
        let here = sentence(draft);
        let [one, other] = draft.dyad.actors.as_slice() else { continue };
        let is_visit = |guest: &Actor, host: &Actor| {
            visits.iter().any(|visit| {
                visit.0 == guest.code
                    && visit.1 == host.code
                    && visit.2 == draft.status
                    && visit.3.abs_diff(here) <= VISIT_REACH
            })
        };
        let (guest, host) = match &draft.seat {
            Some(seat) if *seat == other.code => (one.clone(), other.clone()),
            Some(seat) if *seat == one.code => (other.clone(), one.clone()),
            Some(_) => continue,
            None => match (is_visit(one, other), is_visit(other, one)) {
                (true, false) => (one.clone(), other.clone()),
                (false, true) => (other.clone(), one.clone()),
                _ => continue,
            },
        };
        draft.dyad.actors = vec![guest];
        draft.dyad.recipients = vec![host];
        draft.mode = Some(VISIT.to_owned());
    }
}
