//! The repository: where it is and which files are in it.

use std::fs;
use std::path::{Path, PathBuf};

/// Names that are never part of the repository's own text: build output, stores, what tools leave behind.
const LEFT_OUT: [&str; 6] = [".git", ".idea", ".vscode", "__pycache__", "node_modules", "target"];

/// The top folder of the repository.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// One text file of the repository.
pub(crate) struct TextFile {
    /// From the top folder, with `/` between the names.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// Reads every UTF-8 file under the folders and files named, in path order; other files are left out.
///
/// # Errors
/// When a folder or file cannot be read.
pub(crate) fn text_files(root: &Path) -> Result<Vec<TextFile>, String> {
    let mut paths = Vec::new();
    collect(root, &mut paths)?;
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let bytes = fs::read(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        if let Ok(text) = String::from_utf8(bytes) {
            files.push(TextFile { path: name_below(root, &path), text });
        }
    }
    Ok(files)
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<(), String> {
    let fail = |error| format!("cannot read {}: {error}", folder.display());
    for entry in fs::read_dir(folder).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if LEFT_OUT.contains(&name.as_str()) || name.starts_with("target-") || name.ends_with(".store") {
            continue;
        }
        let kind = entry.file_type().map_err(fail)?;
        if kind.is_dir() {
            collect(&entry.path(), paths)?;
        } else if kind.is_file() {
            paths.push(entry.path());
        }
    }
    Ok(())
}

fn name_below(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let names: Vec<_> = below.iter().map(|name| name.to_string_lossy()).collect();
    names.join("/")
}
