//! `Watch`: hears that something happened in the folders of a project.
//!
//! What is heard is a hint and no more: systems lose events, and editors save in ten ways. Whoever waits looks at the
//! files themselves afterwards, and now and then without having heard anything. Folders are watched and never single
//! files, which are lost when an editor puts a new one in their place. Which events matter is the affair of `heard`.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::{Config, ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::workspace::heard::{Notes, may_matter};

/// How often one looks without having heard anything.
const LOOK_AROUND: Duration = Duration::from_secs(2);

/// How often one looks where the system tells nothing.
const POLL: Duration = Duration::from_millis(500);

/// The number of the error of a program that may have no more open files, or no more listeners.
const TOO_MANY_OPEN: i32 = 24;

/// What was heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// Something happened to these paths, or may have happened to any.
    Change(BTreeSet<String>),
    /// One is to stop: the number of the signal.
    Stop(i32),
}

enum Message {
    Event(notify::Result<Event>),
    Stop(i32),
}

/// Hears what happens in folders.
pub struct Watch {
    /// None where the system tells nothing.
    watcher: Option<RecommendedWatcher>,
    folders: BTreeSet<String>,
    /// Those of the folders that may have gone and come back: nothing is told of them any more.
    doubtful: BTreeSet<String>,
    /// Whether nothing was heard the last time, which may mean that nobody tells any more.
    silent: bool,
    /// Why the system's own watching could not be had, if so.
    poor: Option<String>,
    messages: Receiver<Message>,
    sender: Sender<Message>,
}

impl Watch {
    /// Watches no folder yet.
    pub fn new() -> Self {
        let (sender, messages) = mpsc::channel();
        let to = sender.clone();
        let tell = move |event| {
            if may_matter(&event) {
                // Nobody listens any more when the program ends.
                let _ = to.send(Message::Event(event));
            }
        };
        let (watcher, poor) = match RecommendedWatcher::new(tell, Config::default()) {
            Ok(watcher) => (Some(watcher), None),
            Err(error) => (None, Some(why(&error))),
        };
        let (folders, doubtful) = (BTreeSet::new(), BTreeSet::new());
        Self { watcher, folders, doubtful, silent: false, poor, messages, sender }
    }

    /// What is called to make `wait` end with `Heard::Stop`.
    pub fn stopper(&self) -> impl Fn(i32) + Send + 'static {
        let sender = self.sender.clone();
        move |signal| {
            // Nobody listens any more when the program ends.
            let _ = sender.send(Message::Stop(signal));
        }
    }

    /// Why changes are noticed late, if they are.
    pub fn poor(&self) -> Option<&str> {
        self.poor.as_deref()
    }

    /// Watches these folders and no others. Tells whether one is watched now that was not before: what happened in it
    /// until now was not heard.
    pub fn set(&mut self, folders: &BTreeSet<String>) -> bool {
        let Some(watcher) = &mut self.watcher else { return false };
        for gone in self.folders.difference(folders) {
            // It is most likely not there any more, and its watch with it.
            let _ = watcher.unwatch(Path::new(gone));
        }
        let (mut watched, mut poor, mut more) = (BTreeSet::new(), None, false);
        for folder in folders {
            let is_known = self.folders.contains(folder) && !self.doubtful.contains(folder);
            let told = if is_known && !self.silent || poor.is_some() {
                is_known
            } else {
                // To watch one again is no loss: that it is watched already is known to the system.
                match watcher.watch(Path::new(folder), RecursiveMode::NonRecursive) {
                    Ok(()) => true,
                    Err(error) => {
                        // Otherwise it went away just now, or may not be read, which is told of its files.
                        poor = is_limit(&error).then(|| why(&error));
                        false
                    }
                }
            };
            if told {
                watched.insert(folder.clone());
                more |= !is_known;
            }
        }
        (self.folders, self.poor) = (watched, poor);
        self.doubtful.clear();
        self.silent = false;
        more
    }

    /// Waits until something happened and is over, or it is time to look around.
    pub fn wait(&mut self) -> Heard {
        let patience = if self.poor.is_some() { POLL } else { LOOK_AROUND };
        let mut notes = Notes::new();
        let asleep_until = Instant::now() + patience;
        // What does not matter does not wake anybody.
        loop {
            match self.messages.recv_timeout(asleep_until.saturating_duration_since(Instant::now())) {
                Ok(Message::Stop(signal)) => return Heard::Stop(signal),
                Ok(Message::Event(event)) if notes.take(&event, &self.folders) => break,
                Ok(Message::Event(_)) => {}
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    self.silent = true;
                    return Heard::Change(BTreeSet::new());
                }
            }
        }
        let start = Instant::now();
        let mut quiet_since = start;
        loop {
            let over = (quiet_since + notes.quiet()).min(start + notes.longest());
            match self.messages.recv_timeout(over.saturating_duration_since(Instant::now())) {
                Ok(Message::Stop(signal)) => return Heard::Stop(signal),
                Ok(Message::Event(event)) if notes.take(&event, &self.folders) => {
                    quiet_since = Instant::now();
                    if start.elapsed() > notes.longest() {
                        break;
                    }
                }
                // Whatever else goes on around, it is not waited for.
                Ok(Message::Event(_)) if Instant::now() < over => {}
                Ok(Message::Event(_)) | Err(_) => break,
            }
        }
        self.doubtful = notes.doubtful(&self.folders);
        Heard::Change(notes.paths)
    }
}

impl Default for Watch {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for Watch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Watch").field("folders", &self.folders).field("poor", &self.poor).finish()
    }
}

/// Whether the system has no more watches to give.
fn is_limit(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::MaxFilesWatch => true,
        ErrorKind::Io(error) => error.raw_os_error() == Some(TOO_MANY_OPEN),
        ErrorKind::Generic(_)
        | ErrorKind::PathNotFound
        | ErrorKind::WatchNotFound
        | ErrorKind::InvalidConfig(_) => false,
    }
}

/// Why the system's own watching cannot be had, and what can be done about it.
fn why(error: &notify::Error) -> String {
    let limit = |what: &str, setting: &str| {
        let raise = if cfg!(target_os = "linux") { format!("; raise `{setting}`") } else { String::new() };
        format!("the system gives out no more {what}{raise}")
    };
    match &error.kind {
        ErrorKind::MaxFilesWatch => limit("watches of folders", "fs.inotify.max_user_watches"),
        ErrorKind::Io(error) if error.raw_os_error() == Some(TOO_MANY_OPEN) => {
            limit("listeners", "fs.inotify.max_user_instances")
        }
        ErrorKind::Generic(words) => words.clone(),
        ErrorKind::Io(error) => error.to_string(),
        ErrorKind::PathNotFound | ErrorKind::WatchNotFound | ErrorKind::InvalidConfig(_) => error.to_string(),
    }
}
