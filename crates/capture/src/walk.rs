//! Walking: a path to the files below it, in sorted order.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The files of `path`: itself, or all files below a folder, sorted by path; hidden files are passed over.
///
/// A folder that cannot be listed goes to `fail`, and the walk goes on. Links to folders are not followed.
pub(crate) fn files(path: &Path, fail: &mut dyn FnMut(&Path, io::Error)) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    let (mut found, mut folders) = (Vec::new(), vec![path.to_owned()]);
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                fail(&folder, error);
                continue;
            }
        };
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    fail(&folder, error);
                    continue;
                }
            };
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            let path = entry.path();
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(path),
                // A pipe or socket in a folder would never end; links count by what they point at.
                Ok(_) if path.is_file() || !path.exists() => found.push(path),
                Ok(_) => {}
                Err(error) => fail(&path, error),
            }
        }
    }
    found.sort();
    found
}
