//! The line: one sentence of the best account, word for word.

use biennien_model::{Happening, LineKind, Member, Telling};

/// Sentences of fewer or more characters than this read badly as a line of the chronicle.
const GOOD_CHARACTERS: std::ops::RangeInclusive<usize> = 50..=260;

/// How well a telling stands for its happening; the higher the better.
///
/// It counts for a sentence that it names the day, names both sides in its own words, can stand alone (body text,
/// outside a quotation) and is neither short nor long.
pub(crate) fn fitness(telling: &Telling) -> i32 {
    let event = &telling.event;
    let sentence = telling.sentence;
    let inside = |span: Option<biennien_model::Span>| span.is_some_and(|span| sentence.contains(span));
    let mut points = 0;
    if event.date.as_ref().is_some_and(|date| inside(date.span)) {
        points += 4;
    }
    for sides in [&event.actors, &event.recipients] {
        points += sides.iter().take(2).filter(|actor| inside(actor.span)).count() as i32 * 2;
    }
    points += match telling.kind {
        LineKind::Body => 3,
        LineKind::Lead => 2,
        LineKind::Title => 1,
        _ => -4,
    };
    if telling.dependent {
        points -= 2;
    }
    if GOOD_CHARACTERS.contains(&telling.quote.chars().count()) {
        points += 2;
    }
    points
}

/// The best telling of a member among `tellings`; the first in the text where several are as good.
pub(crate) fn best<'a>(member: &'a Member, tellings: &[usize]) -> &'a Telling {
    let fittest = tellings
        .iter()
        .map(|&at| &member.tellings[at])
        .max_by_key(|telling| (fitness(telling), std::cmp::Reverse(telling.index)));
    fittest.expect("a local happening has at least one telling")
}

/// The importance of a happening in the chronicle: independent origins first, then accounts.
pub(crate) fn weight(happening: &Happening) -> (usize, usize) {
    (happening.origins, happening.accounts.len())
}
