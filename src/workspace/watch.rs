//! `Watch`: hears that something happened in the folders of a project.
//!
//! What is heard is a hint and no more: systems lose events, and editors save in ten ways. Whoever waits looks at the
//! files themselves afterwards, and now and then without having heard anything. Folders are watched and never single
//! files, which are lost when an editor puts a new one in their place.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind, MetadataKind, ModifyKind};
use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

/// Nothing more for this long: what was going on is over.
const QUIET: Duration = Duration::from_millis(8);

/// It is not waited longer than this for it to be over.
const LONGEST: Duration = Duration::from_millis(250);

/// How often one looks without having heard anything.
const LOOK_AROUND: Duration = Duration::from_secs(2);

/// How often one looks where the system tells nothing.
const POLL: Duration = Duration::from_millis(500);

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
    watcher: Box<dyn Watcher>,
    folders: BTreeSet<String>,
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
            // Nobody listens any more when the program ends.
            let _ = to.send(Message::Event(event));
        };
        match RecommendedWatcher::new(tell, Config::default()) {
            Ok(watcher) => {
                Self { watcher: Box::new(watcher), folders: BTreeSet::new(), poor: None, messages, sender }
            }
            Err(error) => Self {
                watcher: poller(&sender),
                folders: BTreeSet::new(),
                poor: Some(error.to_string()),
                messages,
                sender,
            },
        }
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

    /// Watches these folders and no others.
    pub fn set(&mut self, folders: BTreeSet<String>) {
        for gone in self.folders.difference(&folders) {
            // It is most likely not there any more, and its watch with it.
            let _ = self.watcher.unwatch(Path::new(gone));
        }
        let new: Vec<String> = folders.difference(&self.folders).cloned().collect();
        self.folders = folders;
        for folder in new {
            let watched = self.watcher.watch(Path::new(&folder), RecursiveMode::NonRecursive);
            if let Err(error) = watched {
                self.folders.remove(&folder);
                let is_limit =
                    matches!(error.kind, notify::ErrorKind::MaxFilesWatch | notify::ErrorKind::Io(_));
                if is_limit && self.poor.is_none() && Path::new(&folder).is_dir() {
                    self.poor = Some(error.to_string());
                }
            }
        }
    }

    /// Watches all folders anew: one that went and came back is watched no more without anybody telling.
    pub fn renew(&mut self) {
        for folder in std::mem::take(&mut self.folders) {
            // It may not be there any more.
            let _ = self.watcher.unwatch(Path::new(&folder));
        }
    }

    /// Waits until something happened and is over, or it is time to look around.
    pub fn wait(&mut self) -> Heard {
        let patience = if self.poor.is_some() { POLL } else { LOOK_AROUND };
        let mut paths = BTreeSet::new();
        let asleep_until = Instant::now() + patience;
        // What does not matter does not wake anybody.
        loop {
            match self.messages.recv_timeout(asleep_until.saturating_duration_since(Instant::now())) {
                Ok(Message::Stop(signal)) => return Heard::Stop(signal),
                Ok(Message::Event(event)) if matters(&event, &mut paths) => break,
                Ok(Message::Event(_)) => {}
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    return Heard::Change(paths);
                }
            }
        }
        let at_last = Instant::now() + LONGEST;
        loop {
            let left = at_last.saturating_duration_since(Instant::now());
            match self.messages.recv_timeout(QUIET.min(left)) {
                Ok(Message::Stop(signal)) => return Heard::Stop(signal),
                Ok(Message::Event(event)) => {
                    matters(&event, &mut paths);
                    if left.is_zero() {
                        return Heard::Change(paths);
                    }
                }
                Err(_) => return Heard::Change(paths),
            }
        }
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

/// A watcher that looks by itself, for systems that tell nothing. What it finds is a hint like any other.
fn poller(sender: &Sender<Message>) -> Box<dyn Watcher> {
    let to = sender.clone();
    let tell = move |event| {
        // Nobody listens any more when the program ends.
        let _ = to.send(Message::Event(event));
    };
    match PollWatcher::new(tell, Config::default().with_poll_interval(POLL)) {
        Ok(watcher) => Box::new(watcher),
        // Looking around every now and then has to do.
        Err(_) => Box::new(notify::NullWatcher),
    }
}

/// Whether an event may be a change of a source; its paths are added to `paths`. Files that are read tell so too, and so
/// do those that are written by whoever listens: neither matters.
fn matters(event: &notify::Result<Event>, paths: &mut BTreeSet<String>) -> bool {
    // An error is most likely a lost event, and anything may have happened.
    let Ok(event) = event else { return true };
    if event.need_rescan() {
        return true;
    }
    let is_change = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        EventKind::Modify(ModifyKind::Metadata(MetadataKind::AccessTime)) => false,
        EventKind::Create(_)
        | EventKind::Modify(_)
        | EventKind::Remove(_)
        | EventKind::Any
        | EventKind::Other => true,
    };
    let mut found = false;
    for path in event.paths.iter().filter(|_| is_change) {
        let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        let is_source =
            name.ends_with(".journey") || matches!(&*name, ".gitignore" | ".ignore" | "journey.toml");
        // A folder, or something that is gone and may have been one.
        if is_source || path.extension().is_none() && !name.starts_with('.') || path.is_dir() {
            paths.insert(path.to_string_lossy().into_owned());
            found = true;
        }
    }
    found
}
