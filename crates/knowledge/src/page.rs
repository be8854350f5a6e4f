//! Page tables: line cues of news pages.

use biennien_model::Problem;

use crate::examples::Example;
use crate::table::Files;

/// line cues of news pages.
#[derive(Debug, Clone, Default)]
pub struct PageTables {}

impl PageTables {
    pub(crate) fn read(_files: &Files, _problems: &mut Vec<Problem>, _examples: &mut Vec<Example>) -> PageTables {
        PageTables {}
    }
}
