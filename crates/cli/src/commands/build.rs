//! `biennien build`: captures into the store, then the chronicle.

use std::cell::Cell;
use std::io::IsTerminal;
use std::time::Duration;

use anstream::eprintln;
use biennien_engine::{Progress, Reader, Summary, build, is_cut};
use biennien_search::bring_up_to_date;
use biennien_store::Writer;
use indicatif::{ProgressBar, ProgressStyle};

use crate::arguments::Build;
use crate::commands::timeline;
use crate::exit::Done;
use crate::output::{name_failure, name_problem, safe};

/// Reads the captures, prints the summary on standard error and the chronicle on standard output.
pub(crate) fn run(build_arguments: &Build, reader: &Reader) -> anyhow::Result<Done> {
    let dir = &build_arguments.from.store;
    let mut store = Writer::open(dir)?;
    let bar = Bar::new();
    let summary = build(build_arguments.input.inputs(), &mut store, reader, &bar)?;
    bar.indexing();
    bring_up_to_date(&store)?;
    bar.bar.finish_and_clear();
    if !build_arguments.quiet {
        timeline::print(&store, &Default::default(), None, build_arguments.from.format, reader.knowledge())?;
    }
    report(&summary, &store.counts()?, &dir.display().to_string());
    let cut = summary.problems.iter().any(|(_, problem)| is_cut(problem));
    Ok(if summary.failures.is_empty() && !cut { Done::All } else { Done::Partly })
}

fn report(summary: &Summary, counts: &biennien_store::Counts, dir: &str) {
    for failure in &summary.failures {
        name_failure(&failure.path, failure.offset, &failure.code, &failure.message);
    }
    for (source, problem) in &summary.problems {
        name_problem(source, problem);
    }
    let failed = summary.failures.len();
    let Summary { read, new, unchanged, again, passed, reread, without_article, happenings, stories, .. } =
        summary;
    eprintln!("{read} captures read: {new} new, {unchanged} unchanged; {failed} inputs failed");
    if *again > 0 {
        eprintln!("{again} captures met again");
    }
    if !passed.is_empty() {
        let reasons: Vec<String> =
            passed.iter().map(|(why, count)| format!("{count} {}", safe(why))).collect();
        eprintln!("{} records hold no page: {}", passed.values().sum::<usize>(), reasons.join(", "));
    }
    if *reread > 0 {
        eprintln!("{reread} captures of the store read anew");
    }
    if *without_article > 0 {
        eprintln!("{without_article} captures have no article in them");
    }
    let count = |name: &str| counts.rows.iter().find(|(row, _)| *row == name).map_or(0, |(_, count)| *count);
    eprintln!(
        "in {dir}: {} articles ({} dated, {} dated from within, {} undated), {} statements, {} events, {happenings} happenings, {stories} stories",
        count("articles"),
        count("articles_dated"),
        count("articles_inferred"),
        count("articles_undated"),
        count("statements"),
        count("events"),
    );
}

/// A counter on a terminal, after two seconds; nothing in a pipe.
struct Bar {
    bar: ProgressBar,
    shown: Cell<bool>,
    started: std::time::Instant,
}

impl Bar {
    fn new() -> Bar {
        let bar = ProgressBar::hidden();
        Bar { bar, shown: Cell::new(false), started: std::time::Instant::now() }
    }

    fn show(&self) {
        const PATIENCE: Duration = Duration::from_secs(2);
        if self.shown.get() || self.started.elapsed() < PATIENCE || !std::io::stderr().is_terminal() {
            return;
        }
        self.shown.set(true);
        let style = ProgressStyle::with_template("{spinner} {msg} {pos} captures, {per_sec}, {elapsed}");
        self.bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        self.bar.set_draw_target(indicatif::ProgressDrawTarget::stderr());
    }
}

impl Bar {
    fn indexing(&self) {
        self.show();
        self.bar.set_message("indexing");
        self.bar.tick();
    }
}

impl Progress for Bar {
    fn captures(&self, done: usize) {
        self.show();
        self.bar.set_message("reading");
        self.bar.set_position(done as u64);
    }

    fn joining(&self) {
        self.show();
        self.bar.set_message("joining");
        self.bar.tick();
    }
}
