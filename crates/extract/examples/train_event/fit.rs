//! Fit: a choice among several options as a log-linear model with a pull towards zero, by Newton's method.
//!
//! Deterministic: sorted features, fixed steps.

use std::collections::BTreeMap;

/// Steps of Newton's method; the sums stand still after about eight.
const STEPS: usize = 12;

/// Most times a step is halved until it helps.
const HALVINGS: usize = 8;

/// Pull on the features that hold for every change of their kind.
const FREE_PULL: f64 = 0.1;

/// A feature that holds in fewer options gets no weight.
const OPTIONS_MIN: usize = 60;

/// A choice among several options.
pub(crate) struct Choice<'a> {
    /// Features of each with how much they count; the first option has none.
    pub(crate) options: Vec<Vec<(&'a str, f64)>>,
    /// Index of the right option.
    pub(crate) right: usize,
}

/// A choice with columns in the place of names.
struct Row {
    options: Vec<Vec<(usize, f64)>>,
    right: usize,
}

/// Weights that make the right options most probable, less half of `pull` times their squares.
pub(crate) fn fit(choices: &[Choice<'_>], pull: f64) -> BTreeMap<String, f64> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (feature, _) in choices.iter().flat_map(|choice| &choice.options).flatten() {
        *counts.entry(feature).or_default() += 1;
    }
    counts.retain(|_, count| *count >= OPTIONS_MIN);
    let columns: BTreeMap<&str, usize> =
        counts.keys().enumerate().map(|(column, name)| (*name, column)).collect();
    let pulls: Vec<f64> =
        columns.keys().map(|name| if name.ends_with(":any") { FREE_PULL } else { pull }).collect();
    let rows: Vec<Row> = choices.iter().map(|choice| row(choice, &columns)).collect();
    let mut weights = vec![0.0; columns.len()];
    for _ in 0..STEPS {
        step(&mut weights, &rows, &pulls);
    }
    columns.into_iter().map(|(name, column)| (name.to_owned(), weights[column])).collect()
}

fn row(choice: &Choice<'_>, columns: &BTreeMap<&str, usize>) -> Row {
    let mut options = Vec::with_capacity(choice.options.len());
    for features in &choice.options {
        let mut held: BTreeMap<usize, f64> = BTreeMap::new();
        for (feature, count) in features {
            if let Some(column) = columns.get(feature) {
                *held.entry(*column).or_default() += count;
            }
        }
        options.push(held.into_iter().filter(|(_, count)| *count != 0.0).collect());
    }
    Row { options, right: choice.right }
}

fn step(weights: &mut [f64], rows: &[Row], pulls: &[f64]) {
    let columns = weights.len();
    let mut slope: Vec<f64> = weights.iter().zip(pulls).map(|(weight, pull)| pull * weight).collect();
    let mut bend = vec![vec![0.0; columns]; columns];
    for (index, row) in bend.iter_mut().enumerate() {
        row[index] = pulls[index];
    }
    let mut mean = vec![0.0; columns];
    for row in rows {
        let chances = chances(weights, row);
        let mut touched: Vec<usize> = Vec::new();
        for (index, (option, chance)) in row.options.iter().zip(chances).enumerate() {
            for (column, count) in option {
                slope[*column] += (chance - f64::from(u8::from(index == row.right))) * count;
                mean[*column] += chance * count;
                touched.push(*column);
                for (other, times) in option {
                    bend[*column][*other] += chance * count * times;
                }
            }
        }
        touched.sort_unstable();
        touched.dedup();
        for one in &touched {
            for other in &touched {
                bend[*one][*other] -= mean[*one] * mean[*other];
            }
        }
        touched.iter().for_each(|column| mean[*column] = 0.0);
    }
    let (change, before, old) = (solve(bend, slope), cost(weights, rows, pulls), weights.to_vec());
    let mut length = 1.0;
    for _ in 0..HALVINGS {
        for (index, weight) in weights.iter_mut().enumerate() {
            *weight = old[index] - length * change[index];
        }
        if cost(weights, rows, pulls) <= before {
            return;
        }
        length /= 2.0;
    }
}

/// What the fit makes small.
fn cost(weights: &[f64], rows: &[Row], pulls: &[f64]) -> f64 {
    let pulled: f64 = weights.iter().zip(pulls).map(|(weight, pull)| pull * weight * weight / 2.0).sum();
    pulled - rows.iter().map(|row| chances(weights, row)[row.right].max(f64::MIN_POSITIVE).ln()).sum::<f64>()
}

fn chances(weights: &[f64], row: &Row) -> Vec<f64> {
    let sum =
        |option: &Vec<(usize, f64)>| option.iter().map(|(column, count)| weights[*column] * count).sum();
    let sums: Vec<f64> = row.options.iter().map(sum).collect();
    let top = sums.iter().copied().fold(0.0, f64::max);
    let total: f64 = sums.iter().map(|sum| (sum - top).exp()).sum();
    sums.into_iter().map(|sum| (sum - top).exp() / total).collect()
}

/// Solves a positive definite system by Cholesky's method.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for row in 0..size {
        for column in 0..=row {
            let dot: f64 = (0..column).map(|index| matrix[row][index] * matrix[column][index]).sum();
            let rest = matrix[row][column] - dot;
            matrix[row][column] =
                if row == column { rest.max(1e-12).sqrt() } else { rest / matrix[column][column] };
        }
    }
    for row in 0..size {
        let dot: f64 = (0..row).map(|index| matrix[row][index] * right[index]).sum();
        right[row] = (right[row] - dot) / matrix[row][row];
    }
    for row in (0..size).rev() {
        let dot: f64 = (row + 1..size).map(|index| matrix[index][row] * right[index]).sum();
        right[row] = (right[row] - dot) / matrix[row][row];
    }
    right
}
