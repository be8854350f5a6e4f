//! How quickly flattened pages are read, in bytes and pages a second of one thread: `cargo bench -p biennien-article`.

use std::fs;
use std::path::Path;

use biennien_article::{Rules, read};
use biennien_knowledge::Knowledge;
use biennien_model::{Capture, Media};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};

fn main() {
    divan::main();
}

/// The example pages, and those in many languages that are tuned on.
#[divan::bench(args = ["examples/captures", "eval/pages/flattened/dev"])]
fn pages(bencher: Bencher<'_, '_>, folder: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder);
    let mut captures = Vec::new();
    for entry in fs::read_dir(folder).expect("the pages are in the repository").flatten() {
        if entry.path().extension().is_some_and(|ending| ending == "txt") {
            captures.push(capture(fs::read(entry.path()).expect("a page can be read")));
        }
    }
    measure(bencher, &captures);
}

/// Pages that are made to be slow.
#[divan::bench(args = ["a\n", "[", "[a](b) ", "Ab cd, ef. ", "Read more: a b c d e f g\n"])]
fn hostile(bencher: Bencher<'_, '_>, part: &str) {
    measure(bencher, &[capture(part.repeat((1 << 20) / part.len()).into_bytes())]);
}

fn measure(bencher: Bencher<'_, '_>, captures: &[Capture]) {
    let rules = Rules::compile(&Knowledge::built_in());
    let bytes: usize = captures.iter().map(|capture| capture.bytes.len()).sum();
    bencher
        .counter(BytesCount::new(bytes))
        .counter(ItemsCount::new(captures.len()))
        .bench_local(|| captures.iter().map(|capture| read(capture, &rules).0.text.len()).sum::<usize>());
}

fn capture(bytes: Vec<u8>) -> Capture {
    Capture {
        digest: "0".repeat(64),
        source_id: "page".to_owned(),
        media: Media::Text,
        bytes,
        path: "page".to_owned(),
        offset: 0,
        url: None,
        captured: None,
        charset: None,
        problems: Vec::new(),
    }
}
