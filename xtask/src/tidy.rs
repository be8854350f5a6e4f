//! Tidying: what clippy and rustfmt can mend by themselves.

use crate::command::cargo;

/// Applies clippy's sure suggestions, then formats.
///
/// # Errors
/// When the code does not compile.
pub(crate) fn run() -> Result<(), String> {
    cargo("clippy --workspace --all-targets --fix --allow-dirty --allow-staged").run()?;
    cargo("fmt --all").run()
}
