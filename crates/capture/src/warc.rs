//! WARC: the pages in a web archive (ISO 28500), record by record.
//!
//! `response` and `resource` records of HTML or plain text and `conversion` records (text) become captures, `revisit`
//! records sightings of what was captured before; all others are passed over. Heads, lengths and digests are checked:
//! what is wrong with a record that can be read is a problem of its capture, and after what cannot be read the next
//! record is looked for.
//!
//! Read by hand, and not with the `fastwarc` crate: it takes the early end of a gzip file for its regular end, stops
//! at the first damaged member, and gives no offset in the decompressed file (decision 0008).

use std::io;

use biennien_model::{Media, Problem, Sighting};

use crate::http::{Body, read_http};
use crate::item::{Item, RECORD_BYTES_MAX, Take, capture, fail, pass};
use crate::proof::{Proof, prove};
use crate::seen::Seen;
use crate::sniff::{Content, sniff};
use crate::stream::Stream;

/// The longest head of a record, in bytes; a longer one is no WARC.
const HEAD_BYTES_MAX: usize = 1 << 20;

/// How much of an archive is read again because of wrong lengths, in bytes: lengths can be made to be wrong.
const UNREAD_BYTES_MAX: u64 = 1 << 30;

/// Kinds of records that hold no page.
const WITHOUT_PAGE: [&str; 4] = ["warcinfo", "request", "metadata", "continuation"];

/// Reads the records of a web archive.
pub(crate) fn read_warc(stream: &mut Stream, path: &str, seen: &mut Seen, take: Take<'_>) -> io::Result<()> {
    loop {
        match read_head(stream)? {
            Next::Head(head) => read_record(&head, stream, path, seen, take)?,
            Next::Other(start) => {
                fail(take, path, start, "bad_warc", "no record begins here; the next one is looked for");
                skip_to_record(stream)?;
            }
            Next::Broken(start) if stream.cut().is_none() => {
                fail(take, path, start, "truncated", "the file ends within the head of a record");
            }
            Next::Broken(_) => {}
            Next::End => {
                let Some(cut) = stream.cut().cloned() else { return Ok(()) };
                let offset = stream.offset;
                fail(take, path, offset, cut.code, format!("{}, after {offset} bytes", cut.message));
                if !stream.resume()? {
                    return Ok(());
                }
                skip_to_record(stream)?;
            }
        }
    }
}

fn read_record(
    head: &Head,
    stream: &mut Stream,
    path: &str,
    seen: &mut Seen,
    take: Take<'_>,
) -> io::Result<()> {
    let start = head.start;
    let Some(length) = head.value("content-length").and_then(|length| length.parse::<u64>().ok()) else {
        fail(take, path, start, "bad_warc", "a record has no length; the next one is looked for");
        return skip_to_record(stream);
    };
    let Some(part) = stream.take(length, RECORD_BYTES_MAX)? else {
        if stream.cut().is_none() {
            fail(take, path, start, "truncated", "the file ends before the record does");
        }
        return Ok(());
    };
    let mut problems = Vec::new();
    let (is_whole, mut block, read) = (part.whole, part.bytes, stream.offset - part.start);
    if let Some(cut) = stream.cut().filter(|_| read < length) {
        problems.push(Problem::new(cut.code, format!("{}; what came before is kept", cut.message)));
    } else if read < length || !is_end(stream)? {
        problems.push(Problem::new(
            "bad_length",
            format!("the record at byte {start} is not {length} bytes long"),
        ));
        if is_whole && stream.unread < UNREAD_BYTES_MAX {
            stream.unread(&block);
            block = read_to_record(stream)?;
        } else {
            skip_to_record(stream)?;
        }
    } else if stream.ahead(8)?.iter().all(|byte| matches!(byte, b'\r' | b'\n'))
        && let Some(cut) = stream.cut_ahead().filter(|cut| cut.is_inside)
    {
        // The checksum stands after the record, which is why its damage is known only now.
        problems.push(Problem::new(cut.code, cut.message.clone()));
    }
    if !is_whole {
        fail(take, path, start, "too_large", format!("a record of {length} bytes was passed over"));
        return Ok(());
    }
    match head.value("warc-type").unwrap_or_default() {
        "response" | "resource" | "conversion" => read_page(head, block, problems, path, seen, take),
        "revisit" => read_revisit(head, path, seen, take),
        kind if WITHOUT_PAGE.contains(&kind) => {
            for problem in problems {
                fail(take, path, start, "bad_warc", format!("a record of kind {kind}: {}", problem.message));
            }
        }
        "" => fail(take, path, start, "bad_warc", "a record does not say of what kind it is"),
        kind => fail(take, path, start, "bad_warc", format!("no kind of record is called {kind}")),
    }
    Ok(())
}

fn read_page(
    head: &Head,
    block: Vec<u8>,
    mut problems: Vec<Problem>,
    path: &str,
    seen: &mut Seen,
    take: Take<'_>,
) {
    let start = head.start;
    let odd = || Problem::new("bad_digest", format!("the record at byte {start} does not have its digest"));
    if problems.is_empty() && prove(&block, head.value("warc-block-digest")) == Proof::Failed {
        problems.push(odd());
    }
    let is_http = block.starts_with(b"HTTP/")
        || head.value("content-type").is_some_and(|kind| kind.starts_with("application/http"));
    let body = if is_http {
        match read_http(block, &mut problems) {
            Ok(body) => body,
            Err(why) => return pass_or_fail(problems, start, path, why, take),
        }
    } else {
        Body::plain(block, head.value("content-type").unwrap_or_default())
    };
    if problems.is_empty() && body.prove(head.value("warc-payload-digest")) == Proof::Failed {
        problems.push(odd());
    }
    let is_text = head.value("warc-type") == Some("conversion") || body.kind == "text/plain";
    let media = match sniff(&body.bytes[..body.bytes.len().min(64 << 10)]) {
        Content::Html => Media::Html,
        Content::Text if is_text => Media::Text,
        Content::Empty => return pass_or_fail(problems, start, path, "empty".to_owned(), take),
        _ if body.kind.is_empty() => return pass_or_fail(problems, start, path, "no page".to_owned(), take),
        _ => return pass_or_fail(problems, start, path, body.kind, take),
    };
    let mut capture = capture(body.bytes, media, path, start);
    capture.source_id = head.id();
    capture.url = head.url();
    capture.captured = head.value("warc-date").map(str::to_owned);
    capture.charset = body.charset;
    capture.problems = problems;
    seen.add(
        head.value("warc-payload-digest"),
        capture.url.as_deref(),
        capture.captured.as_deref(),
        &capture.digest,
    );
    take(Item::Capture(capture));
}

/// A record without a page is passed over; one that may have lost it to damage failed.
fn pass_or_fail(problems: Vec<Problem>, start: u64, path: &str, why: String, take: Take<'_>) {
    match problems.first() {
        Some(problem) => {
            fail(take, path, start, "damaged", format!("no page is left ({why}): {}", problem.message))
        }
        None => pass(take, path, start, why),
    }
}

/// The same answer as before: by its digest, or by the address and moment of the record it refers to.
fn read_revisit(head: &Head, path: &str, seen: &Seen, take: Take<'_>) {
    let digest = seen.find(
        head.value("warc-payload-digest"),
        head.value("warc-refers-to-target-uri").or_else(|| head.value("warc-target-uri")),
        head.value("warc-refers-to-date"),
    );
    let Some(digest) = digest else {
        return pass(take, path, head.start, "revisit of what was not captured here");
    };
    take(Item::Sighting(Sighting {
        digest,
        path: path.to_owned(),
        offset: head.start,
        source_id: head.id(),
        url: head.url(),
        captured: head.value("warc-date").map(str::to_owned),
    }));
}

/// Named fields, names in lower case.
pub(crate) struct Head {
    /// Byte offset of the first field.
    start: u64,
    fields: Vec<(String, String)>,
}

impl Head {
    pub(crate) fn parse(text: &str, start: u64) -> Head {
        let fields = text.lines().filter_map(|line| line.split_once(':'));
        let fields =
            fields.map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned())).collect();
        Head { start, fields }
    }

    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    fn id(&self) -> String {
        let id = self.value("warc-record-id").unwrap_or_default().trim_matches(['<', '>']);
        let id = id.strip_prefix("urn:uuid:").unwrap_or(id);
        if id.is_empty() { format!("record at byte {}", self.start) } else { id.to_owned() }
    }

    fn url(&self) -> Option<String> {
        self.value("warc-target-uri").map(|url| url.trim_matches(['<', '>']).to_owned())
    }
}

/// What stands next in an archive.
enum Next {
    Head(Head),
    /// Something that is no record, at this offset.
    Other(u64),
    /// The beginning of a head, at this offset, with which the stream ends.
    Broken(u64),
    End,
}

/// Reads to the empty line after a record's head; passes over empty lines before it.
fn read_head(stream: &mut Stream) -> io::Result<Next> {
    let (mut text, mut start) = (String::new(), stream.offset);
    while text.len() < HEAD_BYTES_MAX {
        let Some(part) = stream.line(HEAD_BYTES_MAX)? else {
            return Ok(if text.is_empty() { Next::End } else { Next::Broken(start) });
        };
        let line = String::from_utf8_lossy(&part.bytes);
        match (line.trim().is_empty(), text.is_empty()) {
            (true, true) => start = stream.offset,
            (true, false) => return Ok(Next::Head(Head::parse(&text, start))),
            (false, true) if !line.starts_with("WARC/") => return Ok(Next::Other(start)),
            (false, _) => text.push_str(&line),
        }
    }
    Ok(Next::Other(start))
}

/// Passes over everything before the next record.
fn skip_to_record(stream: &mut Stream) -> io::Result<()> {
    read_to_record(stream).map(drop)
}

/// Reads what stands before the next record, or before the end: a block whose length is not known.
fn read_to_record(stream: &mut Stream) -> io::Result<Vec<u8>> {
    let mut block = Vec::new();
    while let Some(line) = stream.line(RECORD_BYTES_MAX)? {
        // The line feed before it may be what is damaged.
        let end = line.bytes.trim_ascii_end();
        if end.ends_with(b"WARC/1.0") || end.ends_with(b"WARC/1.1") {
            let at = end.len() - b"WARC/1.0".len();
            stream.unread(&line.bytes[at..]);
            block.extend_from_slice(&line.bytes[..at]);
            break;
        }
        let room = RECORD_BYTES_MAX.saturating_sub(block.len()).min(line.bytes.len());
        block.extend_from_slice(&line.bytes[..room]);
    }
    let end = block.strip_suffix(b"\r\n\r\n").map_or(block.len(), <[u8]>::len);
    block.truncate(end);
    Ok(block)
}

/// True when the stream stands where a record ends: before an empty line and another, at its end, or before a record.
fn is_end(stream: &mut Stream) -> io::Result<bool> {
    let ahead = stream.ahead(16)?;
    let rest =
        ahead.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).map_or(&[][..], |at| &ahead[at..]);
    let is_record = rest.len() < ahead.len() && b"WARC/".starts_with(&rest[..rest.len().min(5)]);
    Ok(rest.is_empty() || is_record || ahead.starts_with(b"\r\n\r\n"))
}

/// Where `word` begins in `bytes`.
pub(crate) fn position(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}
