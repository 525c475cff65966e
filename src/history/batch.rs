//! The texts of a repository: one `git` is asked for all of them, one after another.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout};
use std::sync::{Mutex, PoisonError};

use crate::history::program::start;
use crate::workspace::{LARGEST, Trouble, in_words};

/// What texts are asked for. It starts at the first question, and ends with whoever asks.
#[derive(Debug)]
pub(super) struct Texts {
    here: String,
    running: Mutex<Option<Running>>,
}

#[derive(Debug)]
struct Running {
    git: Child,
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Drop for Running {
    fn drop(&mut self) {
        // Without questions it ends; if it should be gone already, that is as well.
        drop(self.questions.take());
        let _ = self.git.wait();
    }
}

impl Texts {
    /// The texts of the repository that the folder `here` is in.
    pub(super) fn of(here: &str) -> Self {
        Self { here: here.to_owned(), running: Mutex::new(None) }
    }

    /// The text with this id.
    pub(super) fn read(&self, id: &str) -> Result<Vec<u8>, Trouble> {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let git = match running.take() {
            Some(git) => git,
            None => Running::start(&self.here)?,
        };
        // After an answer that was not understood, the next one would not be either: then it starts anew.
        let (git, answer) = git.ask(id).map_err(|error| Trouble::Other(in_words(&error)))?;
        *running = Some(git);
        answer
    }
}

impl Running {
    fn start(here: &str) -> Result<Self, Trouble> {
        let other = |words: String| Trouble::Other(words);
        let mut git = start(here, &["cat-file", "--batch"]).map_err(|lost| other(lost.to_string()))?;
        match (git.stdin.take(), git.stdout.take()) {
            (Some(questions), Some(answers)) => {
                Ok(Self { git, questions: Some(questions), answers: BufReader::new(answers) })
            }
            _ => Err(other("git cannot be asked".to_owned())),
        }
    }

    /// The text with the id `id`, or why there is none.
    fn ask(mut self, id: &str) -> io::Result<(Self, Result<Vec<u8>, Trouble>)> {
        if let Some(questions) = &mut self.questions {
            questions.write_all(format!("{id}\n").as_bytes())?;
            questions.flush()?;
        }
        let mut head = String::new();
        self.answers.read_line(&mut head)?;
        // `ID blob SIZE`, or `ID missing`.
        let size = match head.split_whitespace().collect::<Vec<_>>()[..] {
            [_, "blob", size] => size.parse::<u64>().ok(),
            [_, "missing"] => {
                let missing = "its text is not in this clone, of which a part was fetched alone";
                return Ok((self, Err(Trouble::Other(missing.to_owned()))));
            }
            _ => None,
        };
        let size = size.ok_or_else(|| io::Error::other("git said something that is not understood"))?;
        if size > LARGEST as u64 {
            io::copy(&mut (&mut self.answers).take(size + 1), &mut io::sink())?;
            return Ok((self, Err(Trouble::TooLarge)));
        }
        let mut bytes = vec![0; size as usize + 1];
        self.answers.read_exact(&mut bytes)?;
        bytes.pop();
        Ok((self, Ok(bytes)))
    }
}
