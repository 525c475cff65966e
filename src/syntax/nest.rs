//! The row of tokens to statements and nested blocks; tells which brace is wrong.
//!
//! Where the braces of a file pair up they alone say what belongs to what. Where they do not, the indentation tells
//! which one is missing or too many, so that one wrong brace is one report and the rest of the file keeps its shape.
//! A file whose indentation does not help gets its braces' own account.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Fix, Mistakes};
use crate::syntax::balance::{Balance, closing};
use crate::syntax::head::{head_end, head_mistake};
use crate::syntax::repair::repair;
use crate::syntax::row::Row;
use crate::syntax::tree::{Block, Kind, Statement, StatementId, Token, Tree};
use crate::syntax::{DEEPEST, fixes, mistakes};
use crate::text::{SourceId, Span};

/// Which account of the blocks is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trust {
    /// That of the braces where they pair up, else the one with fewer mistakes.
    Either,
    /// That of the braces.
    Braces,
    /// That of the indentation.
    Indentation,
}

/// Finds the statements and blocks in `tokens`, the tokens of `text`. `most` mistakes are kept whole.
pub(crate) fn nest(
    source: SourceId,
    text: &str,
    mut tokens: Vec<Token>,
    trust: Trust,
    most: usize,
) -> (Tree, Mistakes) {
    let repaired = repair(source, text, &mut tokens);
    let row = Row::new(source, text, &tokens);
    let nested = match trust {
        Trust::Braces | Trust::Indentation => Nester::new(&row, trust, most).run(),
        Trust::Either => {
            let balance = Balance::of(&tokens);
            if balance.is_even() {
                Nester::new(&row, Trust::Braces, most).run()
            } else {
                let by_indentation = Nester::new(&row, Trust::Indentation, most).run();
                if by_indentation.brace_reports <= balance.wrong() + 1 {
                    by_indentation
                } else {
                    let by_braces = Nester::new(&row, Trust::Braces, most).run();
                    if by_braces.brace_reports < by_indentation.brace_reports {
                        by_braces
                    } else {
                        by_indentation
                    }
                }
            }
        }
    };
    let Nester { statements, missing_open, mut mistakes, junk, .. } = nested;
    mistakes.extend(repaired);
    mistakes.extend(missing_open);
    for index in junk {
        tokens[index as usize].kind = Kind::Junk;
    }
    (Tree::new(source, text.len() as u32, tokens, statements), mistakes)
}

/// A block that is open while the row is read.
#[derive(Clone, Copy, PartialEq)]
struct Frame {
    /// So many blocks without a statement are open here that nothing tells apart: a text may be nothing but `{`.
    times: usize,
    /// Its statement; none for a stray `{`, whose statements stay where they are.
    statement: Option<u32>,
    /// The statement that those in it stand in.
    parent: Option<u32>,
    /// The outermost statement that it stands in, or its own.
    outermost: Option<u32>,
    /// Its `{`.
    open: Option<usize>,
    /// The indentation of the line that its statement stands on.
    column: u32,
    /// The last statement in it that opens a line: its column and number.
    elder: Option<(u32, u32)>,
    /// Whether it is a block whose statement is missing, with its `{`.
    orphaned: bool,
    /// Which of `missing_open` says that its `{` is missing.
    missing_open: Option<usize>,
}

struct Nester<'a> {
    row: &'a Row<'a>,
    trust: Trust,
    statements: Vec<Statement>,
    frames: Vec<Frame>,
    /// How many blocks they are.
    depth: usize,
    /// Which of them, in order, started in a column, where the indentation is asked: there may be as many as the file
    /// has braces.
    by_column: HashMap<u32, Vec<usize>>,
    /// How many of them have a `{`.
    open: usize,
    /// The last statement that opened a line in the file itself.
    elder: Option<(u32, u32)>,
    /// The indentation of the line being read.
    column: u32,
    too_deep: bool,
    /// For each token, how many `}` from it on close nothing that is opened from it on.
    closing: Vec<u32>,
    mistakes: Mistakes,
    /// Those that say that a `{` is missing: where its block ends, it may turn out that the `}` is missing as well.
    missing_open: Vec<Diagnostic>,
    brace_reports: usize,
    /// Tokens that turned out to be junk where they stand.
    junk: Vec<u32>,
}

impl<'a> Nester<'a> {
    fn new(row: &'a Row<'a>, trust: Trust, most: usize) -> Self {
        Self {
            row,
            trust,
            statements: Vec::with_capacity(row.tokens.len() / 6),
            frames: Vec::new(),
            depth: 0,
            by_column: HashMap::new(),
            open: 0,
            elder: None,
            column: 0,
            too_deep: false,
            // Only indentation asks.
            closing: if trust == Trust::Indentation { closing(row.tokens) } else { Vec::new() },
            mistakes: Mistakes::keeping(most),
            missing_open: Vec::new(),
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
        self.closing = Vec::new();
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

    fn elder(&self) -> Option<(u32, u32)> {
        self.frames.last().map_or(self.elder, |frame| frame.elder)
    }

    fn set_elder(&mut self, elder: (u32, u32)) {
        match self.frames.last_mut() {
            Some(frame) if frame.times > 1 => {
                frame.times -= 1;
                let innermost = Frame { times: 1, elder: Some(elder), ..*frame };
                self.frames.push(innermost);
            }
            Some(frame) => frame.elder = Some(elder),
            None => self.elder = Some(elder),
        }
    }

    /// A block on this line that is no statement's: what stands in it belongs to the block around it.
    fn stray_frame(&self) -> Frame {
        let around = self.frames.last();
        Frame {
            times: 1,
            statement: None,
            parent: around.and_then(|frame| frame.parent),
            outermost: around.and_then(|frame| frame.outermost),
            open: None,
            column: self.column,
            elder: None,
            orphaned: false,
            missing_open: None,
        }
    }

    /// The block of a statement on this line, without its `{`.
    fn block_of(&self, statement: u32) -> Frame {
        let frame = self.stray_frame();
        let outermost = frame.outermost.or(Some(statement));
        Frame { statement: Some(statement), parent: Some(statement), outermost, ..frame }
    }

    fn push(&mut self, frame: Frame) {
        self.depth += 1;
        if let Some(last) = self.frames.last_mut()
            && self.trust != Trust::Indentation
            && frame.statement.is_none()
            && *last == (Frame { times: last.times, ..frame })
        {
            last.times += 1;
            return;
        }
        self.open += usize::from(frame.open.is_some());
        if self.trust == Trust::Indentation {
            self.by_column.entry(frame.column).or_default().push(self.frames.len());
        }
        self.frames.push(frame);
    }

    /// Closes the innermost block.
    fn pop(&mut self, close: Option<usize>) {
        self.depth = self.depth.saturating_sub(1);
        if let Some(frame) = self.frames.last_mut()
            && frame.times > 1
        {
            frame.times -= 1;
            return;
        }
        let Some(frame) = self.frames.pop() else { return };
        if let Some(of_column) = self.by_column.get_mut(&frame.column) {
            of_column.pop();
        }
        self.open -= usize::from(frame.open.is_some());
        let end = self.statements.len() as u32;
        if let Some(statement) = frame.statement {
            let statement = &mut self.statements[statement as usize];
            statement.end = end;
            statement.block =
                Some(Block { open: frame.open.map(|at| at as u32), close: close.map(|at| at as u32) });
        }
    }

    /// Closes the innermost block, which nothing closes, and says so: it most likely ends before the token at `end`, if
    /// there is one. Whatever had no `{` was reported already.
    fn unclosed(&mut self, end: Option<usize>) {
        let open = self.frames.last().and_then(|frame| Some((frame.open?, frame.statement)));
        let closing = |open| fixes::closing(self.row, open, end.unwrap_or(self.row.tokens.len()));
        if let Some((open, statement)) = open {
            const ADD: &str = "add the `}`";
            // Braces alone do not tell where it was meant to be.
            let fix = match self.trust {
                Trust::Indentation => Fix::safe(ADD, [closing(open)]),
                Trust::Braces | Trust::Either => Fix::for_a_look(ADD, [closing(open)]),
            };
            let likely_end = end.map(|end| self.row.span(end));
            self.report(mistakes::unclosed_block(self.row.span(open), likely_end, fix));
            if let Some(statement) = statement {
                self.statements[statement as usize].broken = true;
            }
        }
        if let Some(Frame { missing_open: Some(mistake), statement: Some(statement), .. }) =
            self.frames.last()
        {
            let head = self.statements[*statement as usize].last as usize - 1;
            self.missing_open[*mistake] =
                mistakes::missing_braces(self.statement_span(*statement), closing(head));
        }
        self.pop(None);
    }

    /// A `{` with no statement before it on its line.
    fn stray_open(&mut self, at: usize) -> usize {
        let follows = self.row.next_line(at + 1);
        let elder = self.elder();
        let opens_elder = elder.filter(|(column, statement)| {
            let last = *statement as usize + 1 == self.statements.len();
            let deeper = follows.is_some_and(|(_, next)| next > *column);
            last && self.statements[*statement as usize].block.is_none()
                && (deeper || self.trust == Trust::Braces)
        });
        match opens_elder {
            Some((column, statement)) => {
                let (brace, head) = (self.row.span(at), self.statement_span(statement));
                let line = fixes::with_line(self.row, at);
                self.report(match self.is_annotation(statement) {
                    true => mistakes::stray_open(brace, line),
                    false => mistakes::brace_on_its_own_line(brace, line, head),
                });
                self.push(Frame { column, open: Some(at), ..self.block_of(statement) });
            }
            None => {
                self.report(mistakes::stray_open(self.row.span(at), fixes::with_line(self.row, at)));
                self.junk.push(at as u32);
                match (self.trust, self.row.indentation(at)) {
                    // The statement that it opens is missing.
                    (Trust::Indentation, Some(column)) if follows.is_some_and(|(_, next)| next > column) => {
                        self.push(Frame { column, orphaned: true, ..self.stray_frame() });
                    }
                    (Trust::Indentation, _) => {}
                    (Trust::Braces | Trust::Either, _) => self.push(self.stray_frame()),
                }
            }
        }
        at + 1
    }

    fn is_annotation(&self, statement: u32) -> bool {
        self.row.kind(self.statements[statement as usize].first as usize) == Some(Kind::At)
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
            let closes = self.by_column.get(&column).and_then(|frames| frames.last()).copied();
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
                    self.unclosed(Some(at));
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
        self.report(mistakes::stray_close(self.row.span(at), fixes::with_line(self.row, at)));
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
        let (last, next) = head_end(self.row, at);
        let mistake = head_mistake(self.row, at, last);
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
            self.set_elder((self.column, number));
        }
        // What an `@allow` stands before has the block, if there is one.
        if self.row.kind(next) != Some(Kind::Open) || self.is_annotation(number) {
            return next;
        }
        if self.depth >= DEEPEST {
            if !self.too_deep {
                self.report(mistakes::too_deep(self.row.span(next)));
                self.too_deep = true;
            }
            if let Some(outermost) = self.frames.last().and_then(|frame| frame.outermost) {
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
            self.unclosed(Some(at));
        }
        let Some((elder_column, _)) = self.elder() else {
            if let Some(first) =
                self.first_column().filter(|first| column > *first && self.too_many_closed(at))
            {
                self.orphans(at, first);
            }
            return;
        };
        if column <= elder_column || self.depth >= DEEPEST {
            return;
        }
        // The last one on the elder's line: `owner shop; stage buying`.
        let number = self.statements.len() as u32 - 1;
        let sibling = &self.statements[number as usize];
        let opened_nothing = sibling.block.is_none() && sibling.parent == self.parent();
        if opened_nothing && (sibling.broken || !self.row.has_empty_line(sibling.last as usize, at)) {
            // Further in than its elder sibling, which opened nothing: a `{` is missing there. A statement that is
            // broken may have swallowed its own.
            let mut missing_open = None;
            if !sibling.broken {
                missing_open = Some(self.missing_open.len());
                self.brace_reports += 1;
                self.missing_open.push(mistakes::missing_open(self.statement_span(number)));
            }
            self.statements[number as usize].broken = true;
            self.push(Frame { column: elder_column, missing_open, ..self.block_of(number) });
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
}
