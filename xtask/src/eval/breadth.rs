//! Breadth: a whole corpus is read; nothing may break, and threads may change nothing.
//!
//! In: clean input of some thousand articles without annotation. Out: a line with counts and speed.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::Instant;

use crate::command::program;

/// How a reading names a panic that was contained.
const BUG: &[u8] = b"\"code\":\"bug\"";

/// Reads the corpus with one thread and with two; the second run is timed.
///
/// # Errors
/// When the program fails, a reading tells of a bug, or the two runs differ.
pub(crate) fn run(binary: &Path, corpus: &Path, scratch: &Path) -> Result<(), String> {
    let (one, two) = (scratch.join("breadth.1.jsonl"), scratch.join("breadth.2.jsonl"));
    read(binary, corpus, &one, "1")?;
    let began = Instant::now();
    read(binary, corpus, &two, "2")?;
    let seconds = began.elapsed().as_secs_f64();
    let counts = compare(&mut lines(&one)?, &mut lines(&two)?)?;
    for path in [one, two] {
        fs::remove_file(&path).map_err(|error| format!("cannot remove {}: {error}", path.display()))?;
    }
    println!(
        "breadth: {} articles, {} bugs, {} differ between 1 and 2 threads, {:.0} articles a second with 2",
        counts.articles,
        counts.bugs,
        counts.different,
        counts.articles as f64 / seconds,
    );
    if counts.bugs + counts.different == 0 { Ok(()) } else { Err("eval: breadth: see above".to_owned()) }
}

fn read(binary: &Path, corpus: &Path, readings: &Path, threads: &str) -> Result<(), String> {
    program(binary).argument("read").argument("--threads").argument(threads).argument(corpus).write(readings)
}

fn lines(path: &Path) -> Result<BufReader<File>, String> {
    let file = File::open(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    Ok(BufReader::new(file))
}

#[derive(Debug, Default, PartialEq)]
struct Counts {
    articles: usize,
    bugs: usize,
    different: usize,
}

/// Counts the lines of `one`, those that tell of a bug, and those that are not the same in `two`.
fn compare(one: &mut impl BufRead, two: &mut impl BufRead) -> Result<Counts, String> {
    let mut counts = Counts::default();
    let (mut a, mut b) = (Vec::new(), Vec::new());
    loop {
        a.clear();
        b.clear();
        let fail = |error: std::io::Error| format!("cannot read the readings again: {error}");
        let length =
            one.read_until(b'\n', &mut a).map_err(fail)? + two.read_until(b'\n', &mut b).map_err(fail)?;
        if length == 0 {
            return Ok(counts);
        }
        counts.articles += 1;
        counts.bugs += usize::from(a.windows(BUG.len()).any(|part| part == BUG));
        counts.different += usize::from(a != b);
    }
}

#[cfg(test)]
mod tests {
    use super::{Counts, compare};

    #[test]
    fn lines_are_compared_one_by_one() {
        check("a\nb\n", "a\nb\n", Counts { articles: 2, bugs: 0, different: 0 });
        check("a\nb\n", "b\na\n", Counts { articles: 2, bugs: 0, different: 2 });
        check("a\nb\n", "a\n", Counts { articles: 2, bugs: 0, different: 1 });
    }

    #[test]
    fn bugs_are_counted() {
        let line = "{\"problems\":[{\"code\":\"bug\"}]}\n";
        check(line, line, Counts { articles: 1, bugs: 1, different: 0 });
    }

    #[track_caller]
    fn check(one: &str, two: &str, expected: Counts) {
        assert_eq!(compare(&mut one.as_bytes(), &mut two.as_bytes()), Ok(expected));
    }
}
