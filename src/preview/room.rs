//! How many connections there may be. Each is an open file, and the files of the project have to be opened too.

/// The most connections.
const MOST: usize = 1_024;

/// Open files that are left for everything else.
#[cfg(unix)]
const SPARE: u64 = 256;

/// How many connections there may be. Lets the program have more open files where it may.
#[cfg(unix)]
pub(crate) fn connections() -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    let wanted = MOST as u64 + SPARE;
    let limit = getrlimit(Resource::Nofile);
    let most = limit.maximum.map_or(wanted, |most| most.min(wanted));
    if limit.current.is_some_and(|current| current < most) {
        // Where it is refused, the limit is as it was, and so are the connections.
        let _ = setrlimit(Resource::Nofile, Rlimit { current: Some(most), maximum: limit.maximum });
    }
    let files = getrlimit(Resource::Nofile).current.map_or(wanted, |files| files.min(wanted));
    // Of very few, half.
    let most = files.saturating_sub(SPARE).max(files / 2);
    usize::try_from(most).unwrap_or(MOST).min(MOST)
}

/// How many connections there may be.
#[cfg(not(unix))]
pub(crate) fn connections() -> usize {
    MOST
}
