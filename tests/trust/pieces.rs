//! A file that is written piece by piece is there whole or not at all, whatever was there before.

use std::fs;
use std::io::{self, Write};

use journey::workspace::{Content, Disk, Files, Make};

use crate::program::Folder;

/// Puts `content` at `out/file`, and tells what came of it, or in words why it could not be.
fn put(folder: &Folder, content: Content<'_>) -> Result<bool, String> {
    let path = folder.path("out/file").to_str().unwrap().to_owned();
    let mut done = Disk::at(&folder.path("")).write_all(&[(path, content)]);
    done.pop().unwrap().map_err(|failure| failure.trouble.to_string())
}

#[test]
fn what_was_made_is_there_whatever_was_there_before() {
    let folder = Folder::new(&[]);
    let long = "0123456789".repeat(20_000);
    let late = format!("{}!{}", &long[..150_000], &long[150_001..]);
    let texts = ["", "short", &long, &late, &long[..150_000], &format!("{long}and more")];
    for (before, after) in texts.iter().flat_map(|before| texts.map(|after| (*before, after))) {
        put(&folder, Content::Bytes(before.as_bytes())).unwrap();
        let in_pieces =
            |out: &mut dyn Write| after.as_bytes().chunks(777).try_for_each(|piece| out.write_all(piece));
        assert_eq!(put(&folder, Content::Made(&in_pieces)), Ok(before != after));
        assert!(fs::read(folder.path("out/file")).unwrap() == after.as_bytes());
        assert_eq!(fs::read_dir(folder.path("out")).unwrap().count(), 1, "something was left beside it");
    }
}

#[test]
fn what_breaks_off_leaves_what_was_there() {
    let folder = Folder::new(&[]);
    folder.write("out/file", "old");
    let breaks_off: &Make<'_> = &|out| {
        out.write_all(b"new")?;
        Err(io::Error::other("it breaks off"))
    };
    assert_eq!(put(&folder, Content::Made(breaks_off)), Err("it breaks off".to_owned()));
    assert_eq!(fs::read(folder.path("out/file")).unwrap(), b"old");
    assert_eq!(fs::read_dir(folder.path("out")).unwrap().count(), 1, "something was left beside it");
}
