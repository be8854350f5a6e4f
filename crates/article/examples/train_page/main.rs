//! Makes `data/vi/pages/weights.tsv` from flattened pages whose lines are labelled: what speaks for a line to belong
//! to the article, and to be its title. Same input, same bytes.
//!
//! usage: `cargo run --release -p biennien-article --example train_page -- DATA (FOLDER LABELS)... > weights.tsv`
//!
//! LABELS is a JSON file {file name: {line number: kind}} for the pages in FOLDER. The table in DATA gives the traits
//! and, in its column `prior`, what weights are pulled to; how strongly is chosen by cross-validation, and the figures of that go to standard error.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it prints a table, and figures for a person")]

mod chain;

mod fit;

mod gold;

mod near;

mod titles;

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use biennien_article::Rules;
use biennien_knowledge::Knowledge;

use chain::{COSTS, Costs};
use fit::{Fit, Weights};
use gold::Page;

/// Strengths of the pull towards the prior that are tried.
const PULLS: &[f64] = &[0.3, 1.0, 3.0, 10.0];

/// Parts of the cross-validation; no page is judged by weights that it made.
const FOLDS: usize = 8;

/// Times that pages are judged anew with the weights found: the words of the article depend on where it is.
const ROUNDS: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [data, sets @ ..] = arguments.as_slice() else {
        return Err("usage: train_page DATA (FOLDER LABELS)...".into());
    };
    let table = fs::read_to_string(Path::new(data).join("vi/pages/weights.tsv"))?;
    let mut knowledge = Knowledge::read(Path::new(data))?;
    let (names, prior) = column(&table, 2);
    let costs = COSTS.map(|name| names.iter().position(|other| other == name).unwrap_or(0));
    let mut weights = prior.clone();
    let mut pull = PULLS[0];
    for round in 0..ROUNDS {
        knowledge.pages.weights = names.iter().cloned().zip(weights.iter().copied()).collect();
        let pages = gold::read(sets, &Rules::compile(&knowledge), &names)?;
        if round == 0 {
            pull = choose(&pages, &prior, &costs);
        }
        weights = fit::fit(&pages.iter().collect::<Vec<_>>(), &Fit { prior: &prior, pull, costs });
        eprintln!("round {round}: {} pages, {}", pages.len(), figures(&pages, &costs, |_| &weights));
    }
    print(&table, &names, &weights);
    Ok(())
}

/// The pull that does best on pages left out.
fn choose(pages: &[Page], prior: &Weights, costs: &Costs) -> f64 {
    let (mut best, mut chosen) = (0.0, PULLS[0]);
    eprintln!("prior alone: {}", figures(pages, costs, |_| prior));
    for &pull in PULLS {
        let left_out: Vec<Weights> = (0..FOLDS)
            .map(|out| {
                let others: Vec<&Page> = pages
                    .iter()
                    .enumerate()
                    .filter(|(index, _)| index % FOLDS != out)
                    .map(|(_, page)| page)
                    .collect();
                fit::fit(&others, &Fit { prior, pull, costs: *costs })
            })
            .collect();
        let figures = figures(pages, costs, |index| &left_out[index % FOLDS]);
        eprintln!("pull {pull}: left out: {figures}");
        let sum = figures.lines + figures.titles + figures.near;
        if sum > best {
            (best, chosen) = (sum, pull);
        }
    }
    chosen
}

/// Shares that are right, 0 to 1.
struct Figures {
    /// Mean over pages of F1 of the article's lines.
    lines: f64,
    titles: f64,
    near: f64,
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "lines {:.4}, titles {:.4}, near {:.4}", self.lines, self.titles, self.near)
    }
}

fn figures<'a>(pages: &[Page], costs: &Costs, weights: impl Fn(usize) -> &'a Weights) -> Figures {
    let (mut lines, mut titles, mut near) = (0.0, 0, (0, 0));
    for (index, page) in pages.iter().enumerate() {
        lines += chain::f1(page, weights(index), costs);
        titles += usize::from(titles::is_right(page, weights(index)));
        let (right, all) = near::right(page, weights(index));
        near = (near.0 + right, near.1 + all);
    }
    let count = pages.len().max(1) as f64;
    Figures {
        lines: lines / count,
        titles: titles as f64 / count,
        near: near.0 as f64 / near.1.max(1) as f64,
    }
}

/// The features of the table, and the numbers of one column.
fn column(table: &str, column: usize) -> (Vec<String>, Weights) {
    let number = |row: Vec<&str>| Some((row[0].to_owned(), row.get(column)?.parse::<f64>().ok()?));
    rows(table).filter_map(number).unzip()
}

fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().filter(|line| !line.starts_with('#')).skip(1).map(|line| line.split('\t').collect())
}

/// Prints the table with its column `weight` renewed.
fn print(table: &str, names: &[String], weights: &Weights) {
    let mut text = String::new();
    for line in table.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        match names.iter().position(|name| name == cells[0]) {
            Some(at) if cells.len() == 4 => {
                let _ = writeln!(text, "{}\t{:.3}\t{}\t{}", cells[0], weights[at], cells[2], cells[3]);
            }
            _ => {
                let _ = writeln!(text, "{line}");
            }
        }
    }
    print!("{text}");
}
