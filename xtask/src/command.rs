//! Running other programs: cargo, python3 and the built binary.

use std::ffi::OsStr;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::repository;

/// A program with its arguments, and how it is written for a person.
pub(crate) struct Program {
    command: Command,
    words: String,
}

/// `cargo` with `arguments` separated by spaces, in the top folder.
pub(crate) fn cargo(arguments: &str) -> Program {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut program = program(&cargo);
    program.words = "cargo".to_owned();
    for argument in arguments.split_whitespace() {
        program = program.argument(argument);
    }
    program
}

/// The program at `path`, in the top folder.
pub(crate) fn program(path: impl AsRef<OsStr>) -> Program {
    let mut command = Command::new(path.as_ref());
    command.current_dir(repository::root());
    Program { command, words: path.as_ref().to_string_lossy().into_owned() }
}

impl Program {
    pub(crate) fn argument(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.command.arg(argument.as_ref());
        self.words.push(' ');
        self.words.push_str(&argument.as_ref().to_string_lossy());
        self
    }

    pub(crate) fn setting(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self.words.insert_str(0, &format!("{name}='{value}' "));
        self
    }

    /// Runs the program and lets it speak for itself.
    ///
    /// # Errors
    /// When it cannot be started or ends with another code than 0; the text is the command to run again.
    pub(crate) fn run(mut self) -> Result<(), String> {
        let status = self.command.status();
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(format!("{status}; run: {}", self.words)),
            Err(error) => Err(format!("cannot start ({error}); run: {}", self.words)),
        }
    }

    /// Runs the program and returns what it wrote to standard output.
    ///
    /// # Errors
    /// As [`Program::run`].
    pub(crate) fn read(mut self) -> Result<String, String> {
        let output = self.command.stderr(Stdio::inherit()).output();
        match output {
            Ok(output) if output.status.success() => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
            Ok(output) => Err(format!("{}; run: {}", output.status, self.words)),
            Err(error) => Err(format!("cannot start ({error}); run: {}", self.words)),
        }
    }

    /// Runs the program with its standard output in the file at `path`.
    ///
    /// # Errors
    /// As [`Program::run`], or when the file cannot be made.
    pub(crate) fn write(mut self, path: &Path) -> Result<(), String> {
        let file = File::create(path).map_err(|error| format!("cannot make {}: {error}", path.display()))?;
        self.command.stdout(file);
        self.run()
    }

    /// Whether the program can be started and ends with code 0; it is not heard.
    pub(crate) fn works(mut self) -> bool {
        let status = self.command.stdout(Stdio::null()).stderr(Stdio::null()).status();
        status.is_ok_and(|status| status.success())
    }
}

/// Builds the `biennien` binary from the artefacts that tests use too, and returns where it is.
///
/// # Errors
/// When it does not build.
pub(crate) fn build_binary() -> Result<PathBuf, String> {
    let messages =
        cargo("build --quiet --workspace --bins --message-format json-render-diagnostics").read()?;
    for message in messages.lines() {
        let Ok(message) = serde_json::from_str::<serde_json::Value>(message) else { continue };
        if message["target"]["name"] == "biennien"
            && let Some(path) = message["executable"].as_str()
        {
            return Ok(PathBuf::from(path));
        }
    }
    Err("no binary named biennien was built; run: cargo build --workspace --bins".to_owned())
}
