//! Scale: the constants of the PLOVER 2.0 manual: quads, scores, and types that stand for a type with a status.

use biennien_model::{EventType, Status};

/// Scores of modes that differ from their type's.
type Modes = &'static [(&'static str, f64)];

/// Scores of the types (−10 conflict to 10 cooperation) and of their modes.
///
/// ACCUSE is printed as 3 in the manual; the sign was lost there: the mean of its modes is −3.
const SCORES: &[(EventType, f64, Modes)] = &[
    (EventType::Agree, 2.5, &[]),
    (EventType::Consult, 2.5, &[("visit", 4.0), ("third-party", 1.0), ("multilateral", 4.0), ("phone", 1.5)]),
    (EventType::Support, 5.0, &[]),
    (EventType::Concede, 4.5, &[]),
    (EventType::Cooperate, 9.5, &[]),
    (EventType::Aid, 10.0, &[]),
    (
        EventType::Retreat,
        6.5,
        &[
            ("withdraw", 8.0),
            ("release", 6.5),
            ("disarm", 10.0),
            ("ceasefire", 7.5),
            ("access", 6.5),
            ("resign", 4.5),
        ],
    ),
    (EventType::Request, 0.0, &[("assist", 1.5), ("change", -1.0), ("yield", -1.0), ("meet", 0.0)]),
    (EventType::Accuse, -3.0, &[("disapprove", -2.0), ("investigate", -3.5), ("allege", -3.5)]),
    (EventType::Reject, -2.0, &[("assist", -1.0), ("change", -2.0), ("yield", -2.0), ("meet", -2.0)]),
    (EventType::Threaten, -3.5, &[("restrict", -3.0), ("territory", -4.0)]),
    (EventType::Protest, -5.0, &[("riot", -7.0), ("hunger", -4.5), ("boycott", -4.5), ("obstruct", -4.5)]),
    (EventType::Sanction, -6.0, &[("expel", -5.5)]),
    (EventType::Mobilize, -5.5, &[("troops", -6.5), ("weapons", -6.5), ("militia", -6.0)]),
    (
        EventType::Coerce,
        -7.0,
        &[("censor", -6.5), ("curfew", -6.5), ("martial-law", -7.5), ("misinformation", -6.5)],
    ),
    (
        EventType::Assault,
        -9.0,
        &[
            ("abduct", -8.5),
            ("beat", -7.5),
            ("torture", -8.5),
            ("sexual", -8.5),
            ("targeted", -9.5),
            ("destroy", -8.5),
            ("primitive", -8.0),
            ("suicide-attack", -9.5),
            ("aerial", -9.5),
            ("drone", -9.5),
            ("heavy-weapons", -9.5),
            ("crowd-control", -7.5),
            ("unconventional", -10.0),
        ],
    ),
];

/// A type with its mode, and what the type does not express.
pub(crate) struct Folded<'a> {
    pub(crate) kind: EventType,
    pub(crate) mode: Option<&'a str>,
    pub(crate) auxiliary: Option<&'static str>,
}

/// The one type that the manual asks for where a type with a status has one of its own: what is announced of words and
/// help is AGREE, an announced retreat CONCEDE, a possible assault THREATEN.
pub(crate) fn fold(kind: EventType, mode: Option<&str>, status: Status) -> Folded<'_> {
    use EventType::{Agree, Aid, Assault, Concede, Consult, Cooperate, Retreat, Support, Threaten};
    let other = match (kind, status) {
        (Consult | Support | Cooperate | Aid, Status::Planned) => Some((Agree, None)),
        (Retreat, Status::Planned) => Some((Concede, None)),
        (Assault, Status::Hypothetical) => Some((Threaten, Some("violence"))),
        _ => None,
    };
    if let Some((kind, mode)) = other {
        return Folded { kind, mode, auxiliary: None };
    }
    let auxiliary = match status {
        Status::Actual => None,
        Status::Planned => Some("future"),
        Status::Hypothetical => Some("hypothetical"),
        Status::Negated => Some("negation"),
    };
    Folded { kind, mode, auxiliary }
}

/// Kind of relation; SANCTION, on which the manual contradicts itself, is material conflict.
pub(crate) fn quad(kind: EventType) -> u8 {
    use EventType::{
        Accuse, Agree, Aid, Concede, Consult, Cooperate, Reject, Request, Retreat, Support, Threaten,
    };
    match kind {
        Agree | Consult | Support | Concede => 1,
        Cooperate | Aid | Retreat => 2,
        Request | Accuse | Reject | Threaten => 3,
        _ => 4,
    }
}

/// Score of the mode, or of the type where the mode has none of its own.
pub(crate) fn score(kind: EventType, mode: Option<&str>) -> f64 {
    let Some((_, whole, modes)) = SCORES.iter().find(|(other, ..)| *other == kind) else { return 0.0 };
    modes.iter().find(|(name, _)| Some(*name) == mode).map_or(*whole, |(_, score)| *score)
}

#[cfg(test)]
mod tests {
    use super::*;
    use biennien_model::{EventType as Type, Status as Is};

    #[test]
    fn the_manual_has_one_type_where_the_chronicle_has_type_and_status() {
        check((Type::Consult, Some("visit"), Is::Planned), (Type::Agree, None, None));
        check((Type::Consult, Some("visit"), Is::Actual), (Type::Consult, Some("visit"), None));
        check((Type::Retreat, Some("withdraw"), Is::Planned), (Type::Concede, None, None));
        check((Type::Assault, None, Is::Hypothetical), (Type::Threaten, Some("violence"), None));
        check((Type::Assault, None, Is::Negated), (Type::Assault, None, Some("negation")));
        check((Type::Sanction, None, Is::Planned), (Type::Sanction, None, Some("future")));
    }

    #[test]
    fn every_type_has_a_score_on_its_side_of_the_scale() {
        for kind in Type::ALL {
            let cooperation = quad(*kind) <= 2;
            assert!(score(*kind, None) == 0.0 || (score(*kind, None) > 0.0) == cooperation, "{kind}");
        }
    }

    #[track_caller]
    fn check(read: (Type, Option<&str>, Is), wanted: (Type, Option<&str>, Option<&str>)) {
        let folded = fold(read.0, read.1, read.2);
        assert_eq!((folded.kind, folded.mode, folded.auxiliary), wanted);
    }
}
