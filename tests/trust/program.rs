//! The real program in a real folder: files are made, a command line is carried out, and what came of it is looked at.
//! Whatever the program does, it ends: one that does not within `PATIENCE` is killed, and its test fails.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::{OnceLock, mpsc};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

/// Ten times what anything here may take.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// The number of `nobody`, on all systems that have him.
const NOBODY: u32 = 65_534;

/// A folder of files, gone at the end of its test.
pub(crate) struct Folder(TempDir);

impl Folder {
    /// A folder with these files, which everybody may look into.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let folder = Self(folder);
        files.iter().for_each(|(path, text)| folder.write(path, text));
        folder
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    /// Writes a file, and the folders that it is in.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Makes a link at `path`.
    pub(crate) fn link(&self, path: &str, target: impl AsRef<Path>) {
        std::os::unix::fs::symlink(target, self.path(path)).unwrap();
    }

    /// Makes a pipe that has no other end.
    pub(crate) fn pipe(&self, path: &str) {
        assert!(Command::new("mkfifo").arg(self.path(path)).status().unwrap().success());
    }

    /// `journey` with these arguments, in this folder.
    pub(crate) fn journey<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_journey"));
        command.args(arguments).current_dir(self.0.path());
        command.env("LC_ALL", "C.UTF-8").stdin(Stdio::null());
        command
    }

    /// The same for somebody who may not do everything: oneself, or `nobody` for those who may.
    pub(crate) fn as_nobody<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Command {
        if !is_root() {
            return self.journey(arguments);
        }
        // The built program may stand where nobody can look.
        static COPY: OnceLock<PathBuf> = OnceLock::new();
        let program = COPY.get_or_init(|| {
            let folder = std::env::temp_dir().join(format!("journey-for-nobody-{}", std::process::id()));
            fs::create_dir_all(&folder).unwrap();
            fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
            let program = folder.join("journey");
            fs::copy(env!("CARGO_BIN_EXE_journey"), &program).unwrap();
            program
        });
        let mut command = Command::new(program);
        command.args(arguments).current_dir(self.0.path()).uid(NOBODY).gid(NOBODY);
        command.env("LC_ALL", "C.UTF-8").stdin(Stdio::null());
        command
    }

    /// Gives all in this folder to whoever `as_nobody` runs as.
    pub(crate) fn give_away(&self) {
        if is_root() {
            let owner = format!("{NOBODY}:{NOBODY}");
            assert!(
                Command::new("chown").args(["-R", &owner]).arg(self.0.path()).status().unwrap().success()
            );
        }
    }

    /// The names in a folder of it that look like files half-written.
    pub(crate) fn half_written(&self, path: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(path)).into_iter().flatten().flatten();
        let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        names.filter(|name| name.ends_with(".tmp")).collect()
    }
}

/// Whether the tests may do everything.
pub(crate) fn is_root() -> bool {
    tempfile::tempfile().unwrap().metadata().unwrap().uid() == 0
}

/// How a command ended, and what it printed.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) status: ExitStatus,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ended {
    /// The status as a shell tells it.
    pub(crate) fn code(&self) -> i32 {
        self.status.code().or_else(|| Some(128 + self.status.signal()?)).unwrap()
    }

    /// Fails unless the command failed with one line that has `words`.
    pub(crate) fn assert_failure(&self, words: &str, what: &str) {
        let lines: Vec<&str> = self.stderr.lines().collect();
        assert!(self.code() == 3 && lines.len() == 1, "{what}: {self:#?}");
        assert!(lines[0].starts_with("error: ") && lines[0].contains(words), "{what}: {self:#?}");
        assert!(!lines[0].contains("os error"), "{what}: {self:#?}");
    }
}

/// Carries out a command and waits for its end.
pub(crate) fn end(command: &mut Command) -> Ended {
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let id = child.id().to_string();
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || sender.send(child.wait_with_output()));
    let Ok(output) = receiver.recv_timeout(PATIENCE) else {
        Command::new("kill").args(["-9", &id]).status().unwrap();
        panic!("{command:?} did not end");
    };
    let output = output.unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("what is printed is UTF-8");
    Ended { status: output.status, stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// Numbers that look like chance and are the same in every run.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// One below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end.max(1)
    }

    /// In another order.
    pub(crate) fn shuffle<T>(&mut self, all: &mut [T]) {
        (1..all.len()).for_each(|at| all.swap(at, self.below(at + 1)));
    }
}

/// A journey called `name` that says `title` in everything that is compiled of it.
pub(crate) fn journey_of(name: &str, title: &str) -> String {
    format!(
        "team bakery\nchannel counter\njourney {name} \"{title}\" {{\n  stage buying \"{title}\" {{\n    owner bakery\n    \
         touchpoint till \"{title}\" {{ channel counter }}\n    -> end\n  }}\n}}\n"
    )
}
