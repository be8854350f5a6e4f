//! `biennien read`: readings, one a line, without a store.

use std::io::{self, BufWriter, Write};

use biennien_engine::{Reader, is_cut, read_in_order};

use crate::arguments::Input;
use crate::exit::Done;
use crate::output::{name_failure, name_problem, write_line};

/// Prints one reading a line, in input order; inputs that cannot be read are named on standard error.
pub(crate) fn run(input: &Input, reader: &Reader) -> anyhow::Result<Done> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut done = Done::All;
    read_in_order(input.inputs(), reader, &mut |read| {
        match read {
            Ok(read) => {
                let cut = read.reading.problems.iter().filter(|problem| is_cut(problem));
                for problem in cut {
                    done = Done::Partly;
                    name_problem(&read.reading.article.source_id, problem);
                }
                write_line(&mut out, &read.reading)?;
            }
            Err(failed) => {
                done = Done::Partly;
                name_failure(&failed.path, failed.offset, failed.code, &failed.message);
            }
        }
        anyhow::Ok(())
    })?;
    out.flush()?;
    Ok(done)
}
