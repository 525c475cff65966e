//! A file that is written as it is made: what comes is compared with the file that is there, and goes to the disk from
//! where they differ on, so that a large one never stands in memory.

#![allow(clippy::disallowed_methods, reason = "with `disk`, this is the one way to the disk")]

use std::fs;
use std::io::{self, BufWriter, Read, Seek, Write};

use crate::workspace::Make;
use crate::workspace::disk::open;
use crate::workspace::place::{Place, goes_on_with};

/// How much is compared at once.
const PART: usize = 64 << 10;

/// What came of it.
pub(super) enum Drafted {
    /// All of it is there already.
    Same,
    /// It has to be written; here it is without a name, if the system has such files and nothing was in the way.
    New(Option<fs::File>),
}

/// Makes the file for `place`.
pub(super) fn draft(place: &Place, make: &Make<'_>) -> io::Result<Drafted> {
    let old = place.old.as_ref().map(|_| open(&place.target)).transpose()?;
    let mut draft = Draft { place, old, same: 0, new: None };
    let mut out = BufWriter::with_capacity(PART, &mut draft);
    let made = make(&mut out).and_then(|()| out.flush());
    drop(out);
    let is_same = draft.new.is_none() && place.old.as_ref().is_some_and(|old| old.len() == draft.same);
    if made.is_ok() && is_same {
        return Ok(Drafted::Same);
    }
    Ok(Drafted::New(made.and_then(|()| draft.begun()).ok()))
}

struct Draft<'p> {
    place: &'p Place,
    /// What is there, read as far as it was compared.
    old: Option<fs::File>,
    /// How much of it is the same.
    same: u64,
    /// The file that takes its place, as soon as they differ.
    new: Option<fs::File>,
}

impl Draft<'_> {
    /// Begins the new file with what was the same, unless it is begun.
    fn begun(&mut self) -> io::Result<fs::File> {
        if let Some(new) = self.new.take() {
            return Ok(new);
        }
        self.place.make_room().map_err(io::Error::other)?;
        let mut new = self.place.nameless().ok_or(io::ErrorKind::Unsupported)?;
        if let Some(mut old) = self.old.take() {
            // The very file that was compared: somebody else may have put another in its place.
            old.rewind()?;
            io::copy(&mut old.take(self.same), &mut new)?;
        }
        Ok(new)
    }
}

impl Write for Draft<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let (Some(old), None) = (&mut self.old, &self.new)
            && goes_on_with(old, bytes)?
        {
            self.same += bytes.len() as u64;
            return Ok(bytes.len());
        }
        let new = self.begun()?;
        self.new.insert(new).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
