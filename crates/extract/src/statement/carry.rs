//! Carried quotations: quotations without a cue, whose speaker stands next to them.
//!
//! In: the drafts found by cues. Out: drafts for the other parts of a quotation over paragraphs, for further
//! quotations of a paragraph, and for a quotation that fills the paragraph after its speaker's.

use super::draft::{Draft, words};
use super::view::View;

/// A quotation shorter than this, in words, is a word in quotation marks.
const QUOTE_WORDS_MIN: usize = 4;

/// How many paragraphs back the speaker of a quotation that fills its paragraph may stand.
const PARAGRAPHS_NEAR: usize = 2;

/// The drafts of quotations that no draft covers.
///
/// `heads` holds, by chain, the draft of a cue that stands next to a part of the quotation without words.
pub(super) fn carried(view: &View<'_>, drafts: &[Draft], heads: &[(usize, Draft)]) -> Vec<Draft> {
    let mut order: Vec<&Draft> = drafts.iter().filter(|draft| draft.inside.is_none()).collect();
    order.sort_by_key(|draft| (draft.content.0, draft.content.1));
    let mut covered = vec![false; view.quotes.len()];
    let mut by_chain: Vec<(usize, &Draft)> = heads.iter().map(|(chain, draft)| (*chain, draft)).collect();
    for draft in &order {
        let mut seen = None;
        for at in draft.content.0..draft.content.1 {
            let Some(index) = view.quote_at[at] else { continue };
            if seen == Some(index) {
                continue;
            }
            seen = Some(index);
            let quote = view.quotes[index];
            covered[index] |= quote.first >= draft.content.0 && quote.end <= draft.content.1 + 1;
            let edge = quote.first <= draft.content.0 + 1 || quote.end + 1 >= draft.content.1;
            if covered[index] && edge && (!quote.opened || !quote.closed) {
                by_chain.push((quote.chain, draft));
            }
        }
    }
    by_chain.sort_by_key(|(chain, _)| *chain);
    let mut found: Vec<Draft> = Vec::new();
    for (index, quote) in view.quotes.iter().enumerate() {
        if covered[index] || words(view, quote.first, quote.end) < QUOTE_WORDS_MIN {
            continue;
        }
        let at = by_chain.partition_point(|(chain, _)| *chain < quote.chain);
        let chained = by_chain.get(at).filter(|(chain, _)| *chain == quote.chain).map(|(_, draft)| *draft);
        let part = !quote.opened || !quote.closed;
        if let Some(source) = chained.filter(|_| part) {
            found.push(copy(view, source, index, "quote.part"));
            continue;
        }
        if !stands_alone(view, index) {
            continue;
        }
        if let Some(source) = neighbour(view, &order, &found, index) {
            let draft = copy(view, &source, index, "quote.carried");
            found.push(draft);
        }
    }
    found
}

/// `source` with the quotation `index` as its content.
fn copy(view: &View<'_>, source: &Draft, index: usize, rule: &str) -> Draft {
    let quote = view.quotes[index];
    let paragraph = view.document.paragraphs[quote.paragraph].span;
    let cue_here = source.cue.0 < source.cue.1 && paragraph.contains(view.span(source.cue.0, source.cue.1));
    Draft {
        content: (quote.first, quote.end),
        cue: if cue_here { source.cue } else { (quote.first, quote.first) },
        named_here: cue_here,
        addressees: if cue_here { source.addressees.clone() } else { Vec::new() },
        inside: None,
        rule: rule.to_owned(),
        ..source.clone()
    }
}

/// True when the quotation is a sentence, or sentences, of its own.
fn stands_alone(view: &View<'_>, index: usize) -> bool {
    let quote = view.quotes[index];
    let line = view.lines.partition_point(|line| line.end <= quote.first);
    let last =
        view.lines.partition_point(|line| line.end < quote.end).min(view.lines.len().saturating_sub(1));
    let (Some(first), Some(last)) = (view.lines.get(line), view.lines.get(last)) else { return false };
    quote.first <= first.first + 1 && last.end <= quote.end + 1
}

/// The draft whose speaker also says the quotation `index`: next to it in its paragraph, or at the end of the one before.
fn neighbour(view: &View<'_>, order: &[&Draft], found: &[Draft], index: usize) -> Option<Draft> {
    let quote = view.quotes[index];
    let paragraph =
        |draft: &Draft| view.document.paragraph_at(view.document.tokens[draft.content.0].span.start);
    let at = order.partition_point(|draft| draft.content.0 < quote.first);
    let speaks = |draft: &Draft| !draft.speaker.is_empty() || draft.unknown.is_some();
    let before =
        order[..at].iter().rev().take(6).find(|draft| draft.content.1 <= quote.first + 1 && speaks(draft));
    if let Some(found) = found.last().filter(|draft| paragraph(draft) == Some(quote.paragraph)) {
        return Some(found.clone());
    }
    if let Some(before) = before.filter(|draft| paragraph(draft) == Some(quote.paragraph)) {
        return Some((*before).clone());
    }
    if let Some(after) =
        order[at..].iter().take(3).find(|draft| paragraph(draft) == Some(quote.paragraph) && speaks(draft))
    {
        return Some((*after).clone());
    }
    let near = |draft: &Draft| {
        paragraph(draft)
            .is_some_and(|other| other < quote.paragraph && other + PARAGRAPHS_NEAR >= quote.paragraph)
    };
    let before = before.filter(|draft| near(draft));
    let previous =
        found.last().filter(|draft| near(draft) && before.is_none_or(|one| one.content.0 < draft.content.0));
    previous.or(before.copied()).cloned()
}
