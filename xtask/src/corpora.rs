//! Corpora: clean input in gzip, one article a line, read without holding it.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use flate2::read::MultiGzDecoder;

/// Calls `each` with every line of `corpora/NAME.jsonl.gz` in `shared`.
///
/// # Errors
/// When the file cannot be read.
pub(crate) fn each_line(shared: &Path, name: &str, mut each: impl FnMut(&str)) -> Result<(), String> {
    let path = shared.join("corpora").join(format!("{name}.jsonl.gz"));
    let fail = |error: std::io::Error| format!("cannot read {}: {error}", path.display());
    let mut lines = BufReader::new(MultiGzDecoder::new(File::open(&path).map_err(fail)?));
    let mut line = String::new();
    loop {
        line.clear();
        if lines.read_line(&mut line).map_err(fail)? == 0 {
            return Ok(());
        }
        each(line.trim_end());
    }
}
