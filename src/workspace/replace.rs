//! Replaces a file that people edit: by new bytes, if those that were read still stand in it, and whoever saves it in that
//! very moment loses nothing.
//!
//! To look whether a file has changed and then to rename another over it leaves a moment in which an editor may save it.
//! So on Linux the two change places, and only then it is looked at what came out. If that is not what was read, it is put
//! back. It is looked at once more when the folder is on the disk, for whoever had the file open and went on writing. Only
//! one who opened it before, did not cut it then as editors do, and writes into it even later writes in vain. Elsewhere the
//! file is looked at right before it is renamed over, as well as can be.

#![allow(clippy::disallowed_methods, reason = "with `disk`, this is the one way to the disk")]

use std::borrow::Cow;
use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::thread;
use std::time::Duration;

use tempfile::TempPath;

use crate::workspace::disk::{in_words, open};
use crate::workspace::place::{Place, goes_on_with};
use crate::workspace::write::{Folder, begin, writing};
use crate::workspace::{Content, Trouble};

/// How long whoever opened the file to save it has to begin: on a busy machine, the system may let them wait in the midst
/// of opening it.
const GRACE: Duration = Duration::from_millis(20);

/// How often something is put back that others go on to replace.
const TRIES: usize = 1_000;

/// Puts `new` into the file at `path`, if `old` stands in it. A link is written through.
pub(super) fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<(), Trouble> {
    let failed = |error: io::Error| match error.kind() {
        // Some editors take a file away before they make it anew.
        io::ErrorKind::NotFound => Trouble::Changed,
        _ => Trouble::Other(in_words(&error)),
    };
    let place = Place::at(path).map_err(failed)?;
    if place.old.is_none() || !place.holds(old).map_err(failed)? {
        return Err(Trouble::Changed);
    }
    // What stands there already was not what was read, or there is nothing to do.
    let begun = begin(&place.target, Content::Bytes(new)).map_err(failed)?;
    let Some(mut begun) = begun else {
        return if old == new { Ok(()) } else { Err(Trouble::Changed) };
    };
    begun.nameless.take_if(|nameless| nameless.sync_all().is_err());
    // Two who put back what they took out would each take the other's for what was saved last.
    let Some(mut folder) = Folder::held_alone(&place.folder) else { return Err(Trouble::Changed) };
    let _writing = writing();
    let beside = begun.lay_beside().map_err(failed)?;
    keep_ways(&beside, &place).map_err(failed)?;
    let ours = open(&beside).map_err(failed)?;
    folder.is_new = true;
    let sync = || folder.sync().map_err(failed);
    match exchange(&beside, &place.target) {
        Ok(()) => {}
        Err(error) if cannot_exchange(&error) => {
            if !stands(&place.target, old).map_err(failed)? {
                return Err(Trouble::Changed);
            }
            beside.persist(&place.target).map_err(|error| failed(error.error))?;
            return sync();
        }
        Err(error) => return Err(failed(error)),
    }
    let is_old = || stands(&beside, old).map_err(failed);
    if is_old()? {
        sync()?;
        thread::sleep(GRACE);
        if is_old()? {
            return Ok(());
        }
    }
    put_back(beside, &place.target, (ours, new), || folder.sync())?;
    Err(Trouble::Changed)
}

/// Whether these bytes, and no more, stand at `path`.
fn stands(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    let mut file = open(path)?;
    Ok(file.metadata()?.len() == bytes.len() as u64 && goes_on_with(&mut file, bytes)?)
}

/// Lets the same people do the same with a new file as with the one in whose place it comes, as far as the system lets us.
fn keep_ways(beside: &Path, place: &Place) -> io::Result<()> {
    let Some(old) = &place.old else { return Ok(()) };
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, chown};
        let own = fs::metadata(beside)?;
        // Who may give a file to others is the system's to say.
        if own.gid() != old.gid() {
            let _ = chown(beside, None, Some(old.gid()));
        }
        if own.uid() != old.uid() {
            let _ = chown(beside, Some(old.uid()), None);
        }
    }
    fs::set_permissions(beside, old.permissions())
}

/// Puts what stands at `beside` back to `target`, whence it came when `ours` was put there with the bytes `new`; and
/// whatever others have saved there meanwhile in its stead. Nothing that somebody saved is taken away: rather it stays
/// under the name that it has now, which is told.
fn put_back(
    beside: TempPath,
    target: &Path,
    (ours, new): (fs::File, &[u8]),
    sync: impl Fn() -> io::Result<()>,
) -> Result<(), Trouble> {
    // What was put there last. Files that are held open keep their numbers, which the next file would get otherwise.
    let (mut last, mut bytes) = (ours, Cow::Borrowed(new));
    let is_last =
        |last: &fs::File, bytes: &[u8]| is_at(last, &beside) && stands(&beside, bytes).unwrap_or(false);
    for _ in 0..TRIES {
        let Ok((held, held_bytes)) = opened(&beside) else { break };
        match exchange(&beside, target) {
            // What came out is what was put there last, so nobody has saved anything in between.
            Ok(()) if is_last(&last, &bytes) => {
                sync().map_err(|error| Trouble::Other(in_words(&error)))?;
                if is_last(&last, &bytes) {
                    return Ok(());
                }
                (last, bytes) = (held, Cow::Owned(held_bytes));
            }
            Ok(()) => (last, bytes) = (held, Cow::Owned(held_bytes)),
            // Whoever took the file away is about to make it anew, or not.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if put_where_nothing_is(&beside, target) {
                    return Ok(());
                }
            }
            Err(_) => {}
        }
    }
    let path = beside.keep().map_err(|error| Trouble::Other(in_words(&error.error)))?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Err(Trouble::Other(format!(
        "it was saved in this moment, and what was saved stands in `{name}` beside it"
    )))
}

/// A file, open, and what stands in it.
fn opened(path: &Path) -> io::Result<(fs::File, Vec<u8>)> {
    let mut file = open(path)?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok((file, bytes))
}

/// Lets two files change places.
#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether this disk or system lets no two files change places.
fn cannot_exchange(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

/// Renames a file to where nothing stands. Tells whether it could.
#[cfg(target_os = "linux")]
fn put_where_nothing_is(from: &Path, to: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn put_where_nothing_is(_: &Path, _: &Path) -> bool {
    false
}

/// Whether this file stands at `path`.
#[cfg(unix)]
fn is_at(file: &fs::File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (here, there) = (file.metadata(), fs::symlink_metadata(path));
    let both = here.ok().zip(there.ok());
    both.is_some_and(|(here, there)| (here.dev(), here.ino()) == (there.dev(), there.ino()))
}

#[cfg(not(unix))]
fn is_at(_: &fs::File, _: &Path) -> bool {
    false
}
