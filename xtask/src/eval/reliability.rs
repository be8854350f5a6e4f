//! Reliability: how far the confidence of facts can be trusted, on texts that people annotated.
//!
//! Counted by the program that learns the weights, so that one definition of "right" serves both.

use std::path::Path;

use crate::command::cargo;

/// Prints, for the statements and the events of an annotated folder, the share of right ones beside their confidence;
/// for the set that is learned from, only of the quarter that is not.
///
/// # Errors
/// When the program does not build or fails.
pub(crate) fn print(set: &str, folder: &Path) -> Result<(), String> {
    let mut program = cargo("run --quiet -p biennien-extract --example train_confidence -- table data")
        .argument(folder.join("sources"))
        .argument(folder.join("annotations"));
    if set == LEARNED_FROM {
        program = program.argument("unread");
    }
    print!("\nconfidence, {set}{}", program.read()?);
    Ok(())
}

/// The set that weights are learned from.
const LEARNED_FROM: &str = "more";
