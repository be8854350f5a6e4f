//! Status: how real an act is in the eyes of the text.
//!
//! In: the pieces of a sentence and a trigger. Out: actual, planned, hypothetical or negated, by the words
//! before it in its clause and, for nouns, the verbs behind it.

use biennien_model::Status;

use super::clause::{Around, Clause};
use super::frame::{Role, Roles};
use super::piece::Kind;

/// Most pieces between a negation and its verb.
const NEGATION_PIECES: usize = 3;

/// Most pieces behind a nominal act in which its verb says what becomes of it.
const VERB_PIECES: usize = 12;

/// The status that the clause gives to the trigger at piece `at`.
pub(crate) fn status(clause: Clause<'_>, at: usize, around: &Around) -> Status {
    let mut found = Roles::default();
    let mut negated = false;
    let mut distance = 0;
    for (index, piece) in clause.pieces[..at].iter().enumerate().rev() {
        match piece.kind {
            Kind::Stop | Kind::Comma => break,
            Kind::Quote => continue,
            Kind::Trigger(_) if !around.nominal || distance > 2 => break,
            Kind::Group(_) if around.nominal && distance > 1 && Some(piece.chain.0) != around.subject => break,
            _ => {}
        }
        distance += 1;
        let roles = piece.roles;
        if roles.has(Role::Negation) && distance <= NEGATION_PIECES {
            negated = true;
        }
        for role in [Role::Hypothetical, Role::Planned] {
            if roles.has(role) {
                found.insert(role);
            }
        }
        if roles.any(&[Role::Turn]) || roles.has(Role::Clause) && !roles.has(Role::Hypothetical) && index + 1 < at {
            break;
        }
    }
    if around.nominal {
        let last = (at + VERB_PIECES).min(clause.pieces.len());
        for piece in &clause.pieces[at + 1..last] {
            match piece.kind {
                Kind::Stop | Kind::Comma | Kind::Trigger(_) => break,
                _ if piece.roles.any(&[Role::Turn, Role::Clause]) => break,
                _ => {}
            }
            if piece.roles.has(Role::Planned) {
                found.insert(Role::Planned);
            }
            if piece.roles.has(Role::Hypothetical) {
                found.insert(Role::Hypothetical);
            }
        }
    }
    if negated {
        Status::Negated
    } else if found.has(Role::Hypothetical) {
        Status::Hypothetical
    } else if found.has(Role::Planned) {
        Status::Planned
    } else {
        Status::Actual
    }
}
