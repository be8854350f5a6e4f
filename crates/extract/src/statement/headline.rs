//! Headlines: "X: …" without any verb of saying.
//!
//! In: a line. Out: the draft of what stands after the colon, when somebody stands right before it.

use biennien_knowledge::CueClass;
use biennien_model::{GroupKind, LineKind};

use super::content::{self, Set, Start};
use super::cue::Hit;
use super::draft::{Draft, trim};
use super::ending;
use super::view::{Line, View};

/// The statement of a headline colon in `line`.
///
/// Outside the headline only a person before a quotation counts, or a person after a semicolon: other colons open lists.
pub(super) fn draft(view: &View<'_>, line: Line, hits: &[Hit]) -> Option<Draft> {
    let colon = (line.first..line.end)
        .find(|&at| view.sign(at) == ':' && view.group_at[at].is_none() && view.quote_at[at].is_none())?;
    let group = colon.checked_sub(1).and_then(|last| view.group_at[last])?;
    let (first, end) = view.group_tokens(group);
    let kind = view.groups[group].kind;
    let after_semicolon = first > line.first && matches!(view.sign(first - 1), ';' | '.' | '…');
    if end != colon || (first > line.first && !after_semicolon) || kind == GroupKind::Place {
        return None;
    }
    let is_title = line.paragraph == 0 || view.document.paragraphs[line.paragraph].kind == LineKind::Title;
    let quoted = content::opens_quote(view, colon + 1);
    if !is_title && !(kind == GroupKind::Person && (quoted || after_semicolon)) {
        return None;
    }
    let speaks_after = hits.first().is_some_and(|hit| {
        let next = view.group_at.get(colon + 1).copied().flatten();
        next.is_some_and(|next| {
            view.groups[next].kind == GroupKind::Person && view.group_tokens(next).1 + 3 >= hit.first
        })
    });
    if kind == GroupKind::State && speaks_after {
        return None;
    }
    let hit = Hit { first: colon, end: colon + 1, row: 0 };
    let limit = ending::end(view, line, hit, Start { first: colon + 1, set: Set::Colon }, &[]);
    let content = trim(view, colon + 1, limit)?;
    Some(Draft {
        content,
        cue: (colon, colon + 1),
        speaker: vec![group],
        unknown: None,
        addressees: Vec::new(),
        via: Vec::new(),
        inside: None,
        named_here: true,
        class: CueClass::Say,
        is_self_told: false,
        rule: "headline.colon".to_owned(),
    })
}
