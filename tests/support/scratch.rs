//! A repository of git, made by a test and gone at its end. What the user of this machine has set for git does not matter
//! in it, and all that is recorded is of one person and one day, so that ids are the same each time.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A folder that is a repository.
pub(crate) struct Scratch {
    folder: TempDir,
    /// Where `git` is called.
    here: PathBuf,
}

impl Scratch {
    /// An empty repository, whose branch is `main`.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let here = folder.path().canonicalize().unwrap().join("project");
        fs::create_dir(&here).unwrap();
        let scratch = Self { folder, here };
        scratch.git(&["init", "--quiet", "--initial-branch=main"]);
        scratch
    }

    /// One with these files, which are committed.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let scratch = Self::new();
        files.iter().for_each(|(path, text)| scratch.write(path, text));
        scratch.commit("first");
        scratch
    }

    /// The folder that the repository is in.
    pub(crate) fn here(&self) -> String {
        self.here.to_str().unwrap().to_owned()
    }

    /// A path beside the repository, for others that are made of it.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().canonicalize().unwrap().join(name)
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.here.join(path)
    }

    /// Writes a file, and the folders that it is in.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).unwrap();
    }

    /// Commits all that there is, and tells its id.
    pub(crate) fn commit(&self, message: &str) -> String {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", message]);
        self.git(&["rev-parse", "HEAD"]).trim().to_owned()
    }

    /// What git says in the repository. That it fails is a failure of the test.
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        git_in(&self.here, arguments)
    }

    /// `journey` with these arguments, in a folder of the repository.
    pub(crate) fn journey(&self, folder: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_journey"));
        command.args(arguments).current_dir(self.path(folder)).stdin(Stdio::null());
        isolate(&mut command);
        command.env("LC_ALL", "C.UTF-8");
        command
    }
}

/// What git says in a folder.
pub(crate) fn git_in(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new("git");
    command.args(arguments).current_dir(folder);
    isolate(&mut command);
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "git {arguments:?}: {said}{}", String::from_utf8_lossy(&output.stderr));
    said
}

/// Sees to it that nothing that was set for git elsewhere has a part in what `command` does.
pub(crate) fn isolate(command: &mut Command) {
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    let day = "2026-11-22T12:00:00Z";
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    for who in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{who}_NAME"), "Ada").env(format!("GIT_{who}_EMAIL"), "ada@example.com");
        command.env(format!("GIT_{who}_DATE"), day);
    }
}
