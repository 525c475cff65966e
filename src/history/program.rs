//! The `git` program, carried out in one folder so that nothing that a repository or its user set makes it do more than
//! read: no hook, no pager, no other program, no lock, no question, no network. No shell sees what it is given.

use std::io::{self, Read};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::thread;

use crate::history::Lost;
use crate::workspace::in_words;

/// How much of an answer is read. A repository can be made so that it has more files than there are atoms.
const MOST: u64 = 64 << 20;

/// How much of a complaint is kept.
const MOST_SAID: u64 = 64 << 10;

/// What every run is told first.
const ALWAYS: &[&str] = &[
    "--no-pager",
    "--no-optional-locks",
    "--literal-pathspecs",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "protocol.allow=never",
];

/// What would have git do or print something else. Where the repository is stays as it was said.
const NOT_FROM_OUTSIDE: &[&str] = &[
    "GIT_DIFF_OPTS",
    "GIT_EXTERNAL_DIFF",
    "GIT_PAGER",
    "GIT_GLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_REDIRECT_STDERR",
    "GIT_REDIRECT_STDIN",
    "GIT_REDIRECT_STDOUT",
    "GIT_TRACE",
    "GIT_TRACE2",
    "GIT_TRACE2_EVENT",
    "GIT_TRACE2_PERF",
    "GIT_TRACE_PACKET",
    "GIT_TRACE_PERFORMANCE",
    "GIT_TRACE_SETUP",
    "LANGUAGE",
];

/// What git said, and whether it did what it was asked for.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) is_fine: bool,
    pub(super) said: Vec<u8>,
    /// What it complained of.
    pub(super) complaint: String,
}

/// `git` with these arguments in the folder `here`.
fn command(here: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.args(ALWAYS).args(arguments).current_dir(here);
    for name in NOT_FROM_OUTSIDE {
        command.env_remove(name);
    }
    command.env("GIT_TERMINAL_PROMPT", "0").env("GIT_NO_LAZY_FETCH", "1").env("GIT_ALLOW_PROTOCOL", "");
    // Its complaints are read, in the language that they are written in.
    command.env("LC_ALL", "C").stdin(Stdio::null());
    command
}

/// Why `git` could not be started.
fn unstarted(error: &io::Error) -> Lost {
    match error.kind() {
        io::ErrorKind::NotFound => Lost::NoGit,
        _ => Lost::Other(in_words(error)),
    }
}

/// Carries out `git` and waits for its end.
pub(super) fn git(here: &str, arguments: &[&str]) -> Result<Answer, Lost> {
    let mut command = command(here, arguments);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = child.map_err(|error| unstarted(&error))?;
    let (out, complaints) = (child.stdout.take(), child.stderr.take());
    let (said, complaint) = thread::scope(|scope| {
        // Whoever reads one of two streams may be waited for at the other.
        let complaint = scope.spawn(|| read_complaint(complaints).unwrap_or_default());
        let said = read(out, MOST);
        if said.as_ref().is_ok_and(|said| said.len() as u64 > MOST) {
            // Its end is waited for below.
            let _ = child.kill();
        }
        (said, complaint.join().unwrap_or_default())
    });
    let status = child.wait();
    let failed = |error: io::Error| Lost::Other(in_words(&error));
    let said = said.map_err(failed)?;
    if said.len() as u64 > MOST {
        return Err(Lost::TooLarge);
    }
    let complaint = String::from_utf8_lossy(&complaint).into_owned();
    Ok(Answer { is_fine: status.map_err(failed)?.success(), said, complaint })
}

/// Starts `git` to be asked again and again.
pub(super) fn start(here: &str, arguments: &[&str]) -> Result<Child, Lost> {
    let mut command = command(here, arguments);
    let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    child.map_err(|error| unstarted(&error))
}

/// What comes out of a stream, and one byte more than `most` at the most.
fn read(stream: Option<impl Read>, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.map(|stream| stream.take(most + 1).read_to_end(&mut bytes)).transpose()?;
    Ok(bytes)
}

/// The start of a complaint. What comes behind it is thrown away: nobody who writes is to wait.
fn read_complaint(stream: Option<ChildStderr>) -> io::Result<Vec<u8>> {
    let Some(mut stream) = stream else { return Ok(Vec::new()) };
    let mut bytes = Vec::new();
    stream.by_ref().take(MOST_SAID).read_to_end(&mut bytes)?;
    io::copy(&mut stream, &mut io::sink())?;
    Ok(bytes)
}
