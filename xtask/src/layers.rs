//! Layers: which crate may import which, held against the manifests.
//!
//! The table is the one of `ARCHITECTURE.md`; change both in the same commit. Tests of a crate may also import
//! crates of any earlier row.

use std::fs;
use std::path::Path;

/// One crate and what it may import.
struct Layer {
    name: &'static str,
    imports: Imports,
}

enum Imports {
    Only(&'static [&'static str]),
    AllAbove,
}

use Imports::{AllAbove, Only};

/// In the order in which data flows.
const LAYERS: [Layer; 14] = [
    Layer { name: "model", imports: Only(&[]) },
    Layer { name: "knowledge", imports: Only(&["model"]) },
    Layer { name: "capture", imports: Only(&["model"]) },
    Layer { name: "article", imports: Only(&["model", "knowledge"]) },
    Layer { name: "text", imports: Only(&["model", "knowledge"]) },
    Layer { name: "extract", imports: Only(&["model", "knowledge", "text"]) },
    Layer { name: "story", imports: Only(&["model", "knowledge", "text"]) },
    Layer { name: "store", imports: Only(&["model"]) },
    Layer { name: "search", imports: Only(&["model", "text", "store"]) },
    Layer { name: "view", imports: Only(&["model", "store", "search"]) },
    Layer { name: "engine", imports: AllAbove },
    Layer { name: "server", imports: Only(&["model", "view", "engine"]) },
    Layer { name: "cli", imports: AllAbove },
    Layer { name: "eval", imports: AllAbove },
];

/// The project's prefix of package names.
const PREFIX: &str = "biennien-";

/// Every import that the table does not allow, and every crate that it does not know, one line each.
///
/// # Errors
/// When a manifest cannot be read.
pub(crate) fn find_wrong_imports(root: &Path) -> Result<Vec<String>, String> {
    let mut wrong = Vec::new();
    let folder = root.join("crates");
    let entries =
        fs::read_dir(&folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    for name in names {
        let path = folder.join(&name).join("Cargo.toml");
        if path.is_file() {
            wrong.extend(in_manifest(&name, &read_manifest(&path)?));
        }
    }
    wrong.extend(in_manifest("xtask", &read_manifest(&root.join("xtask").join("Cargo.toml"))?));
    Ok(wrong)
}

fn read_manifest(path: &Path) -> Result<toml::Table, String> {
    let text =
        fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    text.parse().map_err(|error| format!("{}: {error}", path.display()))
}

/// The wrong imports of the crate in folder `name`.
fn in_manifest(name: &str, manifest: &toml::Table) -> Vec<String> {
    let mut wrong = Vec::new();
    let place = LAYERS.iter().position(|layer| layer.name == name);
    if place.is_none() && name != "xtask" {
        wrong.push(format!("crates/{name} is not in the table of layers"));
        return wrong;
    }
    for (kind, import) in imports(manifest) {
        let Some(imported) = LAYERS.iter().position(|layer| layer.name == import) else {
            wrong.push(format!("{name} imports {import}, which is not in the table of layers"));
            continue;
        };
        let allowed = place.is_some_and(|place| {
            let above = imported < place;
            let in_tests = kind == "dev-dependencies" && above;
            in_tests
                || match LAYERS[place].imports {
                    Only(names) => names.contains(&import.as_str()),
                    AllAbove => above,
                }
        });
        if !allowed {
            wrong.push(format!("{name} must not import {import} ({kind})"));
        }
    }
    wrong
}

/// The project's own crates that a manifest names, with the kind of dependency.
fn imports(manifest: &toml::Table) -> Vec<(&'static str, String)> {
    let mut imports = Vec::new();
    let mut tables = vec![manifest];
    if let Some(targets) = manifest.get("target").and_then(toml::Value::as_table) {
        tables.extend(targets.values().filter_map(toml::Value::as_table));
    }
    for table in tables {
        for kind in ["dependencies", "build-dependencies", "dev-dependencies"] {
            let Some(dependencies) = table.get(kind).and_then(toml::Value::as_table) else { continue };
            for (key, value) in dependencies {
                let package = value.get("package").and_then(toml::Value::as_str).unwrap_or(key);
                if let Some(import) = package.strip_prefix(PREFIX) {
                    imports.push((kind, import.to_owned()));
                }
            }
        }
    }
    imports
}

#[cfg(test)]
mod tests {
    use super::{find_wrong_imports, in_manifest};

    #[test]
    fn this_workspace_keeps_its_layers() {
        assert_eq!(find_wrong_imports(&crate::repository::root()), Ok(Vec::new()));
    }

    #[test]
    fn only_what_the_table_allows() {
        check("text", "[dependencies]\nbiennien-model = {}\nregex = \"1\"", &[]);
        check("text", "[dependencies]\nbiennien-store = {}", &["text must not import store (dependencies)"]);
        check("store", "[dependencies]\nbiennien-text = {}", &["store must not import text (dependencies)"]);
        check("engine", "[dependencies]\nbiennien-view = {}", &[]);
        check("engine", "[dependencies]\nbiennien-cli = {}", &["engine must not import cli (dependencies)"]);
    }

    #[test]
    fn another_name_or_target_hides_nothing() {
        check(
            "model",
            "[dependencies]\nx = { package = \"biennien-text\" }",
            &["model must not import text (dependencies)"],
        );
        check(
            "model",
            "[target.'cfg(unix)'.build-dependencies]\nbiennien-text = {}",
            &["model must not import text (build-dependencies)"],
        );
    }

    #[test]
    fn tests_may_import_earlier_rows() {
        check("view", "[dev-dependencies]\nbiennien-text = {}", &[]);
        check(
            "view",
            "[dev-dependencies]\nbiennien-cli = {}",
            &["view must not import cli (dev-dependencies)"],
        );
    }

    #[test]
    fn every_crate_has_a_row() {
        check("helpers", "", &["crates/helpers is not in the table of layers"]);
        check(
            "cli",
            "[dependencies]\nbiennien-helpers = {}",
            &["cli imports helpers, which is not in the table of layers"],
        );
        check(
            "xtask",
            "[dependencies]\nbiennien-model = {}",
            &["xtask must not import model (dependencies)"],
        );
    }

    #[track_caller]
    fn check(name: &str, manifest: &str, expected: &[&str]) {
        assert_eq!(in_manifest(name, &manifest.parse().unwrap()), expected);
    }
}
