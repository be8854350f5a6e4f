//! Decoding: the bytes of a capture to readable text that knows where it stands in them.
//!
//! In: bytes. Out: their text in the encoding they are in ([`bytes`], [`declared`], [`legacy`] by its [`code`]), and for pages its readable
//! normal form: double encoding undone ([`mojibake`]), old encodings that hide in UTF-8 read ([`legacy`], [`viqr`],
//! [`entity`]), disguises taken off ([`disguise`]), marks in order ([`marks`]). Every step keeps the places. Clean input is
//! only decoded: its text is what it says. Normal form C is for [`crate::mapped`].

mod bytes;

mod census;

mod declared;

mod rewrite;

mod syllable;

mod entity;

mod code;

mod legacy;

mod viqr;

mod mojibake;

mod word;

mod disguise;

mod marks;

mod prune;

use biennien_knowledge::EncodingTables;
use biennien_model::{Capture, Media, Problem, Span};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16LE, WINDOWS_1258};

use crate::decode::bytes::{Order, read_standard, read_utf8, read_utf16, read_view, wide_order};
use crate::decode::census::Census;
use crate::decode::code::Legacy;
use crate::decode::declared::declared;
use crate::decode::disguise::{Unmasked, unmask};
use crate::decode::legacy::Scope;
use crate::decode::prune::{end_tag, prune};
use crate::decode::rewrite::Rewriter;
use crate::decode::syllable::Syllables;
use crate::decode::viqr::Viqr;
use crate::decode::word::LookAlikes;
use crate::mapped::Mapped;

pub(crate) use entity::reference;

/// The tables of encodings and disguises, compiled.
#[derive(Debug, Default)]
pub(crate) struct Encodings {
    syllables: Syllables,
    legacy: Vec<Legacy>,
    viqr: Viqr,
    look_alikes: LookAlikes,
}

impl Encodings {
    pub(crate) fn compile(tables: &EncodingTables) -> Encodings {
        Encodings {
            syllables: Syllables::compile(tables),
            legacy: Legacy::compile(tables),
            viqr: Viqr::compile(tables),
            look_alikes: LookAlikes::compile(tables),
        }
    }
}

/// Decodes the bytes of `capture`, as [`decode`]; what the server named counts before what the page declares.
pub(crate) fn decode_capture(
    capture: &Capture,
    encodings: &Encodings,
    problems: &mut Vec<Problem>,
) -> Mapped {
    let named = capture.charset.as_deref().and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    decode(&capture.bytes, capture.media, named, encodings, problems)
}

/// Decodes `bytes`, which may be in the encoding `named` by the server, and brings the text of pages into readable form. What was done beyond plain UTF-8 is told in
/// `problems`: `encoding` and `disguise` are notices, `bad_utf8`, `bad_utf16` and `bad_bytes` name what was broken.
fn decode(
    bytes: &[u8],
    media: Media,
    named: Option<&'static Encoding>,
    encodings: &Encodings,
    problems: &mut Vec<Problem>,
) -> Mapped {
    let source = read_bytes(bytes, named, encodings, problems);
    match media {
        Media::Clean => source,
        Media::Html => make_readable(prune(source), media, encodings, problems),
        Media::Text | Media::Feed => make_readable(source, media, encodings, problems),
    }
}

/// Reads bytes in their encoding: by their mark, as UTF-8, as what the server or the page says, or as what makes words
/// of them.
fn read_bytes(
    bytes: &[u8],
    named: Option<&'static Encoding>,
    encodings: &Encodings,
    problems: &mut Vec<Problem>,
) -> Mapped {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return match encoding {
            encoding if encoding == UTF_8 => read_utf8(bytes, mark, problems),
            encoding if encoding == UTF_16LE => read_utf16(bytes, mark, Order::Little, problems),
            _ => read_utf16(bytes, mark, Order::Big, problems),
        };
    }
    if let Some(order) = wide_order(bytes) {
        problems.push(notice("UTF-16"));
        return read_utf16(bytes, 0, order, problems);
    }
    if std::str::from_utf8(bytes).is_ok() && !bytes.contains(&ESCAPE) {
        return read_utf8(bytes, 0, problems);
    }
    let declared = named.or_else(|| declared(bytes)).filter(|&encoding| encoding != UTF_8);
    if let Some(encoding) = declared.filter(|&encoding| !is_western(encoding)) {
        problems.push(notice(encoding.name()));
        return read_standard(bytes, encoding, problems);
    }
    if !is_mostly_broken(bytes) {
        return read_utf8(bytes, 0, problems);
    }
    let view = read_view(bytes, 0);
    if let Some(legacy) = legacy::detect(&view.text, &encodings.legacy, &encodings.syllables, Scope::All) {
        problems.push(notice(legacy.name));
        return legacy::apply(view, legacy, &encodings.syllables, Scope::All);
    }
    let encoding = declared.unwrap_or_else(|| guessed(bytes));
    problems.push(notice(encoding.name()));
    read_standard(bytes, encoding, problems)
}

/// The byte with which ISO-2022-JP changes its alphabet.
const ESCAPE: u8 = 0x1b;

/// True for encodings that pages declare whose letters are drawn by the font.
fn is_western(encoding: &'static Encoding) -> bool {
    encoding == WINDOWS_1258 || matches!(encoding.name(), "windows-1252" | "x-user-defined" | "macintosh")
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// True when more stretches are broken than letters beyond ASCII are whole.
fn is_mostly_broken(bytes: &[u8]) -> bool {
    let (mut broken, mut whole) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        broken += usize::from(!chunk.invalid().is_empty());
        whole += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
    }
    broken > whole
}

/// True when a page has more than a few letters of Latin-1 beyond ASCII, for its length.
fn has_latin1_letters(text: &str) -> bool {
    const LETTERS_MIN: usize = 12;
    /// The page for which a few are few, in bytes.
    const LONG_BYTES: usize = 16 << 10;
    let letters = text.chars().filter(|letter| matches!(letter, '\u{c0}'..='\u{ff}'));
    text.len() < LONG_BYTES || letters.take(LETTERS_MIN).count() == LETTERS_MIN
}

/// The readable normal form of `source`; the same value when it is ordinary text.
fn make_readable(
    mut source: Mapped,
    media: Media,
    encodings: &Encodings,
    problems: &mut Vec<Problem>,
) -> Mapped {
    if media == Media::Html && source.text.contains('&') {
        source = entity::read(source);
    }
    let mut census = Census::of(&source.text);
    if census.vietnamese + census.latin1 + census.loose == 0 && media != Media::Feed {
        let skip = if media == Media::Html { marked_up(&source.text) } else { Vec::new() };
        if let Some(read) = encodings.viqr.read(&source, &skip, &encodings.syllables) {
            problems.push(notice("VIQR"));
            source = read;
        }
    }
    if census.latin1 + census.control > 0 {
        let (undone, times) = mojibake::undo(source, &encodings.syllables);
        source = undone;
        if times > 0 {
            problems.push(notice(&format!("UTF-8 that had been encoded {} times", times + 1)));
        }
        // A page in an old encoding is full of such letters; a few on a long page are names and signs.
        let few = media == Media::Html && !has_latin1_letters(&source.text);
        let legacy = if few { &[] } else { encodings.legacy.as_slice() };
        let found = legacy::detect(&source.text, legacy, &encodings.syllables, Scope::Fitting);
        if let Some(legacy) = found {
            problems.push(notice(legacy.name));
            source = legacy::apply(source, legacy, &encodings.syllables, Scope::Fitting);
        }
        census = Census::of(&source.text);
    }
    if census.exotic + census.loose + census.hidden + census.latin1 > 0 {
        let (readable, done) = unmask(source, &encodings.look_alikes, &encodings.syllables);
        source = readable;
        tell(done, problems);
    }
    if census.loose > 0 {
        source = marks::mend(source, &encodings.syllables);
        // Whoever measures the elements of a page must not see loose marks.
        if media == Media::Html {
            source = source.composed();
        }
    }
    if census.spaces > 0 && media == Media::Text {
        source = with_plain_spaces(source);
    }
    source
}

/// What stands in tags, scripts and styles, and character references.
fn marked_up(html: &str) -> Vec<Span> {
    let (mut spans, mut at) = (Vec::new(), 0);
    while let Some(open) = html[at..].find(['<', '&']) {
        let start = at + open;
        let rest = &html[start..];
        let name: String = rest
            .chars()
            .skip(1)
            .take(6)
            .take_while(char::is_ascii_alphabetic)
            .collect::<String>()
            .to_ascii_lowercase();
        let length = match name.as_str() {
            _ if rest.starts_with('&') => entity::reference(rest).map_or(1, |(_, length)| length),
            "script" | "style" => end_tag(rest.as_bytes(), 0, &name).unwrap_or(rest.len()),
            _ if rest.starts_with("<!--") => rest.find("-->").map_or(rest.len(), |end| end + 3),
            _ => rest.find('>').map_or(rest.len(), |end| end + 1),
        };
        at = start + length.max(1);
        spans.push(Span::new(start, at));
    }
    spans
}

/// Unusual spaces as the ordinary one.
fn with_plain_spaces(source: Mapped) -> Mapped {
    let text = source.text.clone();
    let mut rewriter = Rewriter::new(source);
    for (at, space) in text.char_indices().filter(|&(_, letter)| letter > '\u{9f}' && letter.is_whitespace())
    {
        if !matches!(space, '\u{2028}' | '\u{2029}') {
            rewriter.replace(Span::new(at, at + space.len_utf8()), " ");
        }
    }
    rewriter.finish()
}

/// A notice that the capture was read in the encoding `name`.
fn notice(name: &str) -> Problem {
    Problem::new("encoding", format!("read as {name}"))
}

fn tell(done: Unmasked, problems: &mut Vec<Problem>) {
    let mut parts = Vec::new();
    for (count, what) in [
        (done.letters, "letters of other shapes or scripts"),
        (done.marks, "marks across letters"),
        (done.hidden, "invisible characters"),
        (done.barred, "a barred letter of another language"),
    ] {
        if count > 0 {
            parts.push(format!("{what} in {count} words"));
        }
    }
    if !parts.is_empty() {
        problems.push(Problem::new("disguise", format!("read through disguises: {}", parts.join(", "))));
    }
}

#[cfg(test)]
pub(crate) mod tests;
