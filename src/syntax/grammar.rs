//! The pest parser, and the only file that knows pest: text in, a row of tokens out.
//!
//! The grammar is total, so there is nothing to report here but that it gave up. Pairs become tokens at once and are
//! dropped.

use std::num::NonZeroUsize;

use pest::Parser;
use pest_derive::Parser;

use crate::syntax::tree::{Kind, Token};

#[derive(Parser)]
#[grammar = "grammar/journey.pest"]
struct Grammar;

/// Lets the reading of each text take that many steps from now on, in all of this process. `MOST_STEPS_A_BYTE` are enough for any.
///
/// The grammar needs no such limit; it is for the day on which that is not true.
pub fn limit_steps(steps: usize) {
    pest::set_call_limit(NonZeroUsize::new(steps));
}

/// The tokens of `text`, in order. They tile it: each ends where the next one starts, the last at the end of the text.
/// None if reading it took too many steps.
pub(crate) fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut pairs = Grammar::parse(Rule::file, text).ok()?;
    let mut tokens = Vec::with_capacity(text.len() / 4);
    let mut end = 0;
    for pair in pairs.next().into_iter().flat_map(|file| file.into_inner()) {
        let span = pair.as_span();
        if span.start() > end {
            tokens.push(Token { kind: Kind::Blank, start: end as u32 });
        }
        end = span.end();
        let kind = match pair.as_rule() {
            Rule::word => Kind::Word,
            Rule::newline => Kind::Newline,
            Rule::string => Kind::String,
            Rule::figure => Kind::Figure,
            Rule::open => Kind::Open,
            Rule::close => Kind::Close,
            Rule::comma => Kind::Comma,
            Rule::arrow => Kind::Arrow,
            Rule::comment => Kind::Comment,
            Rule::link => Kind::Link,
            Rule::semicolon => Kind::Semicolon,
            Rule::at => Kind::At,
            Rule::paren => Kind::Paren,
            Rule::text_block => Kind::TextBlock,
            Rule::open_string => Kind::OpenString,
            Rule::open_text => Kind::OpenText,
            Rule::open_link => Kind::OpenLink,
            Rule::bare_link => Kind::BareLink,
            Rule::broken_text => Kind::BrokenText,
            Rule::bom => Kind::Bom,
            Rule::EOI => continue,
            Rule::junk
            | Rule::file
            | Rule::blank
            | Rule::letter
            | Rule::word_start
            | Rule::digit
            | Rule::string_token
            | Rule::link_token
            | Rule::on_line
            | Rule::line_rest
            | Rule::two_quotes => Kind::Junk,
        };
        tokens.push(Token { kind, start: span.start() as u32 });
    }
    if end < text.len() {
        tokens.push(Token { kind: Kind::Blank, start: end as u32 });
    }
    Some(tokens)
}
