//! Held bytes: compressed input of which enough is kept to look for the next frame when this one is damaged.

use std::io::{self, BufRead, Read};

/// How much is read at a time, in bytes.
const CHUNK_BYTES: usize = 64 << 10;

/// How much of the present frame is kept, in bytes. A damaged frame can be read past its end, into those after it.
const KEPT_BYTES: usize = 4 << 20;

/// Input that remembers the present frame.
pub(crate) struct Held {
    input: Box<dyn Read>,
    bytes: Vec<u8>,
    /// Start of the present frame in `bytes`.
    frame: usize,
    /// Next byte to be read in `bytes`.
    at: usize,
    /// Offset of `bytes` in the input.
    base: u64,
    /// True when the input itself could not be read.
    pub(crate) is_unreadable: bool,
}

impl Held {
    pub(crate) fn new(input: Box<dyn Read>) -> Held {
        Held { input, bytes: Vec::new(), frame: 0, at: 0, base: 0, is_unreadable: false }
    }

    /// Offset of the next byte in the input.
    pub(crate) fn offset(&self) -> u64 {
        self.base + self.at as u64
    }

    /// Bytes that the input has given so far.
    pub(crate) fn given(&self) -> u64 {
        self.base + self.bytes.len() as u64
    }

    /// The next bytes, `most` of them unless the input ends before; they stay to be read.
    pub(crate) fn peek(&mut self, most: usize) -> io::Result<&[u8]> {
        while self.bytes.len() - self.at < most && self.grow()? > 0 {}
        let end = self.bytes.len().min(self.at + most);
        Ok(&self.bytes[self.at..end])
    }

    /// The next byte is the first of a frame.
    pub(crate) fn begin_frame(&mut self) {
        self.frame = self.at;
    }

    /// Goes on at the next place after the start of the present frame at which `is_start` (asked with `length`
    /// bytes) says that a frame begins; false when there is none.
    pub(crate) fn find_frame(&mut self, length: usize, is_start: &dyn Fn(&[u8]) -> bool) -> io::Result<bool> {
        self.frame = (self.frame + 1).min(self.bytes.len());
        self.at = self.frame;
        loop {
            let found = self.bytes[self.frame..].windows(length).position(is_start);
            if let Some(found) = found {
                self.frame += found;
                self.at = self.frame;
                return Ok(true);
            }
            self.frame = self.frame.max((self.bytes.len() + 1).saturating_sub(length));
            self.at = self.frame;
            if self.grow()? == 0 {
                self.frame = self.bytes.len();
                self.at = self.frame;
                return Ok(false);
            }
        }
    }

    fn grow(&mut self) -> io::Result<usize> {
        let mut unneeded = self.frame.min(self.at);
        // Half at a time, so that what is kept is moved seldom.
        if self.bytes.len() - unneeded > 2 * KEPT_BYTES {
            unneeded = (self.bytes.len() - KEPT_BYTES).min(self.at);
        }
        if unneeded > 0 {
            self.bytes.drain(..unneeded);
            self.base += unneeded as u64;
            self.at -= unneeded;
            self.frame = self.frame.saturating_sub(unneeded);
        }
        let before = self.bytes.len();
        self.bytes.resize(before + CHUNK_BYTES, 0);
        let read = loop {
            match self.input.read(&mut self.bytes[before..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        self.bytes.truncate(before + *read.as_ref().unwrap_or(&0));
        self.is_unreadable |= read.is_err();
        read
    }
}

impl Read for Held {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Held {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.bytes.len() {
            self.grow()?;
        }
        Ok(&self.bytes[self.at..])
    }

    fn consume(&mut self, used: usize) {
        self.at = (self.at + used).min(self.bytes.len());
    }
}
