//! How quickly pages are read, in bytes and pages a second of one thread: `cargo bench -p biennien-article`.

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

/// Pages flattened to text.
mod flattened {
    use super::*;

    /// The example pages, and those in many languages that are tuned on.
    #[divan::bench(args = ["examples/captures", "eval/pages/flattened/dev"])]
    fn pages(bencher: Bencher<'_, '_>, folder: &str) {
        measure(bencher, &folder_of(folder, "txt", Media::Text));
    }

    /// Pages that are made to be slow.
    #[divan::bench(args = ["a\n", "[", "[a](b) ", "Ab cd, ef. ", "Read more: a b c d e f g\n"])]
    fn hostile(bencher: Bencher<'_, '_>, part: &str) {
        measure(bencher, &[megabyte(part, Media::Text)]);
    }
}

/// Pages in HTML.
mod html {
    use super::*;

    /// The pages that are tuned on.
    #[divan::bench]
    fn pages(bencher: Bencher<'_, '_>) {
        measure(bencher, &folder_of("eval/pages/html/dev", "html", Media::Html));
    }

    /// Pages that are made to be slow.
    #[divan::bench(args = ["<ul><li>", "<", "<div><p>A b, c d.</p></div>", "<a href=x>A b c d e</a>"])]
    fn hostile(bencher: Bencher<'_, '_>, part: &str) {
        measure(bencher, &[megabyte(part, Media::Html)]);
    }
}

/// The pages with the file name `ending` in a folder of the repository.
fn folder_of(folder: &str, ending: &str, media: Media) -> Vec<Capture> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder);
    let entries = fs::read_dir(folder).expect("the pages are in the repository").flatten();
    let pages =
        entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|is| is == ending));
    pages.map(|path| capture(fs::read(path).expect("a page can be read"), media)).collect()
}

fn megabyte(part: &str, media: Media) -> Capture {
    capture(part.repeat((1 << 20) / part.len()).into_bytes(), media)
}

fn measure(bencher: Bencher<'_, '_>, captures: &[Capture]) {
    let rules = Rules::compile(&Knowledge::built_in());
    let bytes: usize = captures.iter().map(|capture| capture.bytes.len()).sum();
    bencher
        .counter(BytesCount::new(bytes))
        .counter(ItemsCount::new(captures.len()))
        .bench_local(|| captures.iter().map(|capture| read(capture, &rules).0.text.len()).sum::<usize>());
}

fn capture(bytes: Vec<u8>, media: Media) -> Capture {
    Capture {
        digest: "0".repeat(64),
        source_id: "page".to_owned(),
        media,
        bytes,
        path: "page".to_owned(),
        offset: 0,
        url: None,
        captured: None,
        charset: None,
        problems: Vec::new(),
    }
}
