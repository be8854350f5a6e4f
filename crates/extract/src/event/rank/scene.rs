//! Scene: who is there to be a side of an event, and where they stand.
//!
//! In: a document with its groups, statements, clause words and drafts. Out: for every draft, candidates with
//! position, distance and neighbours. All look-ups are bounded, so that long texts take linear time.

use std::collections::BTreeMap;

use biennien_model::{Actor, EventType, Group, GroupKind, Span, Statement, TokenKind};

use crate::event::clause::{Around, Clause};
use crate::event::draft::Draft;
use crate::event::find::Given;
use crate::event::frame::{Roles, Sides};
use crate::event::piece::{Kind, Parts, Piece, pieces};
use crate::event::sides::Dyad;

use super::Pick;

/// Most groups that are looked at on each side of a trigger.
const SIDE_GROUPS: usize = 16;

/// Most groups of the headline and of the sentence before.
const FAR_GROUPS: usize = 12;

/// Most statements that are looked at for the one that holds a trigger.
const NEAR_STATEMENTS: usize = 8;

/// Most pieces on each side of a trigger in which slots are told apart.
const SLOT_PIECES: usize = 60;

/// Distance in tokens beyond which clauses are not told apart.
const FAR_TOKENS: usize = 60;

/// How much more a group counts that stands in the headline.
const TITLE_WEIGHT: usize = 3;

/// What is known of the document as a whole.
pub(crate) struct Scene<'a> {
    given: Given<'a>,
    /// End of the headline in bytes.
    title: usize,
    /// Rank of each side by how often it acts, from 0.
    salience: BTreeMap<&'a str, usize>,
    salient: Vec<&'a str>,
    /// How often the rules made a code actor and recipient of a type.
    twins: BTreeMap<(EventType, String), (usize, usize)>,
    /// How many drafts there are of a type.
    kinds: BTreeMap<EventType, usize>,
    /// For each draft, by its trigger's start: what the groups of the sentence are in its clause.
    slots: BTreeMap<usize, Vec<(usize, Slot)>>,
}

/// What a group is in the clause of a trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Slot {
    /// Subject, object and so on.
    pub(crate) name: &'static str,
    /// The preposition that governs it.
    pub(crate) governor: Roles,
}

/// A code that may be a side.
#[derive(Debug, Clone)]
pub(crate) struct Person<'a> {
    pub(crate) code: &'a str,
    pub(crate) rule: Pick,
    /// Its nearest group, by index, when it stands in the sentence.
    pub(crate) group: Option<usize>,
    pub(crate) place: Place,
    /// Order on its side of the trigger, from 1.
    pub(crate) order: usize,
    /// Tokens between it and the trigger.
    pub(crate) tokens: usize,
    /// True when no mark stands between.
    pub(crate) same_clause: bool,
}

/// Where a candidate stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Before,
    After,
    Inside,
    Previous,
    Title,
    Elsewhere,
}

/// True when everybody who takes part in the act is an actor.
pub(crate) fn is_mutual(draft: &Draft<'_>) -> bool {
    matches!(draft.frame.sides, Sides::Mutual | Sides::Clash | Sides::War | Sides::Sign | Sides::Meeting)
        && draft.dyad.recipients.is_empty()
}

impl<'a> Scene<'a> {
    /// Counts who does what in the document.
    pub(crate) fn new(given: Given<'a>, drafts: &[Draft<'_>]) -> Scene<'a> {
        let title = given.document.paragraphs.first().map_or(0, |paragraph| paragraph.span.end);
        let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (order, group) in given.groups.iter().enumerate().filter(|(_, group)| group.kind.acts()) {
            for code in &group.codes {
                let weight = if group.span.end <= title { TITLE_WEIGHT } else { 1 };
                counts.entry(code).or_insert((0, order)).0 += weight;
            }
        }
        let mut salient: Vec<&str> = counts.keys().copied().collect();
        salient.sort_by_key(|code| (std::cmp::Reverse(counts[code].0), counts[code].1));
        let salience = salient.iter().enumerate().map(|(rank, code)| (*code, rank)).collect();
        let mut scene = Scene {
            given,
            title,
            salience,
            salient,
            twins: BTreeMap::new(),
            kinds: BTreeMap::new(),
            slots: BTreeMap::new(),
        };
        for draft in drafts {
            scene.count(draft);
        }
        scene.add_slots(drafts);
        scene
    }

    fn add_slots(&mut self, drafts: &[Draft<'_>]) {
        let Given { document, groups, times, .. } = self.given;
        let parts = Parts { document, groups, times, hits: &self.given.hits.hits };
        let (mut row, mut known): (Vec<Piece>, Option<usize>) = (Vec::new(), None);
        for draft in drafts {
            let Some(sentence) = document.sentence_at(draft.span.start) else { continue };
            if known != Some(sentence) {
                row = pieces(parts, &document.sentences[sentence]);
                known = Some(sentence);
            }
            let clause = Clause { pieces: &row, groups };
            let at = row.partition_point(|piece| piece.span.end <= draft.span.start);
            if at < row.len() {
                self.slots.insert(draft.span.start, slots(clause, at, &clause.around(at, draft.frame.form)));
            }
        }
    }

    /// The sentence of the trigger, as an index.
    fn sentence(&self, draft: &Draft<'_>) -> Option<usize> {
        self.given.document.sentence_at(draft.span.start)
    }

    /// What `group` is in the clause of `draft`.
    pub(crate) fn slot(&self, draft: &Draft<'_>, group: usize) -> Option<Slot> {
        let slots = self.slots.get(&draft.span.start)?;
        slots.iter().find(|(index, _)| *index == group).map(|(_, slot)| *slot)
    }

    fn count(&mut self, draft: &Draft<'_>) {
        let kind = draft.frame.kind;
        *self.kinds.entry(kind).or_default() += 1;
        for actor in &draft.dyad.actors {
            self.twins.entry((kind, actor.code.clone())).or_default().0 += 1;
        }
        for recipient in &draft.dyad.recipients {
            self.twins.entry((kind, recipient.code.clone())).or_default().1 += 1;
        }
    }

    /// Rank of `code` by how often it acts, from 0.
    pub(crate) fn rank(&self, code: &str) -> Option<usize> {
        self.salience.get(code).copied()
    }

    /// In how many other drafts of this type the rules made `code` actor and recipient.
    pub(crate) fn twins(&self, draft: &Draft<'_>, code: &str) -> (usize, usize) {
        let (mut actor, mut recipient) =
            self.twins.get(&(draft.frame.kind, code.to_owned())).copied().unwrap_or_default();
        actor -= usize::from(has(&draft.dyad.actors, code)).min(actor);
        recipient -= usize::from(has(&draft.dyad.recipients, code)).min(recipient);
        (actor, recipient)
    }

    /// True when there are several drafts of this type.
    pub(crate) fn has_twins(&self, draft: &Draft<'_>) -> bool {
        self.kinds.get(&draft.frame.kind).is_some_and(|drafts| *drafts > 1)
    }

    /// The innermost statement whose content holds `span`.
    fn statement(&self, span: Span) -> Option<&'a Statement> {
        let statements = self.given.statements;
        let after = statements.partition_point(|statement| statement.span.start <= span.start);
        statements[..after]
            .iter()
            .rev()
            .take(NEAR_STATEMENTS)
            .find(|statement| statement.span.end > span.start)
    }

    /// The statement whose cue is the trigger.
    fn told(&self, span: Span) -> Option<&'a Statement> {
        let statements = self.given.statements;
        let after = statements.partition_point(|statement| statement.span.start < span.start);
        let near = after.saturating_sub(NEAR_STATEMENTS)..statements.len().min(after + NEAR_STATEMENTS);
        statements[near].iter().find(|statement| !statement.cue.is_empty() && statement.cue.overlaps(span))
    }

    /// Everybody who may be a side of `draft`: those that the rules chose first, then by nearness.
    pub(crate) fn candidates(&self, draft: &'a Draft<'_>) -> Vec<Person<'a>> {
        let mut people: Vec<Person<'a>> = Vec::new();
        self.add_sentence(draft, &mut people);
        for actor in draft.dyad.actors.iter().chain(&draft.dyad.recipients) {
            add(&mut people, &actor.code, Place::Elsewhere);
        }
        if let Some(before) = self
            .sentence(draft)
            .and_then(|index| Some(self.given.document.sentences[index.checked_sub(1)?].span))
            && before.start >= self.title
        {
            for group in groups_in(self.given.groups, before)
                .iter()
                .rev()
                .take(FAR_GROUPS)
                .filter(|group| group.kind.acts())
            {
                for code in &group.codes {
                    add(&mut people, code, Place::Previous);
                }
            }
        }
        for group in groups_in(self.given.groups, Span::new(0, self.title))
            .iter()
            .take(FAR_GROUPS)
            .filter(|group| group.kind.acts())
        {
            for code in &group.codes {
                add(&mut people, code, Place::Title);
            }
        }
        for statement in [self.statement(draft.span), self.told(draft.span)].into_iter().flatten() {
            for code in statement
                .speaker
                .iter()
                .chain(&statement.addressees)
                .filter_map(|source| source.code.as_ref())
            {
                add(&mut people, code, Place::Elsewhere);
            }
        }
        for code in self.salient.iter().take(2) {
            add(&mut people, code, Place::Elsewhere);
        }
        people.retain(|person| person.code != "MEDIA" || person.rule != Pick::default());
        for person in &mut people {
            person.rule = Pick {
                actor: has(&draft.dyad.actors, person.code),
                recipient: has(&draft.dyad.recipients, person.code),
            };
        }
        people
    }

    fn add_sentence(&self, draft: &Draft<'_>, people: &mut Vec<Person<'a>>) {
        let Some(sentence) = self.sentence(draft).map(|index| self.given.document.sentences[index].span)
        else {
            return;
        };
        let groups = self.given.groups;
        let first = groups.partition_point(|group| group.span.start < sentence.start);
        let middle = groups.partition_point(|group| group.span.start < draft.span.start).max(first);
        let before = (first..middle).rev().take(SIDE_GROUPS);
        let after = (middle..groups.len())
            .take(SIDE_GROUPS)
            .take_while(|index| groups[*index].span.start < sentence.end);
        let mut near: Vec<(usize, Person<'a>)> = Vec::new();
        let (mut orders, mut seen) = ([0, 0], 0);
        for index in before.chain(after) {
            let group = &groups[index];
            if group.codes.is_empty() || !(group.kind.acts() || group.kind == GroupKind::Place) {
                continue;
            }
            let place = if group.span.overlaps(draft.span) {
                Place::Inside
            } else if group.span.start < draft.span.start {
                Place::Before
            } else {
                Place::After
            };
            let order = &mut orders[usize::from(place == Place::After)];
            *order += 1;
            let (tokens, same_clause) = self.between(group.span, draft.span);
            for code in &group.codes {
                let person = Person {
                    code,
                    rule: Pick::default(),
                    group: Some(index),
                    place,
                    order: *order,
                    tokens,
                    same_clause,
                };
                near.push((seen, person));
                seen += 1;
            }
        }
        near.sort_by_key(|(order, person)| {
            (!groups[person.group.unwrap_or(0)].kind.acts(), !person.same_clause, person.tokens, *order)
        });
        for (_, person) in near {
            if !people.iter().any(|other| other.code == person.code) {
                people.push(person);
            }
        }
    }

    /// Tokens between two spans, and whether no mark stands between.
    fn between(&self, one: Span, other: Span) -> (usize, bool) {
        let document = self.given.document;
        let (from, to) = (one.end.min(other.end), one.start.max(other.start));
        let (from, to) = (document.token_from(from), document.token_from(to));
        let tokens = to.saturating_sub(from);
        if tokens > FAR_TOKENS {
            return (tokens, false);
        }
        let marks = document.tokens[from..to.max(from)].iter().any(|token| token.kind == TokenKind::Mark);
        (tokens, !marks)
    }

    /// The sides that were picked, those of the rules first and in their order.
    pub(crate) fn dyad(&self, draft: &Draft<'_>, people: &[Person<'_>], picks: &[Pick]) -> Dyad {
        let chosen = |known: &[Actor], is: fn(Pick) -> bool| {
            let taken =
                |code: &str| people.iter().zip(picks).any(|(person, pick)| person.code == code && is(*pick));
            let mut actors: Vec<Actor> = known.iter().filter(|actor| taken(&actor.code)).cloned().collect();
            for (person, pick) in people.iter().zip(picks) {
                if is(*pick) && !has(&actors, person.code) {
                    actors.push(self.actor(person));
                }
            }
            actors
        };
        Dyad {
            actors: chosen(&draft.dyad.actors, |pick| pick.actor),
            recipients: chosen(&draft.dyad.recipients, |pick| pick.recipient),
        }
    }

    fn actor(&self, person: &Person<'_>) -> Actor {
        let group = person.group.map(|index| &self.given.groups[index]);
        let named = group.filter(|group| {
            group.codes.len() == 1 && matches!(group.kind, GroupKind::Person | GroupKind::Organization)
        });
        Actor {
            code: person.code.to_owned(),
            name: named.and_then(|group| group.name.clone()),
            span: group.map(|group| group.span),
        }
    }
}

fn add<'a>(people: &mut Vec<Person<'a>>, code: &'a str, place: Place) {
    if !people.iter().any(|person| person.code == code) {
        people.push(Person {
            code,
            rule: Pick::default(),
            group: None,
            place,
            order: 0,
            tokens: 0,
            same_clause: false,
        });
    }
}

fn groups_in(groups: &[Group], span: Span) -> &[Group] {
    let first = groups.partition_point(|group| group.span.start < span.start);
    let last = groups.partition_point(|group| group.span.end <= span.end).max(first);
    &groups[first..last]
}

fn has(actors: &[Actor], code: &str) -> bool {
    actors.iter().any(|actor| actor.code == code)
}

/// The groups of a clause near the piece `at`, with their slots.
fn slots(clause: Clause<'_>, at: usize, around: &Around) -> Vec<(usize, Slot)> {
    let named = [
        (around.agent, "agent"),
        (
            around.subject,
            if around.carried {
                "carried"
            } else if around.passive {
                "passive"
            } else {
                "subject"
            },
        ),
        (around.between, "between"),
        (around.with, "with"),
        (around.to, "to"),
        (around.direct, if around.next { "next" } else { "object" }),
        (around.of, "of"),
        (around.at, "at"),
    ];
    let mut slots = Vec::new();
    let near = at.saturating_sub(SLOT_PIECES)..clause.pieces.len().min(at + SLOT_PIECES);
    for index in near {
        let Kind::Group(group) = clause.pieces[index].kind else { continue };
        let chain = clause.pieces[index].chain;
        let name =
            named.iter().find(|(start, _)| start.is_some_and(|start| chain.0 <= start && start <= chain.1));
        let inside = index < around.end;
        let name = name.map_or(
            if index < at {
                "before"
            } else if inside {
                "inside"
            } else {
                "behind"
            },
            |(_, name)| name,
        );
        slots.push((group, Slot { name, governor: clause.governor(chain.0) }));
    }
    slots
}
