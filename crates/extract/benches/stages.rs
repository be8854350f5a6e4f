//! Stages: how many bytes and articles of text each stage reads in a second, on one thread.
//!
//! `cargo bench -p biennien-extract` reads the example captures of this repository and, where `../shared` has it, a
//! corpus of news; `CORPUS=FILE` names another file, counted from the root of the repository. Each stage is given what
//! it needs of the stages before it; `facts` is all stages of extraction, `whole` all that happens to a capture between
//! the file it comes from and the line that is written. The bytes are those of the article's text.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use biennien_capture::{Item, read_paths};
use biennien_extract::{Facts, Rules, events, find, mention, scan, statement, time};
use biennien_knowledge::Knowledge;
use biennien_model::{Article, Capture, Document, Interval};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};

/// How many articles of the corpus are read.
const CORPUS_ARTICLES: usize = 1000;

fn main() {
    divan::main();
}

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::built_in);
static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::compile(&KNOWLEDGE));
static TIMES: LazyLock<time::Rules> = LazyLock::new(|| time::Rules::compile(&KNOWLEDGE));
static NAMES: LazyLock<mention::Rules> = LazyLock::new(|| mention::Rules::compile(&KNOWLEDGE));
static CUES: LazyLock<statement::Rules> = LazyLock::new(|| statement::Rules::compile(&KNOWLEDGE));
static EXAMPLES: LazyLock<Texts> = LazyLock::new(|| Texts::read("examples/captures", usize::MAX));
static PAGES: LazyLock<biennien_article::Rules> =
    LazyLock::new(|| biennien_article::Rules::compile(&KNOWLEDGE));
static CORPUS: LazyLock<Texts> = LazyLock::new(|| {
    let path = std::env::var("CORPUS");
    Texts::read(path.as_deref().unwrap_or("../shared/corpora/vietnews-intl.jsonl.gz"), CORPUS_ARTICLES)
});

/// Where the texts come from.
#[derive(Debug, Clone, Copy)]
enum From {
    Examples,
    Corpus,
}

const FROM: [From; 2] = [From::Examples, From::Corpus];

/// Texts at every stage.
#[derive(Default)]
struct Texts {
    captures: Vec<Capture>,
    articles: Vec<Article>,
    documents: Vec<Document>,
    facts: Vec<Facts>,
    bytes: usize,
}

impl Texts {
    /// Reads the first captures of `path`, which counts from the root of the repository; none where it is missing.
    fn read(path: &str, count: usize) -> Texts {
        let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
        let mut texts = Texts::default();
        if !path.exists() {
            return texts;
        }
        read_paths(&[path], &[], &mut |item| {
            let Item::Capture(capture) = item else { return };
            if texts.captures.len() >= count {
                return;
            }
            let (article, _) = biennien_article::read(&capture, &PAGES);
            let document = biennien_text::split(&article, &KNOWLEDGE);
            texts.facts.push(find(&document, None, &RULES));
            texts.bytes += document.text.len();
            texts.documents.push(document);
            texts.articles.push(article);
            texts.captures.push(capture);
        });
        texts
    }
}

impl From {
    fn texts(self) -> &'static Texts {
        match self {
            From::Examples => &EXAMPLES,
            From::Corpus => &CORPUS,
        }
    }
}

/// Runs `stage` on every text.
fn run<T>(bencher: Bencher<'_, '_>, from: From, stage: impl Fn(&Texts, usize) -> T + Sync) {
    let texts = from.texts();
    bencher.counter(BytesCount::new(texts.bytes)).counter(ItemsCount::new(texts.documents.len())).bench(
        || {
            for index in 0..texts.documents.len() {
                divan::black_box(stage(texts, index));
            }
        },
    );
}

#[divan::bench(args = FROM, sample_count = 10, sample_size = 1)]
fn article(bencher: Bencher<'_, '_>, from: From) {
    run(bencher, from, |texts, index| biennien_article::read(&texts.captures[index], &PAGES));
}

#[divan::bench(args = FROM, sample_count = 10, sample_size = 1)]
fn text(bencher: Bencher<'_, '_>, from: From) {
    run(bencher, from, |texts, index| biennien_text::split(&texts.articles[index], &KNOWLEDGE));
}

#[divan::bench(args = FROM, sample_count = 10, sample_size = 1)]
fn mentions(bencher: Bencher<'_, '_>, from: From) {
    run(bencher, from, |texts, index| mention::find(&texts.documents[index], None, &NAMES));
}

#[divan::bench(args = FROM, sample_count = 10, sample_size = 1)]
fn times(bencher: Bencher<'_, '_>, from: From) {
    run(bencher, from, |texts, index| time::find(&texts.documents[index], None, &TIMES));
}

#[divan::bench(args = FROM, sample_count = 10, sample_size = 1)]
fn statements(bencher: Bencher<'_, '_>, from: From) {
    run(bencher, from, |texts, index| {
        let facts = &texts.facts[index];
        statement::find(&texts.documents[index], &facts.groups, &facts.times, &CUES)
    });
}

#[divan::bench(name = "events", args = FROM, sample_count = 10, sample_size = 1)]
fn events_alone(bencher: Bencher<'_, '_>, from: From) {
    run(bencher, from, |texts, index| events(&texts.documents[index], &texts.facts[index], &RULES));
}

#[divan::bench(args = FROM, sample_count = 10, sample_size = 1)]
fn facts(bencher: Bencher<'_, '_>, from: From) {
    run(bencher, from, |texts, index| find(&texts.documents[index], None, &RULES));
}

#[divan::bench(args = FROM, sample_count = 10, sample_size = 1)]
fn facts_and_dating(bencher: Bencher<'_, '_>, from: From) {
    run(bencher, from, |texts, index| {
        let scan = scan(&texts.documents[index], &RULES);
        scan.infer_published(&scan.facts(None), None)
    });
}

#[divan::bench(args = FROM, sample_count = 10, sample_size = 1)]
fn whole(bencher: Bencher<'_, '_>, from: From) {
    run(bencher, from, |texts, index| {
        let (article, _) = biennien_article::read(&texts.captures[index], &PAGES);
        let document = biennien_text::split(&article, &KNOWLEDGE);
        let scan = scan(&document, &RULES);
        let published = article.published.as_ref().and_then(|found| Interval::parse(&found.value));
        match published {
            Some(days) => scan.facts(Some(days.last)),
            None => {
                let undated = scan.facts(None);
                match scan.infer_published(&undated, None).and_then(|found| Interval::parse(&found.value)) {
                    Some(days) => scan.facts_between(days),
                    None => undated,
                }
            }
        }
    });
}
