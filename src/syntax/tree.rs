//! `Tree`: a row of tokens that tiles the file, and an arena of statements that point into it.

use crate::text::{SourceId, Span};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Kind {
    Bom,
    Blank,
    Newline,
    Comment,
    Word,
    String,
    TextBlock,
    Figure,
    Link,
    Open,
    Close,
    Comma,
    Semicolon,
    Arrow,
    At,
    Paren,
    /// A string that its line does not close.
    OpenString,
    /// A string that a later line closes.
    LongString,
    /// A text block that nothing closes.
    OpenText,
    /// A text block whose opening has lost a quote.
    BrokenText,
    /// A link that nothing closes.
    OpenLink,
    /// A link without `<` and `>`.
    BareLink,
    /// The rest of a text or comment that was reported where it starts.
    Lost,
    /// What is no token of the language, or stands where nothing may.
    Junk,
}

impl Kind {
    /// Blanks, line ends, comments, and what is lost: what carries no meaning.
    pub fn is_trivia(self) -> bool {
        matches!(self, Self::Bom | Self::Blank | Self::Newline | Self::Comment | Self::Lost)
    }

    /// What may be changed without changing what is said: trivia, and the signs that part statements on one line.
    pub fn is_layout(self) -> bool {
        self.is_trivia() || self == Self::Semicolon
    }

    /// The kinds that are a mistake wherever they stand.
    pub fn is_mistake(self) -> bool {
        matches!(
            self,
            Self::OpenString
                | Self::LongString
                | Self::OpenText
                | Self::BrokenText
                | Self::OpenLink
                | Self::BareLink
                | Self::Junk
        )
    }
}

/// A token: it ends where the next one starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Its first byte.
    pub start: u32,
}

/// Which statement of a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementId(pub(crate) u32);

/// A statement: its own tokens, its block if it has one, and where it stands in the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Its first token.
    pub first: u32,
    /// The token after its last; trivia at its end is left out.
    pub last: u32,
    /// Its block.
    pub block: Option<Block>,
    /// The statement whose block it stands in.
    pub parent: Option<StatementId>,
    /// How it is written was reported: what it lacks is not worth a second report.
    pub broken: bool,
    /// All of it was reported, with its block: nothing in it is worth reading.
    pub unread: bool,
    /// The statement after its last descendant.
    pub(crate) end: u32,
}

impl Statement {
    /// Whether it has a block that lacks its `{` or its `}`.
    pub fn is_half_a_block(&self) -> bool {
        self.block.is_some_and(|block| block.open.is_none() || block.close.is_none())
    }
}

/// The block of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Its `{`; none if that is missing.
    pub open: Option<u32>,
    /// Its `}`; none if that is missing.
    pub close: Option<u32>,
}

/// How one file is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    source: SourceId,
    length: u32,
    tokens: Vec<Token>,
    statements: Vec<Statement>,
    unseen: Vec<Unseen>,
}

/// A character that is not seen and does not belong where it stands, in a text, a link, a comment or a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unseen {
    /// Which.
    pub character: char,
    /// Where.
    pub span: Span,
    /// What the token is that it stands in.
    pub kind: Kind,
    /// Where that token stands.
    pub token: Span,
}

impl Tree {
    pub(crate) fn new(source: SourceId, length: u32, tokens: Vec<Token>, statements: Vec<Statement>) -> Self {
        Self { source, length, tokens, statements, unseen: Vec::new() }
    }

    pub(crate) fn set_unseen(&mut self, unseen: Vec<Unseen>) {
        self.unseen = unseen;
    }

    /// Characters that are not seen and do not belong where they stand, in order.
    pub fn unseen(&self) -> &[Unseen] {
        &self.unseen
    }

    /// Whether the text was given up, and nothing of it was read.
    pub fn is_given_up(&self) -> bool {
        self.statements.is_empty() && matches!(*self.tokens, [Token { kind: Kind::Junk, .. }])
    }

    /// All tokens, in order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Where the token with this index stands.
    pub fn span(&self, token: u32) -> Span {
        let start = self.tokens[token as usize].start;
        let end = self.tokens.get(token as usize + 1).map_or(self.length, |next| next.start);
        Span::new(self.source, start, end)
    }

    /// The statement with this id.
    pub fn statement(&self, id: StatementId) -> &Statement {
        &self.statements[id.0 as usize]
    }

    /// Every statement, in the order of the file.
    pub fn statements(&self) -> impl Iterator<Item = (StatementId, &Statement)> {
        self.statements.iter().enumerate().map(|(index, statement)| (StatementId(index as u32), statement))
    }

    /// Where the statement's own tokens stand, without its block.
    pub fn head_span(&self, id: StatementId) -> Span {
        let statement = self.statement(id);
        self.span(statement.first).to(self.span(statement.last - 1))
    }

    /// The tokens that stand in `span`, wholly or in part.
    pub fn tokens_in(&self, span: Span) -> impl Iterator<Item = (Kind, Span)> {
        let behind = self.tokens.partition_point(|token| token.start <= span.start);
        let first = behind.saturating_sub(1) as u32;
        let tokens = self.tokens[first as usize..].iter().zip(first..);
        tokens
            .take_while(move |(token, _)| token.start < span.end)
            .map(|(token, at)| (token.kind, self.span(at)))
    }

    /// The innermost statement around the byte at `offset`: in its own tokens, or in its block.
    pub fn statement_at(&self, offset: u32) -> Option<StatementId> {
        let start = |statement: &Statement| self.tokens[statement.first as usize].start;
        let before = self.statements.partition_point(|statement| start(statement) <= offset);
        let mut at = before.checked_sub(1).map(|last| StatementId(last as u32));
        while let Some(id) = at
            && !self.holds(id, offset)
        {
            at = self.statement(id).parent;
        }
        at
    }

    /// Whether the byte at `offset`, which stands behind the first of a statement, is one of it or of its block. A block
    /// that nothing closes goes on to the next statement around it.
    fn holds(&self, id: StatementId, offset: u32) -> bool {
        let close = self.statement(id).block.map(|block| block.close.map(|close| self.span(close).end));
        match close {
            Some(close) => close.is_none_or(|end| offset < end),
            None => offset < self.head_span(id).end,
        }
    }

    /// The statements in the block of `parent`, or the file's own.
    pub fn children(&self, parent: Option<StatementId>) -> impl Iterator<Item = StatementId> {
        let (mut next, end) = match parent {
            Some(id) => (id.0 + 1, self.statement(id).end),
            None => (0, self.statements.len() as u32),
        };
        std::iter::from_fn(move || {
            let id = StatementId(next);
            (next < end).then(|| {
                next = self.statement(id).end;
                id
            })
        })
    }
}
