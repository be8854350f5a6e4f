//! Find: sentence by sentence, the triggers that hold, with sides and status.

use biennien_model::{Document, Event, Group, Statement, Status, Time};

use super::clause::{Around, Clause};
use super::draft::Draft;
use super::fill::{self, Story};
use super::frame::{Content, Frame, Role};
use super::lexicon::{Hit, Hits, Lexicon};
use super::piece::{Kind, Parts, Piece, pieces};
use super::sides::{self, Dyad};
use super::{same, share, speech, status, when};

/// What events are found in; groups and times must be in text order and may not overlap among themselves.
#[derive(Clone, Copy)]
pub(crate) struct Given<'a> {
    /// The document.
    pub(crate) document: &'a Document,
    /// Its noun groups.
    pub(crate) groups: &'a [Group],
    /// Its times.
    pub(crate) times: &'a [Time],
    /// Its statements.
    pub(crate) statements: &'a [Statement],
    /// Its words that may be triggers, or play a part beside one.
    pub(crate) hits: &'a Hits,
}

/// A trigger that holds, before the document is looked at as a whole.
struct Found<'a> {
    at: usize,
    hit: &'a Hit,
    frame: &'a Frame,
    around: Around,
    dyad: Dyad,
}

/// Finds the events, in the order of their triggers; `judge` has the last word on them.
pub(crate) fn find(given: Given<'_>, lexicon: &Lexicon, judge: impl FnOnce(&mut [Draft<'_>])) -> Vec<Event> {
    let hits = given.hits;
    let parts =
        Parts { document: given.document, groups: given.groups, times: given.times, hits: &hits.hits };
    let mut drafts = Vec::new();
    for sentence in &given.document.sentences {
        let pieces = pieces(parts, sentence);
        let clause = Clause { pieces: &pieces, groups: given.groups };
        let found = triggers(clause, hits, lexicon);
        add_drafts(&mut drafts, clause, &found, given.times);
    }
    speech::add(&mut drafts, given, lexicon);
    share::sides(&mut drafts);
    Story::new(given.document, given.groups, &lexicon.wars).fill(&mut drafts);
    fill::turn_talks_into_visits(&mut drafts, given.document);
    share::plans(&mut drafts);
    drafts.retain(|draft| !draft.dyad.actors.is_empty() || !draft.dyad.recipients.is_empty());
    judge(&mut drafts);
    same::dates(&mut drafts, given.document);
    drafts.into_iter().map(Draft::event).collect()
}

/// The triggers of one sentence that hold, in text order.
fn triggers<'a>(clause: Clause<'_>, hits: &'a Hits, lexicon: &'a Lexicon) -> Vec<Found<'a>> {
    let mut found = Vec::new();
    for (at, piece) in clause.pieces.iter().enumerate() {
        let Kind::Trigger(hit) = piece.kind else { continue };
        let hit = &hits.hits[hit];
        for frame in &hit.frames {
            let frame = &lexicon.frames[*frame];
            let around = clause.around(at, frame.form);
            let mut dyad = sides::dyad(clause, at, &around, frame);
            sides::harm_citizens(clause, frame, &mut dyad, &lexicon.private);
            if sides::holds(clause, at, &around, frame, &dyad, hits) {
                found.push(Found { at, hit, frame, around, dyad });
                break;
            }
        }
    }
    found
}

/// Adds the drafts of one sentence, without acts that are the content of a speech act.
fn add_drafts<'a>(drafts: &mut Vec<Draft<'a>>, clause: Clause<'_>, found: &[Found<'a>], times: &[Time]) {
    for (index, one) in found.iter().enumerate() {
        let mut status = status::status(clause, times, one.at, &one.around, one.frame);
        match governing(clause, &found[..index], one) {
            Content::Hides => continue,
            Content::Denies => status = Status::Negated,
            Content::Wishes => status = Status::Hypothetical,
            Content::Plain => {}
        }
        drafts.push(Draft {
            span: one.hit.span,
            frame: one.frame,
            mode: one.frame.mode.clone(),
            dyad: one.dyad.clone(),
            status,
            nominal: one.around.nominal,
            reciprocal: clause.pieces[one.at..one.around.end.min(clause.pieces.len())]
                .iter()
                .any(|piece| piece.roles.has(Role::EachOther)),
            near: clause.near(one.at),
            seat: clause.seat(one.at).map(str::to_owned),
            opposed: one.around.is_opposed(),
            weak: one.around.is_weak(),
            date: when::date(clause, times, one.at, &one.around, status),
            place: when::place(clause, one.at, &one.around, one.frame),
        });
    }
}

/// Farthest act before, counted in acts, that may have another in its complement.
const GOVERNOR_REACH: usize = 40;

/// What the nearest act before that has `one` in its complement makes of it.
fn governing(clause: Clause<'_>, before: &[Found<'_>], one: &Found<'_>) -> Content {
    for act in before.iter().rev().take(GOVERNOR_REACH) {
        if act.frame.content == Content::Plain {
            continue;
        }
        if one.frame.content != Content::Plain && one.around.nominal {
            return Content::Plain;
        }
        if complement_ends(&clause.pieces[act.at + 1..one.at]) || is_occasion(clause, one) {
            return Content::Plain;
        }
        return act.frame.content;
    }
    Content::Plain
}

/// True for a nominal act on whose occasion something is said ("gợi ý … trong cuộc điện đàm"): it took place and is no
/// part of what is said.
fn is_occasion(clause: Clause<'_>, one: &Found<'_>) -> bool {
    let before = clause.pieces[..one.at].iter().rev();
    let before = before.skip_while(|piece| piece.roles.has(Role::Classifier));
    one.around.nominal && before.take(1).any(|piece| piece.roles.has(Role::At))
}

/// True when a clause of its own begins among `pieces`.
fn complement_ends(pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| piece.kind == Kind::Stop || piece.roles.has(Role::Turn))
}
