//! Time tables: words that name moments.

use biennien_model::Problem;

use crate::examples::Example;
use crate::table::Files;

/// words that name moments.
#[derive(Debug, Clone, Default)]
pub struct TimeTables {}

impl TimeTables {
    pub(crate) fn read(_files: &Files, _problems: &mut Vec<Problem>, _examples: &mut Vec<Example>) -> TimeTables {
        TimeTables {}
    }
}
