//! The `biennien` command.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use biennien_engine::Reader;
use biennien_knowledge::Knowledge;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "biennien", version, about = "Keeps a chronicle of who said or did what to whom")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Folder of tables to use in place of the built-in ones
    #[arg(long, global = true)]
    data: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Prints one reading a line for each article found
    Read {
        /// Files
        paths: Vec<PathBuf>,
    },
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let knowledge = match &arguments.data {
        Some(dir) => Knowledge::read(dir)?,
        None => Knowledge::built_in(),
    };
    let reader = Reader::new(knowledge);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match arguments.command {
        Command::Read { paths } => {
            for path in paths {
                let mut failure = Ok(());
                biennien_capture::read_path(&path, &mut |capture| {
                    let reading = reader.read(&capture);
                    if let Err(error) = serde_json::to_writer(&mut out, &reading).and_then(|()| Ok(out.write_all(b"\n").ok())) {
                        failure = Err(error);
                    }
                })?;
                failure.context("cannot write to standard output")?;
            }
        }
    }
    Ok(())
}
