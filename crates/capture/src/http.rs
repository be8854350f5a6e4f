//! HTTP: the body of an answer, freed of its head, of chunks and of compression.

use std::io::Read;

use biennien_model::Problem;

use crate::item::RECORD_BYTES_MAX;
use crate::proof::{Proof, prove};
use crate::sniff::{Content, sniff};
use crate::warc::{Head, position};

/// How many times its size a body may become, past a mebibyte.
const RATIO_MAX: usize = 200;

/// What an answer holds.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Body {
    /// The page.
    pub(crate) bytes: Vec<u8>,
    /// Media type in lower case, without parameters; empty when none is given.
    pub(crate) kind: String,
    /// The encoding that the server names.
    pub(crate) charset: Option<String>,
    /// The body as it was sent, and without its chunks: digests are taken of either.
    sent: [Option<Vec<u8>>; 2],
}

impl Body {
    /// A body that stands in the archive as it is.
    pub(crate) fn plain(bytes: Vec<u8>, content_type: &str) -> Body {
        let (kind, charset) = read_type(content_type);
        Body { bytes, kind, charset, sent: [None, None] }
    }

    /// Whether the body, in any of its forms, has this digest.
    pub(crate) fn prove(&self, named: Option<&str>) -> Proof {
        let forms = self.sent.iter().flatten().chain([&self.bytes]);
        let mut proof = Proof::None;
        for form in forms {
            match prove(form, named) {
                Proof::Held => return Proof::Held,
                other => proof = other,
            }
        }
        proof
    }
}

/// Reads the answer of a server; why there is no page in it, when there is none.
pub(crate) fn read_http(answer: Vec<u8>, problems: &mut Vec<Problem>) -> Result<Body, String> {
    let (at, gap) = [&b"\r\n\r\n"[..], b"\n\n"]
        .iter()
        .filter_map(|gap| Some((position(&answer, gap)?, gap.len())))
        .min()
        .ok_or_else(|| "no HTTP answer".to_owned())?;
    let text = String::from_utf8_lossy(&answer[..at]);
    let status = text.lines().next().and_then(|line| line.split_whitespace().nth(1)).unwrap_or_default();
    if !status.starts_with('2') {
        return Err(format!("HTTP status {status}"));
    }
    let head = Head::parse(&text, 0);
    let (kind, charset) = read_type(head.value("content-type").unwrap_or_default());
    let sent = answer[at + gap..].to_vec();
    let is_chunked = head.value("transfer-encoding").is_some_and(|coding| coding.contains("chunked"));
    let joined = if is_chunked { unchunk(&sent, problems) } else { None };
    let coded = joined.as_ref().unwrap_or(&sent);
    let mut bytes = coded.clone();
    // The last coding was applied last; most answers have one.
    for coding in head.value("content-encoding").unwrap_or_default().rsplit(',') {
        bytes = decode(bytes, coding.trim(), problems);
    }
    // Some archives lose the field, never the bytes.
    bytes = match bytes.as_slice() {
        [0x1f, 0x8b, 8, ..] => decode(bytes, "gzip", problems),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => decode(bytes, "zstd", problems),
        _ => bytes,
    };
    Ok(Body { bytes, kind, charset, sent: [Some(sent), joined] })
}

/// Media type and charset of a `Content-Type`.
fn read_type(written: &str) -> (String, Option<String>) {
    let mut parts = written.split(';');
    let kind = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    });
    (kind, charset)
}

/// Undoes one content coding. A body that breaks off is used as far as it goes; one that was decoded before it was
/// archived, though its head still says otherwise, stays as it is.
fn decode(body: Vec<u8>, coding: &str, problems: &mut Vec<Problem>) -> Vec<u8> {
    let mut plain = Vec::new();
    let bytes = body.as_slice();
    let ended = match coding.to_ascii_lowercase().as_str() {
        "gzip" | "x-gzip" => unpack(flate2::read::MultiGzDecoder::new(bytes), bytes, &mut plain),
        // Both forms are in use: zlib, as the standard says, and the bare stream.
        "deflate" => unpack(flate2::read::ZlibDecoder::new(bytes), bytes, &mut plain).or_else(|error| {
            if !plain.is_empty() {
                return Err(error);
            }
            unpack(flate2::read::DeflateDecoder::new(bytes), bytes, &mut plain)
        }),
        "br" => unpack(brotli_decompressor::Decompressor::new(bytes, 64 << 10), bytes, &mut plain),
        "zstd" => zstd::stream::read::Decoder::new(bytes)
            .map_err(|error| error.to_string())
            .and_then(|decoder| unpack(decoder, bytes, &mut plain)),
        "" | "identity" => return body,
        other => Err(format!("no such coding is known: {other}")),
    };
    let Err(error) = ended else { return plain };
    if plain.is_empty() && matches!(sniff(&body[..body.len().min(64 << 10)]), Content::Html | Content::Text) {
        return body;
    }
    let kept = plain.len();
    problems.push(Problem::new(
        "damaged",
        format!("the body of the answer breaks off ({error}) after {kept} bytes"),
    ));
    plain
}

fn unpack(reader: impl Read, packed: &[u8], plain: &mut Vec<u8>) -> Result<(), String> {
    let most = packed.len().saturating_mul(RATIO_MAX).saturating_add(1 << 20).min(RECORD_BYTES_MAX);
    reader.take(most as u64 + 1).read_to_end(plain).map_err(|error| error.to_string())?;
    if plain.len() > most {
        plain.truncate(most);
        return Err("it grows beyond all measure".to_owned());
    }
    Ok(())
}

/// The bytes of a chunked body; `None` when it is not one (many archives store it already joined).
fn unchunk(mut body: &[u8], problems: &mut Vec<Problem>) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let Some((size, chunk)) = chunk_size(body) else {
            if whole.is_empty() {
                return None;
            }
            problems.push(Problem::new(
                "truncated",
                format!("the chunks of the answer break off after {} bytes", whole.len()),
            ));
            return Some(whole);
        };
        if size == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(&chunk[..size.min(chunk.len())]);
        body = chunk.get(size..).unwrap_or_default();
        body = body.strip_prefix(b"\r\n").or_else(|| body.strip_prefix(b"\n")).unwrap_or(body);
    }
}

fn chunk_size(body: &[u8]) -> Option<(usize, &[u8])> {
    let end = body.iter().take(64).position(|&byte| byte == b'\n')?;
    let size = std::str::from_utf8(&body[..end]).ok()?;
    let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
    Some((size, &body[end + 1..]))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    const PAGE: &str = "<html><body><p>Lãm Châu mở cửa khẩu.</p></body></html>";

    /// Reads an answer with these fields and this body, and compares page and problems.
    #[track_caller]
    fn check(fields: &str, body: &[u8], page: &str, codes: &[&str]) {
        let mut answer =
            format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"UTF-8\"\r\n{fields}\r\n")
                .into_bytes();
        answer.extend_from_slice(body);
        let mut problems = Vec::new();
        let read = read_http(answer, &mut problems).expect("a page");
        assert_eq!(String::from_utf8_lossy(&read.bytes), page, "{fields}");
        assert_eq!((read.kind.as_str(), read.charset.as_deref()), ("text/html", Some("UTF-8")));
        assert_eq!(problems.iter().map(|problem| problem.code.as_str()).collect::<Vec<_>>(), codes);
    }

    #[test]
    fn codings_are_undone() {
        let level = flate2::Compression::default();
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), level);
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), level);
        let mut bare = flate2::write::DeflateEncoder::new(Vec::new(), level);
        for writer in [&mut gzip as &mut dyn Write, &mut zlib, &mut bare] {
            writer.write_all(PAGE.as_bytes()).expect("writing to memory");
        }
        let gzip = gzip.finish().expect("writing to memory");
        check("", PAGE.as_bytes(), PAGE, &[]);
        check("Content-Encoding: gzip\r\n", &gzip, PAGE, &[]);
        check("", &gzip, PAGE, &[]);
        check("Content-Encoding: gzip\r\n", PAGE.as_bytes(), PAGE, &[]);
        check("Content-Encoding: deflate\r\n", &zlib.finish().expect("writing to memory"), PAGE, &[]);
        check("Content-Encoding: deflate\r\n", &bare.finish().expect("writing to memory"), PAGE, &[]);
        let zstd = zstd::encode_all(PAGE.as_bytes(), 3).expect("writing to memory");
        check("Content-Encoding: zstd\r\n", &zstd, PAGE, &[]);
        // One meta-block that is stored as it is (RFC 7932, 9.2), and the empty last one.
        let head = ((PAGE.len() - 1) << 4 | 1 << 20).to_le_bytes();
        let brotli = [&head[..3], PAGE.as_bytes(), &[3]].concat();
        check("Content-Encoding: br\r\n", &brotli, PAGE, &[]);
    }

    #[test]
    fn broken_bodies_are_used_as_far_as_they_go() {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
        gzip.write_all(PAGE.as_bytes()).expect("writing to memory");
        let gzip = gzip.finish().expect("writing to memory");
        check("Content-Encoding: gzip\r\n", &gzip[..gzip.len() - 4], PAGE, &["damaged"]);
        check("Transfer-Encoding: chunked\r\n", b"6\r\n<html>\r\n9\r\n<p>", "<html><p>", &["truncated"]);
    }

    #[test]
    fn chunks_are_joined() {
        check(
            "Transfer-Encoding: chunked\r\n",
            b"6\r\n<html>\r\n7;x=y\r\n</html>\r\n0\r\n\r\n",
            "<html></html>",
            &[],
        );
        check("Transfer-Encoding: chunked\r\n", b"<html></html>", "<html></html>", &[]);
    }

    #[test]
    fn other_answers_hold_no_page() {
        let mut problems = Vec::new();
        let moved = read_http(b"HTTP/1.1 301 Moved\r\n\r\n".to_vec(), &mut problems);
        assert_eq!(moved, Err("HTTP status 301".to_owned()));
        assert_eq!(read_http(b"HTTP/1.1 200".to_vec(), &mut problems), Err("no HTTP answer".to_owned()));
    }
}
