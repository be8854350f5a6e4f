//! Streams: the bytes of a file after decompression, with the place where a damaged one ends.

use std::io::{self, Read};

use crate::frames::{Frames, Packing};
use crate::held::Held;
use crate::item::Cut;
use crate::sniff::is_binary;

/// How deep compression inside compression is opened.
const LAYERS_MAX: usize = 2;

/// How many bytes are looked at to tell what a file is, and read at a time.
const HEAD_BYTES: usize = 64 << 10;

/// A decompressed file.
///
/// A damaged or truncated compressed file reads as one that ends there; `cut` tells, `resume` goes on after it.
pub(crate) struct Stream {
    source: Source,
    buffer: Vec<u8>,
    /// Next byte in `buffer`.
    at: usize,
    /// Bytes handed out so far.
    pub(crate) offset: u64,
    /// Bytes put back so far.
    pub(crate) unread: u64,
}

enum Source {
    Plain(Box<dyn Read>),
    Packed(Frames),
}

impl Stream {
    /// Opens `reader`, through gzip and zstd.
    pub(crate) fn open(reader: Box<dyn Read>) -> io::Result<Stream> {
        let mut stream = Stream::of(Source::Plain(reader));
        for layer in 0..LAYERS_MAX {
            let mut packing = Packing::of(stream.ahead(4)?);
            if packing.is_none() && layer == 0 {
                let head = stream.head()?;
                packing = Packing::within(head).filter(|_| is_binary(head));
            }
            let Some(packing) = packing else { break };
            stream = Stream::of(Source::Packed(Frames::new(packing, Held::new(Box::new(stream)))));
        }
        Ok(stream)
    }

    fn of(source: Source) -> Stream {
        Stream { source, buffer: Vec::new(), at: 0, offset: 0, unread: 0 }
    }

    /// The first bytes that are still to be read, for telling what they are.
    pub(crate) fn head(&mut self) -> io::Result<&[u8]> {
        self.ahead(HEAD_BYTES)
    }

    /// The next `most` bytes, fewer at the end; they stay to be read.
    pub(crate) fn ahead(&mut self, most: usize) -> io::Result<&[u8]> {
        while self.buffer.len() - self.at < most && self.grow()? > 0 {}
        let end = self.buffer.len().min(self.at + most);
        Ok(&self.buffer[self.at..end])
    }

    /// Why the stream ended early, once it has ended.
    pub(crate) fn cut(&self) -> Option<&Cut> {
        match &self.source {
            Source::Packed(frames) if self.at == self.buffer.len() => frames.cut.as_ref(),
            _ => None,
        }
    }

    /// Why the stream ends early after what `ahead` gave.
    pub(crate) fn cut_ahead(&self) -> Option<&Cut> {
        match &self.source {
            Source::Packed(frames) => frames.cut.as_ref(),
            Source::Plain(_) => None,
        }
    }

    /// Goes on after damage, at the next thing that can be decompressed; false when there is none.
    pub(crate) fn resume(&mut self) -> io::Result<bool> {
        match &mut self.source {
            Source::Packed(frames) if self.at == self.buffer.len() => frames.resume(),
            _ => Ok(false),
        }
    }

    /// Puts `bytes` back, so that they are read next.
    pub(crate) fn unread(&mut self, bytes: &[u8]) {
        self.buffer.splice(..self.at, bytes.iter().copied());
        self.at = 0;
        self.offset -= bytes.len() as u64;
        self.unread += bytes.len() as u64;
    }

    /// Reads to the line feed (which is taken with it) or to the end. `None` at the end of the stream.
    pub(crate) fn line(&mut self, max: usize) -> io::Result<Option<Part>> {
        self.part(max, u64::MAX, &mut |chunk| chunk.iter().position(|&byte| byte == b'\n').map(|at| at + 1))
    }

    /// Reads all that is left.
    pub(crate) fn rest(&mut self, max: usize) -> io::Result<Option<Part>> {
        self.part(max, u64::MAX, &mut |_| None)
    }

    /// Reads the next `length` bytes, or fewer at the end of the stream.
    pub(crate) fn take(&mut self, length: u64, max: usize) -> io::Result<Option<Part>> {
        self.part(max, length, &mut |_| None)
    }

    /// Reads until `ends` gives how many bytes of the chunk it is shown still belong to the part.
    pub(crate) fn until(
        &mut self,
        max: usize,
        ends: &mut dyn FnMut(&[u8]) -> Option<usize>,
    ) -> io::Result<Option<Part>> {
        self.part(max, u64::MAX, ends)
    }

    fn part(
        &mut self,
        max: usize,
        length: u64,
        ends: &mut dyn FnMut(&[u8]) -> Option<usize>,
    ) -> io::Result<Option<Part>> {
        let (start, mut bytes, mut left) = (self.offset, Vec::new(), length);
        while left > 0 {
            if self.at == self.buffer.len() && self.grow()? == 0 {
                break;
            }
            let chunk = &self.buffer[self.at..];
            let most = usize::try_from(left).map_or(chunk.len(), |left| left.min(chunk.len()));
            let found = ends(&chunk[..most]);
            let used = found.unwrap_or(most);
            let room = max.saturating_sub(bytes.len()).min(used);
            bytes.extend_from_slice(&chunk[..room]);
            self.at += used;
            self.offset += used as u64;
            left -= used as u64;
            if found.is_some() {
                break;
            }
        }
        let read = self.offset - start;
        if read == 0 && length > 0 {
            return Ok(None);
        }
        Ok(Some(Part { start, bytes, whole: read <= max as u64 }))
    }

    fn grow(&mut self) -> io::Result<usize> {
        self.buffer.drain(..self.at);
        self.at = 0;
        let before = self.buffer.len();
        self.buffer.resize(before + HEAD_BYTES, 0);
        let read = loop {
            let read = match &mut self.source {
                Source::Plain(reader) => reader.read(&mut self.buffer[before..]),
                Source::Packed(frames) => frames.read(&mut self.buffer[before..]),
            };
            match read {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        self.buffer.truncate(before + *read.as_ref().unwrap_or(&0));
        read
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.buffer.len() {
            self.grow()?;
        }
        let read = (&self.buffer[self.at..]).read(buffer)?;
        self.at += read;
        Ok(read)
    }
}

/// A stretch of a stream.
pub(crate) struct Part {
    /// Byte offset of its first byte.
    pub(crate) start: u64,
    /// Its bytes; cut at the limit that was given.
    pub(crate) bytes: Vec<u8>,
    /// False when it was longer than the limit.
    pub(crate) whole: bool,
}
