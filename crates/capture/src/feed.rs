//! Feeds: RSS and Atom to one capture an entry, in the clean form.
//!
//! Read by hand from XML events, and not with the `feed-rs` crate: that gives a whole feed or none, knows no offsets,
//! and turns all dates to UTC (decision 0008). Here an entry that is broken is named, and the others are read.

use std::io;

use biennien_model::Media;
use encoding_rs::{Encoding, UTF_8};

use crate::entry::{Entry, Text};
use crate::item::{Item, RECORD_BYTES_MAX, Take, capture, fail};
use crate::stream::Stream;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Faults of one feed that are named one by one.
const FAULTS_MAX: usize = 100;

/// Reads the entries of a feed.
pub(crate) fn read_feed(stream: &mut Stream, path: &str, take: Take<'_>) -> io::Result<()> {
    let Some(part) = stream.rest(RECORD_BYTES_MAX)? else {
        return Ok(());
    };
    if !part.whole {
        let message = format!("only the first {RECORD_BYTES_MAX} bytes of the feed were read");
        fail(take, path, 0, "too_large", message);
    }
    let xml = decode(&part.bytes);
    read_entries(&xml, &mut |found| match found {
        Found::Entry(entry, offset) => {
            let (bytes, id, url) = entry.clean();
            let mut capture = capture(bytes, Media::Feed, path, offset);
            if let Some(id) = id {
                capture.source_id = id;
            }
            capture.url = url;
            take(Item::Capture(capture));
        }
        Found::Fault(offset, what) if stream.cut().is_none() => fail(take, path, offset, "bad_feed", what),
        Found::Fault(..) => {}
    });
    if let Some(cut) = stream.cut() {
        fail(take, path, stream.offset, cut.code, format!("the feed breaks off: {}", cut.message));
    }
    Ok(())
}

/// The text of a feed: by its byte order mark, else in the encoding that it declares, else UTF-8.
fn decode(bytes: &[u8]) -> String {
    let declared = || {
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
        let label = head.split_once("?>")?.0.split_once("encoding=")?.1.to_owned();
        let label = label.trim_start_matches(['"', '\'']);
        Encoding::for_label(label.split(['"', '\'']).next()?.as_bytes())
    };
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    let encoding = if is_utf8 { UTF_8 } else { declared().unwrap_or(UTF_8) };
    encoding.decode(bytes).0.into_owned()
}

/// What a feed gives.
enum Found {
    /// An entry, and its byte offset.
    Entry(Entry, u64),
    /// A byte offset, and what is wrong there.
    Fault(u64, String),
}

/// Hands each entry of `xml`, and what is wrong with it, to `take`, in order; after a fault goes on at the next entry.
fn read_entries(xml: &str, take: &mut dyn FnMut(Found)) {
    let (mut from, mut base, mut faults) = (0, String::new(), 0);
    while let Some((offset, what)) = read_until_fault(xml, from, &mut base, take) {
        faults += 1;
        if faults <= FAULTS_MAX {
            take(Found::Fault(offset as u64, what));
        }
        let rest = xml.get(offset + 1..).unwrap_or_default();
        let next = ["<item>", "<item ", "<entry>", "<entry "].iter().filter_map(|tag| rest.find(tag)).min();
        let Some(next) = next else { break };
        from = offset + 1 + next;
    }
}

/// Reads entries from byte `from` on; says where and why the XML breaks, if it does.
fn read_until_fault(
    xml: &str,
    from: usize,
    base: &mut String,
    take: &mut dyn FnMut(Found),
) -> Option<(usize, String)> {
    let mut reader = Reader::from_str(xml.get(from..)?);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut state = State { entry: None, text: None, start: 0 };
    loop {
        let before = from + usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => return Some((before, format!("the feed is no XML here: {error}"))),
        };
        match event {
            Event::Eof if state.entry.is_some() => {
                return Some((state.start, "an entry has no end".to_owned()));
            }
            Event::Eof => return None,
            Event::Start(tag) if is_entry(tag.local_name().as_ref()) && !state.is_nested() => {
                if let Some(entry) = state.entry.take() {
                    take(Found::Entry(entry, state.start as u64));
                    take(Found::Fault(
                        state.start as u64,
                        "an entry has no end; the next one begins in it".to_owned(),
                    ));
                }
                state = State { entry: Some(Entry::new(base)), text: None, start: before };
            }
            Event::Start(tag) => state.open(&tag, base),
            Event::Empty(tag) => {
                state.take_link(&tag, base);
                state.add_markup("<br>");
            }
            Event::End(tag) if is_entry(tag.local_name().as_ref()) => {
                if let Some(entry) = state.entry.take() {
                    take(Found::Entry(entry, state.start as u64));
                }
                state.text = None;
            }
            Event::End(tag) => state.close(tag.name().as_ref()),
            Event::Text(text) => state.add(&text, base),
            Event::CData(text) => state.add(&text, base),
            Event::GeneralRef(name) => {
                let written = format!("&{};", &*name);
                // Within markup the reference stays as it is: it may hold a `<` that is no tag.
                if state.is_nested() {
                    state.add(&written, base);
                } else {
                    state.add(&html_escape::decode_html_entities(&written), base);
                }
            }
            _ => {}
        }
    }
}

fn is_entry(name: &str) -> bool {
    name.eq_ignore_ascii_case("item") || name.eq_ignore_ascii_case("entry")
}

/// Where the reader stands.
struct State {
    entry: Option<Entry>,
    /// The text that is being read, the name of its element, and how many elements are open within it.
    text: Option<(Text, String, usize)>,
    /// Byte offset of the entry.
    start: usize,
}

impl State {
    fn is_nested(&self) -> bool {
        self.text.as_ref().is_some_and(|(_, _, depth)| *depth > 0)
    }

    fn open(&mut self, tag: &BytesStart<'_>, base: &mut String) {
        let name = tag.name().as_ref().to_ascii_lowercase();
        if let Some((_, _, depth)) = &mut self.text {
            *depth += 1;
            self.add_markup(&format!("<{name}>"));
            return;
        }
        self.take_link(tag, base);
        self.text = Text::of(&name).map(|text| (text, name, 0));
    }

    fn close(&mut self, name: &str) {
        let Some((_, open, depth)) = &mut self.text else { return };
        if *depth == 0 || name.eq_ignore_ascii_case(open) && *depth <= 1 {
            self.text = None;
            return;
        }
        *depth -= 1;
        self.add_markup(&format!("</{name}>"));
    }

    /// Atom's `<link rel="alternate" href="…"/>`.
    fn take_link(&mut self, tag: &BytesStart<'_>, base: &mut String) {
        if self.text.is_some() || tag.name().as_ref() != "link" && tag.name().as_ref() != "atom:link" {
            return;
        }
        let value = |name: &str| {
            let found = tag.try_get_attribute(name).ok().flatten()?;
            Some(html_escape::decode_html_entities(&found.value).into_owned())
        };
        let Some(link) = value("href").filter(|_| value("rel").is_none_or(|rel| rel == "alternate")) else {
            return;
        };
        match &mut self.entry {
            Some(entry) if entry.link.is_empty() => entry.link = link,
            None if base.is_empty() => *base = link,
            _ => {}
        }
    }

    fn add(&mut self, text: &str, base: &mut String) {
        match (&self.text, &mut self.entry) {
            (Some((field, ..)), Some(entry)) => entry.add(*field, text),
            // The address of the site, against which those of its entries are told.
            (Some((Text::Link, ..)), None) if base.is_empty() => text.trim().clone_into(base),
            _ => {}
        }
    }

    /// Adds a tag to a text that holds markup.
    fn add_markup(&mut self, tag: &str) {
        if let (Some((field, ..)), Some(entry)) = (&self.text, &mut self.entry) {
            entry.add(*field, tag);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compares the entries in the clean form, and the offsets of the faults.
    #[track_caller]
    fn check(xml: &str, entries: &[&str], faults: &[u64]) {
        let (mut found, mut wrong) = (Vec::new(), Vec::new());
        read_entries(xml, &mut |next| match next {
            Found::Entry(entry, _) => {
                found.push(String::from_utf8(entry.clean().0).expect("clean records are text"));
            }
            Found::Fault(offset, _) => wrong.push(offset),
        });
        assert_eq!(found, entries);
        assert_eq!(wrong, faults);
    }

    fn clean(id: &str, title: &str, text: &str, published: Option<&str>, url: Option<&str>) -> String {
        serde_json::json!({"id": id, "title": title, "text": text, "published": published, "outlet": null, "url": url})
            .to_string()
    }

    #[test]
    fn rss_comes_in_the_clean_form() {
        let rss = "<rss><channel><title>Báo</title><link>https://a.vn/</link><item><title><![CDATA[Họp ở Lãm Châu]]></title>\
                   <link>https://a.vn/1.html</link><pubDate>Sat, 07 Mar 2026 00:05:00 +0700</pubDate>\
                   <description><![CDATA[<a href=\"x\"><img src=\"y\"/></a></br>Hai b&ecirc;n gặp nhau.]]></description>\
                   <media:content url=\"u\"><media:title>Ảnh</media:title></media:content>\
                   </item></channel></rss>";
        let url = "https://a.vn/1.html";
        check(
            rss,
            &[&clean(url, "Họp ở Lãm Châu", "Hai bên gặp nhau.", Some("2026-03-07T00:05:00"), Some(url))],
            &[],
        );
    }

    #[test]
    fn the_full_text_counts_more_than_the_summary() {
        let rss = "<rss xmlns:content='c'><channel><link>https://a.vn/</link><item><guid isPermaLink='false'>7</guid>\
                   <title>A &amp; B</title><link>/2.html</link><pubDate>one of these days</pubDate>\
                   <description>Ngắn.</description><content:encoded><![CDATA[<p>Một đoạn.</p><p>Hai.</p>]]></content:encoded>\
                   </item></channel></rss>";
        check(rss, &[&clean("7", "A & B", "Một đoạn.\nHai.", None, Some("https://a.vn/2.html"))], &[]);
    }

    #[test]
    fn atom_and_rdf_are_read() {
        let atom = "<feed><entry><id>7</id><title>A &amp; B</title><link rel='self' href='x'/><link href=\"https://b.vn/?a=1&amp;b=2\"/>\
                    <updated>2026-03-06T17:05:00Z</updated><summary type=\"html\">&lt;p&gt;Một&lt;/p&gt;&lt;p&gt;Hai</summary></entry></feed>";
        let date = Some("2026-03-07T00:05:00");
        check(atom, &[&clean("7", "A & B", "Một\nHai", date, Some("https://b.vn/?a=1&b=2"))], &[]);
        let xhtml = "<feed><link href='https://d.vn/'/><entry><id>8</id><link href='8.html'/><title type='xhtml'><div>A <b>B</b></div></title><published>2026-03-06T17:05:00Z</published>\
                     <content type='xhtml'><div><p>Một &lt; hai.</p><p>Ba &amp; bốn.</p></div></content></entry></feed>";
        check(xhtml, &[&clean("8", "A B", "Một < hai.\nBa & bốn.", date, Some("https://d.vn/8.html"))], &[]);
        let rdf = "<rdf:RDF><channel><link>https://c.vn</link></channel><item rdf:about='https://c.vn/1'><title>T</title><link>https://c.vn/1</link>\
                   <dc:date>2026-03-07T00:05:00+07:00</dc:date><description>D</description></item></rdf:RDF>";
        check(rdf, &[&clean("https://c.vn/1", "T", "D", date, Some("https://c.vn/1"))], &[]);
    }

    #[test]
    fn a_broken_entry_does_not_lose_the_rest() {
        let (a, c) = (clean_title("A"), clean_title("C"));
        check("<rss><item><title>A</title></item><item><title>B", &[&a], &[34]);
        check(
            "<rss><item><title>A</title></item><item><title B='1<</title></item><item><title>C</title></item>",
            &[&a, &c],
            &[40],
        );
        check("<rss><item><title>A</title><item><title>C</title></item></rss>", &[&a, &c], &[5]);
        let (b, d) = (clean_title("Tom & Jerry"), clean_title("a\u{a0}b &xyz;"));
        check(
            "<rss><item><title>Tom & Jerry</title></item><item><title>a&nbsp;b &xyz;</title></item></rss>",
            &[&b, &d.replace('\u{a0}', " ")],
            &[],
        );
    }

    fn clean_title(title: &str) -> String {
        clean("", title, "", None, None).replace("\"id\":\"\"", "\"id\":null")
    }

    #[test]
    fn the_declared_encoding_is_used() {
        assert_eq!(
            decode(b"<?xml version='1.0' encoding='windows-1252'?><rss>\xe9"),
            "<?xml version='1.0' encoding='windows-1252'?><rss>é"
        );
        assert_eq!(
            decode("<?xml version='1.0' encoding='windows-1252'?><rss>é".as_bytes()),
            "<?xml version='1.0' encoding='windows-1252'?><rss>é"
        );
    }
}
