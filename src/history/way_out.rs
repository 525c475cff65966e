//! What to do about a revision that is not here.

use crate::history::Lost;
use crate::history::lost::UNSHALLOW;
use crate::history::program::git;
use crate::text::nearest;

/// How many names are looked at.
const MOST: usize = 10_000;

/// What to do about `name`, which no commit is called by, in the repository that the folder `here` is in.
pub(super) fn way_out(here: &str, name: &str, is_shallow: bool) -> Result<Option<String>, Lost> {
    let names = lines(
        here,
        &["for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes", "refs/tags"],
    )?;
    let remotes = lines(here, &["remote"])?;
    // What is called so elsewhere was fetched under the name of where it is, and what was never fetched is called so here.
    let behind = |name: &str| name.split_once('/').map(|(_, rest)| rest.to_owned());
    let has_remote = remotes.iter().any(|remote| name.starts_with(&format!("{remote}/")));
    let same = names.iter().find(|known| {
        behind(known).is_some_and(|rest| rest == name)
            || !has_remote && behind(name).is_some_and(|rest| rest == **known)
    });
    if let Some(same) = same {
        return Ok(Some(format!("did you mean `{same}`?")));
    }
    let of_remote = remotes.iter().find_map(|remote| {
        Some((remote, name.strip_prefix(remote.as_str())?.strip_prefix('/')?))
            .filter(|(_, branch)| is_plain(branch))
    });
    let near = nearest(name, names.iter().map(String::as_str)).map(|near| format!("did you mean `{near}`?"));
    if let Some((remote, branch)) = of_remote {
        let fetch = format!("fetch it with `git fetch {remote} {branch}`");
        return Ok(Some(near.map_or(fetch.clone(), |near| format!("{near} Or {fetch}"))));
    }
    if near.is_some() {
        return Ok(near);
    }
    Ok(is_shallow.then(|| format!("this clone is shallow, so it may not have been fetched: {UNSHALLOW}")))
}

/// Whether a name can be shown as part of a command.
fn is_plain(name: &str) -> bool {
    let is_plain = |letter: char| letter.is_alphanumeric() || "/._-".contains(letter);
    !name.is_empty() && !name.starts_with('-') && name.chars().all(is_plain)
}

fn lines(here: &str, arguments: &[&str]) -> Result<Vec<String>, Lost> {
    let said = git(here, arguments)?.said;
    Ok(String::from_utf8_lossy(&said).lines().take(MOST).map(str::to_owned).collect())
}
