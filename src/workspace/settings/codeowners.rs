//! The owners that a `CODEOWNERS` names, as GitHub and GitLab read it: text in, owners out, and the words that are none.
//!
//! A line is a pattern of paths, and behind it the owners of these; a `#` opens a comment at the start of a line or behind a
//! blank, and is written `\#` where a pattern has it. With GitLab, `[Section]` and `^[Section][2]` open a section, and
//! owners may stand behind them. Which paths somebody owns does not matter here.

use std::ops::Range;

/// What stands in a `CODEOWNERS`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct CodeOwners<'t> {
    /// The owners, as they are written, each as often as it is.
    pub(super) owners: Vec<&'t str>,
    /// Where words stand that are no owners.
    pub(super) wrong: Vec<Range<usize>>,
}

/// More words that are no owners are not told: most likely it is another kind of file.
const MOST_WRONG: usize = 20;

/// Reads the text of a `CODEOWNERS`.
pub(super) fn read(text: &str) -> CodeOwners<'_> {
    let mut found = CodeOwners::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        for word in words(line).skip(usize::from(!is_section(line))) {
            if is_owner(&line[word.clone()]) {
                found.owners.push(&line[word]);
            } else if found.wrong.len() < MOST_WRONG {
                found.wrong.push(start + word.start..start + word.end);
            }
        }
        start += line.len();
    }
    found
}

/// The places of the words of a line that owners may be: behind the head of a section, or all of a line, of which the first
/// is the pattern.
fn words(line: &str) -> impl Iterator<Item = Range<usize>> {
    let from = if is_section(line) { end_of_head(line) } else { 0 };
    let mut letters = line.char_indices().skip_while(move |(at, _)| *at < from).peekable();
    std::iter::from_fn(move || {
        while letters.next_if(|(_, letter)| letter.is_whitespace()).is_some() {}
        let (start, first) = letters.next()?;
        if first == '#' {
            letters.by_ref().for_each(drop);
            return None;
        }
        let (mut end, mut is_escaped) = (start + first.len_utf8(), first == '\\');
        while let Some((at, letter)) = letters.next_if(|(_, letter)| is_escaped || !letter.is_whitespace()) {
            end = at + letter.len_utf8();
            is_escaped = !is_escaped && letter == '\\';
        }
        Some(start..end)
    })
}

fn is_section(line: &str) -> bool {
    let line = line.trim_start();
    line.strip_prefix('^').unwrap_or(line).starts_with('[')
}

/// Where the `[Section]` and the number of those who must approve behind it end.
fn end_of_head(line: &str) -> usize {
    let close = line.find(']').map_or(line.len(), |at| at + 1);
    let number = line[close..].strip_prefix('[').and_then(|rest| rest.find(']'));
    number.map_or(close, |at| close + at + 2)
}

/// `@user`, `@org/team`, `@@role`, or an e-mail address.
fn is_owner(word: &str) -> bool {
    let is_name = |part: &str| {
        !part.is_empty() && part.chars().all(|letter| letter.is_alphanumeric() || "._-".contains(letter))
    };
    match word.strip_prefix('@') {
        Some(name) => name.strip_prefix('@').unwrap_or(name).split('/').all(is_name),
        None => word.split_once('@').is_some_and(|(user, host)| {
            let is_user = |letter: char| letter.is_alphanumeric() || "._%+-".contains(letter);
            !user.is_empty() && user.chars().all(is_user) && is_name(host) && host.contains('.')
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn owners_are_told_from_patterns_comments_and_sections() {
        let text = "# @not-one\n*       @global-1 @org/Web-Team # and @not-two\n\\#notes/ docs@example.com\r\n\
                    a\\ b/*.md @octo\n/no-owners/\n\n^[Docs and more][2] @group/sub/team @@maintainer\n[Other]\nпуть/ @кира\n";
        let found = read(text);
        let owners = [
            "@global-1",
            "@org/Web-Team",
            "docs@example.com",
            "@octo",
            "@group/sub/team",
            "@@maintainer",
            "@кира",
        ];
        assert_eq!((found.owners, found.wrong), (owners.to_vec(), Vec::new()));
    }

    #[test]
    fn words_that_are_no_owners_are_told() {
        let text = "* @org/ shop @a b@c d@e.f\n[Open @x\n";
        let wrong: Vec<&str> = read(text).wrong.into_iter().map(|place| &text[place]).collect();
        assert_eq!(wrong, ["@org/", "shop", "b@c"]);
        assert_eq!(read(&"* x\n".repeat(1000)).wrong.len(), 20);
    }
}
