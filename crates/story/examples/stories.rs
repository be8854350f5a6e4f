//! Finds the settings of `data/vi/story.tsv` that make the best stories, and says how good they are on articles that
//! had no say in the choice.
//!
//! usage: `cargo run --release -p biennien-story --example stories -- CLUSTERS.jsonl.gz [OTHERS.jsonl.gz…]`
//!
//! CLUSTERS is clean input whose objects also carry `cluster`. All settings in [`GRID`] are tried. The clusters are
//! dealt into five folds; for each, the settings are those that do best on the other four, and the figure is what
//! they do on its own articles (B-cubed, all articles being joined together). OTHERS are articles of other news: the
//! last figures are those of the present settings with all of them in the same store, for several values of `tenfold`.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

use biennien_knowledge::{Knowledge, StorySettings};
use biennien_model::Head;
use biennien_story::{Candidate, stories, stories_by_article, units};
use flate2::read::MultiGzDecoder;

/// Parts of the cross-validation.
const FOLDS: usize = 5;

/// Values that are tried: headline, single, days, join.
const GRID: [&[f64]; 4] = [
    &[2.0, 3.0, 4.0],
    &[0.3, 0.5, 0.7],
    &[5.0, 8.0, 12.0],
    &[0.125, 0.135, 0.145, 0.155, 0.16, 0.165, 0.17, 0.175, 0.185, 0.195],
];

/// Values of `tenfold` that are tried among other articles.
const TENFOLD: &[f64] = &[0.0, 0.014, 0.017, 0.02, 0.023];

/// One article and the cluster it belongs to.
struct Labelled {
    head: Head,
    cluster: String,
}

/// B-cubed precision and recall of each article.
type Scores = Vec<(f64, f64)>;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [clusters, others @ ..] = arguments.as_slice() else {
        return Err("usage: stories CLUSTERS.jsonl.gz [OTHERS.jsonl.gz…]".into());
    };
    let knowledge = Knowledge::built_in();
    let articles = read(Path::new(clusters))?;
    let mut out = std::io::stdout().lock();
    let present = scores(&articles, &[], &knowledge.stories);
    writeln!(out, "present settings   {}", figures(present.iter()))?;
    let tried: Vec<(StorySettings, Scores)> = grid(&knowledge.stories)
        .into_iter()
        .map(|settings| {
            let scores = scores(&articles, &[], &settings);
            (settings, scores)
        })
        .collect();
    writeln!(out, "settings tried     {}", tried.len())?;
    let folds = folds(&articles);
    let mut unseen = Vec::new();
    for fold in 0..FOLDS {
        let inside = |at: &usize| folds[*at] == fold;
        let (chosen, scores) = best(&tried, |at| !inside(&at));
        let own: Scores = (0..articles.len()).filter(inside).map(|at| scores[at]).collect();
        writeln!(out, "fold {}             {}   {}", fold + 1, figures(own.iter()), named(chosen))?;
        unseen.extend(own);
    }
    writeln!(out, "cross-validated    {}", figures(unseen.iter()))?;
    let (chosen, scores) = best(&tried, |_| true);
    writeln!(out, "best on all        {}   {}", figures(scores.iter()), named(chosen))?;
    if !others.is_empty() {
        among_others(&mut out, &articles, others, &knowledge.stories)?;
    }
    Ok(())
}

fn among_others(
    out: &mut impl Write,
    articles: &[Labelled],
    paths: &[String],
    present: &StorySettings,
) -> Result<(), Box<dyn Error>> {
    let mut others = Vec::new();
    for path in paths {
        others.extend(read(Path::new(path))?);
    }
    for &tenfold in TENFOLD {
        let settings = StorySettings { tenfold, ..present.clone() };
        let found = figures(scores(articles, &others, &settings).iter());
        writeln!(out, "among {:>7} more {found}   tenfold {tenfold}", others.len())?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<Labelled>, Box<dyn Error>> {
    let mut articles = Vec::new();
    for line in BufReader::new(MultiGzDecoder::new(File::open(path)?)).lines() {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        let text = |key: &str| row[key].as_str().map(str::to_owned);
        let id = text("id").ok_or("a row without id")?;
        let cluster = text("cluster").unwrap_or_default();
        let head = Head {
            article: id.clone(),
            source_id: id,
            outlet: text("outlet"),
            title: text("title").unwrap_or_default(),
            published: text("published"),
            text: text("text").unwrap_or_default(),
        };
        articles.push(Labelled { head, cluster });
    }
    Ok(articles)
}

fn grid(present: &StorySettings) -> Vec<StorySettings> {
    let mut all = Vec::new();
    for &headline in GRID[0] {
        for &single in GRID[1] {
            for &days in GRID[2] {
                for &join in GRID[3] {
                    all.push(StorySettings { headline, single, days, join, ..present.clone() });
                }
            }
        }
    }
    all
}

/// The fold of each article: clusters in order of their names, dealt out in turn.
fn folds(articles: &[Labelled]) -> Vec<usize> {
    let mut clusters: Vec<&str> = articles.iter().map(|article| article.cluster.as_str()).collect();
    clusters.sort_unstable();
    clusters.dedup();
    let fold = |cluster: &str| clusters.partition_point(|other| *other < cluster) % FOLDS;
    articles.iter().map(|article| fold(&article.cluster)).collect()
}

fn scores(articles: &[Labelled], others: &[Labelled], settings: &StorySettings) -> Scores {
    let candidates = articles.iter().chain(others).map(|article| Candidate {
        units: units(&article.head, settings),
        origin: article.head.article.clone(),
        head: article.head.clone(),
    });
    let found = stories(candidates.collect(), settings);
    let story_of = stories_by_article(&found);
    let story = |article: &Labelled| {
        let id = article.head.article.as_str();
        story_of.get(id).copied().unwrap_or(id).to_owned()
    };
    let (mut in_cluster, mut in_story, mut in_both) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for article in articles {
        *in_cluster.entry(&article.cluster).or_insert(0.0) += 1.0;
        *in_story.entry(story(article)).or_insert(0.0) += 1.0;
        *in_both.entry((&article.cluster, story(article))).or_insert(0.0) += 1.0;
    }
    let score = |article: &Labelled| {
        let both: f64 = in_both[&(&article.cluster, story(article))];
        (both / in_story[&story(article)], both / in_cluster[&article.cluster])
    };
    articles.iter().map(score).collect()
}

/// The settings that do best on the articles that `counts`; of equals the first.
fn best(tried: &[(StorySettings, Scores)], counts: impl Fn(usize) -> bool) -> (&StorySettings, &Scores) {
    let value =
        |scores: &Scores| f1(scores.iter().enumerate().filter(|(at, _)| counts(*at)).map(|(_, score)| score));
    let mut best = &tried[0];
    for one in &tried[1..] {
        if value(&one.1) > value(&best.1) {
            best = one;
        }
    }
    (&best.0, &best.1)
}

fn averages<'a>(scores: impl Iterator<Item = &'a (f64, f64)>) -> (f64, f64) {
    let (mut precision, mut recall, mut count) = (0.0, 0.0, 0.0);
    for (one, other) in scores {
        precision += one;
        recall += other;
        count += 1.0;
    }
    (precision / count, recall / count)
}

fn f1<'a>(scores: impl Iterator<Item = &'a (f64, f64)>) -> f64 {
    let (precision, recall) = averages(scores);
    2.0 * precision * recall / (precision + recall)
}

fn figures<'a>(scores: impl Iterator<Item = &'a (f64, f64)> + Clone) -> String {
    let (precision, recall) = averages(scores.clone());
    format!("P {precision:.4}  R {recall:.4}  F1 {:.4}", f1(scores))
}

fn named(settings: &StorySettings) -> String {
    let StorySettings { headline, single, days, join, .. } = settings;
    format!("headline {headline}, single {single}, days {days}, join {join}")
}
