//! Rows of pixels to the one compressed stream that a PNG holds, in pieces that are compressed beside each other.
//!
//! A stream of zlib (RFC 1950) is a head, blocks of DEFLATE (RFC 1951) and a checksum of all that was compressed. Each
//! piece ends at a whole byte and looks back at none before it, so pieces stand one after the other as they are, and
//! their checksums are put together.

use std::ops::Range;

use zlib_rs::adler32::{adler32, adler32_combine};
use zlib_rs::{Deflate, DeflateFlush};

use crate::emit::Unmade;

/// Most rows differ little from the one above, and a quick way finds that: files are 1.15 times those of the usual level.
const LEVEL: i32 = 2;
const WINDOW: u8 = 15;
/// How many pixels are compared at once.
const ALIKE: usize = 32;
/// How a row is told, in its first byte (PNG, 9.2).
const AS_IT_IS: u8 = 0;
const LESS_THE_ONE_ABOVE: u8 = 2;
/// The checksum of nothing.
const NOTHING: u32 = 1;

/// Red, green, blue and opacity. A map has a ground everywhere, so nothing is seen through.
pub(super) type Pixel = [u8; 4];

/// Rows one below the other, compressed.
pub(super) struct Piece {
    bytes: Vec<u8>,
    /// Of how many bytes, and their checksum.
    length: u64,
    checksum: u32,
}

impl Piece {
    /// Compresses rows of pixels. `row` knows the parts of each, from left to right.
    pub(super) fn new<'p>(
        rows: Range<usize>,
        row: impl Fn(usize) -> Vec<&'p [Pixel]>,
    ) -> Result<Self, Unmade> {
        let mut piece = Self { bytes: Vec::new(), length: 0, checksum: NOTHING };
        let mut deflate = Deflate::new(LEVEL, false, WINDOW);
        let (mut above, mut filtered) = (Vec::<&[Pixel]>::new(), Vec::new());
        for number in rows {
            let here = row(number);
            filtered.clear();
            // The first of a piece knows none above it.
            if above.is_empty() {
                filtered.push(AS_IT_IS);
                for [red, green, blue, _] in here.iter().copied().flatten() {
                    filtered.extend_from_slice(&[*red, *green, *blue]);
                }
            } else {
                filtered.push(LESS_THE_ONE_ABOVE);
                for (here, above) in here.iter().zip(&above) {
                    less(here, above, &mut filtered);
                }
            }
            piece.checksum = adler32(piece.checksum, &filtered);
            piece.length += filtered.len() as u64;
            compress(&mut deflate, &filtered, DeflateFlush::NoFlush, &mut piece.bytes)?;
            above = here;
        }
        compress(&mut deflate, &[], DeflateFlush::SyncFlush, &mut piece.bytes)?;
        Ok(piece)
    }
}

/// Adds how pixels differ from those above.
fn less(here: &[Pixel], above: &[Pixel], to: &mut Vec<u8>) {
    // Most are as those above, which is seen of many at once.
    for (here, above) in here.chunks(ALIKE).zip(above.chunks(ALIKE)) {
        let start = to.len();
        to.resize(start + 3 * here.len(), 0);
        if here.as_flattened() != above.as_flattened() {
            let (to, _) = to[start..].as_chunks_mut();
            for ((to, [r, g, b, _]), above) in to.iter_mut().zip(here).zip(above) {
                *to = [r.wrapping_sub(above[0]), g.wrapping_sub(above[1]), b.wrapping_sub(above[2])];
            }
        }
    }
}

/// Compresses all of `input`, and brings out all that it has if `flush` says so.
fn compress(
    deflate: &mut Deflate,
    mut input: &[u8],
    flush: DeflateFlush,
    bytes: &mut Vec<u8>,
) -> Result<(), Unmade> {
    let mut room = [0; 16 * 1024];
    loop {
        let (read, written) = (deflate.total_in(), deflate.total_out());
        deflate.compress(input, &mut room, flush).map_err(|why| Unmade(why.as_str().to_owned()))?;
        input = &input[(deflate.total_in() - read) as usize..];
        let made = (deflate.total_out() - written) as usize;
        bytes.extend_from_slice(&room[..made]);
        if input.is_empty() && made < room.len() {
            return Ok(());
        }
    }
}

/// The stream that pieces make together.
pub(super) struct Stream {
    checksum: u32,
}

impl Stream {
    /// How a stream begins: DEFLATE with the largest window, compressed a quick way.
    pub(super) const HEAD: [u8; 2] = [0x78, 0x01];

    pub(super) fn new() -> Self {
        Self { checksum: NOTHING }
    }

    /// What the next piece adds.
    pub(super) fn next(&mut self, piece: Piece) -> Vec<u8> {
        self.checksum = adler32_combine(self.checksum, piece.checksum, piece.length);
        piece.bytes
    }

    /// How it ends: with a last block, which is empty, and the checksum.
    pub(super) fn end(self) -> [u8; 6] {
        let [a, b, c, d] = self.checksum.to_be_bytes();
        [0x03, 0x00, a, b, c, d]
    }
}
