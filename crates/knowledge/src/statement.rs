//! Statement tables: reporting cues.

use biennien_model::Problem;

use crate::examples::Example;
use crate::table::Files;

/// reporting cues.
#[derive(Debug, Clone, Default)]
pub struct StatementTables {}

impl StatementTables {
    pub(crate) fn read(_files: &Files, _problems: &mut Vec<Problem>, _examples: &mut Vec<Example>) -> StatementTables {
        StatementTables {}
    }
}
