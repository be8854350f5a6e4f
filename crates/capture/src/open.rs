//! Opening: paths to the items in them.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use biennien_model::{Capture, Media};

use crate::feed::read_feed;
use crate::fields::Field;
use crate::item::{CaptureError, Item, RECORD_BYTES_MAX, Take, capture, cut_problem, fail, pass};
use crate::lines::{read_lines, read_objects};
use crate::seen::Seen;
use crate::sniff::{Content, binary_words, sniff};
use crate::stream::Stream;
use crate::walk::{Met, walk};
use crate::warc::read_warc;

/// Reads `paths` (files, folders, `-` for standard input) in the order given, and hands each item to `take`.
///
/// The files of a folder come in sorted order. What cannot be read is an [`Item::Failed`], and reading goes on.
/// `fields` say which keys of JSON records hold what; empty for clean input.
pub fn read_paths(paths: &[PathBuf], fields: &[Field], take: &mut dyn FnMut(Item)) {
    let mut opener = Opener { fields, seen: Seen::default() };
    for path in paths {
        if path.as_os_str() == "-" {
            opener.read("-", Box::new(io::stdin()), take);
            continue;
        }
        walk(path, &mut |path, met| {
            let shown = path.display().to_string();
            match met {
                Met::File => match File::open(path) {
                    Ok(reader) => opener.read(&shown, Box::new(reader), take),
                    Err(error) => fail(take, &shown, 0, "unreadable", error.to_string()),
                },
                Met::Other => pass(take, &shown, 0, "no regular file"),
                Met::Failed(error) => fail(take, &shown, 0, "unreadable", error.to_string()),
            }
        });
    }
}

/// Reads the captures of one file and hands each to `take`, in file order. Failed parts are passed over.
///
/// # Errors
/// When the file cannot be read.
pub fn read_path(path: &Path, take: &mut dyn FnMut(Capture)) -> Result<(), CaptureError> {
    let named = |source| CaptureError::Read { path: path.to_owned(), source };
    let reader = File::open(path).map_err(named)?;
    let mut only = |item| {
        if let Item::Capture(capture) = item {
            take(capture);
        }
    };
    let mut opener = Opener { fields: &[], seen: Seen::default() };
    opener.read_content(&path.display().to_string(), Box::new(reader), &mut only).map_err(named)
}

/// Reads the bytes of `reader`, named `path`, and hands each item to `take`.
pub fn read_stream(path: &str, reader: Box<dyn Read>, take: &mut dyn FnMut(Item)) {
    Opener { fields: &[], seen: Seen::default() }.read(path, reader, take);
}

/// What is the same for all files of a run.
struct Opener<'a> {
    fields: &'a [Field],
    seen: Seen,
}

impl Opener<'_> {
    fn read(&mut self, path: &str, reader: Box<dyn Read>, take: Take<'_>) {
        if let Err(error) = self.read_content(path, reader, take) {
            fail(take, path, 0, "unreadable", error.to_string());
        }
    }

    fn read_content(&mut self, path: &str, reader: Box<dyn Read>, take: Take<'_>) -> io::Result<()> {
        let mut stream = Stream::open(reader)?;
        loop {
            let content = sniff(stream.head()?);
            let ends_early = stream.cut_ahead().is_some();
            match content {
                Content::Lines => return read_lines(&mut stream, path, self.fields, take),
                Content::Objects => return read_objects(&mut stream, path, self.fields, take),
                Content::Warc => return read_warc(&mut stream, path, &mut self.seen, take),
                Content::Feed => return read_feed(&mut stream, path, take),
                Content::Binary if !ends_early => {
                    fail(take, path, 0, "binary", binary_words(stream.head()?));
                    return Ok(());
                }
                Content::Empty if !ends_early => {
                    fail(take, path, 0, "empty", "the file holds nothing");
                    return Ok(());
                }
                _ => {}
            }
            let media = if content == Content::Html { Media::Html } else { Media::Text };
            let page = read_page(&mut stream, path, media, take)?;
            let cut = stream.cut().cloned();
            // An archive whose first record is damaged does not look like one before the second.
            if let Some(cut) = &cut
                && stream.resume()?
                && (is_container(sniff(stream.head()?)) || page.is_none())
            {
                fail(take, path, stream.offset, cut.code, cut.message.clone());
                continue;
            }
            // What a trap gives is no page.
            let page = page.filter(|_| cut.as_ref().is_none_or(|cut| cut.code != "too_large"));
            match (page, cut) {
                (Some(page), _) if matches!(content, Content::Text | Content::Html) => {
                    take(Item::Capture(page))
                }
                (_, Some(cut)) => fail(take, path, 0, cut.code, format!("{}, before any text", cut.message)),
                _ => {}
            }
            return Ok(());
        }
    }
}

fn is_container(content: Content) -> bool {
    matches!(content, Content::Warc | Content::Lines | Content::Objects)
}

/// Reads all of a file as one page; `None` when nothing is there, or too much.
fn read_page(stream: &mut Stream, path: &str, media: Media, take: Take<'_>) -> io::Result<Option<Capture>> {
    let Some(part) = stream.rest(RECORD_BYTES_MAX)? else {
        return Ok(None);
    };
    if !part.whole {
        let message = format!("a page of more than {RECORD_BYTES_MAX} bytes was passed over");
        fail(take, path, 0, "too_large", message);
        return Ok(None);
    }
    let mut capture = capture(part.bytes, media, path, 0);
    if let Some(cut) = stream.cut() {
        capture.problems.push(cut_problem(cut, stream.offset));
    }
    Ok(Some(capture))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    /// Reads `bytes` and shows each item in a few words.
    #[track_caller]
    fn check(bytes: &[u8], shown: &[&str]) {
        let mut items = Vec::new();
        read_stream("a/b.txt", Box::new(io::Cursor::new(bytes.to_vec())), &mut |item| {
            items.push(show(&item))
        });
        assert_eq!(items, shown);
    }

    fn show(item: &Item) -> String {
        match item {
            Item::Capture(capture) => {
                let problems: Vec<_> =
                    capture.problems.iter().map(|problem| format!(" {}", problem.code)).collect();
                let media = format!("{:?}", capture.media);
                format!(
                    "{media} {}@{} {} bytes{}",
                    capture.source_id,
                    capture.offset,
                    capture.bytes.len(),
                    problems.concat()
                )
            }
            Item::Sighting(sighting) => format!("again {}@{}", sighting.source_id, sighting.offset),
            Item::Passed(passed) => format!("passed {}@{}", passed.why, passed.offset),
            Item::Failed(failed) => format!("failed {} {}@{}", failed.code, failed.path, failed.offset),
        }
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).expect("writing to memory");
        encoder.finish().expect("writing to memory")
    }

    /// Lines that do not compress well, so that a cut falls between them.
    fn many_lines() -> Vec<u8> {
        let mut lines = String::new();
        for number in 0..2000u32 {
            let noise = number.wrapping_mul(2_654_435_761);
            lines.push_str(&format!("{{\"id\": \"{number}\", \"text\": \"{noise:x}\"}}\n"));
        }
        lines.into_bytes()
    }

    #[test]
    fn pages_are_told_by_content() {
        check("Một trang\n".as_bytes(), &["Text b.txt@0 12 bytes"]);
        check(b"<html><body>A</body></html>", &["Html b.txt@0 27 bytes"]);
        check(&gzip(b"<html><body>A</body></html>"), &["Html b.txt@0 27 bytes"]);
        let packed = zstd::encode_all(&b"A page"[..], 3).expect("writing to memory");
        check(&packed, &["Text b.txt@0 6 bytes"]);
    }

    #[test]
    fn lines_are_records() {
        check(
            b"{\"id\": \"x\", \"text\": \"\"}\n\n{\"id\": 7, \"text\": \"\"}\n{oops\n{\"text\": \"\"}",
            &[
                "Clean x@0 24 bytes",
                "Clean 7@25 22 bytes",
                "failed bad_json a/b.txt@47",
                "Clean b.txt@53 12 bytes",
            ],
        );
        check(
            b"{\n\"text\": \"}\",\n\"id\": \"x\"\n}\n{\n\"text\": 7}",
            &["Clean x@0 26 bytes", "Clean b.txt@27 12 bytes"],
        );
        check(
            b"[{\"text\": \"{\"}, 7,\n{\"text\": \"\\\"\"}]",
            &["Clean b.txt@1 13 bytes", "failed bad_json a/b.txt@16", "Clean b.txt@19 14 bytes"],
        );
        check(b"{\"content\": \"A\"}\n", &["failed bad_field a/b.txt@0"]);
        check(b"{\"text\": \"\xff\"}\n", &["Clean b.txt@0 14 bytes"]);
    }

    #[test]
    fn what_holds_no_text_fails() {
        check(b"", &["failed empty a/b.txt@0"]);
        check(b" \n", &["failed empty a/b.txt@0"]);
        check(b"%PDF-1.7\n", &["failed binary a/b.txt@0"]);
        check(&[0x1f, 0x8b, 8], &["failed truncated a/b.txt@0"]);
    }

    #[test]
    fn a_cut_stream_keeps_what_came_before() {
        let whole = gzip(&many_lines());
        let mut items = Vec::new();
        let half = whole[..whole.len() / 2].to_vec();
        read_stream("x.jsonl.gz", Box::new(io::Cursor::new(half)), &mut |item| items.push(show(&item)));
        assert!(items.len() > 500);
        assert_eq!(items[0], "Clean 0@0 25 bytes");
        assert!(
            items.last().is_some_and(|last| last.starts_with("failed truncated x.jsonl.gz@")),
            "{items:?}"
        );
    }

    #[test]
    fn an_oversized_record_is_passed_over() {
        let mut bytes = b"{\"title\": \"a\"}\n{\"text\": \"".to_vec();
        bytes.resize(RECORD_BYTES_MAX + 100, b'x');
        bytes.extend_from_slice(b"\"}\n{\"title\": \"b\"}\n");
        let end = bytes.len() - 15;
        check(
            &bytes,
            &[
                "Clean b.txt@0 15 bytes",
                "failed too_large a/b.txt@15",
                &format!("Clean b.txt@{end} 15 bytes"),
            ],
        );
    }

    #[test]
    fn archives_give_their_pages() {
        let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n\
                    6\r\n<html>\r\n7\r\n</html>\r\n0\r\n\r\n";
        let mut warc =
            String::from("WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n");
        let start = warc.len();
        warc.push_str("WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:7>\r\n");
        warc.push_str("Content-Type: application/http; msgtype=response\r\n");
        warc.push_str(&format!(
            "WARC-Target-URI: https://a.vn/\r\nContent-Length: {}\r\n\r\n{page}\r\n\r\n",
            page.len()
        ));
        check(warc.as_bytes(), &[&format!("Html 7@{start} 13 bytes")]);
        check(&gzip(warc.as_bytes()), &[&format!("Html 7@{start} 13 bytes")]);
    }

    #[test]
    fn folders_are_walked_in_order_and_failures_named() {
        let dir = tempfile::tempdir().expect("a folder for the test");
        std::fs::create_dir(dir.path().join("sub")).expect("a folder for the test");
        for (name, text) in [("b.txt", "B"), ("a.txt", "A"), ("sub/c.txt", "C"), (".hidden", "H")] {
            std::fs::write(dir.path().join(name), text).expect("a file for the test");
        }
        let mut items = Vec::new();
        read_paths(&[dir.path().to_owned(), dir.path().join("missing")], &[], &mut |item| {
            items.push(show(&item))
        });
        assert_eq!(items[..3], ["Text a.txt@0 1 bytes", "Text b.txt@0 1 bytes", "Text c.txt@0 1 bytes"]);
        assert!(items[3].starts_with("failed unreadable "), "{items:?}");
        assert_eq!(items.len(), 4);
    }
}
