//! Drafts: statements in tokens and groups, and how they become values in bytes.

use biennien_knowledge::CueClass;
use biennien_model::{Form, Group, Source, Span, Statement, TokenKind};

use super::cue::Hit;
use super::view::View;

/// A statement, still in tokens and groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Draft {
    /// Tokens of the content.
    pub(super) content: (usize, usize),
    /// Tokens of the cue; empty where there is none.
    pub(super) cue: (usize, usize),
    /// The groups that speak.
    pub(super) speaker: Vec<usize>,
    /// Tokens that name the speaker, where no group does.
    pub(super) unknown: Option<(usize, usize)>,
    /// The groups that hear it.
    pub(super) addressees: Vec<usize>,
    /// The groups that relay it.
    pub(super) via: Vec<usize>,
    /// Quotation that it was found in, as an index.
    pub(super) inside: Option<usize>,
    /// True when the speaker's words stand in the same paragraph.
    pub(super) named_here: bool,
    /// Class of the cue.
    pub(super) class: CueClass,
    /// True inside a statement of the same speaker.
    pub(super) is_self_told: bool,
    /// Rule that found it.
    pub(super) rule: String,
}

impl Draft {
    /// A draft with the cue of `hit` and no speaker yet.
    pub(super) fn new(view: &View<'_>, hit: Hit, content: (usize, usize), how: &str) -> Draft {
        let cue = &view.rules.cues[hit.row];
        Draft {
            content,
            cue: (hit.first, hit.end),
            speaker: Vec::new(),
            unknown: None,
            addressees: Vec::new(),
            via: Vec::new(),
            inside: view.quote_at[hit.first],
            named_here: true,
            class: cue.class,
            is_self_told: false,
            rule: format!("{}.{how}", cue.id),
        }
    }

    /// True when `other` says all that this one says, and more.
    pub(super) fn is_within(&self, other: &Draft) -> bool {
        other.content.0 <= self.cue.0 && self.cue.1 <= other.content.1 && self.content != other.content
    }
}

/// The tokens `first..end` without white marks at their ends; `None` when no word is left.
pub(super) fn trim(view: &View<'_>, first: usize, end: usize) -> Option<(usize, usize)> {
    let (mut first, mut end) = (first, end);
    let is_edge = |at: usize| {
        view.kind(at) == Some(TokenKind::Mark) && !matches!(view.sign(at), '(' | ')' | '%' | '$' | '€')
    };
    while first < end && is_edge(first) {
        first += 1;
    }
    while first < end && is_edge(end - 1) {
        end -= 1;
    }
    (first..end).any(|at| is_word(view, at)).then_some((first, end))
}

/// Number of words in `first..end`.
pub(super) fn words(view: &View<'_>, first: usize, end: usize) -> usize {
    (first..end).filter(|&at| is_word(view, at)).count()
}

fn is_word(view: &View<'_>, at: usize) -> bool {
    matches!(view.kind(at), Some(TokenKind::Small | TokenKind::Capital | TokenKind::Number))
}

/// Makes the statements of `drafts`, in the order of their contents.
pub(super) fn finish(view: &View<'_>, mut drafts: Vec<Draft>) -> Vec<Statement> {
    drafts.sort_by_key(|draft| (draft.content.0, std::cmp::Reverse(draft.content.1), draft.cue));
    drafts.dedup_by(|next, kept| next.content == kept.content);
    add_outer_sources(view, &mut drafts);
    drafts.iter().filter(|draft| !draft.is_self_told).map(|draft| statement(view, draft)).collect()
}

/// Gives every statement inside another the other's speaker as relay; one by the same speaker ("ông nói ông hy vọng …")
/// adds nothing and is marked.
fn add_outer_sources(view: &View<'_>, drafts: &mut [Draft]) {
    let mut open: Vec<usize> = Vec::new();
    for index in 0..drafts.len() {
        let start = drafts[index].content.0;
        open.retain(|&outer| drafts[outer].content.1 > start);
        let outer = open.iter().rev().copied().find(|&outer| drafts[index].is_within(&drafts[outer]));
        if let Some(outer) = outer
            && drafts[index].cue.0 < drafts[index].cue.1
        {
            let speaker = drafts[outer].speaker.clone();
            let name =
                |draft: &Draft| draft.speaker.first().and_then(|&group| view.groups[group].name.as_deref());
            let same = drafts[index].inside.is_none()
                && name(&drafts[index]).is_some()
                && name(&drafts[index]) == name(&drafts[outer]);
            drafts[index].is_self_told = same && drafts[outer].cue.1 <= drafts[index].cue.0;
            if speaker != drafts[index].speaker && drafts[index].via.is_empty() {
                drafts[index].via = speaker;
            }
        }
        open.push(index);
        if open.len() > 8 {
            open.remove(0);
        }
    }
}

fn statement(view: &View<'_>, draft: &Draft) -> Statement {
    let span = view.span(draft.content.0, draft.content.1);
    let cue = if draft.cue.0 < draft.cue.1 {
        view.span(draft.cue.0, draft.cue.1)
    } else {
        Span::new(span.start, span.start)
    };
    let group = |index: &usize| &view.groups[*index];
    let speaker_span = match (draft.speaker.first(), draft.speaker.last(), draft.unknown) {
        _ if !draft.named_here => None,
        (Some(first), Some(last), _) => Some(group(first).span.join(group(last).span)),
        (_, _, Some((first, end))) if first < end => Some(view.span(first, end)),
        _ => None,
    };
    Statement {
        span,
        speaker: joint(draft.speaker.iter().map(group)),
        speaker_span,
        addressees: draft.addressees.iter().filter_map(|index| source(group(index))).collect(),
        via: draft.via.iter().filter_map(|index| source(group(index))).collect(),
        form: form(view, draft),
        cue,
        rule: draft.rule.clone(),
        confidence: None,
    }
}

fn source(group: &Group) -> Option<Source> {
    let code = match group.codes.as_slice() {
        [code] => Some(code.clone()),
        _ => None,
    };
    Some(Source { name: group.name.clone()?, code })
}

fn joint<'a>(groups: impl Iterator<Item = &'a Group>) -> Option<Source> {
    let mut sources: Vec<Source> = groups.map(source).collect::<Option<_>>()?;
    sources.dedup_by(|next, kept| next.name == kept.name);
    if sources.len() < 2 {
        return sources.pop();
    }
    let names: Vec<String> = sources.into_iter().map(|source| source.name).collect();
    let (last, first) = names.split_last()?;
    Some(Source { name: format!("{} and {last}", first.join(", ")), code: None })
}

/// Quoted, told, or partly quoted; the quotation that the cue itself stands in does not count.
fn form(view: &View<'_>, draft: &Draft) -> Form {
    let (mut quoted, mut told) = (0, 0);
    for at in draft.content.0..draft.content.1 {
        if !is_word(view, at) {
            continue;
        }
        match view.quote_at[at] {
            Some(quote) if Some(quote) != draft.inside => quoted += 1,
            _ => told += 1,
        }
    }
    match (quoted, told) {
        (0, _) => Form::Indirect,
        (_, 0) => Form::Direct,
        _ => Form::Mixed,
    }
}
