//! Event tables: frames, triggers, status words.

use biennien_model::Problem;

use crate::examples::Example;
use crate::table::Files;

/// frames, triggers, status words.
#[derive(Debug, Clone, Default)]
pub struct EventTables {}

impl EventTables {
    pub(crate) fn read(_files: &Files, _problems: &mut Vec<Problem>, _examples: &mut Vec<Example>) -> EventTables {
        EventTables {}
    }
}
