//! Damage: every prefix and every bit flip of small archives. Nothing panics or hangs, whole records are kept, and what
//! is lost is named with its place.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
use std::io::{Cursor, Write};

use biennien_capture::{Failed, Item, read_stream};
use biennien_model::Capture;
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use sha1::{Digest, Sha1};

/// What comes out of some bytes.
#[derive(Debug, Default)]
struct Outcome {
    captures: Vec<Capture>,
    failures: Vec<Failed>,
    others: Vec<Item>,
}

impl Outcome {
    fn of(bytes: &[u8]) -> Outcome {
        let mut outcome = Outcome::default();
        read_stream("x", Box::new(Cursor::new(bytes.to_vec())), &mut |item| match item {
            Item::Capture(capture) => outcome.captures.push(capture),
            Item::Failed(failed) => outcome.failures.push(failed),
            other @ (Item::Sighting(_) | Item::Passed(_)) => outcome.others.push(other),
        });
        outcome
    }

    fn digests(&self) -> Vec<&str> {
        self.captures.iter().map(|capture| capture.digest.as_str()).collect()
    }

    /// True when something says that not all is as it should be.
    fn is_named(&self) -> bool {
        !self.failures.is_empty() || self.captures.iter().any(|capture| !capture.problems.is_empty())
    }
}

/// A small archive: its records, each with its digest, without the page's own.
fn records(count: usize) -> Vec<Vec<u8>> {
    let mut records =
        vec![b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n".to_vec()];
    for number in 0..count {
        let page = format!("<html><body><p>Lãm Châu mở cửa khẩu lần {number}.</p></body></html>");
        let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
        let digest = data_encoding::BASE32.encode(&Sha1::digest(answer.as_bytes()));
        let record = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n\
             WARC-Target-URI: https://a.vn/{number}\r\nWARC-Date: 2026-03-07T00:00:0{number}Z\r\n\
             WARC-Block-Digest: sha1:{digest}\r\nContent-Type: application/http; msgtype=response\r\n\
             Content-Length: {}\r\n\r\n{answer}\r\n\r\n",
            answer.len()
        );
        records.push(record.into_bytes());
    }
    records
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd_frame(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = zstd::stream::write::Encoder::new(Vec::new(), 3).unwrap();
    encoder.include_checksum(true).unwrap();
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Every prefix: the records that end before the cut are kept, and a cut within one is named.
fn check_prefixes(members: &[Vec<u8>]) {
    let whole = members.concat();
    let is_packed = !whole.starts_with(b"WARC");
    let pristine = Outcome::of(&whole);
    assert!(!pristine.is_named(), "{:?}", pristine.failures);
    let ends: Vec<usize> = members
        .iter()
        .scan(0, |end, member| {
            *end += member.len();
            Some(*end)
        })
        .collect();
    // What is shorter than the magic words of its kind is taken for something else.
    for cut in 8..whole.len() {
        let outcome = Outcome::of(&whole[..cut]);
        // The first member holds no page.
        let kept = ends.iter().filter(|&&end| end <= cut).count().saturating_sub(1);
        assert!(outcome.captures.len() >= kept, "cut at {cut}: {} of {kept}", outcome.captures.len());
        assert_eq!(outcome.digests()[..kept], pristine.digests()[..kept], "cut at {cut}");
        // Of a record that is not compressed, the line feeds after it may be lost: nothing is missing.
        let is_whole = !is_packed && ends.iter().any(|&end| (end - 4..end).contains(&cut));
        assert!(ends.contains(&cut) || is_whole || outcome.is_named(), "cut at {cut} is not named");
    }
}

/// Every bit flip: the records of all other members are kept, and damage that changes anything is named.
fn check_flips(members: &[Vec<u8>]) -> usize {
    let whole = members.concat();
    let pristine = Outcome::of(&whole);
    let mut start = 0;
    for (number, member) in members.iter().enumerate() {
        for at in start..start + member.len() {
            for bit in 0..8 {
                let mut flipped = whole.clone();
                flipped[at] ^= 1 << bit;
                let outcome = Outcome::of(&flipped);
                for (other, digest) in pristine.digests().iter().enumerate() {
                    let is_kept = outcome.digests().contains(digest);
                    assert!(
                        other + 1 == number || is_kept,
                        "bit {bit} of byte {at}: record {other} is lost: {outcome:?}"
                    );
                }
                let is_same = outcome.digests() == pristine.digests();
                assert!(is_same || outcome.is_named(), "bit {bit} of byte {at} is not named: {outcome:?}");
                for capture in &outcome.captures {
                    let is_known = pristine.digests().contains(&capture.digest.as_str());
                    assert!(is_known || !capture.problems.is_empty(), "bit {bit} of byte {at}: {capture:?}");
                }
            }
        }
        start += member.len();
    }
    whole.len() * 8
}

#[test]
fn every_prefix_of_an_archive_keeps_its_whole_records() {
    let records = records(3);
    check_prefixes(&records);
    check_prefixes(&records.iter().map(|record| gzip(record)).collect::<Vec<_>>());
    check_prefixes(&records.iter().map(|record| zstd_frame(record)).collect::<Vec<_>>());
}

#[test]
fn every_bit_flip_of_a_gzip_archive_keeps_the_other_records() {
    let members: Vec<Vec<u8>> = records(3).iter().map(|record| gzip(record)).collect();
    assert!(check_flips(&members) > 5000);
}

#[test]
fn every_bit_flip_of_a_zstd_archive_keeps_the_other_records() {
    let members: Vec<Vec<u8>> = records(3).iter().map(|record| zstd_frame(record)).collect();
    check_flips(&members);
}

#[test]
fn every_bit_flip_of_a_plain_archive_keeps_the_other_records() {
    check_flips(&records(2));
}

#[test]
fn one_member_for_all_keeps_what_comes_before_the_damage() {
    let records = records(20);
    let whole = gzip(&records.concat());
    let pristine = Outcome::of(&whole);
    assert_eq!(pristine.captures.len(), 20);
    for cut in 0..whole.len() {
        let outcome = Outcome::of(&whole[..cut]);
        assert!(outcome.is_named(), "cut at {cut}");
        let unharmed = outcome.captures.iter().filter(|capture| capture.problems.is_empty());
        let digests: Vec<&str> = unharmed.map(|capture| capture.digest.as_str()).collect();
        assert_eq!(digests, pristine.digests()[..digests.len()], "cut at {cut}");
    }
}

#[test]
fn garbage_between_members_is_passed_over() {
    let mut members: Vec<Vec<u8>> = records(3).iter().map(|record| gzip(record)).collect();
    members.insert(2, b"garbage \x1f\x8b garbage".to_vec());
    members.push(vec![0; 512]);
    let outcome = Outcome::of(&members.concat());
    assert_eq!((outcome.captures.len(), outcome.failures.len()), (3, 1), "{:?}", outcome.failures);
    assert_eq!(outcome.failures[0].code, "damaged");
    assert!(outcome.failures[0].message.contains(&format!("byte {}", members[0].len() + members[1].len())));
}

#[test]
fn a_million_empty_members_end() {
    let empty = gzip(b"");
    let mut bytes = empty.repeat(100_000);
    bytes.extend(gzip(b"{\"text\": \"A\"}\n"));
    assert_eq!(Outcome::of(&bytes).captures.len(), 1);
}

#[test]
fn a_bomb_is_told_by_its_growth() {
    let mut line = b"{\"text\": \"".to_vec();
    line.resize(60 << 20, b'x');
    let page = vec![b'x'; 60 << 20];
    for bomb in [gzip(&line), zstd_frame(&line), gzip(&gzip(&line)), gzip(&page)] {
        let outcome = Outcome::of(&bomb);
        assert!(outcome.captures.is_empty());
        assert!(outcome.failures.iter().any(|failed| failed.code == "too_large"), "{:?}", outcome.failures);
    }
}

const FEED: &str = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Báo Lãm Châu</title>\
    <item><title>Một</title><link>https://a.vn/1</link><description><![CDATA[<p>Họp.</p>]]></description></item>\
    <item><title>Hai &amp; ba</title><link>https://a.vn/2</link><pubDate>Sat, 07 Mar 2026 00:05:00 +0700</pubDate></item>\
    <item><title>Bốn</title><content type=\"xhtml\"><div><p>Năm</p></div></content></item></channel></rss>";

#[test]
fn every_prefix_of_a_feed_keeps_its_whole_entries() {
    for cut in 0..FEED.len() {
        let whole = FEED.as_bytes()[..cut].windows(7).filter(|window| window == b"</item>").count();
        let outcome = Outcome::of(&FEED.as_bytes()[..cut]);
        let is_feed = FEED[..cut.min(40)].contains("<rss");
        assert!(!is_feed || outcome.captures.len() == whole, "cut at {cut}: {outcome:?}");
    }
}

proptest! {
    #[test]
    fn damaged_lines_lose_only_themselves(at in 0usize..4000, mask in 1u8..) {
        let lines: Vec<String> = (0..200).map(|number| format!("{{\"id\": \"{number}\", \"text\": \"A\"}}\n")).collect();
        let mut bytes = lines.concat().into_bytes();
        let at = at % bytes.len();
        bytes[at] ^= mask;
        let outcome = Outcome::of(&bytes);
        prop_assert!(outcome.captures.len() >= 198, "{}", outcome.captures.len());
    }

    #[test]
    fn damaged_compressed_lines_keep_those_before(at in 0usize..100_000, mask in 1u8.., is_zstd: bool) {
        let lines: Vec<String> = (0u32..500).map(|number| format!("{{\"id\": \"{number}\", \"text\": \"{:x}\"}}\n", number.wrapping_mul(2_654_435_761))).collect();
        let bytes = lines.concat().into_bytes();
        let mut packed = if is_zstd { zstd_frame(&bytes) } else { gzip(&bytes) };
        let at = at % packed.len();
        packed[at] ^= mask;
        let outcome = Outcome::of(&packed);
        prop_assert!(outcome.captures.len() == 500 || outcome.is_named());
    }

    #[test]
    fn no_bytes_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..400), kind in 0usize..6) {
        let heads: [&[u8]; 6] = [b"", b"\x1f\x8b\x08\0\0\0\0\0\0\x03", b"\x28\xb5\x2f\xfd", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9\r\n\r\n", b"<rss><item>", b"[{\"text\": "];
        Outcome::of(&[heads[kind], &bytes].concat());
    }
}
