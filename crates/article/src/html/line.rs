//! Lines: text between tags to one line, entities decoded, white space as single spaces.
//!
//! In: stretches of the page. Out: text that knows its places. Where a line ends is for [`super::scan`].

use biennien_model::Span;

use crate::decode::reference;
use crate::html::markup::Markup;
use crate::mapped::{Copying, Mapped};

/// A line in the making.
#[derive(Default)]
pub(crate) struct LineBuilder {
    pub(crate) text: Mapped,
    /// What the elements around its first words say.
    pub(crate) markup: Markup,
    /// Bytes of text without white space.
    pub(crate) letters: usize,
    /// How many of them stand in links.
    pub(crate) linked: usize,
    /// Place of white space that is still to be written.
    space: Option<Span>,
}

impl LineBuilder {
    /// Adds a part of `source`; gives the bytes of text that are new, white space not counted.
    pub(crate) fn push(&mut self, source: &Mapped, part: &Part<'_>, markup: Markup) -> usize {
        match *part {
            Part::Space(place) => {
                if !self.text.text.is_empty() {
                    self.space.get_or_insert(place);
                }
                0
            }
            Part::Same(place) => {
                self.begin(source, markup);
                self.text.push_part(source, place);
                place.of(&source.text).len()
            }
            Part::Decoded(letters, place) => {
                self.begin(source, markup);
                match source.map.raw(place) {
                    Some(raw) => self.text.push_raw(letters, raw, Copying::Decoded),
                    None => self.text.push_new(letters),
                }
                letters.len()
            }
        }
    }

    /// Writes the white space that is due; the first words of a line give it its markup.
    fn begin(&mut self, source: &Mapped, markup: Markup) {
        if self.text.text.is_empty() {
            self.markup = markup;
        }
        if let Some(place) = self.space.take() {
            match source.map.raw(place) {
                Some(raw) if place.of(&source.text) == " " && raw.len() == 1 => {
                    self.text.push_raw(" ", raw, Copying::Same);
                }
                Some(raw) => self.text.push_raw(" ", raw, Copying::Decoded),
                None => self.text.push_new(" "),
            }
        }
    }
}

/// A stretch of text between tags.
pub(crate) enum Part<'a> {
    /// White space.
    Space(Span),
    /// Letters as they stand.
    Same(Span),
    /// What an entity at this place means.
    Decoded(&'a str, Span),
}

/// Parts `span` into words, white space and entities.
pub(crate) fn each_part(source: &Mapped, span: Span, take: &mut dyn FnMut(Part<'_>)) {
    let text = source.text.as_str();
    let mut at = span.start;
    while at < span.end {
        let rest = &text[at..span.end];
        let spaces = rest.len() - rest.trim_start_matches(is_space).len();
        if spaces > 0 {
            take(Part::Space(Span::new(at, at + spaces)));
            at += spaces;
            continue;
        }
        if rest.starts_with('&')
            && let Some((letters, length)) = reference(rest)
        {
            let place = Span::new(at, at + length);
            if letters.chars().all(is_space) {
                take(Part::Space(place));
            } else {
                take(Part::Decoded(&letters, place));
            }
            at += length;
            continue;
        }
        let mut letters = rest.char_indices().skip(1);
        let end =
            letters.find(|&(_, letter)| letter == '&' || is_space(letter)).map_or(rest.len(), |(end, _)| end);
        take(Part::Same(Span::new(at, at + end)));
        at += end;
    }
}

/// White space, with what shows as nothing.
pub(crate) fn is_space(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{200b}' | '\u{feff}' | '\u{ad}')
}
