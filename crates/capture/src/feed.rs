//! Feeds: RSS and Atom to one capture an entry, in the clean form.
//!
//! Read by hand from XML events: a feed that breaks off still gives the entries before the break, and dates
//! keep the zone in which they were written.

use std::io;

use biennien_model::Media;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::json;

use crate::dates::local_time;
use crate::item::{Item, RECORD_BYTES_MAX, Take, capture, fail};
use crate::stream::Stream;

/// Reads the entries of a feed.
pub(crate) fn read_feed(stream: &mut Stream, path: &str, take: Take<'_>) -> io::Result<()> {
    let Some(part) = stream.rest(RECORD_BYTES_MAX)? else {
        return Ok(());
    };
    if !part.whole {
        fail(
            take,
            path,
            0,
            "too_large",
            format!("only the first {RECORD_BYTES_MAX} bytes of the feed were read"),
        );
    }
    let xml = String::from_utf8_lossy(&part.bytes);
    let broken = read_entries(&xml, &mut |entry, offset| {
        let (bytes, id, url) = entry.clean();
        let mut capture = capture(bytes, Media::Feed, path, offset);
        if let Some(id) = id {
            capture.source_id = id;
        }
        capture.url = url;
        take(Item::Capture(capture));
    });
    match (stream.cut(), broken) {
        (Some(cut), _) => {
            fail(take, path, stream.offset, cut.code, format!("the feed breaks off: {}", cut.message))
        }
        (None, Some((offset, error))) => {
            fail(take, path, offset, "bad_feed", format!("the feed breaks off: {error}"))
        }
        (None, None) => {}
    }
    Ok(())
}

/// One entry as it is written.
#[derive(Debug, Default)]
struct Entry {
    id: String,
    title: String,
    link: String,
    summary: String,
    content: String,
    published: String,
    updated: String,
}

impl Entry {
    /// The entry in the clean form, with its id and address.
    fn clean(&self) -> (Vec<u8>, Option<String>, Option<String>) {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let url = given(&self.link);
        let id = given(&self.id).or_else(|| url.clone());
        let published = local_time(&self.published).or_else(|| local_time(&self.updated));
        let mut text = plain(&self.summary);
        if text.is_empty() {
            text = plain(&self.content);
        }
        let title = plain(&self.title).replace('\n', " ");
        let clean = json!({"id": id, "title": title, "text": text, "published": published, "outlet": null, "url": url});
        (clean.to_string().into_bytes(), id, url)
    }
}

/// Hands each entry and its byte offset to `take`; says where and why the XML breaks, if it does.
fn read_entries(xml: &str, take: &mut dyn FnMut(&Entry, u64)) -> Option<(u64, String)> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let (mut entry, mut field, mut start): (Option<Entry>, String, u64) = (None, String::new(), 0);
    loop {
        let before = reader.buffer_position();
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => return Some((before, error.to_string())),
        };
        match event {
            Event::Eof if entry.is_some() => return Some((before, "an entry has no end".to_owned())),
            Event::Eof => return None,
            Event::Start(tag) => match tag.local_name().as_ref().to_ascii_lowercase().as_str() {
                "item" | "entry" => (entry, start) = (Some(Entry::default()), before),
                name => {
                    take_link(entry.as_mut(), &tag);
                    field = name.to_owned();
                }
            },
            Event::Empty(tag) => take_link(entry.as_mut(), &tag),
            Event::End(tag) => match tag.local_name().as_ref().to_ascii_lowercase().as_str() {
                "item" | "entry" => {
                    if let Some(entry) = entry.take() {
                        take(&entry, start);
                    }
                }
                _ => field.clear(),
            },
            Event::Text(text) => add(entry.as_mut(), &field, &text),
            Event::CData(text) => add(entry.as_mut(), &field, &text),
            Event::GeneralRef(name) => {
                let written = format!("&{};", &*name);
                add(entry.as_mut(), &field, &html_escape::decode_html_entities(&written));
            }
            _ => {}
        }
    }
}

/// Atom's `<link rel="alternate" href="…"/>`.
fn take_link(entry: Option<&mut Entry>, tag: &BytesStart<'_>) {
    let Some(entry) = entry.filter(|entry| entry.link.is_empty()) else {
        return;
    };
    if tag.local_name().as_ref() != "link" {
        return;
    }
    let value = |name: &str| {
        let found = tag.try_get_attribute(name).ok().flatten()?;
        Some(html_escape::decode_html_entities(&found.value).into_owned())
    };
    if value("rel").is_none_or(|rel| rel == "alternate")
        && let Some(link) = value("href")
    {
        entry.link = link;
    }
}

fn add(entry: Option<&mut Entry>, field: &str, text: &str) {
    let Some(entry) = entry else {
        return;
    };
    match field {
        "id" | "guid" => entry.id.push_str(text),
        "title" => entry.title.push_str(text),
        "link" => entry.link.push_str(text.trim()),
        "description" | "summary" => entry.summary.push_str(text),
        "content" | "encoded" => entry.content.push_str(text),
        "pubdate" | "published" | "date" => entry.published.push_str(text),
        "updated" | "modified" => entry.updated.push_str(text),
        _ => {}
    }
}

/// The text of an HTML fragment: tags dropped, entities decoded, one paragraph a line.
fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        let tag = &rest[open + 1..];
        if !tag.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '/' || letter == '!') {
            text.push('<');
            rest = tag;
            continue;
        }
        let lower = tag.get(..3).unwrap_or(tag).to_ascii_lowercase();
        let breaks = ["p>", "p ", "/p>", "br", "div", "li"].iter().any(|name| lower.starts_with(name));
        text.push_str(if breaks { "\n" } else { "" });
        rest = tag.find('>').map_or("", |close| &tag[close + 1..]);
    }
    text.push_str(rest);
    let decoded = html_escape::decode_html_entities(&text);
    let lines = decoded.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(xml: &str, entries: &[&str]) -> Option<(u64, String)> {
        let mut found = Vec::new();
        let broken = read_entries(xml, &mut |entry, _| {
            found.push(String::from_utf8(entry.clean().0).expect("clean records are text"));
        });
        assert_eq!(found, entries);
        broken
    }

    #[test]
    fn entries_come_in_the_clean_form() {
        let rss = "<rss><channel><title>Báo</title><item><title><![CDATA[Họp ở Lãm Châu]]></title>\
                   <link>https://a.vn/1.html</link><pubDate>Sat, 07 Mar 2026 00:05:00 +0700</pubDate>\
                   <description><![CDATA[<a href=\"x\"><img src=\"y\"/></a></br>Hai b&ecirc;n gặp nhau.]]></description>\
                   </item></channel></rss>";
        let clean = r#"{"id":"https://a.vn/1.html","title":"Họp ở Lãm Châu","text":"Hai bên gặp nhau.","published":"2026-03-07T00:05:00","outlet":null,"url":"https://a.vn/1.html"}"#;
        assert_eq!(check(rss, &[clean]), None);
        let atom = "<feed><entry><id>7</id><title>A &amp; B</title><link href=\"https://b.vn/?a=1&amp;b=2\"/>\
                    <updated>2026-03-06T17:05:00Z</updated><summary type=\"html\">&lt;p&gt;Một&lt;/p&gt;&lt;p&gt;Hai</summary></entry></feed>";
        let clean = r#"{"id":"7","title":"A & B","text":"Một\nHai","published":"2026-03-07T00:05:00","outlet":null,"url":"https://b.vn/?a=1&b=2"}"#;
        assert_eq!(check(atom, &[clean]), None);
    }

    #[test]
    fn a_broken_feed_gives_what_came_before() {
        let clean = r#"{"id":null,"title":"A","text":"","published":null,"outlet":null,"url":null}"#;
        assert!(check("<rss><item><title>A</title></item><item><title>B", &[clean]).is_some());
    }
}
