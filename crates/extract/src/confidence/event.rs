//! What speaks for and against an event: type and both sides.

use biennien_model::{Actor, Event};

use super::BIAS;
use super::scene::{Scene, step};

/// The features of one event.
pub(super) fn features(scene: &Scene<'_>, fact: &Event) -> Vec<String> {
    let document = scene.document;
    let mut features = vec![
        BIAS.to_owned(),
        format!("part:{}", scene.part(fact.span)),
        format!("frame:{}", fact.rule),
        format!("type:{}", fact.kind),
        format!("word:{}", fact.span.of(&document.lower)),
        format!("status:{}", fact.status.word()),
        format!("actors:{}", count(&fact.actors)),
        format!("recipients:{}", count(&fact.recipients)),
        format!("sides:{}-{}", count(&fact.actors), count(&fact.recipients)),
        format!("sides:{}-{}-{}", fact.kind, count(&fact.actors), count(&fact.recipients)),
    ];
    for (name, sides) in [("actor", &fact.actors), ("recipient", &fact.recipients)] {
        features.extend(side(scene, fact, name, sides));
    }
    if let Some(sentence) = document.sentence_at(fact.span.start) {
        features.push(step("present", scene.sides_in(sentence), &[0, 1, 2, 3]));
        features.push(step("events", scene.events_in(sentence), &[1, 2, 4]));
        features.push(step("sentence", document.sentences[sentence].tokens.len(), &[15, 30, 50]));
    }
    if scene.is_said(fact.span) {
        features.push("said:yes".to_owned());
    }
    if document.quotation_at(fact.span.start).is_some() {
        features.push("quoted:yes".to_owned());
    }
    features
}

/// Where the sides of one role stand, and how far.
fn side(scene: &Scene<'_>, fact: &Event, name: &str, sides: &[Actor]) -> Vec<String> {
    let mut features = Vec::new();
    if sides.is_empty() {
        return features;
    }
    let sentence = scene.document.sentence_at(fact.span.start);
    let here =
        |actor: &&Actor| actor.span.is_some_and(|span| scene.document.sentence_at(span.start) == sentence);
    let found: Vec<&Actor> = sides.iter().filter(here).collect();
    if found.len() < sides.len() {
        features.push(format!("{name}:elsewhere"));
    }
    for span in found.iter().filter_map(|actor| actor.span).take(1) {
        let place = if span.start < fact.span.start { "before" } else { "behind" };
        features.push(format!("{name}:{place}"));
        features.push(step(&format!("{name}-gap"), scene.gap(span, fact.span), &[0, 2, 5, 12]));
        if let Some(group) = scene.group_in(span) {
            features.push(format!("{name}-who:{:?}", group.kind).to_lowercase());
        }
    }
    features
}

fn count(sides: &[Actor]) -> &'static str {
    match sides.len() {
        0 => "none",
        1 => "one",
        _ => "more",
    }
}
