//! Traits: what is measured of a line to tell whether it belongs to the article; names as in `vi/pages/weights.tsv`.

use std::collections::HashMap;

use crate::html::read::traits as traits_of_markup;
use crate::page::cues::CueKind;
use crate::page::line::PageLine;
use crate::page::repeat::Repeat;
use crate::page::tokens::{terms, wording};

/// A trait of a line and how much of it there is.
pub(crate) type Trait = (&'static str, f64);

/// Lines above and below that are looked at.
const NEAR_LINES: usize = 3;

/// The traits of every line, by itself and among its neighbours.
pub(crate) fn traits(lines: &[PageLine], repeats: &[Repeat]) -> Vec<Vec<Trait>> {
    let prose: Vec<bool> = lines.iter().map(is_prose).collect();
    let listed = listed(lines, &prose);
    (0..lines.len())
        .map(|index| {
            let mut all = of_line(&lines[index], repeats[index]);
            all.extend(of_place(index, &prose, listed[index]));
            all.extend(traits_of_markup(lines[index].markup));
            all.retain(|(_, value)| *value != 0.0);
            all
        })
        .collect()
}

/// True for a line that reads like a paragraph.
pub(crate) fn is_prose(line: &PageLine) -> bool {
    let noise = [CueKind::End, CueKind::Button, CueKind::Notice, CueKind::Footer];
    let long = (line.shape.size > 9.0 && line.shape.ends) || line.shape.size > 26.0;
    long && !line.cues.any(&noise) && line.markup.linked < 0.6
}

/// For each line, whether it stands under a heading of lists with no paragraphs of some number between.
fn listed(lines: &[PageLine], prose: &[bool]) -> Vec<bool> {
    let (mut listed, mut listing, mut run) = (Vec::with_capacity(lines.len()), false, 0);
    for (line, &prose) in lines.iter().zip(prose) {
        run = if prose { run + 1 } else { 0 };
        let long = run > 1 && line.shape.size > 12.0;
        listing = (listing && !long) || line.cues.has(CueKind::End);
        listed.push(listing);
    }
    listed
}

fn of_line(line: &PageLine, repeat: Repeat) -> Vec<Trait> {
    let shape = line.shape;
    let short = shape.size < 22.0;
    vec![
        ("base", 1.0),
        ("size", (shape.size / 40.0).min(1.0)),
        ("sentence", one(shape.ends && shape.size > 5.0)),
        ("stops", f64::from(shape.stops.min(3))),
        ("commas", f64::from(shape.commas.min(3))),
        ("tiny", one(shape.size < 5.0)),
        (
            "repeated",
            one(repeat.others > 0 && shape.size > 3.0 && (repeat.beside || !shape.ends || shape.size < 30.0)),
        ),
        ("card", one(repeat.card)),
        ("under", one(repeat.under && !repeat.card)),
        ("pair", one(repeat.pair && !repeat.card && shape.stops == 0)),
        ("run", one(repeat.run)),
        ("signature", one(line.named && !shape.upper)),
        ("marked", one(repeat.marked)),
        ("heading", one(line.cues.any(&[CueKind::End, CueKind::Tags]))),
        ("button", one(line.cues.any(&[CueKind::Button, CueKind::Box]) || shape.letters == 0)),
        ("footer", one(line.cues.has(CueKind::Footer) && shape.size < 60.0)),
        ("notice", one(line.cues.has(CueKind::Notice) && !line.cues.has(CueKind::Footer))),
        ("ago", one(line.cues.has(CueKind::Ago))),
        ("dated", one(!line.dates.is_empty())),
        ("caption", one(line.cues.has(CueKind::Caption) && shape.size > 6.0)),
        ("image", one(line.cues.has(CueKind::Image))),
        ("bullet", one(shape.bullet)),
        ("menu", one(!shape.ends && shape.capitals > 0.3 && shape.commas == 0)),
        ("quote", one(shape.quotes && !short)),
        ("colon", one(shape.colon)),
        ("cut", one(shape.cut && shape.size > 8.0)),
        ("digits", one(shape.digits && shape.letters < 12)),
        ("lower", one(shape.lower && shape.size > 8.0)),
        ("subhead", one(line.subhead)),
    ]
}

fn of_place(index: usize, prose: &[bool], listed: bool) -> [Trait; 5] {
    let count = |lines: &[bool]| lines.iter().filter(|prose| **prose).count() as f64 / NEAR_LINES as f64;
    let above = count(&prose[index.saturating_sub(NEAR_LINES)..index]);
    let below = count(&prose[index + 1..prose.len().min(index + 1 + NEAR_LINES)]);
    let own = prose[index];
    [
        ("prose-above", above),
        ("prose-below", below),
        ("bridge", one(!own && above > 0.0 && below > 0.0)),
        ("island", one(own && above == 0.0 && below == 0.0)),
        ("listed", one(listed)),
    ]
}

pub(crate) fn one(holds: bool) -> f64 {
    if holds { 1.0 } else { 0.0 }
}

/// What the words of each line share with the article found so far (`chosen`).
pub(crate) fn overlap(lines: &[PageLine], chosen: &[bool]) -> Vec<[Trait; 2]> {
    /// Terms from which the share is to be trusted.
    const TERMS_TRUSTED: f64 = 20.0;
    let wording = wording(lines.iter().map(|line| line.tokens.as_slice()));
    let terms: Vec<Vec<u64>> = lines.iter().map(|line| terms(&line.tokens, wording)).collect();
    let mut holders: HashMap<u64, u32> = HashMap::new();
    for (terms, _) in terms.iter().zip(chosen).filter(|(_, chosen)| **chosen) {
        for &term in terms {
            *holders.entry(term).or_default() += 1;
        }
    }
    let of_line = |(terms, &chosen): (&Vec<u64>, &bool)| {
        if terms.len() < 4 {
            return [("overlap", 0.0), ("overlap-trust", 0.0)];
        }
        let own = u32::from(chosen);
        let shared = terms.iter().filter(|term| holders.get(term).is_some_and(|&count| count > own)).count();
        let trust = (terms.len() as f64 / TERMS_TRUSTED).min(1.0);
        // Beyond a third nothing more is learnt.
        let share = (shared as f64 / terms.len() as f64).min(0.34);
        [("overlap", trust * share), ("overlap-trust", trust)]
    };
    terms.iter().zip(chosen).map(of_line).collect()
}
