//! `Outline`: one file with every keyword known and every argument read. Depends on that file's text alone.
//!
//! Statements that were reported are absent; the one they stand in is marked `holds_mistakes`, so that nothing is said
//! to be missing where it was merely misspelt.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Mistakes, Outcome};
use crate::syntax::{Kind, Statement, StatementId, Tree, Unseen};
use crate::text::layout::whole_lines;
use crate::text::{Source, SourceId, Span, Spanned, near};
use crate::value::{Date, Name};
use crate::vocabulary::argument::{Argument, Filled, Piece, Reader};
use crate::vocabulary::keyword::{Keyword, Place, Takes, Times};
use crate::vocabulary::mistakes;
use crate::vocabulary::table::Word;
use crate::vocabulary::wording::name_of;

/// Which item of an outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId(u32);

/// A statement that was understood.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its keyword.
    pub word: Word,
    /// Where the keyword stands.
    pub keyword_span: Span,
    /// From its keyword to the end of its last argument.
    pub head_span: Span,
    /// From its keyword to the end of its block.
    pub span: Span,
    /// Something in its block was reported, and may be what seems to be missing there.
    pub holds_mistakes: bool,
    arguments: Range<u32>,
    end: u32,
}

/// `@allow(rule, "reason", until DATE)`, and what it stands before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allow {
    /// The rule's name.
    pub rule: Spanned<Name>,
    /// Why.
    pub reason: Arc<str>,
    /// The day it ends on.
    pub until: Option<Spanned<Date>>,
    /// Where it stands.
    pub span: Span,
    /// What it silences: the statement after it, with its block, and any other `@allow` between them.
    pub covers: Span,
    /// What goes with it when it is taken away: the line that it has to itself.
    pub line: Span,
    /// What is wrong with it was reported; its rule is known all the same.
    pub reported: bool,
}

/// What one file says, with names not yet looked up.
#[derive(Debug, Clone)]
pub struct Outline {
    source: SourceId,
    items: Vec<Item>,
    arguments: Vec<Filled>,
    /// In the order of the file.
    pub allows: Vec<Allow>,
    /// Characters that are not seen and do not belong where they stand.
    pub unseen: Vec<Unseen>,
    /// Names in statements that were reported: whoever does not find one of these stays quiet.
    pub lost: Vec<Name>,
    /// Whether an `import` was reported: any name may have been in the file it meant.
    pub lost_import: bool,
    /// Whether something was reported that may hold a declaration of any name: a block without its statement, or the
    /// whole file.
    pub hides_names: bool,
    /// Whether a statement was reported for the block that it stands in.
    pub has_misplaced: bool,
}

impl Outline {
    /// The file.
    pub fn source(&self) -> SourceId {
        self.source
    }

    /// How many items have each of these words.
    pub fn count<const N: usize>(&self, words: [Word; N]) -> [usize; N] {
        let mut counts = [0; N];
        for item in &self.items {
            if let Some(at) = words.iter().position(|word| *word == item.word) {
                counts[at] += 1;
            }
        }
        counts
    }

    /// The item with this id.
    pub fn item(&self, id: ItemId) -> &Item {
        &self.items[id.0 as usize]
    }

    /// Every item, in the order of the file.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.items.iter()
    }

    /// The items in the block of `parent`, or the file's own.
    pub fn children(&self, parent: Option<ItemId>) -> impl Iterator<Item = (ItemId, &Item)> {
        let (mut next, end) = match parent {
            Some(id) => (id.0 + 1, self.item(id).end),
            None => (0, self.items.len() as u32),
        };
        std::iter::from_fn(move || {
            let id = ItemId(next);
            (next < end).then(|| {
                next = self.item(id).end;
                (id, self.item(id))
            })
        })
    }

    /// The arguments of an item: the number of the slot, what it says, where.
    pub fn arguments(&self, item: &Item) -> impl Iterator<Item = (u8, &Argument, Span)> {
        let range = item.arguments.start as usize..item.arguments.end as usize;
        self.arguments[range].iter().map(|filled| (filled.slot, &filled.argument, filled.span))
    }

    /// What was written by people: every name that is declared, title and text, with the keyword it stands behind.
    pub fn texts(&self) -> impl Iterator<Item = (Word, &str, Span)> {
        self.items.iter().flat_map(|item| {
            self.arguments(item).filter_map(|(_, argument, span)| {
                let text = match argument {
                    Argument::Name(name) => name.as_str(),
                    Argument::Title(text) | Argument::Text(text) => text,
                    Argument::Reference(_)
                    | Argument::Target(_)
                    | Argument::Choice(_)
                    | Argument::Share(_)
                    | Argument::Score(_)
                    | Argument::Number(_)
                    | Argument::Money(_)
                    | Argument::Figure(_)
                    | Argument::Date(_)
                    | Argument::Duration(_)
                    | Argument::Link(_)
                    | Argument::Language(_)
                    | Argument::Path(_) => return None,
                };
                Some((item.word, text, span))
            })
        })
    }

    /// The first argument in a slot of an item.
    pub fn argument(&self, item: &Item, slot: u8) -> Option<(&Argument, Span)> {
        self.arguments(item).find(|(number, ..)| *number == slot).map(|(_, argument, span)| (argument, span))
    }
}

/// Reads what `tree`, the written form of `source`, says.
pub fn read(source: &Source, tree: &Tree) -> Outcome<Outline> {
    let mut mistakes = Mistakes::keeping(usize::MAX);
    let outline = read_into(source, tree, &mut mistakes);
    Outcome { value: outline, mistakes: mistakes.into_whole() }
}

/// Does what `read` does, and adds what is wrong to `mistakes`.
pub fn read_into(source: &Source, tree: &Tree, mistakes: &mut Mistakes) -> Outline {
    let count = tree.statements().count();
    let mut reading = Reading {
        source,
        tree,
        outline: Outline {
            source: source.id,
            items: Vec::with_capacity(count),
            arguments: Vec::with_capacity(count + count / 2),
            allows: Vec::new(),
            unseen: tree.unseen().to_vec(),
            lost: Vec::new(),
            lost_import: false,
            hides_names: tree.is_given_up(),
            has_misplaced: false,
        },
        mistakes,
    };
    reading.block(None, Place::File, false);
    reading.outline
}

struct Reading<'a> {
    source: &'a Source,
    tree: &'a Tree,
    outline: Outline,
    mistakes: &'a mut Mistakes,
}

impl Reading<'_> {
    /// Reads the statements in the block of `parent`, which is a `place`. Tells whether all of them were right.
    fn block(&mut self, parent: Option<StatementId>, place: Place, in_only: bool) -> bool {
        let mut seen: Vec<(Word, StatementId)> = Vec::new();
        let mut right = true;
        let mut waiting: Vec<Allow> = Vec::new();
        let mut too_short: Option<u32> = None;
        for id in self.tree.children(parent) {
            let statement = self.tree.statement(id);
            let is_word = matches!(self.kind(statement.first), Kind::Word | Kind::Arrow | Kind::At);
            if too_short.is_some_and(|short| !is_word || self.column(statement) > short) {
                // `owner` and, on the next line, the names that are missing behind it.
                self.lose(statement);
                continue;
            }
            if self.kind(statement.first) == Kind::At {
                let allow = self.allow(id, statement);
                right &= allow.as_ref().is_some_and(|allow| !allow.reported);
                waiting.extend(allow);
                continue;
            }
            if let Some(first) = waiting.first() {
                let covers = first.span.to(self.whole_span(id, statement));
                self.outline.allows.extend(waiting.drain(..).map(|allow| Allow { covers, ..allow }));
            }
            let before = self.mistakes.pushed();
            right &= self.statement(id, statement, place, in_only, &mut seen);
            let is_short = self.mistakes.last_since(before) == Some("missing-argument");
            too_short = is_short.then(|| self.column(statement));
        }
        for allow in waiting.iter().filter(|allow| !allow.reported) {
            self.mistakes.push(mistakes::allow_of_nothing(allow.span, self.with_line(allow.span)));
            right = false;
        }
        right
    }

    /// How many bytes stand before a statement on its line.
    fn column(&self, statement: &Statement) -> u32 {
        let (start, lines) = (self.tree.span(statement.first).start, self.source.lines());
        start - lines.start(lines.line(start))
    }

    fn kind(&self, token: u32) -> Kind {
        self.tree.tokens()[token as usize].kind
    }

    fn whole_span(&self, id: StatementId, statement: &Statement) -> Span {
        let head = self.tree.head_span(id);
        let close = statement.block.and_then(|block| block.close).map(|close| self.tree.span(close));
        match close {
            Some(close) => head.to(close),
            None => self
                .tree
                .children(Some(id))
                .last()
                .map_or(head, |last| head.to(self.whole_span(last, self.tree.statement(last)))),
        }
    }

    fn statement(
        &mut self,
        id: StatementId,
        statement: &Statement,
        place: Place,
        in_only: bool,
        seen: &mut Vec<(Word, StatementId)>,
    ) -> bool {
        let head = self.tree.span(statement.first);
        let text = self.source.slice(head);
        if statement.unread {
            self.outline.hides_names = true;
            self.lose(statement);
            return false;
        }
        let Some(keyword) = self.keyword(id, statement, text, head, place, in_only) else {
            self.lose(statement);
            return false;
        };
        let (keyword, exact) = keyword;
        let mut right = exact && !statement.broken;
        let twice = keyword.times == Times::Once && exact;
        if twice && let Some((_, first)) = seen.iter().find(|(word, _)| *word == keyword.word) {
            let first = *first;
            let (one, other) =
                (self.whole_span(first, self.tree.statement(first)), self.whole_span(id, statement));
            let same = (self.source.slice(one) == self.source.slice(other)).then(|| self.with_line(other));
            let first = self.tree.span(self.tree.statement(first).first);
            let is_list = matches!(
                keyword.slots.first().map(|slot| slot.takes),
                Some(Takes::References(_) | Takes::Starts | Takes::Texts)
            );
            self.mistakes.push(mistakes::given_twice(head, text, first, same, is_list));
            self.lose(statement);
            return false;
        }
        if twice {
            seen.push((keyword.word, id));
        }
        let first_argument = self.outline.arguments.len() as u32;
        let mut reader = Reader {
            source: self.source,
            tree: self.tree,
            at: statement.first + 1,
            last: statement.last,
            quiet: statement.broken,
            reported: false,
            filled: &mut self.outline.arguments,
            mistakes: self.mistakes,
        };
        let complete = reader.arguments(keyword, head);
        right &= complete;
        // What is declared stays, whatever is wrong with the rest of it; what only says something is left out.
        let named = keyword.declares()
            && matches!(
                self.outline.arguments.get(first_argument as usize),
                Some(Filled { argument: Argument::Name(_), .. })
            );
        // What was to be called as its title reads is most likely called so elsewhere.
        if keyword.declares()
            && !named
            && let Some(title) =
                (statement.first + 1..statement.last).find(|at| self.kind(*at) == Kind::String)
        {
            let title = self.source.slice(self.tree.span(title));
            self.outline.lost.push(Name::new(&name_of(title)));
        }
        if !complete && !named && keyword.block.is_none() {
            self.outline.arguments.truncate(first_argument as usize);
            self.lose(statement);
            return false;
        }
        let number = self.outline.items.len();
        let head_span = self.tree.head_span(id);
        self.outline.items.push(Item {
            word: keyword.word,
            keyword_span: head,
            head_span,
            span: self.whole_span(id, statement),
            holds_mistakes: !right,
            arguments: first_argument..self.outline.arguments.len() as u32,
            end: 0,
        });
        if keyword.word == Word::Only && statement.block.is_none() && right {
            self.mistakes.push(mistakes::missing_block(head_span, text));
            right = false;
        }
        if let Some(block) = statement.block {
            let inside = if keyword.word == Word::Only { Some(place) } else { keyword.block };
            match inside {
                Some(inside) => {
                    let whole = self.block(
                        Some(id),
                        inside,
                        in_only && place == inside || keyword.word == Word::Only,
                    );
                    self.outline.items[number].holds_mistakes |= !whole;
                    right &= whole || keyword.word != Word::Only;
                }
                None => {
                    if !statement.broken {
                        let open = block.open.map(|open| self.tree.span(open));
                        self.mistakes.push(mistakes::block_not_allowed(open.unwrap_or(head), text));
                    }
                    self.lose(statement);
                    right = false;
                }
            }
        }
        self.outline.items[number].end = self.outline.items.len() as u32;
        right || keyword.declares() && named && !statement.broken && exact
    }

    /// The row of the table that a statement means, and whether it is written so. What is wrong is reported.
    fn keyword(
        &mut self,
        id: StatementId,
        statement: &Statement,
        text: &str,
        head: Span,
        place: Place,
        in_only: bool,
    ) -> Option<(&'static Keyword, bool)> {
        let kind = self.kind(statement.first);
        if !matches!(kind, Kind::Word | Kind::Arrow) {
            if !statement.broken {
                self.mistakes.push(mistakes::no_word(Piece { kind, text, span: head }, place));
            }
            return None;
        }
        let not_in_only = |word: Word| in_only && matches!(word, Word::Only | Word::For | Word::Lang);
        if let Some(keyword) = Keyword::find(text, place) {
            if !not_in_only(keyword.word) {
                return Some((keyword, true));
            }
            self.mistakes.push(mistakes::not_in_only(head, text));
            return None;
        }
        if statement.broken && statement.block.is_none() {
            return None;
        }
        let elsewhere = Keyword::named(text);
        let parent = statement.parent.map(|parent| self.tree.statement(parent));
        if !elsewhere.is_empty() && parent.is_some_and(Statement::is_half_a_block) {
            // It most likely stands before the place where the block around it should start, or behind its end.
            return None;
        }
        if !elsewhere.is_empty() {
            self.outline.has_misplaced = true;
            self.mistakes.push(mistakes::wrong_place(head, text, place, elsewhere));
            return None;
        }
        let allowed = || {
            let words = Keyword::allowed_in(place).filter(|keyword| keyword.word != Word::Arrow);
            words.map(|keyword| keyword.text)
        };
        let near = near(text, allowed());
        let names_follow = (statement.first + 1..statement.last).any(|token| self.kind(token) == Kind::Word);
        if near.is_none()
            && !names_follow
            && let Some(name) =
                allowed().filter_map(|word| glued_name(text, word)).min_by_key(|name| name.len())
        {
            self.outline.lost.push(Name::new(name));
            self.mistakes.push(mistakes::missing_blank(head, text, name));
            return None;
        }
        let owner = self.tree.statement(id).parent.map(|parent| self.tree.head_span(parent));
        self.mistakes.push(mistakes::unknown_word(head, text, place, near, owner));
        near.and_then(|near| Keyword::find(near.word, place)).map(|keyword| (keyword, false))
    }

    /// Keeps the names in a statement that was reported, and in its block, so that nobody misses them aloud.
    fn lose(&mut self, statement: &Statement) {
        let is_import = self.source.slice(self.tree.span(statement.first)) == Word::Import.keyword().text;
        self.outline.lost_import |= is_import;
        let last_inside = || self.tree.statement(StatementId(statement.end - 1)).last;
        let last = statement.block.map_or(statement.last, |block| block.close.unwrap_or_else(last_inside));
        for token in statement.first + 1..last {
            let text = self.source.slice(self.tree.span(token));
            match self.kind(token) {
                Kind::Word => self.outline.lost.push(Name::new(text)),
                // Names stand without quotes; one in quotes, or a title in its stead, may be what was reported.
                Kind::String => self.outline.lost.push(Name::new(text.trim_matches('"'))),
                _ => {}
            }
        }
    }

    /// What goes when `span` is taken away: its lines, if it has them to itself.
    fn with_line(&self, span: Span) -> Span {
        match whole_lines(self.source.text(), span.start, span.end) {
            Some((start, end)) => Span { start, end, ..span },
            None => span,
        }
    }

    /// From the token `at` over blanks and one end of a line to what stands next: text of the same line, or the first of
    /// the line after it.
    fn up_to_next_text(&self, at: u32) -> Span {
        let kind = |at: u32| self.tree.tokens().get(at as usize).map(|token| token.kind);
        let skip = |at: u32, wanted: Kind| at + u32::from(kind(at) == Some(wanted));
        let next = skip(at, Kind::Blank);
        let next = match kind(next) {
            Some(Kind::Newline) => skip(next + 1, Kind::Blank),
            _ => next,
        };
        self.tree.span(at - 1).to(self.tree.span(next - 1))
    }

    /// Reads `@allow(rule, "reason", until DATE)`. What is wrong with it is reported; if the rule can be told all the same,
    /// it is silenced, so that one wrong `@allow` is one report.
    fn allow(&mut self, id: StatementId, statement: &Statement) -> Option<Allow> {
        let span = self.tree.head_span(id);
        let mut reader = Reader {
            source: self.source,
            tree: self.tree,
            at: statement.first,
            last: statement.last,
            quiet: false,
            reported: false,
            filled: &mut Vec::new(),
            mistakes: &mut Mistakes::keeping(1),
        };
        let ((rule, reason, until), reported) = match annotation(&mut reader) {
            Ok(read) => (read, false),
            Err(mistake) => {
                if !statement.broken {
                    self.mistakes.push(mistake);
                }
                let word = (statement.first..statement.last)
                    .find(|token| self.tree.tokens()[*token as usize].kind == Kind::Word)?;
                let word = self.tree.span(word);
                ((Spanned::new(Name::new(self.source.slice(word)), word), Arc::from(""), None), true)
            }
        };
        let line = span.to(self.up_to_next_text(statement.last));
        Some(Allow { rule, reason, until, span, covers: span, line, reported })
    }
}

/// What follows `word` in `text` without a blank between, if that is a name: `teamlogistics`.
fn glued_name<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let name = text.strip_prefix(word)?;
    (word.len() > 3 && name.chars().count() > 2).then_some(name)
}

type Annotation = (Spanned<Name>, Arc<str>, Option<Spanned<Date>>);

fn annotation(reader: &mut Reader<'_>) -> Result<Annotation, Diagnostic> {
    use crate::syntax::literal;

    let at = reader.next().map(|piece| (piece.text, piece.span));
    let mut end = match at {
        Some(("@allow", span)) => span,
        Some((text, span)) => return Err(mistakes::unknown_annotation(span, text)),
        None => return Err(mistakes::wrong_allow(reader.source.span(), "nothing stands here")),
    };
    let mut expect = |kind: Kind, text: Option<&str>, wanted: &str| match reader.peek() {
        Some(piece) if piece.kind == kind && text.is_none_or(|text| piece.text == text) => {
            reader.at += 1;
            end = piece.span;
            Ok(piece)
        }
        Some(piece) => Err(mistakes::wrong_allow(piece.span, wanted)),
        None => Err(mistakes::wrong_allow(end.after(), wanted)),
    };
    expect(Kind::Paren, Some("("), "a `(` is missing here")?;
    let rule = expect(Kind::Word, None, "the name of a rule is missing here")?;
    expect(Kind::Comma, None, "a comma and the reason in quotes are missing here")?;
    let reason = expect(Kind::String, None, "the reason in quotes is missing here")?;
    let until = match expect(Kind::Comma, None, "") {
        Ok(_) => {
            expect(Kind::Word, Some("until"), "`until` and a date are missing here")?;
            let date = expect(Kind::Figure, None, "a date, such as `2027-03-01`, is missing here")?;
            let read = Date::read(date.text).map_err(|wrong| mistakes::wrong_value(date.span, wrong))?;
            Some(Spanned::new(read, date.span))
        }
        Err(_) => None,
    };
    expect(Kind::Paren, Some(")"), "a `)` is missing here")?;
    let said = literal::string(reason.text).0;
    if said.trim().is_empty() {
        return Err(mistakes::empty_text(reason.span));
    }
    Ok((Spanned::new(Name::new(rule.text), rule.span), said.into(), until))
}
