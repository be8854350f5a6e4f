//! What speaks for and against a statement: content and speaker.

use biennien_model::{Form, Statement};

use super::BIAS;
use super::scene::{Scene, step};

/// The features of one statement.
pub(super) fn features(scene: &Scene<'_>, fact: &Statement) -> Vec<String> {
    let document = scene.document;
    let mut features = vec![BIAS.to_owned(), format!("part:{}", scene.part(fact.span))];
    let (cue, how) = fact.rule.split_once('.').unwrap_or((&fact.rule, ""));
    features.push(format!("cue:{cue}"));
    features.push(format!("how:{how}"));
    if !fact.cue.is_empty() {
        features.push(format!("word:{}", fact.cue.of(&document.lower)));
    }
    let form = match fact.form {
        Form::Direct => "direct",
        Form::Indirect => "indirect",
        Form::Mixed => "mixed",
    };
    features.push(format!("form:{form}"));
    features.push(step("words", scene.words(fact.span), &[3, 6, 12, 25, 50]));
    if document.sentence_at(fact.span.start) != document.sentence_at(fact.span.end.saturating_sub(1)) {
        features.push("sentences:several".to_owned());
    }
    match &fact.speaker {
        None => features.push("speaker:nobody".to_owned()),
        Some(source) if source.code.is_some() => features.push("speaker:side".to_owned()),
        Some(_) => features.push("speaker:no-side".to_owned()),
    }
    match fact.speaker_span {
        None => features.push("speaker:elsewhere".to_owned()),
        Some(span) => {
            match scene.group_in(span) {
                Some(group) => {
                    features.push(format!("who:{:?}", group.kind).to_lowercase());
                    features.push(format!("group:{}", group.rule));
                }
                None => features.push("who:words".to_owned()),
            }
            if span.start > fact.span.start {
                features.push("speaker:last".to_owned());
            }
            if document.sentence_at(span.start) != document.sentence_at(fact.span.start) {
                features.push("speaker:other-sentence".to_owned());
            }
            if !fact.cue.is_empty() {
                features.push(step("gap", scene.gap(span, fact.cue), &[0, 2, 6, 15]));
            }
        }
    }
    if !fact.via.is_empty() {
        features.push("via:yes".to_owned());
    }
    if scene.is_said(fact.span) {
        features.push("nested:yes".to_owned());
    }
    features
}
