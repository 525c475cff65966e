//! As much of Rust as it takes to tell code from comments, and what a string literal says.

/// A piece of Rust, without blanks and comments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token {
    /// A keyword, a name, a number or a lifetime.
    Word(String),
    /// What a string literal says, its escapes as they are written.
    Text(String),
    /// A sign, or two that belong together: `::`, `==`, `!=`, `=>`.
    Sign(&'static str),
}

impl Token {
    pub(crate) fn is_word(&self, word: &str) -> bool {
        matches!(self, Self::Word(found) if found == word)
    }

    pub(crate) fn is_sign(&self, sign: &str) -> bool {
        matches!(self, Self::Sign(found) if *found == sign)
    }
}

const SIGNS: &[&str] = &[
    "::", "==", "!=", "=>", "->", "(", ")", "[", "]", "{", "}", "<", ">", ",", ";", ":", ".", "=", "!", "&",
    "|", "+", "-", "*", "/", "%", "^", "?", "@", "#", "$", "~", "\\",
];

/// The tokens of a source file, each with its line, from 1.
pub(crate) fn tokens(source: &str) -> Vec<(usize, Token)> {
    let mut tokens = Vec::new();
    let (mut rest, mut line) = (source, 1);
    while let Some(first) = rest.chars().next() {
        let (token, length) = next(rest, first);
        tokens.extend(token.map(|token| (line, token)));
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    tokens
}

/// The token that `rest` starts with, if it is one and no blank or comment; and its length.
fn next(rest: &str, first: char) -> (Option<Token>, usize) {
    if first.is_whitespace() {
        return (None, first.len_utf8());
    }
    if rest.starts_with("//") {
        return (None, rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return (None, rest.find("*/").map_or(rest.len(), |end| end + 2));
    }
    if let Some(token) = string(rest) {
        return token;
    }
    if first == '\'' {
        return quote(rest);
    }
    if first.is_alphanumeric() || first == '_' {
        let length =
            rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(rest.len());
        return (Some(Token::Word(rest[..length].to_owned())), length);
    }
    let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign));
    let sign = sign.unwrap_or_else(|| panic!("`{first}` is no Rust"));
    (Some(Token::Sign(sign)), sign.len())
}

/// `"text"`, `b"text"`, `r"text"`, `r#"text"#`
fn string(rest: &str) -> Option<(Option<Token>, usize)> {
    let opening = rest.find('"')?;
    let prefix = &rest[..opening];
    let hashes = prefix.trim_start_matches('b').strip_prefix('r').unwrap_or("");
    let is_raw = prefix.contains('r');
    if !matches!(prefix.trim_end_matches('#'), "" | "b" | "r" | "br") || !is_raw && prefix.contains('#') {
        return None;
    }
    let inside = &rest[opening + 1..];
    let end = if is_raw {
        inside.find(&format!("\"{hashes}"))?
    } else {
        let mut escaped = false;
        inside.find(|letter| {
            let ends = letter == '"' && !escaped;
            escaped = letter == '\\' && !escaped;
            ends
        })?
    };
    Some((Some(Token::Text(inside[..end].to_owned())), opening + 1 + end + 1 + hashes.len()))
}

/// A character, which is left out, or a lifetime.
fn quote(rest: &str) -> (Option<Token>, usize) {
    let inside = &rest[1..];
    let mut letters = inside.chars();
    let is_character = matches!((letters.next(), letters.next()), (Some('\\'), _) | (_, Some('\'')));
    if is_character {
        // Behind a backslash the next sign is no end, whatever it is.
        let skipped = if inside.starts_with('\\') { 2 } else { 1 };
        let end = inside.char_indices().skip(skipped).find(|(_, letter)| *letter == '\'');
        return (None, 1 + end.map_or(inside.len(), |(at, _)| at + 1));
    }
    let length =
        inside.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(inside.len());
    (Some(Token::Word(rest[..=length].to_owned())), 1 + length)
}

/// What follows each `#[cfg(test)]` is left out: tests may say what the program may not.
pub(crate) fn without_tests(tokens: Vec<(usize, Token)>) -> Vec<(usize, Token)> {
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let marked = ["cfg", "(", "test", ")"].iter().enumerate().all(|(ahead, wanted)| {
            tokens
                .get(at + 2 + ahead)
                .is_some_and(|(_, token)| token.is_word(wanted) || token.is_sign(wanted))
        });
        if !(tokens[at].1.is_sign("#") && marked) {
            kept.push(tokens[at].clone());
            at += 1;
            continue;
        }
        let mut depth = 0;
        while let Some((_, token)) = tokens.get(at) {
            at += 1;
            depth += usize::from(token.is_sign("{"));
            depth -= usize::from(token.is_sign("}"));
            if depth == 0 && (token.is_sign("}") || token.is_sign(";")) {
                break;
            }
        }
    }
    kept
}

#[test]
fn comments_and_characters_are_no_code() {
    let source = "a::b // \"owner\"\n== r#\"x\"y\"# '\\'' '\"' &'a \"o\\\"w\" /* c */ 'd'";
    let found: Vec<Token> = tokens(source).into_iter().map(|(_, token)| token).collect();
    let word = |word: &str| Token::Word(word.to_owned());
    let text = |text: &str| Token::Text(text.to_owned());
    let wanted = [
        word("a"),
        Token::Sign("::"),
        word("b"),
        Token::Sign("=="),
        text("x\"y"),
        Token::Sign("&"),
        word("'a"),
        text("o\\\"w"),
    ];
    assert_eq!(found, wanted);
}
