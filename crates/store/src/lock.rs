//! The lock: one writer at a time. The operating system drops it when the process dies, so none is ever left behind.

use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use crate::StoreError;

/// Takes the writer's lock of the store in `dir` and writes this process's number into it.
///
/// # Errors
/// [`StoreError::Locked`] when another process holds it.
pub(crate) fn lock(dir: &Path) -> Result<File, StoreError> {
    let open = |source| StoreError::Open { dir: dir.to_owned(), source };
    let path = dir.join("writer.lock");
    let mut file =
        File::options().read(true).write(true).create(true).truncate(false).open(path).map_err(open)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let mut pid = String::new();
            file.read_to_string(&mut pid).map_err(open)?;
            return Err(StoreError::Locked { dir: dir.to_owned(), pid: pid.trim().to_owned() });
        }
        Err(TryLockError::Error(source)) => return Err(open(source)),
    }
    file.set_len(0).and_then(|()| file.rewind()).map_err(open)?;
    write!(file, "{}", std::process::id()).map_err(open)?;
    Ok(file)
}
