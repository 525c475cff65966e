//! The pest parser, and the only file that knows pest: text in, a row of tokens out.
//!
//! The grammar is total, so there is nothing to report here. Pairs become tokens at once and are dropped.

use pest::Parser;
use pest_derive::Parser;

use crate::syntax::tree::{Kind, Token};

#[derive(Parser)]
#[grammar = "grammar/journey.pest"]
struct Grammar;

/// The tokens of `text`, in order. They tile it: each ends where the next one starts, the last at the end of the text.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let Ok(mut pairs) = Grammar::parse(Rule::file, text) else {
        // The grammar takes every text. Should it ever not, the file is one piece of junk, and that is reported.
        return vec![Token { kind: Kind::Junk, start: 0 }];
    };
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
    tokens
}
