//! What can be wrong with the writing: braces, quotes, and characters that mean nothing.

use crate::diagnostic::{Diagnostic, Edit, Fix, Mistakes};
use crate::syntax::head::Beside;
use crate::syntax::tree::{Kind, Tree};
use crate::syntax::{DEEPEST, literal};
use crate::text::{Source, Span};

crate::mistakes! {
    /// A block was opened, and nothing closes it. By the indentation it most likely ends before the second place shown.
    ///
    /// ```journey wrong
    /// team shop {
    ///   lead "Ada"
    ///
    /// team web
    /// ```
    ///
    /// ```journey right
    /// team shop {
    ///   lead "Ada"
    /// }
    ///
    /// team web
    /// ```
    "unclosed-block", "a `{` that nothing closes", fix Safe;
    unclosed_block(open: Span, likely_end: Option<Span>, fix: Fix) {
        let help = match likely_end {
            Some(_) => "add the `}`",
            None => "add the `}` before the end of the file",
        };
        Diagnostic::error(open, "this `{` is never closed").also(likely_end, "it most likely ends before this").help(help).fix_by(fix)
    }

    /// What stands further in than the statement before it must belong to that statement; but that one opened no block.
    ///
    /// ```journey wrong
    /// team shop
    ///   lead "Ada"
    /// }
    /// ```
    ///
    /// ```journey right
    /// team shop {
    ///   lead "Ada"
    /// }
    /// ```
    "missing-brace", "a block without its `{`", fix Safe;
    missing_open(statement: Span) {
        Diagnostic::error(statement.after(), "a `{` is missing here")
            .also(statement, "what follows is further in than this, and so belongs to it")
            .help("put a `{` at the end of the line")
            .fix("put a `{` here", statement.after(), " {")
    }

    /// The block of a statement stands between `{` and `}`; to indent it is not enough.
    ///
    /// ```journey wrong
    /// team shop
    ///   lead "Ada"
    /// ```
    ///
    /// ```journey right
    /// team shop {
    ///   lead "Ada"
    /// }
    /// ```
    "missing-braces", "a block without its `{` and `}`", fix Safe;
    missing_braces(statement: Span, closing: Edit) {
        Diagnostic::error(statement.after(), "the block of this statement has neither `{` nor `}`")
            .also(statement, "what follows is further in than this, and so belongs to it")
            .help("put a `{` at the end of the line, and a `}` after the block")
            .fix_by(Fix::safe("put a `{` and a `}` there", [Edit::new(statement.after(), " {"), closing]))
    }

    /// Lines that are further in than those around them, with a `}` after them, are a block; but the statement that it
    /// belongs to is not there, nor is its `{`.
    ///
    /// ```journey wrong
    /// team shop {
    ///   lead "Ada"
    /// }
    ///
    ///   contact "shop@example.com"
    /// }
    /// ```
    "missing-statement", "a block without its statement";
    missing_statement(at: Span) {
        Diagnostic::error(at, "the statement that these lines belong to is missing")
            .label("from here to the `}`")
            .help("write it on the line before them, with its `{`")
    }

    /// A `{` opens the block of the statement before it on the same line; this one has none.
    ///
    /// ```journey wrong
    /// team shop
    /// team web
    /// {
    /// ```
    "stray-open-brace", "a `{` that opens no statement's block", fix Safe;
    stray_open(at: Span, line: Span) {
        Diagnostic::error(at, "this `{` opens nothing: no statement stands before it on its line")
            .help("take it away, or write the statement that it opens before it")
            .fix("take it away", line, "")
    }

    /// A `{` stands on the line of the statement that it opens, so that every file looks alike.
    ///
    /// ```journey wrong
    /// team shop
    /// {
    ///   lead "Ada"
    /// }
    /// ```
    "brace-on-its-own-line", "a `{` on a line of its own", fix Safe;
    brace_on_its_own_line(at: Span, line: Span, statement: Span) {
        Diagnostic::error(at, "a `{` stands on the line of the statement that it opens")
            .also(statement, "it opens the block of this one")
            .help("move it up to the end of that line")
            .fix_by(Fix::safe("move it up", [Edit::new(statement.after(), " {"), Edit::take_away(line)]))
    }

    /// A `}` with no block to close.
    ///
    /// ```journey wrong
    /// team shop {
    ///   lead "Ada"
    ///   }
    /// }
    /// ```
    "stray-close-brace", "a `}` that closes nothing", fix Safe;
    stray_close(at: Span, line: Span) {
        Diagnostic::error(at, "this `}` closes nothing").help("take it away").fix("take it away", line, "")
    }

    /// Blocks may be nested 64 deep. A journey needs five.
    ///
    /// ```journey wrong
    /// a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}
    /// ```
    "too-deep", "blocks nested over 64 deep";
    too_deep(at: Span) {
        Diagnostic::error(at, format!("blocks are nested over {DEEPEST} deep here"))
            .help("what stands further in is read as if it stood in the block around it")
    }

    /// Reading a text takes a bounded number of steps for each of its bytes, whatever stands in it. A file that takes more
    /// is given up, so that it cannot keep the program busy: nothing of it was read. No such file is known.
    "too-intricate", "a file that takes too many steps to read";
    too_intricate(at: Span) {
        Diagnostic::error(at, "this file takes too many steps to read, and is given up")
            .help("split it; and please report it, for no file should")
    }

    /// A string ends on the line that it starts on. A text of several lines stands between `"""` and `"""`.
    ///
    /// ```journey wrong
    /// team shop "The shop
    /// ```
    ///
    /// ```journey right
    /// team shop "The shop" {
    ///   note """
    ///     Everyone who works at the counter,
    ///     also on Saturdays.
    ///     """
    /// }
    /// ```
    "unclosed-string", "a text without its second quote", fix Safe;
    unclosed_string(at: Span, text: &str, fix: Option<Fix>) {
        let where_it_lacks = if text.trim_matches('"').trim().is_empty() { "before" } else { "behind" };
        Diagnostic::error(at, "a quote is missing: this text has only one on its line")
            .help(format!(
                "put a second `\"` {where_it_lacks} the text, or `\"\"\"` around a text of several lines"
            ))
            .fix_by(fix)
    }

    /// A text between two quotes ends on the line that it starts on.
    ///
    /// ```journey wrong
    /// team shop {
    ///   note "Everyone who works at the counter,
    ///     also on Saturdays."
    /// }
    /// ```
    ///
    /// ```journey right
    /// team shop {
    ///   note """
    ///     Everyone who works at the counter,
    ///     also on Saturdays.
    ///     """
    /// }
    /// ```
    "text-over-lines", "a text between two quotes that goes on over several lines", fix Unsafe;
    text_over_lines(at: Span, fix: Option<Fix>) {
        Diagnostic::error(at, "this text goes on over several lines, and only one between `\"\"\"` may")
            .help("put `\"\"\"` before it and behind it")
            .fix_by(fix)
    }

    /// A text block opens with `"""` and goes on to the next `"""`.
    ///
    /// ```journey wrong
    /// team shop {
    ///   note """
    ///     Everyone who works at the counter.
    /// }
    /// ```
    "unclosed-text", "a text block that nothing closes", fix Safe;
    unclosed_text(at: Span, fix: Fix) {
        Diagnostic::error(at, "this text block is never closed").help("close it with `\"\"\"`").fix_by(fix)
    }

    /// A text block starts with its statement's word and `"""`.
    ///
    /// ```journey wrong
    /// team shop {
    ///     Everyone who works at the counter.
    ///     """
    ///   lead "Ada"
    /// }
    /// ```
    "unopened-text", "the end of a text block that nothing opens";
    unopened_text(at: Span) {
        Diagnostic::error(at, "this ends a text block that nothing opens")
            .help("put the statement's word and `\"\"\"` on the line before the text, such as `note \"\"\"`")
    }

    /// A text block opens with three quotes, not with two.
    ///
    /// ```journey wrong
    /// team shop {
    ///   note ""
    ///     Everyone who works at the counter.
    ///     """
    /// }
    /// ```
    "broken-text", "a text block that opens with two quotes", fix Safe;
    broken_text(at: Span) {
        let opening = Span { end: at.start + 2, ..at };
        Diagnostic::error(opening, "a text block opens with three quotes, and here are two")
            .help("write `\"\"\"`")
            .fix("write `\"\"\"`", opening, "\"\"\"")
    }

    /// A link stands between `<` and `>`.
    ///
    /// ```journey wrong
    /// team shop {
    ///   link <https://example.com
    /// }
    /// ```
    "unclosed-link", "a link without its `>`", fix Safe;
    unclosed_link(at: Span) {
        Diagnostic::error(at, "this link is never closed")
            .help("put a `>` behind it")
            .fix("put a `>` behind it", at.after(), ">")
    }

    /// A link stands between `<` and `>`. Without them, its `//` would start a comment.
    ///
    /// ```journey wrong
    /// team shop {
    ///   link https://example.com
    /// }
    /// ```
    ///
    /// ```journey right
    /// team shop {
    ///   link <https://example.com>
    /// }
    /// ```
    "bare-link", "a link without `<` and `>`", fix Safe;
    bare_link(at: Span, text: &str) {
        // `(https://example.com)`: the bracket is not part of it, unless it opens in it.
        let text = if text.contains('(') { text } else { text.trim_end_matches([')', ']', ',', '.']) };
        let at = Span { end: at.start + text.len() as u32, ..at };
        Diagnostic::error(at, "a link stands between `<` and `>`")
            .help(format!("write `<{text}>`"))
            .fix("put it between `<` and `>`", at, format!("<{text}>"))
    }

    /// A link has no blanks in it.
    ///
    /// ```journey wrong
    /// team shop {
    ///   link <https://example.com/our shop>
    /// }
    /// ```
    ///
    /// ```journey right
    /// team shop {
    ///   link <https://example.com/our%20shop>
    /// }
    /// ```
    "blank-in-link", "a link with a blank in it", fix Safe;
    blank_in_link(at: Span, fix: Option<Fix>) {
        Diagnostic::error(at.after(), "a link may have no blank in it").help("write `%20` for a blank").fix_by(fix)
    }

    /// An arrow is written `->`, and leads from the stage that it stands in to its target.
    ///
    /// ```journey wrong
    /// team shop
    /// journey shoes {
    ///   stage looking { owner shop; => end }
    /// }
    /// ```
    ///
    /// ```journey right
    /// team shop
    /// journey shoes {
    ///   stage looking { owner shop; -> end }
    /// }
    /// ```
    "wrong-arrow", "an arrow in another shape than `->`", fix Safe;
    wrong_arrow(at: Span, text: &str) {
        let report = Diagnostic::error(at, format!("an arrow is written `->`, not `{text}`"));
        if text.starts_with(['<', '←', '⇐']) {
            return report.help("arrows lead away from the stage they stand in: write this one in the other stage")
                .code("wrong-arrow");
        }
        report.help("change it to `->`").fix("change it to `->`", at, "->")
    }

    /// A comment starts with `//` and runs to the end of its line.
    ///
    /// ```journey wrong
    /// /* The teams
    ///    of the shop */
    /// team shop
    /// ```
    ///
    /// ```journey right
    /// // The teams
    /// // of the shop
    /// team shop
    /// ```
    "block-comment", "a comment between `/*` and `*/`", fix Safe;
    block_comment(at: Span, fix: Option<Fix>) {
        Diagnostic::error(at, "a comment starts with `//`, not with `/*`").help("start each of its lines with `//`").fix_by(fix)
    }

    /// In a text, `\` starts an escape: `\"`, `\\`, `\n`, `\t` or `\u{1F600}`.
    ///
    /// ```journey wrong
    /// team shop "Desk\Phone"
    /// ```
    ///
    /// ```journey right
    /// team shop "Desk\\Phone"
    /// ```
    "unknown-escape", "a `\\` that starts no escape", fix Safe;
    unknown_escape(at: Span, escape: &str) {
        Diagnostic::error(at, format!("`{escape}` is no escape"))
            .help("the escapes are `\\\"`, `\\\\`, `\\n`, `\\t` and `\\u{1F600}`; a backslash itself is `\\\\`")
            .fix("write the backslash as `\\\\`", at, format!("\\{escape}"))
    }

    /// The parts of a date stand in the order of ISO 8601, year, month, day, with `-` between them. Of a date that ends in
    /// its year it is not certain which is the day and which the month.
    ///
    /// ```journey wrong
    /// team shop
    /// journey shoes {
    ///   owner shop
    ///   reviewed 2026/11/01
    /// }
    /// ```
    ///
    /// ```journey right
    /// team shop
    /// journey shoes {
    ///   owner shop
    ///   reviewed 2026-11-01
    /// }
    /// ```
    "slashed-date", "a date with `/` between its parts", fix Safe;
    slashed_date(at: Span, text: &str, meant: &[String]) {
        let message = format!("`{text}` is no date: a date is written as year-month-day, `2026-10-01`");
        let report = Diagnostic::error(at, message);
        match meant {
            [] => report,
            [date] => report.help(format!("write `{date}`")).fix(format!("write `{date}`"), at, date),
            // Nobody but the writer knows which.
            [date, other, ..] => report.help(format!("write `{date}`, or `{other}` if the month stands first")),
        }
    }

    /// Something that belongs to no statement: a sign of another language, a typographic quote, an invisible character.
    ///
    /// ```journey wrong
    /// team shop = "The shop"
    /// ```
    ///
    /// ```journey right
    /// team shop "The shop"
    /// ```
    "stray-character", "a character that means nothing here", fix Safe;
    stray_character(at: Span, text: &str, beside: &Beside<'_>, fix: Option<Fix>) {
        let first = text.chars().next().unwrap_or(' ');
        let Beside { before, behind, is_apart } = *beside;
        let is_number = |it: &str| it.starts_with(|first: char| first.is_ascii_digit());
        let (shown, help) = match first {
            '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '\'' => (
                format!("`{first}` does not quote a text"),
                Some("texts stand between straight double quotes: `\"text\"`".to_owned()),
            ),
            '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{3000}' => (
                format!("this blank is not an ordinary one but U+{:04X}", u32::from(first)),
                Some("write an ordinary blank".to_owned()),
            ),
            '\u{2028}' | '\u{2029}' | '\u{85}' | '\r' | '\u{B}' | '\u{C}' => (
                format!("this line ends in U+{:04X}, which does not end a line here", u32::from(first)),
                Some("end lines with LF or CRLF".to_owned()),
            ),
            '–' | '—' if is_number(before) && is_number(behind) && !is_apart => (
                format!("`{first}` means nothing here"),
                Some("a date is written `2026-10-01`, and a duration from one to another `1d..5d`".to_owned()),
            ),
            '-' | '−' | '–' if is_number(behind) && !before.is_empty() => (
                format!("`{first}` means nothing here"),
                Some(format!("a number below zero is written with `-` and without a blank: `-{behind}`")),
            ),
            '→' | '⟶' | '➜' | '–' | '—' => {
                (format!("`{first}` means nothing here"), Some("an arrow is written `->`".to_owned()))
            }
            '=' | ':' => (
                format!("`{first}` means nothing here"),
                Some("a word and what it says stand side by side: `owner shop`".to_owned()),
            ),
            '%' => (
                format!("`{}` means nothing here", first_few(text)),
                Some(match is_number(before) && is_apart {
                    true => format!("a share is written without a blank: `{before}%`"),
                    false => "a share is a number with `%`, as in `20%`; as a unit it is called `percent`".to_owned(),
                }),
            ),
            '/' if text == "/" && is_number(before) => (
                "`/` means nothing here".to_owned(),
                Some("write one number; a date is written `2026-10-01`, and how many come in a time `1200 per month`".to_owned()),
            ),
            '/' if text == "/" => (
                "`/` means nothing here".to_owned(),
                Some("paths stand in quotes, and a comment starts with `//`".to_owned()),
            ),
            '#' | '/' => {
                (format!("`{}` means nothing here", first_few(text)), Some("a comment starts with `//`".to_owned()))
            }
            '.' | '-' if text != "-" && text.chars().all(|sign| sign == first) => (
                format!("`{text}` means nothing here"),
                Some("in a name, words are joined by `_` or by one `-`".to_owned()),
            ),
            '*' | '•' | '+' | '-' => {
                (format!("`{}` means nothing here", first_few(text)), Some("take it away".to_owned()))
            }
            '[' | ']' => (
                format!("`{}` means nothing here", first_few(text)),
                Some("lists and links stand without brackets: `owner shop, web`".to_owned()),
            ),
            '،' | '、' | '，' | '؛' => (
                format!("`{first}` does not part the items of a list"),
                Some("put a `,` between them".to_owned()),
            ),
            '€' | '$' | '£' | '¥' | '₽' | '₺' | '₹' | '﷼' => (
                format!("`{first}` means nothing here"),
                Some("an amount of money is a number and the code of its currency: `85 EUR`".to_owned()),
            ),
            '@' => (
                "`@` means nothing here".to_owned(),
                Some("an annotation is written `@allow(rule-name, \"the reason\")`".to_owned()),
            ),
            _ if is_invisible(first) => (
                format!("an invisible character, U+{:04X}, stands here", u32::from(first)),
                Some("take it away".to_owned()),
            ),
            _ => (format!("`{}` means nothing here", first_few(text)), None),
        };
        Diagnostic::error(at, shown).help_if(help).fix_by(fix)
    }

    /// Characters that steer a terminal or hide text have no place in a journey. A tab and the ends of lines are fine.
    ///
    /// ```journey wrong
    #[doc = " team shop \"The shop\u{7}\""]
    /// ```
    ///
    /// ```journey right
    /// team shop "The shop"
    /// ```
    "control-character", "an unseen character that steers a terminal", fix Safe;
    control_character(at: Span, character: char) {
        Diagnostic::error(at, format!("the control character U+{:04X} stands in this text", u32::from(character)))
            .help("take it away")
            .fix("take it away", at, "")
    }
}

fn first_few(text: &str) -> String {
    if text.chars().count() <= 12 { text.to_owned() } else { text.chars().take(12).chain(['…']).collect() }
}

/// Whether a reader sees nothing of the character.
pub(super) fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}')
}

/// Reports escapes that are none, and control characters in texts and comments.
pub(crate) fn look_at_characters(source: &Source, tree: &Tree, mistakes: &mut Mistakes) {
    let text = source.text();
    let in_token = |start: usize, from: usize, to: usize| {
        Span::new(source.id, (start + from) as u32, (start + to) as u32)
    };
    let (escapes, controls) = (text.contains('\\'), may_hold_controls(text) || has_lone_return(text));
    if !escapes && !controls {
        return;
    }
    for (index, token) in tree.tokens().iter().enumerate() {
        let start = token.start as usize;
        let slice = source.slice(tree.span(index as u32));
        if escapes
            && token.kind == Kind::String
            && let (_, Some(bad)) = literal::string(slice)
        {
            let span = in_token(start, bad.start, bad.end);
            mistakes.push(unknown_escape(span, &slice[bad.start..bad.end]));
        }
        if controls
            && matches!(token.kind, Kind::String | Kind::TextBlock | Kind::Comment)
            && let Some((at, character)) = first_control(slice)
        {
            let span = in_token(start, at, at + character.len_utf8());
            mistakes.push(control_character(span, character));
        }
    }
}

/// Whether a byte of `text` may start a control character. Many bytes are asked at once: most texts have none.
fn may_hold_controls(text: &str) -> bool {
    text.as_bytes().chunks(128).any(|bytes| bytes.iter().fold(false, |any, byte| any | is_control(*byte)))
}

fn has_lone_return(text: &str) -> bool {
    text.match_indices('\r').any(|(at, _)| text.as_bytes().get(at + 1).is_some_and(|next| *next != b'\n'))
}

fn is_control(byte: u8) -> bool {
    byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r') || byte == 0x7F || byte == 0xC2
}

/// The first control character of a token. The CR of a CRLF is none; a comment ends before its LF.
fn first_control(text: &str) -> Option<(usize, char)> {
    text.char_indices().find(|(at, character)| match character {
        '\t' | '\n' => false,
        '\r' => !matches!(text.as_bytes().get(at + 1), Some(b'\n') | None),
        _ => character.is_control(),
    })
}
