//! Frames: gzip members and zstd frames, decompressed one after the other; a damaged one ends the stream, which can
//! then go on at the next whole one.
//!
//! The decoders are those of `flate2` and `zstd`; what they lack is here: the place of the damage, the search for the
//! next frame, and a limit on how much may come out of how little.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;

use crate::held::Held;
use crate::item::Cut;

/// How many times its input a stream may be, past [`FREE_BYTES`]. Text stays far below; only a trap is above.
const RATIO_MAX: u64 = 200;

/// How much may come out whatever went in, in bytes.
const FREE_BYTES: u64 = 4 << 20;

/// Damages in one file after which the rest is not searched any more.
const CUTS_MAX: usize = 256;

/// What is said of bytes between frames that are no frame.
const BETWEEN: &str = "no compressed data stands";

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    /// RFC 1952.
    Gzip,
    /// RFC 8878.
    Zstd,
}

impl Packing {
    /// By the first four bytes.
    pub(crate) fn of(head: &[u8]) -> Option<Packing> {
        match head {
            [0x1f, 0x8b, ..] => Some(Packing::Gzip),
            // Skippable frames hold dictionaries or notes.
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Some(Packing::Zstd),
            _ => None,
        }
    }

    /// The packing that surely begins somewhere in `head`, whose own beginning is damaged.
    pub(crate) fn within(head: &[u8]) -> Option<Packing> {
        let packings = [Packing::Gzip, Packing::Zstd];
        packings.into_iter().find(|packing| {
            head.windows(packing.header_length()).any(|window| packing.is_surely_start(window))
        })
    }

    fn header_length(self) -> usize {
        if self == Packing::Gzip { 10 } else { 4 }
    }

    /// True when a whole frame surely begins like `header`: three magic bytes alone come about by chance.
    fn is_surely_start(self, header: &[u8]) -> bool {
        match (self, header) {
            (Packing::Gzip, &[0x1f, 0x8b, 8, flags, _, _, _, _, speed, system, ..]) => {
                flags & 0xe0 == 0 && matches!(speed, 0 | 2 | 4) && matches!(system, 0..=13 | 255)
            }
            (Packing::Zstd, [0x28, 0xb5, 0x2f, 0xfd, ..]) => true,
            _ => false,
        }
    }
}

/// The decompressed bytes of frames. Damage reads as the end; `cut` tells of it, and `resume` goes on after it.
pub(crate) struct Frames {
    packing: Packing,
    state: State,
    out: u64,
    cuts: usize,
    pub(crate) cut: Option<Cut>,
}

enum State {
    Between(Held),
    Gzip(Box<GzDecoder<Held>>),
    Zstd(zstd::stream::read::Decoder<'static, Held>),
    Over,
}

impl Frames {
    pub(crate) fn new(packing: Packing, held: Held) -> Frames {
        Frames { packing, state: State::Between(held), out: 0, cuts: 0, cut: None }
    }

    /// Goes on at the next frame after damage; false when there is none, or nothing was damaged.
    pub(crate) fn resume(&mut self) -> io::Result<bool> {
        let State::Between(held) = &mut self.state else { return Ok(false) };
        if self.cut.is_none() || self.cuts > CUTS_MAX {
            return Ok(false);
        }
        let packing = self.packing;
        let found = held.find_frame(packing.header_length(), &|header| packing.is_surely_start(header))?;
        if found {
            self.cut = None;
        }
        Ok(found)
    }

    /// Begins the next frame; false at the end of the input, or where there is none.
    fn begin(&mut self, mut held: Held) -> io::Result<bool> {
        // Zeros pad archives out to whole blocks; they are no damage.
        while held.peek(1)? == [0] {
            held.consume(1);
        }
        held.begin_frame();
        let head = held.peek(4)?;
        let (is_end, packing) = (head.is_empty(), Packing::of(head));
        if is_end || packing != Some(self.packing) {
            let at = held.offset();
            self.state = State::Between(held);
            if !is_end {
                self.end_early("damaged", BETWEEN, at);
            }
            return Ok(false);
        }
        self.state = match self.packing {
            Packing::Gzip => State::Gzip(Box::new(GzDecoder::new(held))),
            Packing::Zstd => State::Zstd(zstd::stream::read::Decoder::with_buffer(held)?.single_frame()),
        };
        Ok(true)
    }

    fn end_early(&mut self, code: &'static str, what: &str, at: u64) {
        self.cuts += 1;
        let message = format!("{what} at byte {at} of the compressed file");
        let is_inside = what != BETWEEN;
        self.cut = Some(Cut { code, message, is_inside });
    }

    /// Takes the decoder's input back, after it came to its end or failed.
    fn take_held(&mut self) -> Option<Held> {
        match std::mem::replace(&mut self.state, State::Over) {
            State::Between(held) => Some(held),
            State::Gzip(decoder) => Some(decoder.into_inner()),
            State::Zstd(decoder) => Some(decoder.finish()),
            State::Over => None,
        }
    }

    fn fail(&mut self, error: io::Error) -> io::Result<usize> {
        let Some(held) = self.take_held() else { return Ok(0) };
        if held.is_unreadable {
            return Err(error);
        }
        let at = held.offset();
        self.state = State::Between(held);
        let text = error.to_string();
        if error.kind() == io::ErrorKind::UnexpectedEof || text.contains("incomplete") {
            self.end_early("truncated", "the compressed data ends too early", at);
        } else {
            self.end_early("damaged", &format!("the compressed data is damaged ({text})"), at);
        }
        Ok(0)
    }

    fn is_trap(&self, given: u64) -> bool {
        self.out > FREE_BYTES && self.out > RATIO_MAX * given
    }
}

impl Read for Frames {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        while self.cut.is_none() {
            let (read, given) = match &mut self.state {
                State::Over => return Ok(0),
                State::Between(_) => {
                    let Some(held) = self.take_held() else { return Ok(0) };
                    if self.begin(held)? {
                        continue;
                    }
                    return Ok(0);
                }
                State::Gzip(decoder) => (decoder.read(buffer), decoder.get_ref().given()),
                State::Zstd(decoder) => (decoder.read(buffer), decoder.get_ref().given()),
            };
            match read {
                Ok(0) => {
                    let Some(held) = self.take_held() else { return Ok(0) };
                    self.state = State::Between(held);
                }
                Ok(read) => {
                    self.out += read as u64;
                    if self.is_trap(given) {
                        self.state = State::Over;
                        let what = format!(
                            "more than {RATIO_MAX} times its size comes out of the file; it is read no further,"
                        );
                        self.end_early("too_large", &what, given);
                        return Ok(0);
                    }
                    return Ok(read);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return self.fail(error),
            }
        }
        Ok(0)
    }
}
