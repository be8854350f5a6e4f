//! Table: reliability, the share of right facts beside the confidence they were given.

use std::io::{self, Write};

/// Bins of equal width between 0 and 1.
const BINS: usize = 10;

/// Writes bins, expected calibration error, and what is left and right above usual limits.
pub(crate) fn write(out: &mut impl Write, name: &str, rated: &[(f64, bool)]) -> io::Result<()> {
    writeln!(out, "\n{name}: {} rated", rated.len())?;
    writeln!(out, "  confidence      n   mean  right")?;
    let mut error = 0.0;
    for bin in 0..BINS {
        let (low, high) = (bin as f64 / BINS as f64, (bin + 1) as f64 / BINS as f64);
        let held: Vec<&(f64, bool)> = rated
            .iter()
            .filter(|(chance, _)| *chance >= low && (*chance < high || bin + 1 == BINS))
            .collect();
        if held.is_empty() {
            continue;
        }
        let mean = held.iter().map(|(chance, _)| chance).sum::<f64>() / held.len() as f64;
        let right = held.iter().filter(|(_, right)| *right).count() as f64 / held.len() as f64;
        error += (mean - right).abs() * held.len() as f64 / rated.len() as f64;
        writeln!(out, "  {low:.1} to {high:.1} {:>6}  {mean:.3}  {right:.3}", held.len())?;
    }
    writeln!(out, "  expected calibration error {error:.3}")?;
    for limit in [0.0, 0.5, 0.7, 0.9] {
        let kept = rated.iter().filter(|(chance, _)| *chance >= limit);
        let (count, right) = (kept.clone().count(), kept.filter(|(_, right)| *right).count());
        let share = right as f64 / count.max(1) as f64;
        writeln!(out, "  at least {limit:.1}: {count} kept, {share:.3} of them right")?;
    }
    Ok(())
}
