//! `Place`: where a file is to be put, what stands there, and whether it may.

#![allow(clippy::disallowed_methods, reason = "with `disk`, this is the one way to the disk")]

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::workspace::disk::open;

/// How much is compared at once.
const PART: usize = 16 << 10;

/// Where a file is to be put.
pub(super) struct Place {
    pub(super) target: PathBuf,
    pub(super) folder: PathBuf,
    /// What stands there.
    pub(super) old: Option<fs::Metadata>,
}

impl Place {
    /// Looks what stands at `path`. A link is written through, not replaced.
    pub(super) fn at(path: &Path) -> io::Result<Self> {
        let (target, old) = match fs::symlink_metadata(path) {
            Ok(link) if link.is_symlink() => {
                let target = fs::canonicalize(path);
                let nowhere = "it is a link that leads nowhere, and stays as it is";
                let target = target.map_err(|_| io::Error::other(nowhere))?;
                let old = fs::metadata(&target).ok();
                (target, old)
            }
            found => (path.to_owned(), found.ok()),
        };
        if old.as_ref().is_some_and(|old| !old.is_file()) {
            return Err(io::Error::other("it is no ordinary file, and stays as it is"));
        }
        let folder = target.parent().unwrap_or(Path::new(".")).to_owned();
        Ok(Self { target, folder, old })
    }

    /// Whether these bytes stand there.
    pub(super) fn holds(&self, bytes: &[u8]) -> io::Result<bool> {
        let is_as_long = self.old.as_ref().is_some_and(|old| old.len() == bytes.len() as u64);
        Ok(is_as_long && goes_on_with(&mut open(&self.target)?, bytes)?)
    }

    /// Sees to it that a new file may stand there.
    pub(super) fn make_room(&self) -> io::Result<()> {
        if let Some(old) = &self.old {
            if old.permissions().readonly() {
                return Err(io::Error::other("it may not be written"));
            }
            may_write(&self.target)?;
        }
        fs::create_dir_all(&self.folder).map_err(|error| no_folder(&self.folder, error))
    }

    /// A new file in the folder that has no name; none where there are no such files.
    #[cfg(target_os = "linux")]
    pub(super) fn nameless(&self) -> Option<fs::File> {
        use std::os::unix::fs::OpenOptionsExt;
        let mut options = fs::OpenOptions::new();
        options.write(true).mode(self.mode()).custom_flags(rustix::fs::OFlags::TMPFILE.bits() as i32);
        options.open(&self.folder).ok()
    }

    #[cfg(not(target_os = "linux"))]
    pub(super) fn nameless(&self) -> Option<fs::File> {
        None
    }

    /// Who may do what with the file: as before, else whatever is usual.
    #[cfg(unix)]
    pub(super) fn mode(&self) -> u32 {
        use std::os::unix::fs::PermissionsExt;
        self.old.as_ref().map_or(0o666, |old| old.permissions().mode())
    }
}

/// Whether what comes next in `file` are these bytes.
pub(super) fn goes_on_with(file: &mut fs::File, bytes: &[u8]) -> io::Result<bool> {
    let mut part = Vec::with_capacity(bytes.len().min(PART));
    for bytes in bytes.chunks(PART) {
        part.clear();
        file.by_ref().take(bytes.len() as u64).read_to_end(&mut part)?;
        if part != bytes {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Another's file is not ours to replace, even where the folder would let us.
fn may_write(target: &Path) -> io::Result<()> {
    #[cfg(unix)]
    rustix::fs::access(target, rustix::fs::Access::WRITE_OK)?;
    #[cfg(not(unix))]
    let _ = target;
    Ok(())
}

/// Why a folder could not be made.
fn no_folder(folder: &Path, error: io::Error) -> io::Error {
    let in_the_way = folder.ancestors().find(|above| fs::symlink_metadata(above).is_ok());
    match in_the_way {
        Some(above) if !above.is_dir() => {
            let name = above.file_name().unwrap_or(above.as_os_str()).to_string_lossy();
            io::Error::other(format!("`{name}` should be a folder, and is none"))
        }
        Some(_) | None => error,
    }
}
