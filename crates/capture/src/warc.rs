//! WARC: the pages in a web archive (ISO 28500), record by record.
//!
//! `response` and `resource` records of HTML or plain text and `conversion` records (text) become captures;
//! all others are passed over. A body is freed of its HTTP head, of chunks and of compression.

use std::io::{self, Read};

use biennien_model::Media;

use crate::item::{Item, RECORD_BYTES_MAX, Take, capture, cut_problem, fail};
use crate::sniff::{Content, sniff};
use crate::stream::Stream;

/// The longest head of a record, in bytes; a longer one is no WARC.
const HEAD_BYTES_MAX: usize = 1 << 20;

/// Reads the records of a web archive.
pub(crate) fn read_warc(stream: &mut Stream, path: &str, take: Take<'_>) -> io::Result<()> {
    while let Some(head) = read_head(stream)? {
        let start = head.start;
        let Some(length) = head.value("content-length").and_then(|length| length.parse::<u64>().ok()) else {
            fail(take, path, start, "bad_warc", "a record has no length; what follows cannot be read");
            return Ok(());
        };
        let wanted = matches!(head.value("warc-type"), Some("response" | "resource" | "conversion"));
        let Some(part) = stream.take(length, if wanted { RECORD_BYTES_MAX } else { 0 })? else {
            break;
        };
        if !wanted {
            continue;
        }
        if !part.whole {
            fail(take, path, start, "too_large", format!("a record of {length} bytes was passed over"));
            continue;
        }
        let short = (part.bytes.len() as u64) < length;
        let is_http = head.value("content-type").is_some_and(|kind| kind.starts_with("application/http"));
        let Some(body) = (if is_http { http_body(&part.bytes) } else { Some(part.bytes) }) else {
            continue;
        };
        let media = match sniff(&body[..body.len().min(64 << 10)]) {
            Content::Html => Media::Html,
            Content::Text if head.value("warc-type") == Some("conversion") => Media::Text,
            _ => continue,
        };
        let mut capture = capture(body, media, path, start);
        if let Some(id) = head.value("warc-record-id") {
            let id = id.trim_matches(['<', '>']);
            capture.source_id = id.strip_prefix("urn:uuid:").unwrap_or(id).to_owned();
        }
        capture.url = head.value("warc-target-uri").map(|url| url.trim_matches(['<', '>']).to_owned());
        capture.captured = head.value("warc-date").map(str::to_owned);
        if let Some(cut) = stream.cut().filter(|_| short) {
            capture.problems.push(cut_problem(cut, stream.offset));
        }
        take(Item::Capture(capture));
    }
    if let Some(cut) = stream.cut() {
        fail(take, path, stream.offset, cut.code, format!("{} after {} bytes", cut.message, stream.offset));
    }
    Ok(())
}

/// Named fields, names in lower case.
struct Head {
    /// Byte offset of the first field.
    start: u64,
    fields: Vec<(String, String)>,
}

impl Head {
    fn parse(text: &str, start: u64) -> Head {
        let fields = text.lines().filter_map(|line| line.split_once(':'));
        Head {
            start,
            fields: fields
                .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned()))
                .collect(),
        }
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }
}

/// Reads to the empty line after a record's head; passes over empty lines before it. `None` at the end.
fn read_head(stream: &mut Stream) -> io::Result<Option<Head>> {
    let (mut text, mut start) = (String::new(), stream.offset);
    while text.len() < HEAD_BYTES_MAX {
        let Some(part) = stream.line(HEAD_BYTES_MAX)? else {
            return Ok(None);
        };
        let line = String::from_utf8_lossy(&part.bytes);
        match (line.trim().is_empty(), text.is_empty()) {
            (true, true) => start = stream.offset,
            (true, false) => return Ok(Some(Head::parse(&text, start))),
            (false, _) => text.push_str(&line),
        }
    }
    Ok(Some(Head::parse(&text, start)))
}

/// The body of a successful HTTP answer; `None` for any other.
fn http_body(answer: &[u8]) -> Option<Vec<u8>> {
    let (at, length) = [&b"\r\n\r\n"[..], b"\n\n"].iter().find_map(|gap| {
        let at = answer.windows(gap.len()).position(|window| window == *gap)?;
        Some((at, gap.len()))
    })?;
    let text = String::from_utf8_lossy(&answer[..at]);
    let status = text.lines().next()?.split_whitespace().nth(1)?;
    if !status.starts_with('2') {
        return None;
    }
    let head = Head::parse(&text, 0);
    let mut body = answer[at + length..].to_vec();
    if head.value("transfer-encoding").is_some_and(|kind| kind.contains("chunked")) {
        body = unchunk(&body).unwrap_or(body);
    }
    if body.starts_with(&[0x1f, 0x8b]) {
        let mut plain = Vec::new();
        let decoder = flate2::read::MultiGzDecoder::new(body.as_slice());
        // A body that breaks off is used as far as it goes.
        let _ = decoder.take(RECORD_BYTES_MAX as u64).read_to_end(&mut plain);
        body = plain;
    }
    Some(body)
}

/// The bytes of a chunked body; `None` when it is not one (many archives store it already joined).
fn unchunk(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let end = body.iter().take(64).position(|&byte| byte == b'\n')?;
        let size = std::str::from_utf8(&body[..end]).ok()?;
        let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        if size == 0 {
            return Some(whole);
        }
        let chunk = body.get(end + 1..)?;
        whole.extend_from_slice(&chunk[..size.min(chunk.len())]);
        body = chunk.get(size..)?;
        body = body.strip_prefix(b"\r\n").or_else(|| body.strip_prefix(b"\n")).unwrap_or(body);
    }
}
