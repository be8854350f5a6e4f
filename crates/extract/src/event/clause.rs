//! Clauses: which groups stand where around a trigger.
//!
//! In: the pieces of one sentence. Out: for a trigger, the groups that stand as its subject, doer, object and
//! after its prepositions. Nothing here knows what kind of act the trigger names.

use std::ops::Range;

use biennien_model::{Actor, Group, GroupKind};

use super::frame::{Form, Role, Roles};
use super::piece::{Kind, Piece};

/// Most other words between a preposition and the group it governs.
const PREPOSITION_WORDS: usize = 3;

/// Most pieces from the passive word to a trigger without a named doer between.
const PASSIVE_PIECES: usize = 3;

/// Most pieces from a verb of suffering to the nominal act.
const SUFFER_PIECES: usize = 3;

/// Most pieces from a light verb to the nominal act it carries.
const LIGHT_PIECES: usize = 3;

/// Farthest piece, before or behind, that is near; only a sentence without end has more.
const NEAR_PIECES: usize = 300;

/// Most sides of a sentence that are kept as possible partners.
const NEAR_SIDES: usize = 6;

const PREPOSITIONS: &[Role] =
    &[Role::With, Role::To, Role::At, Role::Of, Role::By, Role::Between, Role::About];

/// One sentence in pieces.
#[derive(Clone, Copy)]
pub(crate) struct Clause<'a> {
    /// The pieces, in text order.
    pub(crate) pieces: &'a [Piece],
    /// The document's groups.
    pub(crate) groups: &'a [Group],
}

/// The groups around a trigger, as indices of the first piece of a chain.
#[derive(Debug, Clone, Default)]
pub(crate) struct Around {
    /// Subject of the clause, or of the one that the clause continues.
    pub(crate) subject: Option<usize>,
    /// True when a passive word makes the subject the one it is done to.
    pub(crate) passive: bool,
    /// Doer of a passive or named by "by".
    pub(crate) agent: Option<usize>,
    /// Object without preposition.
    pub(crate) direct: Option<usize>,
    /// True when the object touches the trigger.
    pub(crate) next: bool,
    /// After "with".
    pub(crate) with: Option<usize>,
    /// After "to", "for", "against".
    pub(crate) to: Option<usize>,
    /// After "of".
    pub(crate) of: Option<usize>,
    /// True when the owner of the noun is named but means no side.
    pub(crate) owner_unknown: bool,
    /// True when a light verb carries the noun.
    pub(crate) light: bool,
    /// True when the subject is the one the nominal act is done to.
    pub(crate) suffers: bool,
    /// After "between".
    pub(crate) between: Option<usize>,
    /// After "in", "at".
    pub(crate) at: Option<usize>,
    /// One past the last piece that belongs to the trigger's clause on its right.
    pub(crate) end: usize,
    /// True when the trigger is a noun here.
    pub(crate) nominal: bool,
    /// True when the subject comes from another clause.
    pub(crate) carried: bool,
}

impl Around {
    /// True for a noun beside which no side stands and that no light verb carries: what it tells was told elsewhere.
    pub(crate) fn is_weak(&self) -> bool {
        let beside = [self.of, self.agent, self.between, self.with, self.direct, self.to];
        self.nominal && !self.light && !self.owner_unknown && beside.iter().all(Option::is_none)
    }

    /// True for a noun that only "with" or "against" ties to a side: the other side stands elsewhere.
    pub(crate) fn is_opposed(&self) -> bool {
        self.nominal && self.of.is_none() && (self.with.is_some() || self.to.is_some())
    }
}

impl Clause<'_> {
    /// Looks around the trigger at piece `at`.
    pub(crate) fn around(&self, at: usize, form: Form) -> Around {
        let mut around = Around { nominal: self.is_nominal(at, form), end: at + 1, ..Around::default() };
        self.look_right(at, &mut around);
        around.owner_unknown =
            around.of.is_none() && self.after(at).is_some_and(|piece| piece.roles.has(Role::Of));
        around.light =
            self.pieces[..at].iter().rev().take(LIGHT_PIECES).any(|piece| piece.roles.has(Role::Light));
        around.suffers = around.nominal
            && self.pieces[..at].iter().rev().take(SUFFER_PIECES).any(|piece| piece.roles.has(Role::Suffer));
        let owned = around.next
            && around
                .of
                .is_some_and(|of| around.direct.is_some_and(|direct| of == self.pieces[direct].chain.1 + 2));
        let opens = self.before(at).is_none_or(|piece| matches!(piece.kind, Kind::Comma | Kind::Stop));
        let listed =
            around.direct.is_some_and(|direct| self.pieces[direct].chain.1 > self.pieces[direct].chain.0);
        if form == Form::Any && (owned || opens && listed) {
            around.nominal = true;
        }
        self.look_left(at, &mut around);
        around
    }

    /// True when the piece is a group that can act.
    pub(crate) fn acts(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(Kind::Group(group)) if self.groups[group].kind.acts() && !self.groups[group].codes.is_empty())
    }

    /// The sides named in the sentence, chain by chain, behind the trigger first, each once; topics are left out.
    pub(crate) fn near(&self, at: usize) -> Vec<Vec<Actor>> {
        let mut near: Vec<Vec<Actor>> = Vec::new();
        let (from, to) = (at.saturating_sub(NEAR_PIECES), self.pieces.len().min(at + NEAR_PIECES));
        let topics = self.topics(from..to);
        let mut chain = None;
        for index in (at + 1..to).chain((from..at).rev()) {
            crate::work::step();
            let Kind::Group(group) = self.pieces[index].kind else { continue };
            let group = &self.groups[group];
            if !group.kind.acts() || topics[index - from] {
                continue;
            }
            for code in &group.codes {
                if near.iter().flatten().any(|actor| actor.code == *code) {
                    continue;
                }
                let actor = Actor { code: code.clone(), name: None, span: Some(group.span) };
                let same = chain == Some(self.pieces[index].chain);
                if same && let Some(listed) = near.last_mut() {
                    listed.push(actor);
                } else if near.len() < NEAR_SIDES {
                    near.push(vec![actor]);
                }
                chain = Some(self.pieces[index].chain);
            }
        }
        near
    }

    /// The side in whose land the act at `at` takes place: of a place that "in" or "at" governs, behind the trigger up
    /// to the next act, else before it in its clause.
    pub(crate) fn seat(&self, at: usize) -> Option<&str> {
        let ends = |piece: &Piece| {
            matches!(piece.kind, Kind::Stop | Kind::Trigger(_)) || piece.roles.has(Role::Turn)
        };
        let behind = (at + 1..self.pieces.len()).take_while(|index| !ends(&self.pieces[*index]));
        let before = (0..at).rev().take_while(|index| !ends(&self.pieces[*index]));
        behind.chain(before).find_map(|index| self.land(index))
    }

    /// The side whose land the place at `at` is part of, when "in" or "at" governs it.
    fn land(&self, at: usize) -> Option<&str> {
        let Kind::Group(group) = self.pieces[at].kind else { return None };
        let group = &self.groups[group];
        match group.codes.as_slice() {
            [code] if group.kind == GroupKind::Place && self.governor(at).has(Role::At) => Some(code),
            _ => None,
        }
    }

    /// For every piece of `range`, whether it stands in a phrase that says what something is about.
    fn topics(&self, range: Range<usize>) -> Vec<bool> {
        let mut topic = false;
        let mut topics = Vec::with_capacity(range.len());
        for piece in &self.pieces[range] {
            let ends = matches!(piece.kind, Kind::Stop | Kind::Trigger(_))
                || piece.roles.any(&[Role::Turn, Role::Clause, Role::With, Role::Purpose, Role::Coordinate]);
            topic = piece.roles.has(Role::About) || topic && !ends;
            topics.push(topic);
        }
        topics
    }

    /// The groups before the trigger in its clause that act or stand after "with", as first pieces of their chains.
    pub(crate) fn free_before(&self, at: usize) -> Vec<usize> {
        let mut free = Vec::new();
        for (index, piece) in self.pieces[..at].iter().enumerate().rev() {
            crate::work::step();
            match piece.kind {
                Kind::Stop | Kind::Comma => break,
                Kind::Group(_) if piece.chain.0 == index && self.acts(index) => {
                    let governor = self.governor(index);
                    if governor.is_empty() || governor.has(Role::With) {
                        free.insert(0, index);
                    }
                }
                Kind::Word if piece.roles.any(&[Role::Turn, Role::Clause]) => break,
                _ => {}
            }
        }
        free
    }

    /// The preposition that governs the group at piece `at`; empty when none does.
    pub(crate) fn governor(&self, at: usize) -> Roles {
        let mut words = 0;
        for piece in self.pieces[..at].iter().rev() {
            crate::work::step();
            match piece.kind {
                Kind::Quote => {}
                Kind::Word if piece.roles.any(PREPOSITIONS) => return piece.roles,
                Kind::Word if piece.roles.is_empty() && words < PREPOSITION_WORDS => words += 1,
                _ => break,
            }
        }
        Roles::default()
    }

    /// True when the piece is a person who acts for no side.
    fn is_nobody(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(Kind::Group(group)) if self.groups[group].codes.is_empty()
            && matches!(self.groups[group].kind, GroupKind::Person | GroupKind::Observer))
    }

    fn kind(&self, at: usize) -> Option<Kind> {
        self.pieces.get(at).map(|piece| piece.kind)
    }

    /// The nearest piece before `at` that is no quotation mark.
    fn before(&self, at: usize) -> Option<&Piece> {
        self.pieces[..at].iter().rev().find(|piece| piece.kind != Kind::Quote)
    }

    fn after(&self, at: usize) -> Option<&Piece> {
        self.pieces[at + 1..].iter().find(|piece| piece.kind != Kind::Quote)
    }

    /// Decides whether the trigger at `at` is a noun.
    fn is_nominal(&self, at: usize, form: Form) -> bool {
        match form {
            Form::Verb => return false,
            Form::Noun => return true,
            Form::Any => {}
        }
        if self.pieces[at].roles.has(Role::Classifier) {
            return true;
        }
        let noun = &[Role::Classifier, Role::Light, Role::Suffer, Role::With, Role::At, Role::Of];
        if self.before(at).is_some_and(|piece| {
            piece.kind == Kind::Word && piece.roles.any(noun) && !piece.roles.has(Role::Passive)
        }) {
            return true;
        }
        self.after(at)
            .is_some_and(|piece| piece.kind == Kind::Word && piece.roles.any(&[Role::Of, Role::Between]))
    }

    fn look_right(&self, at: usize, around: &mut Around) {
        let mut preposition = Roles::default();
        let mut words = 0;
        let mut index = at + 1;
        while index < self.pieces.len() {
            crate::work::step();
            let piece = &self.pieces[index];
            match piece.kind {
                Kind::Stop | Kind::Comma => break,
                Kind::Quote | Kind::Time(_) => {}
                Kind::Trigger(_) => {
                    let verbal = !self.is_nominal(index, Form::Any);
                    let found = around.direct.is_some() || around.to.is_some() || around.with.is_some();
                    if around.nominal || verbal && (found || words > 1) {
                        break;
                    }
                    words += 1;
                }
                Kind::Group(group) => {
                    let start = index;
                    index = piece.chain.1;
                    let place = !self.groups[group].kind.acts();
                    if preposition.has(Role::About) {
                        preposition = Roles::default();
                        index += 1;
                        continue;
                    }
                    let slot = if place && preposition.is_empty() && start != at + 1 {
                        &mut around.at
                    } else if preposition.has(Role::From) && around.nominal {
                        &mut around.agent
                    } else if preposition.has(Role::By) {
                        if !self.carries(index + 1) {
                            break;
                        }
                        &mut around.agent
                    } else if preposition.has(Role::With) {
                        &mut around.with
                    } else if preposition.has(Role::To) {
                        &mut around.to
                    } else if preposition.has(Role::Of) {
                        &mut around.of
                    } else if preposition.has(Role::Between) {
                        &mut around.between
                    } else if preposition.has(Role::At) {
                        &mut around.at
                    } else {
                        &mut around.direct
                    };
                    if slot.is_none() {
                        *slot = Some(start);
                        if start == at + 1 {
                            around.next = true;
                        }
                    }
                    preposition = Roles::default();
                }
                Kind::Word if piece.roles.any(PREPOSITIONS) => {
                    preposition = piece.roles;
                    words = 0;
                }
                Kind::Word
                    if piece.roles.any(&[
                        Role::Clause,
                        Role::Turn,
                        Role::Purpose,
                        Role::Coordinate,
                        Role::And,
                        Role::Passive,
                    ]) =>
                {
                    break;
                }
                Kind::Word => words += 1,
            }
            index += 1;
        }
        around.end = index;
    }

    /// True when what follows "by X" lets X be the doer of the noun before: nothing, or a light verb.
    fn carries(&self, at: usize) -> bool {
        match self.pieces.get(at) {
            Some(piece) if matches!(piece.kind, Kind::Trigger(_)) => false,
            Some(piece) if piece.kind == Kind::Word => !piece.roles.is_empty(),
            _ => true,
        }
    }

    fn look_left(&self, at: usize, around: &mut Around) {
        let mut own = true;
        let mut first: Option<usize> = None;
        let mut index = at;
        while index > 0 {
            crate::work::step();
            index -= 1;
            let piece = &self.pieces[index];
            match piece.kind {
                Kind::Group(_) => {
                    index = piece.chain.0;
                    let governor = self.governor(index);
                    if !self.acts(index) {
                        if own && governor.is_empty() && self.is_nobody(index) && !around.nominal {
                            return;
                        }
                        continue;
                    }
                    if own && governor.has(Role::By) && around.agent.is_none() {
                        around.agent = Some(index);
                        continue;
                    }
                    if !governor.is_empty() {
                        if governor.has(Role::With) && around.with.is_none() && own {
                            around.with = Some(index);
                        }
                        continue;
                    }
                    if own {
                        let passive = index > 0 && self.pieces[index - 1].roles.has(Role::Passive);
                        if passive && !around.passive {
                            around.agent = Some(index);
                            around.passive = true;
                            index -= 1;
                            continue;
                        }
                        around.subject = Some(index);
                        return;
                    }
                    first = Some(index);
                }
                Kind::Word if own && piece.roles.has(Role::Passive) && at - index <= PASSIVE_PIECES => {
                    around.passive = true
                }
                Kind::Stop => {
                    if first.is_some() {
                        break;
                    }
                    own = false;
                }
                Kind::Comma => {
                    if first.is_some() {
                        break;
                    }
                    own = false;
                }
                Kind::Word
                    if piece.roles.any(&[
                        Role::Clause,
                        Role::Turn,
                        Role::Purpose,
                        Role::Coordinate,
                        Role::And,
                    ]) =>
                {
                    if first.is_some() && piece.roles.any(&[Role::Turn]) {
                        break;
                    }
                    own = false;
                }
                _ => {}
            }
        }
        around.carried = true;
        around.subject = first.or_else(|| self.subject_behind(at));
    }

    /// The subject of the main clause behind a clause that opens the sentence ("Sau khi tấn công …, Nga …").
    pub(crate) fn subject_behind(&self, at: usize) -> Option<usize> {
        let comma = (at..self.pieces.len()).find(|index| self.pieces[*index].kind == Kind::Comma)?;
        for index in comma + 1..self.pieces.len() {
            crate::work::step();
            match self.pieces[index].kind {
                Kind::Stop => return None,
                Kind::Group(_) if self.acts(index) && self.governor(index).is_empty() => return Some(index),
                _ => {}
            }
        }
        None
    }
}
