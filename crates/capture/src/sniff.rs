//! Sniffing: what a file is, by its first bytes.

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    /// Nothing, or only white space.
    Empty,
    /// No text at all.
    Binary,
    /// One JSON object a line.
    Lines,
    /// JSON objects over several lines, or in an array.
    Objects,
    /// WARC records.
    Warc,
    /// RSS or Atom.
    Feed,
    /// An HTML page.
    Html,
    /// Plain text.
    Text,
}

/// Tells what a file is by `head`, its first bytes.
pub(crate) fn sniff(head: &[u8]) -> Content {
    // Before the look for UTF-16: the first page of an archive may be written in it.
    if head.starts_with(b"WARC/") {
        return Content::Warc;
    }
    let text = match wide_start(head) {
        Some(start) => narrow(&head[start..]),
        None => head.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(head).to_vec(),
    };
    let text = text.trim_ascii_start();
    if text.is_empty() {
        return Content::Empty;
    }
    // Before the look for control bytes: a record further on may be damaged.
    if text.starts_with(b"WARC/") || holds_record(text) {
        return Content::Warc;
    }
    if text.starts_with(b"[") && text[1..].trim_ascii_start().starts_with(b"{") {
        return Content::Objects;
    }
    if text.starts_with(b"{")
        && text[1..].trim_ascii_start().first().is_none_or(|&byte| byte == b'"' || byte == b'}')
    {
        let line = text.split(|&byte| byte == b'\n').next().unwrap_or(text);
        return if line.trim_ascii_end() == b"{" { Content::Objects } else { Content::Lines };
    }
    if holds_objects(text) {
        return Content::Lines;
    }
    if is_binary(text) {
        return Content::Binary;
    }
    let lower = text.to_ascii_lowercase();
    let holds = |word: &[u8]| lower.windows(word.len()).any(|window| window == word);
    if lower.starts_with(b"<") && !holds(b"<html") {
        // `<feed`, `<rss` and `<rdf:rdf` are the root elements of Atom, RSS and RSS 1.
        if [&b"<rss"[..], b"<feed", b"<rdf:rdf"].iter().any(|root| holds(root)) {
            return Content::Feed;
        }
    }
    let markup =
        lower.windows(2).filter(|pair| pair[0] == b'<' && (pair[1] == b'/' || pair[1].is_ascii_lowercase()));
    let tags = markup.count();
    if holds(b"<!doctype html") || holds(b"<html") || (lower.starts_with(b"<") && tags > 2) {
        return Content::Html;
    }
    Content::Text
}

/// Where the text of UTF-16 begins; `None` for other files. UTF-16 is told by its mark, or by its zeros: Latin letters have
/// one on one side.
fn wide_start(head: &[u8]) -> Option<usize> {
    if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
        return Some(2);
    }
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd, units) = (zeros(0), zeros(1), head.len() / 2);
    (units > 1 && even.max(odd) * 4 > units && even.min(odd) * 50 <= units).then_some(0)
}

/// The ASCII letters of UTF-16, and question marks for all others: enough to tell what a file is.
fn narrow(wide: &[u8]) -> Vec<u8> {
    let letter = |pair: &[u8]| match pair {
        [0, letter] | [letter, 0] => *letter,
        _ => b'?',
    };
    wide.chunks(2).map(letter).collect()
}

/// True when the head of a WARC record stands in `text`, though not at its beginning: that one is damaged.
fn holds_record(text: &[u8]) -> bool {
    let at = text.windows(8).position(|window| matches!(window, b"WARC/1.0" | b"WARC/1.1"));
    at.is_some_and(|at| text[at..].windows(10).take(1000).any(|window| window == b"WARC-Type:"))
}

/// True when the lines after the first are JSON objects: that one is damaged.
fn holds_objects(text: &[u8]) -> bool {
    let mut lines = text.split(|&byte| byte == b'\n').skip(1).map(<[u8]>::trim_ascii).take(4);
    let is_object = |line: &[u8]| line.starts_with(b"{\"") && line.ends_with(b"}");
    lines.next().is_some_and(is_object) && lines.next().is_some_and(is_object)
}

/// Formats that hold no text by themselves: their first bytes, and what to say of them.
const KNOWN: [(&[u8], &str); 14] = [
    (b"%PDF-", "a PDF document is not read; turn it to text first"),
    (b"PK\x03\x04", "a zip archive (also docx, xlsx, epub) is not read; unpack it first"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x89PNG", "a picture (PNG) is not read"),
    (b"\xff\xd8\xff", "a picture (JPEG) is not read"),
    (b"GIF8", "a picture (GIF) is not read"),
    (b"RIFF", "a picture or sound (RIFF) is not read"),
    (b"\x7fELF", "a program is not read"),
    (b"SQLite format 3\0", "a SQLite database is not read; give the captures that it was made from"),
    (b"BZh", "bzip2 is not read; decompress it, or compress with gzip or zstd"),
    (b"\xfd7zXZ\0", "xz is not read; decompress it, or compress with gzip or zstd"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive is not read; unpack it first"),
    (b"PAR1", "Parquet is not read; write it as JSON lines"),
    (b"\xd0\xcf\x11\xe0", "an old Office document is not read; turn it to text first"),
];

/// What to say of a file without text.
pub(crate) fn binary_words(head: &[u8]) -> &'static str {
    if let Some((_, words)) = KNOWN.iter().find(|(magic, _)| head.starts_with(magic)) {
        return words;
    }
    if head.get(257..262) == Some(b"ustar") {
        return "a tar archive is not read; unpack it first";
    }
    "the file holds no text"
}

/// True when `text` begins like a known binary format, or more than one byte of 50 is a control byte.
pub(crate) fn is_binary(text: &[u8]) -> bool {
    // Text can begin with a few of these letters; formats of letters alone are told by what follows.
    let is_known =
        KNOWN.iter().any(|(magic, _)| text.starts_with(magic) && (magic.len() > 4 || !magic.is_ascii()));
    if is_known || text.get(257..262) == Some(b"ustar") {
        return true;
    }
    if [&b"PK\x03\x04"[..], b"PK\x05\x06", b"\x7fELF", b"GIF8"].iter().any(|magic| text.starts_with(magic)) {
        return true;
    }
    let control =
        text.iter().filter(|&&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b));
    control.count() * 50 > text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(head: &[u8], content: Content) {
        assert_eq!(sniff(head), content, "{}", String::from_utf8_lossy(head));
    }

    #[test]
    fn content_tells_the_kind() {
        check(b"", Content::Empty);
        check(b" \n\n", Content::Empty);
        check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Content::Binary);
        check(b"\0\0\0\0\0\0\0\0", Content::Binary);
        check(b"{\"id\": \"a\"}\n{\"id\": \"b\"}\n", Content::Lines);
        check(b"[\n  {\"id\": \"a\"}]", Content::Objects);
        check(b"[1] A page", Content::Text);
        check(b"z\"id\": 1}\n{\"id\": 2}\n{\"id\": 3}\n", Content::Lines);
        check(b"%PDF-1.7\n", Content::Binary);
        check(b"XARC/1.0\r\nWARC-Type: warcinfo\r\n\r\nWARC/1.0\r\nWARC-Type: response\r\n", Content::Warc);
        check(b"{\n  \"id\": \"a\"\n}\n", Content::Objects);
        check(b"WARC/1.0\r\nWARC-Type: response\r\n", Content::Warc);
        check(b"<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel>", Content::Feed);
        check(b"WARC/1.0\r\n\r\n<\0p\0>\0a\0b\0c\0d\0e\0f\0g\0h\0i\0j\0k\0", Content::Warc);
        check(b"<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\">", Content::Feed);
        check(b"\n<!DOCTYPE html>\n<html lang=\"vi\">", Content::Html);
        check(b"<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\">", Content::Html);
        check(b"<div><p>A</p></div>", Content::Html);
        check("Tổng thống lên đường\n".as_bytes(), Content::Text);
        check("{Bản tin} hôm nay".as_bytes(), Content::Text);
        check(b"\xff\xfeN\0g\0a\0y\0", Content::Text);
        check(b"N\0g\0a\0y\0 \0\xa1\x1e", Content::Text);
        check(b"\0<\0h\0t\0m\0l\0>", Content::Html);
        check(b"\xff\xfe<\0h\0t\0m\0l\0>\0", Content::Html);
    }
}
