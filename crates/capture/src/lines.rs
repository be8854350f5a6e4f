//! Lines: clean input, one JSON object a line, objects over several lines, or an array of objects.

use std::io;

use biennien_model::{Media, Problem};
use serde_json::Value;

use crate::fields::{Field, keys_of, map};
use crate::item::{Item, RECORD_BYTES_MAX, Take, capture, fail};
use crate::stream::{Part, Stream};

/// Reads one JSON object a line; empty lines are passed over.
pub(crate) fn read_lines(
    stream: &mut Stream,
    path: &str,
    fields: &[Field],
    take: Take<'_>,
) -> io::Result<()> {
    let mut records = Records::new(path, fields, "line");
    loop {
        while let Some(part) = stream.line(RECORD_BYTES_MAX)? {
            records.read(part, stream, take);
        }
        if !end(stream, path, take)? {
            break;
        }
        // What is left of the line in which the damage was.
        records.number += 1;
        stream.line(0)?;
    }
    records.name_missing(take);
    Ok(())
}

/// Reads JSON objects that are not told apart by lines: in an array, or one after the other.
pub(crate) fn read_objects(
    stream: &mut Stream,
    path: &str,
    fields: &[Field],
    take: Take<'_>,
) -> io::Result<()> {
    let mut records = Records::new(path, fields, "record");
    loop {
        let between = stream.until(64, &mut |chunk| chunk.iter().position(|&byte| byte == b'{'))?;
        if let Some(part) = between {
            let odd = part.bytes.iter().position(|byte| !b" \t\r\n,[]".contains(byte) && byte.is_ascii());
            if let Some(at) = odd {
                let offset = part.start + at as u64;
                fail(take, path, offset, "bad_json", "something else than an object stands here");
            }
        }
        let mut braces = Braces::default();
        let object = stream.until(RECORD_BYTES_MAX, &mut |chunk| braces.end(chunk))?;
        let Some(part) = object else {
            if end(stream, path, take)? {
                continue;
            }
            break;
        };
        records.read(part, stream, take);
    }
    records.name_missing(take);
    Ok(())
}

/// Names the damage with which the stream ends; true when it goes on after it.
fn end(stream: &mut Stream, path: &str, take: Take<'_>) -> io::Result<bool> {
    if let Some(cut) = stream.cut() {
        fail(take, path, stream.offset, cut.code, format!("{}, after {} bytes", cut.message, stream.offset));
    }
    stream.resume()
}

/// The records of one file.
struct Records<'a> {
    path: &'a str,
    fields: &'a [Field],
    /// `line` or `record`.
    unit: &'static str,
    number: usize,
    /// For each of `fields`: whether some record had its key.
    found: Vec<bool>,
    /// A record, to name its keys where none had the one that was asked for.
    example: Option<Value>,
}

impl Records<'_> {
    fn new<'a>(path: &'a str, fields: &'a [Field], unit: &'static str) -> Records<'a> {
        Records { path, fields, unit, number: 0, found: vec![false; fields.len()], example: None }
    }

    fn read(&mut self, part: Part, stream: &Stream, take: Take<'_>) {
        self.number += 1;
        let (start, place) = (part.start, format!("{} {}", self.unit, self.number));
        if !part.whole {
            let message = format!("{place}: a record of more than {RECORD_BYTES_MAX} bytes was passed over");
            return fail(take, self.path, start, "too_large", message);
        }
        let bytes = part.bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(&part.bytes);
        if bytes.trim_ascii().is_empty() {
            return;
        }
        let record = match parse(bytes) {
            Ok(record) if record.is_object() => record,
            Ok(_) => return fail(take, self.path, start, "bad_json", format!("{place}: no JSON object")),
            // The last line of a stream that was cut is named with the cut.
            Err(_) if stream.cut().is_some() && !part.bytes.ends_with(b"\n") => return,
            Err(error) => {
                return fail(take, self.path, start, "bad_json", format!("{place}: no JSON object: {error}"));
            }
        };
        let mapped = match map(&record, self.fields) {
            Ok(mapped) => mapped,
            Err(sentence) => {
                return fail(take, self.path, start, "bad_field", format!("{place}: {sentence}"));
            }
        };
        for at in mapped.found {
            self.found[at] = true;
        }
        let text = |key: &str| match &mapped.clean[key] {
            Value::String(text) if !text.is_empty() => Some(text.clone()),
            _ => None,
        };
        let (id, url) = (text("id"), text("url"));
        // Clean input stays byte for byte; only what had to be brought into its form is written anew.
        let bytes = if self.fields.is_empty() { part.bytes } else { mapped.clean.to_string().into_bytes() };
        let mut capture = capture(bytes, Media::Clean, self.path, start);
        capture.source_id = id.unwrap_or(capture.source_id);
        capture.url = url;
        if !self.fields.is_empty() {
            let lost = mapped.lost.into_iter();
            capture.problems.extend(lost.map(|said| Problem::new("bad_field", format!("{place}: {said}"))));
        }
        self.example.get_or_insert(record);
        take(Item::Capture(capture));
    }

    /// Names the fields whose key no record has.
    fn name_missing(&self, take: Take<'_>) {
        let Some(example) = &self.example else { return };
        for (field, _) in self.fields.iter().zip(&self.found).filter(|(_, found)| !**found) {
            let (key, target) = (&field.key, field.target);
            let message = format!("no record has {key} (for {target}); {}", keys_of(example, key));
            fail(take, self.path, 0, "bad_field", message);
        }
    }
}

fn parse(bytes: &[u8]) -> Result<Value, serde_json::Error> {
    match std::str::from_utf8(bytes) {
        Ok(text) => serde_json::from_str(text),
        Err(_) => serde_json::from_str(&String::from_utf8_lossy(bytes)),
    }
}

/// Finds the brace that closes an object.
#[derive(Default)]
struct Braces {
    depth: usize,
    is_text: bool,
    is_escaped: bool,
}

impl Braces {
    /// Bytes of `chunk` up to the end of the object; `None` when it goes on.
    fn end(&mut self, chunk: &[u8]) -> Option<usize> {
        for (at, &byte) in chunk.iter().enumerate() {
            match byte {
                _ if self.is_escaped => self.is_escaped = false,
                b'\\' if self.is_text => self.is_escaped = true,
                b'"' => self.is_text = !self.is_text,
                b'{' if !self.is_text => self.depth += 1,
                b'}' if !self.is_text => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        return Some(at + 1);
                    }
                }
                _ => {}
            }
        }
        None
    }
}
