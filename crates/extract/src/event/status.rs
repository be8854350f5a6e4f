//! Status: how real an act is in the eyes of the text.
//!
//! In: the pieces of a sentence and a trigger. Out: actual, planned, hypothetical or negated, by the words
//! before it in its clause, by a condition behind it and, for nouns, by the verbs behind it.

use biennien_model::{EventType, Status, Time};

use super::clause::{Around, Clause};
use super::frame::{Content, Frame, Role, Roles};
use super::piece::{Kind, Piece};

/// Most pieces between a negation and its verb.
const NEGATION_PIECES: usize = 3;

/// Most pieces from a word of possibility to the subject of the act ("khả năng Nga tấn công").
const POSSIBILITY_PIECES: usize = 2;

/// Most pieces behind a nominal act in which its verb says what becomes of it.
const VERB_PIECES: usize = 12;

/// Most pieces behind a planned act in which its condition is looked for.
const CONDITION_PIECES: usize = 80;

/// Most pieces behind a nominal act in which the verb that calls it off is looked for.
const CALLED_OFF_PIECES: usize = 24;

/// TIMEX3 value of what is only called to come.
const FUTURE: &str = "FUTURE_REF";

/// Most pieces between a word of purpose and its verb.
const PURPOSE_PIECES: usize = 2;

/// The status that the clause gives to the trigger at piece `at`.
pub(crate) fn status(
    clause: Clause<'_>,
    times: &[Time],
    at: usize,
    around: &Around,
    frame: &Frame,
) -> Status {
    let words = words_before(clause, at, around);
    if words.has(Role::Negation) {
        return Status::Negated;
    }
    if words.has(Role::Hypothetical) {
        return Status::Hypothetical;
    }
    let told = around.nominal && frame.content == Content::Plain;
    if told && called_off(&clause.pieces[at + 1..]) {
        return Status::Negated;
    }
    let behind = if told { words_behind(&clause.pieces[at + 1..], times) } else { Roles::default() };
    if words.has(Role::Planned) || behind.has(Role::Planned) {
        let depends = condition_behind(&clause.pieces[at + 1..]);
        return if depends { Status::Hypothetical } else { Status::Planned };
    }
    if behind.has(Role::Hypothetical) {
        return Status::Hypothetical;
    }
    let ahead = matches!(frame.kind, EventType::Consult | EventType::Mobilize);
    if words.has(Role::Before) && ahead && around.nominal {
        return Status::Planned;
    }
    Status::Actual
}

/// What the words before the trigger say.
fn words_before(clause: Clause<'_>, at: usize, around: &Around) -> Roles {
    let mut found = Roles::default();
    let (mut distance, mut from_group) = (0, None);
    // What is done for a purpose is as much to come as what is done for it ("sẽ bay sang A để gặp B").
    let mut purpose = false;
    for piece in clause.pieces[..at].iter().rev() {
        crate::work::step();
        match piece.kind {
            Kind::Stop | Kind::Comma => break,
            Kind::Quote | Kind::Time(_) => continue,
            Kind::Trigger(_) if purpose => {}
            Kind::Trigger(_) if !piece.roles.has(Role::Hypothetical) && (!around.nominal || distance > 1) => {
                break;
            }
            Kind::Group(_) if from_group.is_some() => break,
            Kind::Group(_) => from_group = Some(0),
            _ => {}
        }
        distance += 1;
        let near = from_group.is_none_or(|pieces| pieces <= POSSIBILITY_PIECES);
        from_group = from_group.map(|pieces| pieces + 1);
        let roles = piece.roles;
        purpose |= roles.has(Role::Purpose) && distance <= PURPOSE_PIECES;
        if roles.has(Role::Negation) && distance <= NEGATION_PIECES {
            found.insert(Role::Negation);
        }
        if roles.has(Role::Before) && (distance <= NEGATION_PIECES || roles.has(Role::Turn)) {
            found.insert(Role::Before);
        }
        if roles.has(Role::Hypothetical) && near || roles.has(Role::Condition) {
            found.insert(Role::Hypothetical);
        }
        if roles.has(Role::Planned) && (near || purpose) {
            found.insert(Role::Planned);
        }
        if roles.has(Role::Turn) || roles.has(Role::Clause) && distance > 1 {
            break;
        }
    }
    found
}

/// What the verb behind a nominal act says ("cuộc gặp … sẽ diễn ra"), or a time that is only called to come ("cuộc gặp
/// sắp tới").
fn words_behind(pieces: &[Piece], times: &[Time]) -> Roles {
    let mut found = Roles::default();
    for piece in pieces.iter().take(VERB_PIECES) {
        match piece.kind {
            Kind::Stop | Kind::Comma | Kind::Trigger(_) => break,
            Kind::Time(time) if times[time].value == FUTURE => found.insert(Role::Planned),
            _ if piece.roles.any(&[Role::Turn, Role::Clause, Role::Passive]) => break,
            _ => {}
        }
        for role in [Role::Planned, Role::Hypothetical] {
            if piece.roles.has(role) {
                found.insert(role);
            }
        }
    }
    found
}

/// True when the act's own verb, even behind an aside, says that it does not take place.
fn called_off(pieces: &[Piece]) -> bool {
    let near = pieces.iter().take(CALLED_OFF_PIECES);
    near.take_while(|piece| piece.kind != Kind::Stop && !matches!(piece.kind, Kind::Trigger(_)))
        .any(|piece| piece.roles.has(Role::CalledOff))
}

/// True when what follows makes the act depend on something.
fn condition_behind(pieces: &[Piece]) -> bool {
    let near = pieces.iter().take(CONDITION_PIECES);
    near.take_while(|piece| piece.kind != Kind::Stop).any(|piece| piece.roles.has(Role::Condition))
}
