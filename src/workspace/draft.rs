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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write;

    use crate::workspace::Content;
    use crate::workspace::write::write_all;

    #[test]
    fn what_was_made_is_there_whatever_was_there_before() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out").join("file");
        let long = "0123456789".repeat(20_000);
        let late = format!("{}!{}", &long[..150_000], &long[150_001..]);
        let texts = ["", "short", &long, &late, &long[..150_000], &format!("{long}and more")];
        for (before, after) in texts.iter().flat_map(|before| texts.map(|after| (*before, after))) {
            let written = write_all(&[(&path, Content::Bytes(before.as_bytes()))]);
            assert!(written[0].is_ok());
            let in_pieces = |out: &mut dyn Write| {
                after.as_bytes().chunks(777).try_for_each(|piece| out.write_all(piece))
            };
            let written = write_all(&[(&path, Content::Made(&in_pieces))]);
            assert_eq!(written, [Ok(before != after)]);
            assert!(fs::read(&path).unwrap() == after.as_bytes());
            assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
        }
    }

    #[test]
    fn what_cannot_be_made_leaves_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        fs::write(&path, "old").unwrap();
        let breaks_off = |out: &mut dyn Write| {
            out.write_all(b"new")?;
            Err(std::io::Error::other("it breaks off"))
        };
        let written = write_all(&[(&path, Content::Made(&breaks_off))]);
        assert_eq!(written, [Err("it breaks off".to_owned())]);
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
