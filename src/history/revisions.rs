//! `Revisions`: one or two of them in one word, as git writes them.

/// What a word says of revisions. Whether they exist is not known yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Revisions {
    /// `main`.
    One(String),
    /// `main..HEAD`: from one to another.
    FromTo(String, String),
    /// `main...HEAD`: to the second from where it left the first.
    SinceFork(String, String),
}

/// What stands for a revision that is left out.
const HEAD: &str = "HEAD";

impl Revisions {
    /// Reads a word. What is left out of a pair is `HEAD`.
    pub fn read(word: &str) -> Self {
        let named = |name: &str| if name.is_empty() { HEAD.to_owned() } else { name.to_owned() };
        match dots(word) {
            None => Self::One(word.to_owned()),
            Some(at) => match word[at..].strip_prefix("...") {
                Some(to) => Self::SinceFork(named(&word[..at]), named(to)),
                None => Self::FromTo(named(&word[..at]), named(&word[at + 2..])),
            },
        }
    }
}

/// Where two dots in a row stand outside of braces, in which git looks for words of messages.
fn dots(word: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, letter) in word.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            '.' if depth == 0 && word[at..].starts_with("..") => return Some(at),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::Revisions::{self, FromTo, One, SinceFork};

    #[test]
    fn revisions_are_read_as_git_reads_them() {
        let text = str::to_owned;
        let known = [
            ("main", One(text("main"))),
            ("v1.2", One(text("v1.2"))),
            ("HEAD~2", One(text("HEAD~2"))),
            ("main..next", FromTo(text("main"), text("next"))),
            ("main...next", SinceFork(text("main"), text("next"))),
            ("main..", FromTo(text("main"), text("HEAD"))),
            ("...next", SinceFork(text("HEAD"), text("next"))),
            ("HEAD^{/a..b}", One(text("HEAD^{/a..b}"))),
            ("HEAD^{/a..b}..ветка", FromTo(text("HEAD^{/a..b}"), text("ветка"))),
        ];
        for (word, revisions) in known {
            assert_eq!(Revisions::read(word), revisions, "{word}");
        }
    }
}
