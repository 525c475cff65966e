//! The row of tokens to statements and nested blocks; tells which brace is wrong.
//!
//! Where the braces of a file pair up they alone say what belongs to what. Where they do not, the indentation tells
//! which one is missing or too many, so that one wrong brace is one report and the rest of the file keeps its shape.
//! A file whose indentation does not help gets its braces' own account.

use crate::diagnostic::{Diagnostic, Outcome};
use crate::syntax::repair::repair;
use crate::syntax::row::Row;
use crate::syntax::tree::{Block, Kind, Statement, StatementId, Token, Tree};
use crate::syntax::{DEEPEST, mistakes};
use crate::text::{SourceId, Span};

/// Which account of the blocks is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trust {
    /// That of the braces where they pair up, else the one with fewer mistakes.
    Either,
    /// That of the braces.
    Braces,
    /// That of the indentation.
    Indentation,
}

/// Finds the statements and blocks in `tokens`, the tokens of `text`.
pub(crate) fn nest(source: SourceId, text: &str, mut tokens: Vec<Token>, trust: Trust) -> Outcome<Tree> {
    let mut mistakes = repair(source, text, &mut tokens);
    let row = Row::new(source, text, &tokens);
    let nested = match trust {
        Trust::Braces | Trust::Indentation => Nester::new(&row, trust).run(),
        Trust::Either => {
            let balance = Balance::of(&tokens);
            if balance.is_even() {
                Nester::new(&row, Trust::Braces).run()
            } else {
                let by_indentation = Nester::new(&row, Trust::Indentation).run();
                if by_indentation.brace_reports <= balance.wrong() + 1 {
                    by_indentation
                } else {
                    let by_braces = Nester::new(&row, Trust::Braces).run();
                    if by_braces.brace_reports < by_indentation.brace_reports {
                        by_braces
                    } else {
                        by_indentation
                    }
                }
            }
        }
    };
    let Nester { statements, mistakes: found, junk, .. } = nested;
    mistakes.extend(found);
    for index in junk {
        tokens[index as usize].kind = Kind::Junk;
    }
    Outcome { value: Tree::new(source, text.len() as u32, tokens, statements), mistakes }
}

/// How the braces of a file come out, looked at alone.
struct Balance {
    /// `}` with no `{` before them.
    stray: usize,
    /// `{` with no `}` after them.
    unclosed: usize,
    /// `{` that open no statement of their line.
    misplaced: usize,
}

impl Balance {
    fn of(tokens: &[Token]) -> Self {
        let mut balance = Self { stray: 0, unclosed: 0, misplaced: 0 };
        let mut after_statement = false;
        for token in tokens {
            match token.kind {
                Kind::Open => {
                    balance.unclosed += 1;
                    balance.misplaced += usize::from(!after_statement);
                    after_statement = false;
                }
                Kind::Close if balance.unclosed == 0 => balance.stray += 1,
                Kind::Close => {
                    balance.unclosed -= 1;
                    after_statement = false;
                }
                Kind::Newline | Kind::Semicolon => after_statement = false,
                Kind::Bom | Kind::Blank | Kind::Comment | Kind::Lost => {}
                _ => after_statement = true,
            }
        }
        balance
    }

    fn is_even(&self) -> bool {
        self.wrong() == 0
    }

    fn wrong(&self) -> usize {
        self.stray + self.unclosed + self.misplaced
    }
}

/// For each token, how many `}` from it on close nothing that is opened from it on.
fn closing(tokens: &[Token]) -> Vec<u32> {
    let mut closing = vec![0; tokens.len()];
    let mut count: u32 = 0;
    for (index, token) in tokens.iter().enumerate().rev() {
        match token.kind {
            Kind::Open => count = count.saturating_sub(1),
            Kind::Close => count += 1,
            _ => {}
        }
        closing[index] = count;
    }
    closing
}

/// A block that is open while the row is read.
#[derive(Clone, Copy)]
struct Frame {
    /// Its statement; none for a stray `{`, whose statements stay where they are.
    statement: Option<u32>,
    /// The statement that those in it stand in.
    parent: Option<u32>,
    /// Its `{`.
    open: Option<usize>,
    /// The indentation of the line that its statement stands on.
    column: u32,
    /// The last statement in it that opens a line: its column and number.
    elder: Option<(u32, u32)>,
    /// Whether it is a block whose statement is missing, with its `{`.
    orphaned: bool,
}

struct Nester<'a> {
    row: &'a Row<'a>,
    trust: Trust,
    statements: Vec<Statement>,
    frames: Vec<Frame>,
    /// How many of them have a `{`.
    open: usize,
    /// The last statement that opened a line in the file itself.
    elder: Option<(u32, u32)>,
    /// The indentation of the line being read.
    column: u32,
    too_deep: bool,
    /// For each token, how many `}` from it on close nothing that is opened from it on.
    closing: Vec<u32>,
    mistakes: Vec<Diagnostic>,
    brace_reports: usize,
    /// Tokens that turned out to be junk where they stand.
    junk: Vec<u32>,
}

impl<'a> Nester<'a> {
    fn new(row: &'a Row<'a>, trust: Trust) -> Self {
        Self {
            row,
            trust,
            statements: Vec::with_capacity(row.tokens.len() / 6),
            frames: Vec::new(),
            open: 0,
            elder: None,
            column: 0,
            too_deep: false,
            closing: closing(row.tokens),
            mistakes: Vec::new(),
            brace_reports: 0,
            junk: Vec::new(),
        }
    }

    fn run(mut self) -> Self {
        let mut at = 0;
        while let Some(kind) = self.row.kind(at) {
            at = match kind {
                Kind::Bom | Kind::Blank | Kind::Newline | Kind::Comment | Kind::Lost | Kind::Semicolon => {
                    at + 1
                }
                Kind::Open => self.stray_open(at),
                Kind::Close => self.close(at),
                _ => self.statement(at),
            };
        }
        while !self.frames.is_empty() {
            self.unclosed(None);
        }
        self
    }

    fn report(&mut self, mistake: Diagnostic) {
        self.brace_reports += 1;
        self.mistakes.push(mistake);
    }

    /// The statement that the next one would stand in.
    fn parent(&self) -> Option<StatementId> {
        self.frames.last().and_then(|frame| frame.parent).map(StatementId)
    }

    fn elder(&mut self) -> &mut Option<(u32, u32)> {
        match self.frames.last_mut() {
            Some(frame) => &mut frame.elder,
            None => &mut self.elder,
        }
    }

    /// A block on this line that is no statement's: what stands in it belongs to the block around it.
    fn stray_frame(&self) -> Frame {
        let parent = self.frames.last().and_then(|frame| frame.parent);
        Frame { statement: None, parent, open: None, column: self.column, elder: None, orphaned: false }
    }

    /// The block of a statement on this line, without its `{`.
    fn block_of(&self, statement: u32) -> Frame {
        Frame { statement: Some(statement), parent: Some(statement), ..self.stray_frame() }
    }

    fn push(&mut self, frame: Frame) {
        self.open += usize::from(frame.open.is_some());
        self.frames.push(frame);
    }

    /// Closes the innermost block.
    fn pop(&mut self, close: Option<usize>) {
        let Some(frame) = self.frames.pop() else { return };
        self.open -= usize::from(frame.open.is_some());
        let end = self.statements.len() as u32;
        if let Some(statement) = frame.statement {
            let statement = &mut self.statements[statement as usize];
            statement.end = end;
            statement.block =
                Some(Block { open: frame.open.map(|at| at as u32), close: close.map(|at| at as u32) });
        }
    }

    /// Closes the innermost block, which nothing closes, and says so. Whatever had no `{` was reported already.
    fn unclosed(&mut self, likely_end: Option<Span>) {
        let open = self.frames.last().and_then(|frame| Some((frame.open?, frame.statement)));
        if let Some((open, statement)) = open {
            self.report(mistakes::unclosed_block(self.row.span(open), likely_end));
            if let Some(statement) = statement {
                self.statements[statement as usize].broken = true;
            }
        }
        self.pop(None);
    }

    /// A `{` with no statement before it on its line.
    fn stray_open(&mut self, at: usize) -> usize {
        let follows = self.row.next_line(at + 1);
        let elder = *self.elder();
        let opens_elder = elder.filter(|(column, statement)| {
            let last = *statement as usize + 1 == self.statements.len();
            let deeper = follows.is_some_and(|(_, next)| next > *column);
            last && self.statements[*statement as usize].block.is_none()
                && (deeper || self.trust == Trust::Braces)
        });
        match opens_elder {
            Some((column, statement)) => {
                let head = self.statement_span(statement);
                self.report(mistakes::brace_on_its_own_line(self.row.span(at), head));
                self.push(Frame { column, open: Some(at), ..self.block_of(statement) });
            }
            None => {
                self.report(mistakes::stray_open(self.row.span(at)));
                self.junk.push(at as u32);
                let column = self.row.indentation(at).unwrap_or(self.column);
                let frame = Frame { column, ..self.stray_frame() };
                match self.trust {
                    Trust::Indentation => {
                        let deeper = follows.is_some_and(|(_, next)| next > column);
                        if deeper {
                            self.push(Frame { orphaned: true, ..frame });
                        }
                    }
                    Trust::Braces | Trust::Either => self.push(frame),
                }
            }
        }
        at + 1
    }

    fn statement_span(&self, statement: u32) -> Span {
        let statement = &self.statements[statement as usize];
        self.row.span(statement.first as usize).to(self.row.span(statement.last as usize - 1))
    }

    fn close(&mut self, at: usize) -> usize {
        if let Some(column) = self.row.indentation(at)
            && self.trust == Trust::Indentation
        {
            let follows = self.row.next_line(at + 1);
            let goes_on = |frame: &Frame| {
                follows.is_some_and(|(next, next_column)| {
                    next_column > frame.column
                        || next_column == frame.column && self.row.kind(next) == Some(Kind::Close)
                })
            };
            // A `}` in the column of a block that goes on right after it closes nothing. Where an empty line follows,
            // what goes on is more likely another block, whose statement is missing.
            let goes_right_on = |frame: &Frame| {
                goes_on(frame) && !follows.is_some_and(|(next, _)| self.row.has_empty_line(at, next))
            };
            let closes = self.frames.iter().rposition(|frame| frame.column == column);
            let stray = match (closes, self.frames.last()) {
                (Some(closes), _) if self.too_many_closed(at) => goes_right_on(&self.frames[closes]),
                (Some(_), _) => false,
                (None, Some(frame)) => column > frame.column && goes_on(frame),
                (None, None) => true,
            };
            if stray {
                return self.stray_close(at);
            }
            if let Some(closes) = closes {
                while self.frames.len() > closes + 1 {
                    self.unclosed(Some(self.row.span(at)));
                }
            }
        }
        if self.frames.is_empty() {
            return self.stray_close(at);
        }
        self.pop(Some(at));
        at + 1
    }

    /// Whether the rest of the row has more `}` than could close what is open here.
    fn too_many_closed(&self, at: usize) -> bool {
        self.closing[at] as usize > self.open
    }

    fn stray_close(&mut self, at: usize) -> usize {
        self.report(mistakes::stray_close(self.row.span(at)));
        self.junk.push(at as u32);
        at + 1
    }

    /// Reads the statement that starts at `at`, and opens its block if it has one.
    fn statement(&mut self, at: usize) -> usize {
        let opens_line = self.row.indentation(at);
        if let Some(column) = opens_line {
            self.column = column;
            if self.trust == Trust::Indentation {
                self.mend_by_indentation(at, column);
            }
        }
        let number = self.statements.len() as u32;
        let (last, next) = self.head_end(at);
        let mistake = self.head_mistake(at, last);
        let broken = mistake.is_some();
        let parent = self.parent();
        let (first, end) = (at as u32, number + 1);
        let unread = self.frames.last().is_some_and(|frame| frame.orphaned);
        self.statements.push(Statement {
            first,
            last: last as u32,
            block: None,
            parent,
            broken,
            unread,
            end,
        });
        self.mistakes.extend(mistake);
        if opens_line.is_some() {
            *self.elder() = Some((self.column, number));
        }
        if self.row.kind(next) != Some(Kind::Open) {
            return next;
        }
        if self.frames.len() >= DEEPEST {
            if !self.too_deep {
                self.report(mistakes::too_deep(self.row.span(next)));
                self.too_deep = true;
            }
            if let Some(outermost) = self.frames.iter().find_map(|frame| frame.statement) {
                self.statements[outermost as usize].unread = true;
            }
            self.push(self.stray_frame());
        } else {
            self.push(Frame { open: Some(next), ..self.block_of(number) });
        }
        next + 1
    }

    /// What the indentation of a statement's line says about the braces before it.
    fn mend_by_indentation(&mut self, at: usize, column: u32) {
        // No further in than the line that opened the block: the block ended before.
        while self.frames.last().is_some_and(|frame| frame.statement.is_some() && column <= frame.column) {
            self.unclosed(Some(self.row.span(at)));
        }
        let Some((elder_column, _)) = *self.elder() else {
            if let Some(first) =
                self.first_column().filter(|first| column > *first && self.too_many_closed(at))
            {
                self.orphans(at, first);
            }
            return;
        };
        if column <= elder_column || self.frames.len() >= DEEPEST {
            return;
        }
        // The last one on the elder's line: `owner shop; stage buying`.
        let number = self.statements.len() as u32 - 1;
        let sibling = &self.statements[number as usize];
        let opened_nothing = sibling.block.is_none() && sibling.parent == self.parent();
        if opened_nothing && (sibling.broken || !self.row.has_empty_line(sibling.last as usize, at)) {
            // Further in than its elder sibling, which opened nothing: a `{` is missing there. A statement that is
            // broken may have swallowed its own.
            if !sibling.broken {
                self.report(mistakes::missing_open(self.statement_span(number)));
            }
            self.statements[number as usize].broken = true;
            self.push(Frame { column: elder_column, ..self.block_of(number) });
        } else if self.too_many_closed(at) {
            // Further in than a sibling that is done with, and closed by a `}` that nothing opened.
            self.orphans(at, elder_column);
        }
    }

    /// Where the first statement of the innermost block starts, if it is one step further in than the block's own, as
    /// that is than the one around it.
    fn first_column(&self) -> Option<u32> {
        match &self.frames[..] {
            [] => Some(0),
            [_] => None,
            [.., around, block] => {
                let step = block.column.saturating_sub(around.column);
                (step > 0).then_some(block.column + step)
            }
        }
    }

    /// From the token at `at` on stands a block whose statement is missing: that would start in `column`.
    fn orphans(&mut self, at: usize, column: u32) {
        self.report(mistakes::missing_statement(self.row.span(at)));
        self.push(Frame { column, orphaned: true, ..self.stray_frame() });
    }

    /// Where the statement that starts at `at` ends: the token after its last, and the token to go on with.
    fn head_end(&self, at: usize) -> (usize, usize) {
        let (mut last, mut next) = (at, at);
        let annotation = self.row.kind(at) == Some(Kind::At);
        while let Some(kind) = self.row.kind(next) {
            match kind {
                Kind::Open | Kind::Close | Kind::Semicolon => break,
                Kind::Newline if self.list_goes_on(last, next) => {}
                Kind::Newline => break,
                Kind::Bom | Kind::Blank | Kind::Comment | Kind::Lost => {}
                _ => last = next + 1,
            }
            next += 1;
            if annotation && kind == Kind::Paren && self.row.slice(next - 1) == ")" {
                break;
            }
        }
        (last, next)
    }

    /// Whether a list goes on after the newline at `at`: the last token was a comma, and the next line looks like more
    /// of a list and not like a statement. A word and a word or a text (`owner shop`) is a statement.
    fn list_goes_on(&self, last: usize, at: usize) -> bool {
        if last == 0 || self.row.kind(last - 1) != Some(Kind::Comma) {
            return false;
        }
        let Some(item) = self.row.next_solid(at) else { return false };
        let after = self.row.next_solid(item + 1);
        let after_kind = after.and_then(|after| self.row.kind(after));
        let same_line = after.is_some_and(|after| self.row.indentation(after).is_none());
        match self.row.kind(item) {
            Some(Kind::String | Kind::OpenString) => true,
            Some(Kind::Word) if same_line => !matches!(
                after_kind,
                Some(Kind::Word | Kind::String | Kind::OpenString | Kind::TextBlock | Kind::Open)
            ),
            Some(Kind::Word) => true,
            _ => false,
        }
    }

    /// The mistake in how the tokens `at..last` are written: the first that is certain.
    fn head_mistake(&self, at: usize, last: usize) -> Option<Diagnostic> {
        let first = |wanted: fn(Kind) -> bool| (at..last).find(|index| wanted(self.row.tokens[*index].kind));
        let index = first(|kind| matches!(kind, Kind::OpenString | Kind::OpenText | Kind::BrokenText))
            .or_else(|| first(Kind::is_mistake))?;
        let (span, text) = (self.row.span(index), self.row.slice(index));
        Some(match self.row.tokens[index].kind {
            Kind::OpenString if self.row.kind(self.row.line_end(index) + 1) == Some(Kind::Lost) => {
                mistakes::text_over_lines(span)
            }
            Kind::OpenString => mistakes::unclosed_string(span),
            Kind::OpenText => mistakes::unclosed_text(span),
            Kind::BrokenText => mistakes::broken_text(span),
            Kind::BareLink => mistakes::bare_link(span, text),
            // `<- buying`
            Kind::OpenLink if index == at && text.starts_with("<-") => mistakes::wrong_arrow(span, text),
            Kind::OpenLink if self.closed_on_its_line(index) => mistakes::blank_in_link(span),
            Kind::OpenLink => mistakes::unclosed_link(span),
            // `--> buying`
            _ if index == at
                && text.ends_with(['-', '='])
                && self.row.kind(index + 1) == Some(Kind::Arrow) =>
            {
                mistakes::wrong_arrow(span.to(self.row.span(index + 1)), &format!("{text}->"))
            }
            _ if index == at && is_arrow(text) => mistakes::wrong_arrow(span, text),
            _ => mistakes::stray_character(span, text),
        })
    }

    /// Whether a `>` stands behind the token at `index` on its line.
    fn closed_on_its_line(&self, index: usize) -> bool {
        let rest = self.row.tokens[index + 1..].iter().map(|token| token.kind).enumerate();
        let stops = |kind: Kind| matches!(kind, Kind::Newline | Kind::Semicolon | Kind::Open | Kind::Close);
        rest.take_while(|(_, kind)| !stops(*kind))
            .any(|(next, _)| self.row.slice(index + 1 + next).contains('>'))
    }
}

/// Whether `text` is an arrow in another shape: `=>`, `→`, `—`.
fn is_arrow(text: &str) -> bool {
    text.ends_with('>') && text.chars().all(|sign| "-=~>".contains(sign))
        || text.chars().all(|sign| "→⟶⇒➜➔–—←⇐".contains(sign))
}
