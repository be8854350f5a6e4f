//! Speech: plain saying that is an act because of what is said (blame, threat, denial, demand).
//!
//! In: statements, the judgements found in the text, the drafts made so far. Out: drafts whose trigger is the cue.
//! A cue that names an act itself is a trigger of its own and is left alone.

use biennien_model::{Actor, Document, EventDate, Group, Span, Statement, Status, Time};

use super::draft::Draft;
use super::frame::Frame;
use super::lexicon::Lexicon;
use super::sides::Dyad;
use super::when;

/// Adds the acts that `statements` are, in text order, to `drafts`.
pub(crate) fn add<'a>(drafts: &mut Vec<Draft<'a>>, given: super::find::Given<'_>, lexicon: &'a Lexicon) {
    let super::find::Given { document, groups, times, statements, hits } = given;
    let known = drafts.len();
    for statement in statements {
        let Some(speaker) = statement.speaker.as_ref() else { continue };
        let Some(code) = speaker.code.as_ref().filter(|code| *code != "MEDIA") else { continue };
        if statement.cue.is_empty() || is_act(&drafts[..known], statement.cue) {
            continue;
        }
        let Some(index) = hits.judgement(statement.span) else { continue };
        let Some(sentence) = document.sentence_at(statement.cue.start) else { continue };
        let other = other_side(groups, statement.span, code);
        let judgement = &lexicon.judgements[index];
        if other.is_none() && judgement.needs.iter().any(|need| need == "other") {
            continue;
        }
        let named = (speaker.name.clone(), statement.speaker_span);
        let actor = Actor { code: code.clone(), name: Some(named.0), span: named.1 };
        drafts.push(Draft {
            span: statement.cue,
            frame: &lexicon.spoken[index],
            mode: judgement.mode.clone(),
            dyad: Dyad { actors: vec![actor], recipients: other.into_iter().collect() },
            status: Status::Actual,
            nominal: false,
            reciprocal: false,
            near: Vec::new(),
            weak: false,
            seat: None,
            opposed: false,
            date: date(document, times, statement, sentence),
            place: None,
        });
    }
    drafts.sort_by_key(|draft| (draft.span.start, draft.span.end));
}

/// True when one of `drafts`, which stand in text order, has its trigger at `cue`.
fn is_act(drafts: &[Draft<'_>], cue: Span) -> bool {
    let after = drafts.partition_point(|draft| draft.span.start < cue.end);
    drafts[..after].iter().rev().take(2).any(|draft| draft.span.overlaps(cue))
}

/// The date nearest to the cue in its sentence, outside what is said.
fn date(document: &Document, times: &[Time], statement: &Statement, sentence: usize) -> Option<EventDate> {
    let sentence = document.sentences[sentence].span;
    let first = times.partition_point(|time| time.span.start < sentence.start);
    let outside = |time: &&Time| !statement.span.overlaps(time.span) && when::of_time(time).is_some();
    let near = times[first..].iter().take_while(|time| time.span.end <= sentence.end).filter(outside);
    when::of_time(near.min_by_key(|time| time.span.start.abs_diff(statement.cue.start))?)
}

/// The first side named in `content` that is not the speaker's.
fn other_side(groups: &[Group], content: Span, speaker: &str) -> Option<Actor> {
    let first = groups.partition_point(|group| group.span.start < content.start);
    for group in groups[first..].iter().take_while(|group| group.span.start < content.end) {
        if !group.kind.acts() {
            continue;
        }
        if let Some(code) = group.codes.iter().find(|code| *code != speaker) {
            return Some(Actor { code: code.clone(), name: None, span: Some(group.span) });
        }
    }
    None
}

/// The frames of the judgements, in the order of the table.
pub(crate) fn frames(judgements: &[biennien_knowledge::Judgement]) -> Vec<Frame> {
    judgements.iter().map(Frame::spoken).collect()
}
