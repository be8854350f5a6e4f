//! Walking: a path to the files below it, in sorted order, one folder in memory at a time.

use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};

/// What a walk meets.
pub(crate) enum Met {
    /// A file to read.
    File,
    /// What is neither a file nor a folder, and is not opened: a pipe or device would never end.
    Other,
    /// What cannot be listed or looked at.
    Failed(io::Error),
}

/// Hands `path`, or all that is below it when it is a folder, to `take`, sorted by path; hidden entries are passed
/// over. Links to files count as files, links to folders are not followed.
pub(crate) fn walk(path: &Path, take: &mut dyn FnMut(&Path, Met)) {
    match fs::metadata(path) {
        Err(error) => take(path, Met::Failed(error)),
        Ok(found) if found.is_dir() => walk_folder(path, take),
        Ok(found) if is_device(found.file_type()) => take(path, Met::Other),
        // A pipe that was named is meant: `<(zcat …)` in a shell.
        Ok(_) => take(path, Met::File),
    }
}

/// Folders are walked with a list of their own, so that depth costs no stack.
fn walk_folder(path: &Path, take: &mut dyn FnMut(&Path, Met)) {
    // Entries still to come, the next one last; each folder's are put there when it is met.
    let mut waiting: Vec<(PathBuf, Option<FileType>)> = Vec::new();
    list(path, &mut waiting, take);
    while let Some((path, kind)) = waiting.pop() {
        let kind = match kind.map_or_else(|| fs::metadata(&path).map(|found| found.file_type()), Ok) {
            Ok(kind) => kind,
            Err(error) => {
                take(&path, Met::Failed(error));
                continue;
            }
        };
        if kind.is_dir() {
            list(&path, &mut waiting, take);
        } else if kind.is_symlink() {
            match fs::metadata(&path) {
                Ok(found) if found.is_file() => take(&path, Met::File),
                Ok(_) => take(&path, Met::Other),
                Err(error) => take(&path, Met::Failed(error)),
            }
        } else {
            take(&path, if kind.is_file() { Met::File } else { Met::Other });
        }
    }
}

/// Adds the entries of `folder`, the first one last.
fn list(folder: &Path, waiting: &mut Vec<(PathBuf, Option<FileType>)>, take: &mut dyn FnMut(&Path, Met)) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return take(folder, Met::Failed(error)),
    };
    let before = waiting.len();
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_name().to_string_lossy().starts_with('.') => {}
            Ok(entry) => waiting.push((entry.path(), entry.file_type().ok())),
            Err(error) => take(folder, Met::Failed(error)),
        }
    }
    waiting[before..].sort_by(|(one, _), (other, _)| other.cmp(one));
}

#[cfg(unix)]
fn is_device(kind: FileType) -> bool {
    use std::os::unix::fs::FileTypeExt;
    kind.is_char_device() || kind.is_block_device() || kind.is_socket()
}

#[cfg(not(unix))]
fn is_device(_: FileType) -> bool {
    false
}
