//! The line: one sentence of the best account, word for word.

use std::collections::BTreeSet;

use biennien_model::{Happening, Interval, LineKind, Member, Span, Telling};

/// Sentences of fewer or more characters than this read badly as a line of the chronicle.
const GOOD_CHARACTERS: std::ops::RangeInclusive<usize> = 50..=260;

/// How well a telling stands for a happening on `date`; the higher the better.
///
/// It counts for a sentence that it names the day, names both sides in words of their own ("hai ông" names nobody),
/// can stand alone (body text, outside a quotation) and is neither short nor long.
pub(crate) fn fitness(telling: &Telling, date: Option<Interval>) -> i32 {
    let event = &telling.event;
    let inside = |span: Option<Span>| span.filter(|span| telling.sentence.contains(*span));
    let mut points = 0;
    if let Some(own) = &event.date
        && inside(own.span).is_some()
        && date.is_some()
        && Interval::parse(&own.value) == date
    {
        points += 5;
    }
    let sides = event.actors.iter().chain(&event.recipients);
    let named: BTreeSet<Span> = sides.filter_map(|actor| inside(actor.span)).collect();
    points += 2 * i32::try_from(named.len().min(3)).unwrap_or(3);
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
pub(crate) fn best<'a>(member: &'a Member, tellings: &[usize], date: Option<Interval>) -> &'a Telling {
    let rank = |telling: &&Telling| (fitness(telling, date), std::cmp::Reverse(telling.index));
    let fittest = tellings.iter().map(|&at| &member.tellings[at]).max_by_key(rank);
    fittest.expect("a local happening has at least one telling")
}

/// The importance of a happening in the chronicle: independent origins first, then accounts.
pub(crate) fn weight(happening: &Happening) -> (usize, usize) {
    (happening.origins, happening.accounts.len())
}
