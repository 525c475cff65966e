//! A file that somebody edits is replaced if it is as it was read, and stays as it is otherwise: whoever saves it in that
//! very moment loses nothing.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::sync::RwLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use journey::workspace::{Disk, Files, Trouble};

use crate::program::{Chance, Folder, is_root};
use crate::tries;

/// What is behind the first line, which is that of whoever replaces the file.
fn body(text: &str) -> &str {
    text.split_once('\n').map_or("", |(_, body)| body)
}

/// The ways in which editors save a file.
const SAVES: [fn(&Path, &str); 3] = [in_place, by_another_name, behind_a_copy];

/// The file is cut and written, as Nano and VS Code do it.
fn in_place(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
}

/// A new file is renamed over it, as JetBrains and Sublime Text do it.
fn by_another_name(path: &Path, text: &str) {
    let other = path.with_extension("new");
    fs::write(&other, text).unwrap();
    fs::rename(&other, path).unwrap();
}

/// The file is renamed, and made anew, as Vim and Emacs do it.
fn behind_a_copy(path: &Path, text: &str) {
    let copy = path.with_extension("journey~");
    fs::rename(path, &copy).unwrap();
    fs::write(path, text).unwrap();
    fs::remove_file(&copy).unwrap();
}

#[test]
fn no_save_is_lost_to_whoever_replaces_the_file() {
    let folder = Folder::new(&[("shop.journey", "first\n")]);
    let path = folder.path("shop.journey");
    let name = path.to_str().unwrap();
    let disk = Disk::at(&folder.path(""));
    let (over, at_rest) = (AtomicBool::new(false), RwLock::new(()));
    let (replaced, refused) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let saves = tries(1_000, 10_000);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                for round in 0.. {
                    if over.load(Ordering::Relaxed) {
                        break;
                    }
                    let _at_work = at_rest.read().unwrap();
                    let Ok(old) = disk.read(name) else { continue };
                    let new = format!("round {round}\n{}", body(std::str::from_utf8(&old).unwrap()));
                    match disk.replace(name, &old, new.as_bytes()) {
                        Ok(()) => replaced.fetch_add(1, Ordering::Relaxed),
                        Err(failure) => {
                            assert_eq!(failure.trouble, Trouble::Changed);
                            refused.fetch_add(1, Ordering::Relaxed)
                        }
                    };
                }
            });
        }
        let mut chance = Chance(7);
        let mut edits = String::new();
        let mut lost = Vec::new();
        for edit in 0..saves {
            thread::sleep(Duration::from_micros(chance.below(2_000) as u64));
            edits.push_str(&format!("edit {edit}\n"));
            let save = edit % SAVES.len();
            SAVES[save](&path, &format!("saved\n{edits}"));
            let _rest = at_rest.write().unwrap();
            if body(&fs::read_to_string(&path).unwrap()) != edits {
                lost.push((edit, save));
                fs::write(&path, format!("saved\n{edits}")).unwrap();
            }
        }
        over.store(true, Ordering::Relaxed);
        assert_eq!(lost, [], "of {saves} saves, these were lost, each with its way to save");
    });
    let (replaced, refused) = (replaced.into_inner(), refused.into_inner());
    eprintln!("{saves} saves; the file was replaced {replaced} times, and {refused} times it had changed");
    assert!(replaced > saves / 10 && refused > saves / 100, "they hardly met");
    assert_eq!(folder.half_written(""), [""; 0]);
}

#[test]
fn what_has_changed_stays_as_it_is() {
    let folder = Folder::new(&[("shop.journey", "as it is now")]);
    let disk = Disk::at(&folder.path(""));
    let replace = |name: &str, old: &str| {
        let path = folder.path(name);
        disk.replace(path.to_str().unwrap(), old.as_bytes(), b"new").map_err(|failure| failure.trouble)
    };
    assert_eq!(replace("shop.journey", "as it was"), Err(Trouble::Changed));
    assert_eq!(replace("gone.journey", ""), Err(Trouble::Changed));
    assert_eq!(fs::read_to_string(folder.path("shop.journey")).unwrap(), "as it is now");
    assert!(!folder.path("gone.journey").exists());
    assert_eq!(replace("shop.journey", "as it is now"), Ok(()));
    assert_eq!(fs::read_to_string(folder.path("shop.journey")).unwrap(), "new");
    assert_eq!(folder.half_written(""), [""; 0]);
}

#[test]
fn mode_owner_and_link_stay() {
    let folder = Folder::new(&[("real/shop.journey", "old")]);
    folder.link("shop.journey", "real/shop.journey");
    let real = folder.path("real/shop.journey");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o664)).unwrap();
    folder.give_away();
    let before = fs::metadata(&real).unwrap();
    let link = folder.path("shop.journey");
    Disk::at(&folder.path("")).replace(link.to_str().unwrap(), b"old", b"new").unwrap();
    let after = fs::metadata(&real).unwrap();
    assert_eq!(fs::read(&real).unwrap(), b"new");
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(after.mode(), before.mode());
    assert_eq!((after.uid(), after.gid()), (before.uid(), before.gid()));
}

#[test]
fn what_may_not_be_written_is_not_replaced() {
    let folder = Folder::new(&[("shop.journey", "old")]);
    let path = folder.path("shop.journey");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    let failure = Disk::at(&folder.path("")).replace(path.to_str().unwrap(), b"old", b"new").unwrap_err();
    assert_eq!(failure.trouble.to_string(), "it may not be written", "root: {}", is_root());
    assert_eq!(fs::read(&path).unwrap(), b"old");
}
