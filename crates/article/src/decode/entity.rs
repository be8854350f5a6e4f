//! Character references of HTML that hide letters from the decoding of a page.
//!
//! A reference to a letter of Latin-1 can be the code of an old encoding, one to a soft hyphen a disguise. Where a page has
//! such, all its references to letters are read before the rest of the decoding; elsewhere that is left to the scan.

use biennien_model::Span;

use crate::decode::census::Census;
use crate::decode::rewrite::Rewriter;
use crate::mapped::Mapped;

/// The longest reference, in bytes.
const REFERENCE_BYTES_MAX: usize = 34;

/// Reads the references of `source` to letters beyond ASCII, when one of them is unusual.
pub(crate) fn read(source: Mapped) -> Mapped {
    let mut found = Vec::new();
    let (mut at, mut unusual) = (0, false);
    while let Some(next) = source.text[at..].find('&') {
        at += next;
        let Some((letters, length)) = reference(&source.text[at..]) else {
            at += 1;
            continue;
        };
        if !letters.is_ascii() && !letters.chars().all(char::is_whitespace) {
            unusual |= !Census::of(&letters).is_plain();
            found.push((Span::new(at, at + length), letters));
        }
        at += length;
    }
    if !unusual {
        return source;
    }
    let mut rewriter = Rewriter::new(source);
    for (span, letters) in found {
        rewriter.replace(span, &letters);
    }
    rewriter.finish()
}

/// What the reference at the head of `text` means, and its length.
pub(crate) fn reference(text: &str) -> Option<(String, usize)> {
    let end = text.bytes().take(REFERENCE_BYTES_MAX).position(|byte| byte == b';')? + 1;
    let written = text.get(..end)?;
    let decoded = html_escape::decode_html_entities(written);
    (decoded != written).then(|| (decoded.into_owned(), end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapped::Copying;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let mut source = Mapped::default();
        source.push_raw(html, Span::new(0, html.len()), Copying::Same);
        assert_eq!(read(source).text, expected);
    }

    #[test]
    fn unusual_letters_are_read() {
        check(
            "Vi&Ouml;t &amp; b&aacute;o &lt;&nbsp;&#xAD;",
            "Viöt &amp; báo &lt;&nbsp;\u{ad}".replace('ö', "Ö").as_str(),
        );
        check("b&aacute;o &amp; &#7841;", "b&aacute;o &amp; &#7841;");
        check("a & b; &x; &#x110000; &", "a & b; &x; &#x110000; &");
    }
}
