//! Streams: the bytes of a file after decompression, with the place where a damaged one ends.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use flate2::bufread::MultiGzDecoder;

use crate::item::Cut;

/// How deep compression inside compression is opened.
const LAYERS_MAX: usize = 2;

/// How many bytes are looked at to tell what a file is.
const HEAD_BYTES: usize = 64 << 10;

/// A decompressed file.
///
/// A damaged or truncated compressed file reads as one that ends there; `cut` tells.
pub(crate) struct Stream {
    reader: BufReader<Tolerant>,
    /// Bytes handed out so far.
    pub(crate) offset: u64,
    /// The first bytes, for telling what the file is; still to be read.
    pub(crate) head: Vec<u8>,
}

impl Stream {
    /// Opens `reader`, through gzip and zstd.
    pub(crate) fn open(reader: Box<dyn Read>) -> io::Result<Stream> {
        let mut tolerant = Tolerant::new(reader, false);
        for _ in 0..LAYERS_MAX {
            let magic = tolerant.peek(4)?;
            tolerant = match magic.as_slice() {
                [0x1f, 0x8b, ..] => {
                    let packed = BufReader::with_capacity(HEAD_BYTES, tolerant);
                    Tolerant::new(Box::new(MultiGzDecoder::new(packed)), true)
                }
                [0x28, 0xb5, 0x2f, 0xfd] => {
                    Tolerant::new(Box::new(zstd::stream::read::Decoder::new(tolerant)?), true)
                }
                _ => break,
            };
        }
        let head = tolerant.peek(HEAD_BYTES)?;
        Ok(Stream { reader: BufReader::with_capacity(HEAD_BYTES, tolerant), offset: 0, head })
    }

    /// Why the stream ended early, once it has ended.
    pub(crate) fn cut(&self) -> Option<&Cut> {
        self.reader.get_ref().cut.as_ref()
    }

    /// Reads to the line feed (which is taken with it) or to the end. `None` at the end of the stream.
    pub(crate) fn line(&mut self, max: usize) -> io::Result<Option<Part>> {
        self.part(max, Some(b'\n'), u64::MAX)
    }

    /// Reads all that is left.
    pub(crate) fn rest(&mut self, max: usize) -> io::Result<Option<Part>> {
        self.part(max, None, u64::MAX)
    }

    /// Reads the next `length` bytes, or fewer at the end of the stream.
    pub(crate) fn take(&mut self, length: u64, max: usize) -> io::Result<Option<Part>> {
        self.part(max, None, length)
    }

    fn part(&mut self, max: usize, until: Option<u8>, length: u64) -> io::Result<Option<Part>> {
        let (start, mut bytes, mut left) = (self.offset, Vec::new(), length);
        loop {
            let chunk = match self.reader.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let most = usize::try_from(left).map_or(chunk.len(), |left| left.min(chunk.len()));
            let found = until.and_then(|byte| chunk[..most].iter().position(|&other| other == byte));
            let used = found.map_or(most, |at| at + 1);
            let room = max.saturating_sub(bytes.len()).min(used);
            bytes.extend_from_slice(&chunk[..room]);
            self.reader.consume(used);
            self.offset += used as u64;
            left -= used as u64;
            if used == 0 || found.is_some() || left == 0 {
                break;
            }
        }
        let read = self.offset - start;
        if read == 0 && length > 0 {
            return Ok(None);
        }
        let whole = read <= max as u64;
        Ok(Some(Part { start, bytes, whole }))
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

/// A decoder whose complaint ends the stream in place of failing it.
struct Tolerant {
    /// Bytes that were looked at and are still to be read.
    head: Cursor<Vec<u8>>,
    inner: Box<dyn Read>,
    compressed: bool,
    cut: Option<Cut>,
}

impl Tolerant {
    fn new(inner: Box<dyn Read>, compressed: bool) -> Tolerant {
        Tolerant { head: Cursor::default(), inner, compressed, cut: None }
    }

    /// The next bytes, at most `most`, which stay to be read.
    fn peek(&mut self, most: usize) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.take(most as u64).read_to_end(&mut bytes)?;
        let rest =
            self.head.get_ref().get(usize::try_from(self.head.position()).unwrap_or(0)..).unwrap_or(&[]);
        let head = [&bytes, rest].concat();
        self.head = Cursor::new(head);
        Ok(bytes)
    }
}

impl Read for Tolerant {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let looked_at = self.head.read(buffer)?;
        if looked_at > 0 || self.cut.is_some() {
            return Ok(looked_at);
        }
        match self.inner.read(buffer) {
            Err(error) if self.compressed && error.kind() != io::ErrorKind::Interrupted => {
                let early =
                    error.kind() == io::ErrorKind::UnexpectedEof || error.to_string().contains("incomplete");
                self.cut = Some(if early {
                    Cut { code: "truncated", message: "the compressed file ends".to_owned() }
                } else {
                    Cut { code: "damaged", message: format!("the compressed file is damaged ({error})") }
                });
                Ok(0)
            }
            other => other,
        }
    }
}
