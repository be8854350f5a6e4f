//! Evidence: what the raw bytes behind a fact say, decoded anew.
//!
//! In: a capture and a span of its bytes. Out: the words that stand there, by the same decoding as the article's but by
//! another way: from the bytes forward, and not by the article's map.

use biennien_model::{Capture, Media, RawMap, Span};

use crate::Rules;
use crate::decode::decode_capture;
use crate::html::scan::scan;
use crate::json::unescape;
use crate::mapped::Mapped;

/// A capture that was decoded once, to be asked for the words at many places.
pub struct Evidence<'a> {
    media: Media,
    source: Mapped,
    rules: &'a Rules,
}

impl Evidence<'_> {
    /// Decodes `capture`.
    pub fn of<'a>(capture: &Capture, rules: &'a Rules) -> Evidence<'a> {
        let source = decode_capture(capture, &rules.encodings, &mut Vec::new());
        Evidence { media: capture.media, source, rules }
    }

    /// True when the bytes `raw` of the capture say `words`, but for white space and tags.
    pub fn says(&self, raw: Span, words: &str) -> bool {
        let mut part = Mapped::default();
        part.push_part(&self.source, decoded(&self.source.map, raw));
        let said = match self.media {
            Media::Text => part,
            Media::Html => scan(&part, &self.rules.markup).text,
            Media::Clean | Media::Feed => {
                let mut quoted = Mapped::default();
                quoted.push_new("\"");
                quoted.push_part(&part, Span::new(0, part.text.len()));
                quoted.push_new("\"");
                let written = Span::new(0, quoted.text.len());
                unescape(&quoted, written)
            }
        };
        said.composed().text.split_whitespace().eq(words.split_whitespace())
    }
}

/// The span of the decoded text that was made from the bytes `raw`.
fn decoded(map: &RawMap, raw: Span) -> Span {
    // Decoding goes through the bytes from first to last, and so do its pieces.
    let first = map.pieces.partition_point(|piece| piece.raw.end <= raw.start);
    let inside: Vec<Span> = map.pieces[first..]
        .iter()
        .take_while(|piece| piece.raw.start < raw.end)
        .map(|piece| {
            if !piece.same {
                return piece.text;
            }
            let start = raw.start.max(piece.raw.start) - piece.raw.start;
            let end = raw.end.min(piece.raw.end) - piece.raw.start;
            Span::new(piece.text.start + start, piece.text.start + end)
        })
        .collect();
    match (inside.first(), inside.last()) {
        (Some(first), Some(last)) => first.join(*last),
        _ => Span::new(0, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::tests::{KNOWLEDGE, encode, view};
    use crate::tests::capture;

    const PAGE: &str = "Lãm Châu mở lại cửa khẩu với Đoài Quốc\n\
        Sau ba tháng đóng cửa, Lãm Châu cho biết sẽ mở lại cửa khẩu với Đoài Quốc từ tuần tới.\n\
        Bà Lụa nói hai bên đã họp kín ở thị trấn biên giới suốt bốn giờ, và sẽ còn gặp lại nhau trong tháng.\n\
        Ông Tám, người đứng đầu phái đoàn Đoài Quốc, nói đây là bước đi đầu tiên, còn nhiều việc phải làm.\n";

    /// Reads a page and asks for every word of the article by its bytes, and for a wrong one.
    #[track_caller]
    fn check(bytes: Vec<u8>, media: Media) {
        let rules = Rules::compile(&KNOWLEDGE);
        let capture = Capture { bytes, ..capture("", media) };
        let (article, problems) = crate::read(&capture, &rules);
        assert!(article.text.contains("Bà Lụa nói hai bên đã họp kín"), "{problems:?} {}", article.text);
        let evidence = Evidence::of(&capture, &rules);
        let mut at = 0;
        for word in article.text.split([' ', '\n']) {
            let span = Span::new(at, at + word.len());
            at = span.end + 1;
            let raw = article.map.raw(span).expect("every word has its bytes");
            assert!(evidence.says(raw, word), "{word:?} at {raw:?}");
            assert!(!evidence.says(raw, "khác"), "{word:?}");
        }
    }

    #[test]
    fn bytes_of_every_encoding_say_the_words() {
        let html = format!("<html><body><p>{}</p></body></html>", PAGE.replace('\n', "</p><p>"));
        for name in ["TCVN3 (ABC)", "VNI", "VISCII", "VPS", "windows-1258"] {
            check(encode(PAGE, name), Media::Text);
            check(encode(&html, name), Media::Html);
            check(view(&encode(PAGE, name)).into_bytes(), Media::Text);
        }
        let wide: Vec<u8> = PAGE.encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(wide, Media::Text);
        check(PAGE.into(), Media::Text);
        check(view(PAGE.as_bytes()).into(), Media::Text);
        check(view(view(html.as_bytes()).as_bytes()).into(), Media::Html);
    }

    #[test]
    fn bytes_of_disguised_words_say_them() {
        let struck: String = PAGE
            .chars()
            .flat_map(|letter| [Some(letter), letter.is_alphabetic().then_some('\u{332}')])
            .flatten()
            .collect();
        check(struck.into(), Media::Text);
        check(PAGE.replace('a', "\u{430}").replace('n', "n&shy;").into(), Media::Html);
        check(PAGE.replace('c', "\u{200b}c").replace('h', "𝐡").into(), Media::Text);
    }
}
