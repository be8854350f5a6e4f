//! The agenda: what was announced and called off.

use std::collections::BTreeSet;

use biennien_model::{EventType, Interval, Status};

use crate::join::shift;
use crate::local::Local;

/// One account that a meeting does not take place: who, and the days it names or on which it was published.
#[derive(Debug, Clone)]
pub(crate) struct CallOff {
    sides: BTreeSet<String>,
    date: Option<Interval>,
    published: Option<Interval>,
}

/// The accounts among `locals` that call a meeting off: a meeting that is negated, a refusal to meet, contacts broken off.
pub(crate) fn calls_off(locals: &[Local]) -> Vec<CallOff> {
    let calls = locals.iter().filter(|local| {
        let mode = local.mode.as_deref();
        match local.kind {
            EventType::Consult => local.status == Status::Negated,
            EventType::Reject => local.status == Status::Actual && mode == Some("meet"),
            EventType::Sanction => local.status == Status::Actual && mode == Some("discontinue"),
            _ => false,
        }
    });
    calls
        .map(|local| CallOff {
            sides: local.actors.union(&local.recipients).cloned().collect(),
            date: local.date,
            published: local.published,
        })
        .collect()
}

/// True when one of `calls_off` is of the same sides as the meeting that `plan` announced, is not older than the
/// announcement, and names its day or was published before that day was over.
pub(crate) fn is_called_off(plan: &Local, calls_off: &[CallOff]) -> bool {
    if plan.kind != EventType::Consult {
        return false;
    }
    let sides: BTreeSet<String> = plan.actors.union(&plan.recipients).cloned().collect();
    calls_off.iter().any(|call| {
        let later = match (plan.published, call.published) {
            (Some(plan), Some(call)) => plan.first <= call.last,
            _ => false,
        };
        let of_it = match (plan.date, call.date, call.published) {
            (Some(plan), Some(call), _) => plan.overlaps(call),
            (Some(plan), None, Some(call)) => call.first <= shift(plan.last, 1),
            _ => false,
        };
        later && of_it && call.sides == sides
    })
}
