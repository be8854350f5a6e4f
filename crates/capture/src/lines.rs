//! Lines: clean input, one JSON object a line (or one object in the whole file).

use std::io;

use biennien_model::Media;
use serde::Deserialize;

use crate::item::{Item, RECORD_BYTES_MAX, Take, capture, fail};
use crate::stream::{Part, Stream};

/// Reads one JSON object a line; empty lines are passed over.
pub(crate) fn read_lines(stream: &mut Stream, path: &str, take: Take<'_>) -> io::Result<()> {
    while let Some(part) = stream.line(RECORD_BYTES_MAX)? {
        read_object(part, stream, path, take);
    }
    if let Some(cut) = stream.cut() {
        fail(take, path, stream.offset, cut.code, format!("{} after {} bytes", cut.message, stream.offset));
    }
    Ok(())
}

/// Reads the whole file as one JSON object.
pub(crate) fn read_whole(stream: &mut Stream, path: &str, take: Take<'_>) -> io::Result<()> {
    if let Some(part) = stream.rest(RECORD_BYTES_MAX)? {
        read_object(part, stream, path, take);
    }
    Ok(())
}

fn read_object(part: Part, stream: &Stream, path: &str, take: Take<'_>) {
    if !part.whole {
        let message = format!("a record of more than {RECORD_BYTES_MAX} bytes was passed over");
        return fail(take, path, part.start, "too_large", message);
    }
    let bytes = part.bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(&part.bytes);
    if bytes.trim_ascii().is_empty() {
        return;
    }
    match check_object(bytes) {
        Ok(object) => {
            let mut capture = capture(part.bytes, Media::Clean, path, part.start);
            if let Some(id) = object.id {
                capture.source_id = id;
            }
            capture.url = object.url;
            take(Item::Capture(capture));
        }
        // The last line of a stream that was cut is named with the cut.
        Err(_) if stream.cut().is_some() && !part.bytes.ends_with(b"\n") => {}
        Err(error) => fail(take, path, part.start, "bad_json", format!("no JSON object: {error}")),
    }
}

/// The particulars of a clean record that name it.
#[derive(Deserialize)]
struct Object {
    #[serde(default, deserialize_with = "text")]
    id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    url: Option<String>,
}

fn check_object(bytes: &[u8]) -> Result<Object, serde_json::Error> {
    match std::str::from_utf8(bytes) {
        Ok(text) => serde_json::from_str(text),
        Err(_) => serde_json::from_str(&String::from_utf8_lossy(bytes)),
    }
}

/// Reads a text or number as text; anything else as nothing.
fn text<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(match serde_json::Value::deserialize(deserializer)? {
        serde_json::Value::String(text) if !text.is_empty() => Some(text),
        serde_json::Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}
