//! Opening: a path to the captures in it.

use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::fs::File;

use biennien_model::{Capture, Media};
use flate2::read::MultiGzDecoder;

use crate::digest;

/// Why an input could not be read.
#[derive(Debug, thiserror::Error)]
pub enum CaptureError {
    /// The file or folder could not be opened or read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Reads the captures of one file and hands each to `take`, in file order.
///
/// # Errors
/// When the file cannot be read.
pub fn read_path(path: &Path, take: &mut dyn FnMut(Capture)) -> Result<(), CaptureError> {
    let named = |source| CaptureError::Read { path: path.to_owned(), source };
    let file = File::open(path).map_err(named)?;
    let mut reader: Box<dyn BufRead> = if path.extension().is_some_and(|kind| kind == "gz") {
        Box::new(BufReader::new(MultiGzDecoder::new(file)))
    } else {
        Box::new(BufReader::new(file))
    };
    let shown = path.display().to_string();
    if shown.contains(".jsonl") {
        let mut offset = 0;
        loop {
            let mut line = Vec::new();
            let read = reader.read_until(b'\n', &mut line).map_err(named)?;
            if read == 0 {
                return Ok(());
            }
            take(capture(line, Media::Clean, &shown, offset));
            offset += read as u64;
        }
    }
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes).map_err(named)?;
    let media = if shown.ends_with(".html") { Media::Html } else { Media::Text };
    take(capture(bytes, media, &shown, 0));
    Ok(())
}

fn capture(bytes: Vec<u8>, media: Media, path: &str, offset: u64) -> Capture {
    let source_id = path.rsplit('/').next().unwrap_or(path).to_owned();
    Capture {
        digest: digest(&bytes),
        source_id,
        media,
        bytes,
        path: path.to_owned(),
        offset,
        url: None,
        captured: None,
        problems: Vec::new(),
    }
}
