//! Same: mentions of one happening have one date.
//!
//! In: drafts of one document, in text order, with the dates that their own sentences give. Out: the same; a mention
//! without a date has that of another mention that tells the same happening: the surest likeness first, of equal ones
//! the nearest, those in front before those behind.

use biennien_model::{Document, EventDate, EventType, Status};

use super::draft::Draft;
use super::frame::Sides;

/// Farthest mention, counted in mentions, that may tell something.
const REACH: usize = 100;

/// Farthest mention, counted in sentences, that is the same happening by type and sides alone.
const NEAR_SENTENCES: usize = 6;

/// Two mentions of a type, both of acts that took place or both of others, are alike when they agree in this.
#[derive(Clone, Copy)]
enum Likeness {
    /// All sides and the word.
    SidesAndWord,
    /// All sides and the frame.
    SidesAndFrame,
    /// All sides and the type of a deed told a few sentences away.
    SidesAndType,
    /// A side and the word.
    SideAndWord,
    /// A side and the frame.
    SideAndFrame,
}

/// From the surest to the least sure.
const LIKENESSES: &[Likeness] = &[
    Likeness::SidesAndWord,
    Likeness::SidesAndFrame,
    Likeness::SidesAndType,
    Likeness::SideAndWord,
    Likeness::SideAndFrame,
];

/// What is compared of a draft.
struct Mention<'a> {
    draft: &'a Draft<'a>,
    sentence: Option<usize>,
    /// Sorted.
    codes: Vec<&'a str>,
    word: &'a str,
    /// The date that its own sentence gives.
    date: Option<&'a EventDate>,
}

/// Gives mentions whose sentence gives them no date that of the likeliest other mention.
pub(crate) fn dates(drafts: &mut [Draft<'_>], document: &Document) {
    let mentions: Vec<Mention<'_>> = drafts.iter().map(|draft| mention(draft, document)).collect();
    let dated: Vec<usize> = (0..mentions.len()).filter(|index| mentions[*index].date.is_some()).collect();
    let mut dates: Vec<Option<EventDate>> = Vec::with_capacity(mentions.len());
    for (index, mention) in mentions.iter().enumerate() {
        let of = |likeness: &Likeness| nearest(&mentions, &dated, index, *likeness);
        let date = mention.date.or_else(|| LIKENESSES.iter().find_map(of));
        dates.push(date.cloned());
    }
    for (draft, date) in drafts.iter_mut().zip(dates) {
        draft.date = date;
    }
}

fn mention<'a>(draft: &'a Draft<'a>, document: &'a Document) -> Mention<'a> {
    let sentence = document.sentence_at(draft.span.start);
    let span = sentence.map(|index| document.sentences[index].span);
    let own = |date: &&EventDate| span.zip(date.span).is_some_and(|(held, time)| held.holds(time.start));
    let sides = draft.dyad.actors.iter().chain(&draft.dyad.recipients);
    let mut codes: Vec<&str> = sides.map(|side| side.code.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    let word = draft.span.of(&document.lower);
    Mention { draft, sentence, codes, word, date: draft.date.as_ref().filter(own) }
}

/// The date of the nearest of the `dated` mentions that is alike, one in front before one behind.
fn nearest<'a>(
    mentions: &[Mention<'a>],
    dated: &[usize],
    index: usize,
    likeness: Likeness,
) -> Option<&'a EventDate> {
    let middle = dated.partition_point(|other| *other < index);
    let in_reach = |other: &&usize| other.abs_diff(index) <= REACH;
    let alike = |other: &&usize| are_alike(&mentions[index], &mentions[**other], likeness);
    let before = dated[..middle].iter().rev().take_while(in_reach).find(alike);
    let other = before.or_else(|| dated[middle..].iter().take_while(in_reach).find(alike))?;
    mentions[*other].date
}

fn are_alike(one: &Mention<'_>, other: &Mention<'_>, likeness: Likeness) -> bool {
    let is_actual = |mention: &Mention<'_>| mention.draft.status == Status::Actual;
    if one.draft.frame.kind != other.draft.frame.kind
        || one.draft.frame.sides == Sides::War
        || is_actual(one) != is_actual(other)
    {
        return false;
    }
    let sides = one.codes == other.codes;
    let side = || one.codes.iter().any(|code| other.codes.contains(code));
    let word = one.word == other.word;
    let frame = || one.draft.frame.id == other.draft.frame.id;
    match likeness {
        Likeness::SidesAndWord => sides && word,
        Likeness::SidesAndFrame => sides && frame(),
        Likeness::SidesAndType => sides && are_near(one, other) && is_deed(one.draft.frame.kind),
        Likeness::SideAndWord => word && side(),
        Likeness::SideAndFrame => frame() && side(),
    }
}

fn are_near(one: &Mention<'_>, other: &Mention<'_>) -> bool {
    let between = one.sentence.zip(other.sentence).map(|(one, other)| one.abs_diff(other));
    let agree =
        |one: &Option<String>, other: &Option<String>| one.is_none() || other.is_none() || one == other;
    between.is_some_and(|between| between <= NEAR_SENTENCES) && agree(&one.draft.mode, &other.draft.mode)
}

/// True for acts of which a text rarely tells two of the same type and sides in a row; words are often many.
fn is_deed(kind: EventType) -> bool {
    !matches!(
        kind,
        EventType::Agree
            | EventType::Support
            | EventType::Concede
            | EventType::Request
            | EventType::Accuse
            | EventType::Reject
            | EventType::Threaten
    )
}
