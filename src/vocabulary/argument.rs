//! The tokens of one statement to its arguments: a share, a date, a list of names, a choice.

use std::fmt;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Mistakes};
use crate::syntax::{Kind, Tree, literal};
use crate::text::{Source, Span};
use crate::value::{
    Currency, Date, Duration, Language, Link, Money, Name, Number, Share, Wrong, latin_digits,
};
use crate::vocabulary::keyword::{Keyword, Slot, Takes};
use crate::vocabulary::mistakes;
use crate::vocabulary::table::Word;
use crate::vocabulary::wording::misplaced_name;

/// What a measure says.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs)]
pub enum Figure {
    Share(Share),
    Number(Number),
    Money(Money),
    Duration(Duration),
}

/// For people: `18 %`, `1 200`, `85 EUR`, `3 d`.
impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Share(share) => share.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Money(money) => money.fmt(f),
            Self::Duration(duration) => duration.fmt(f),
        }
    }
}

/// Where an arrow leads, by name.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub enum Target {
    End,
    Exit,
    Stage(Name),
    Journey(Name),
}

/// A name that is to be looked up.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference(pub Name);

/// One argument, read. Lists give one for each of their items.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub enum Argument {
    Name(Name),
    Title(Arc<str>),
    Text(Arc<str>),
    Reference(Reference),
    /// Where an arrow leads.
    Target(Target),
    /// Which of the slot's words.
    Choice(&'static str),
    Share(Share),
    Score(i8),
    Number(Number),
    Money(Money),
    Figure(Figure),
    Date(Date),
    Duration(Duration),
    Link(Link),
    Language(Language),
    Path(Arc<str>),
}

/// An argument and the slot of its keyword that it stands in.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Filled {
    pub(crate) slot: u8,
    pub(crate) argument: Argument,
    pub(crate) span: Span,
}

/// Reads the arguments of one statement.
pub(crate) struct Reader<'a> {
    pub(crate) source: &'a Source,
    pub(crate) tree: &'a Tree,
    /// The next token.
    pub(crate) at: u32,
    /// The token after the statement's last.
    pub(crate) last: u32,
    /// Whether how it is written was reported already: then what does not fit is left out without a word.
    pub(crate) quiet: bool,
    /// Whether something in the statement was reported: then what does not fit behind it is most likely its echo.
    pub(crate) reported: bool,
    /// What was read goes here.
    pub(crate) filled: &'a mut Vec<Filled>,
    pub(crate) mistakes: &'a mut Mistakes,
}

/// A token of a statement.
#[derive(Clone, Copy)]
pub(crate) struct Piece<'a> {
    pub(crate) kind: Kind,
    pub(crate) text: &'a str,
    pub(crate) span: Span,
}

impl<'a> Reader<'a> {
    /// The next token that is not trivia.
    pub(crate) fn peek(&mut self) -> Option<Piece<'a>> {
        while self.at < self.last && self.tree.tokens()[self.at as usize].kind.is_trivia() {
            self.at += 1;
        }
        (self.at < self.last).then(|| {
            let span = self.tree.span(self.at);
            let kind = self.tree.tokens()[self.at as usize].kind;
            Piece { kind, text: &self.source.text()[span.start as usize..span.end as usize], span }
        })
    }

    /// The token behind the next one.
    fn second(&mut self) -> Option<Piece<'a>> {
        let at = self.at;
        self.next();
        let second = self.peek();
        self.at = at;
        second
    }

    pub(crate) fn next(&mut self) -> Option<Piece<'a>> {
        let piece = self.peek();
        self.at += u32::from(piece.is_some());
        piece
    }

    /// Reports a value that is wrong in itself.
    fn report(&mut self, mistake: Diagnostic) {
        self.reported = true;
        if !self.quiet {
            self.mistakes.push(mistake);
        }
    }

    /// Reports that something does not fit where it stands, unless something before it was reported.
    fn report_misfit(&mut self, mistake: Diagnostic) {
        if !self.reported {
            self.report(mistake);
        }
    }

    /// Reads what `keyword`, standing at `head`, takes. Tells whether all of it was there and right.
    pub(crate) fn arguments(&mut self, keyword: &'static Keyword, head: Span) -> bool {
        if keyword.word == Word::Stage
            && let Some(name) = self.peek().filter(|piece| matches!(piece.text, "end" | "exit"))
        {
            self.report(mistakes::reserved_name(name.span, name.text));
            return false;
        }
        let mut taken = [false; 8];
        let mut right = true;
        let mut end = head;
        while let Some(piece) = self.peek() {
            if piece.kind == Kind::Word && self.follows_a_text() {
                self.report_misfit(mistakes::quote_in_text(piece, self.quotes_within()));
                return false;
            }
            let Some(index) = fitting_slot(keyword, &taken, piece, || self.second()) else {
                let mistake = if keyword.declares() && !taken[0] {
                    self.no_name(piece)
                } else {
                    mistakes::wrong_argument(keyword, &taken, piece)
                };
                self.report_misfit(mistake);
                return false;
            };
            taken[index] = true;
            let slot = &keyword.slots[index];
            if slot.lead.is_some() {
                self.at += 1;
                if !self.peek().is_some_and(|piece| fits(slot.takes, piece)) {
                    let found = self.peek();
                    self.report_misfit(mistakes::nothing_behind(keyword, slot, piece.span, found));
                    return false;
                }
            }
            right &= self.slot(keyword, index as u8, slot);
            end = self.tree.span(self.at.saturating_sub(1));
        }
        if let Some(slot) =
            keyword.slots.iter().zip(taken).find_map(|(slot, taken)| (slot.needed && !taken).then_some(slot))
        {
            self.report_misfit(mistakes::missing_argument(keyword, slot, head.to(end)));
            return false;
        }
        right
    }

    /// Reads one slot, whose first token is known to fit.
    fn slot(&mut self, keyword: &'static Keyword, index: u8, slot: &Slot) -> bool {
        match slot.takes {
            Takes::Texts | Takes::References(_) => self.list(keyword, index, slot, false),
            Takes::Starts => self.list(keyword, index, slot, true),
            _ => self.one(index, slot),
        }
    }

    /// A list: items with commas between.
    fn list(&mut self, keyword: &'static Keyword, index: u8, slot: &Slot, with_shares: bool) -> bool {
        let mut right = true;
        loop {
            right &= self.one(index, slot);
            if with_shares && self.peek().is_some_and(|piece| piece.kind == Kind::Figure) {
                right &= self.one(index, &Slot { takes: Takes::Share, ..*slot });
            }
            match self.peek() {
                Some(comma) if comma.kind == Kind::Comma => {
                    self.at += 1;
                    match self.peek() {
                        Some(piece) if fits(slot.takes, piece) => {}
                        Some(piece) => {
                            self.report_misfit(mistakes::wrong_item(keyword, slot, piece));
                            self.at = self.last;
                            return false;
                        }
                        None => {
                            self.report_misfit(mistakes::trailing_comma(comma.span));
                            return false;
                        }
                    }
                }
                Some(piece) if fits(slot.takes, piece) && !leads_a_slot(keyword, piece) => {
                    let before = self.tree.span(self.last_solid());
                    let before = Piece { text: self.source.slice(before), span: before, ..piece };
                    self.report_misfit(mistakes::missing_comma(slot, piece, before));
                    right = false;
                }
                _ => return right,
            }
        }
    }

    /// The last token before the next one that is no trivia.
    fn last_solid(&self) -> u32 {
        let tokens = self.tree.tokens();
        let before = (0..self.at).rev().find(|at| !tokens[*at as usize].kind.is_trivia());
        before.unwrap_or(0)
    }

    /// Whether a text ends right before the next token, without a blank between.
    fn follows_a_text(&self) -> bool {
        self.at.checked_sub(1).is_some_and(|before| self.tree.tokens()[before as usize].kind == Kind::String)
    }

    /// The quotes within the text that ends right before the next token, if it was meant to go on to the last quote of the
    /// statement.
    fn quotes_within(&self) -> Vec<Span> {
        let kind = |at: u32| self.tree.tokens()[at as usize].kind;
        let Some(first) = self.at.checked_sub(1).map(|at| self.tree.span(at)) else { return Vec::new() };
        let Some(last) = (self.at..self.last).rev().find(|at| kind(*at) == Kind::String) else {
            return Vec::new();
        };
        let inside = Span { start: first.start + 1, end: self.tree.span(last).end - 1, ..first };
        let text = self.source.slice(inside);
        if text.contains(['\n', '\\']) {
            return Vec::new();
        }
        let quotes = text.match_indices('"').map(|(at, _)| inside.start + at as u32);
        quotes.map(|at| Span { start: at, end: at + 1, ..inside }).collect()
    }

    /// Whether something that was reported stands right behind the last token, without a blank between.
    fn is_cut_short(&self) -> bool {
        let goes_on = |at: u32| !matches!(self.source.slice(self.tree.span(at)), ":" | "=");
        self.at < self.last && self.tree.tokens()[self.at as usize].kind.is_mistake() && goes_on(self.at)
    }

    /// The mistake in a declaration where `piece` stands in place of the name. If the name is right behind it, or stands in
    /// quotes, what is declared is known by it all the same.
    fn no_name(&mut self, piece: Piece<'a>) -> Diagnostic {
        let behind = self.second();
        let name = misplaced_name(piece, behind);
        if let Some(name) = &name {
            self.filled.push(Filled { slot: 0, argument: Argument::Name(Name::new(name)), span: piece.span });
        }
        mistakes::no_name(piece, behind.filter(|_| name.is_some()))
    }

    /// One value.
    fn one(&mut self, index: u8, slot: &Slot) -> bool {
        let Some(piece) = self.next() else { return false };
        let read = match self.number_in_pieces(piece) {
            Some(mistake) => Err(mistake),
            None => self.value(slot.takes, piece),
        };
        match read {
            Ok((argument, span)) => {
                self.filled.push(Filled { slot: index, argument, span });
                true
            }
            Err(mistake) => {
                let hint = if mistake.help.is_none() { slot.takes.hint() } else { None };
                self.report(mistake.help_if(hint.map(str::to_owned)));
                false
            }
        }
    }

    fn value(&mut self, takes: Takes, piece: Piece<'a>) -> Result<(Argument, Span), Diagnostic> {
        let Piece { kind, text, span } = piece;
        let wrong = |wrong: Wrong| mistakes::wrong_value(span, wrong);
        if kind == Kind::Figure
            && let Some(latin) = latin_digits(text)
        {
            let message = format!("`{text}` is not written in the digits from `0` to `9`");
            return Err(wrong(Wrong { message, nearest: None })
                .help(format!("the nearest is `{latin}`"))
                .fix(format!("change it to `{latin}`"), span, latin));
        }
        let argument = match takes {
            // `shop.web`: half a name would be missed, or found twice, under that half.
            Takes::Name if self.is_cut_short() => return Err(mistakes::no_name(piece, None)),
            Takes::Name => Argument::Name(Name::new(text)),
            Takes::Title => Argument::Title(self.text(kind, text, span)?),
            Takes::Text | Takes::Texts | Takes::Markdown => Argument::Text(self.text(kind, text, span)?),
            Takes::Path => Argument::Path(self.text(kind, text, span)?),
            Takes::Language => {
                Argument::Language(Language::read(&self.text(kind, text, span)?).map_err(wrong)?)
            }
            Takes::Reference(_) | Takes::References(_) | Takes::Starts => {
                Argument::Reference(Reference(Name::new(text)))
            }
            Takes::Target => return self.target(piece),
            Takes::Choice(words) => match words.iter().find(|word| **word == text) {
                Some(word) => Argument::Choice(word),
                None => return Err(mistakes::wrong_choice(span, text, words)),
            },
            Takes::Share => Argument::Share(Share::read_part(text).map_err(wrong)?),
            Takes::Score => Argument::Score(score(text).map_err(wrong)?),
            Takes::Number => {
                let number = Number::read(text).map_err(wrong)?;
                if number.0 < 0.0 {
                    return Err(wrong(Wrong { message: format!("`{text}` is below zero"), nearest: None }));
                }
                if let Some(mistake) = thousands(piece) {
                    return Err(mistake);
                }
                Argument::Number(number)
            }
            Takes::Money => {
                let (money, span) = self.money(piece)?;
                return Ok((Argument::Money(money), span));
            }
            Takes::Figure => {
                let (figure, span) = self.figure(piece)?;
                return Ok((Argument::Figure(figure), span));
            }
            Takes::Date => Argument::Date(Date::read(text).map_err(wrong)?),
            Takes::Duration => match self.duration_in_two(piece) {
                Some(mistake) => return Err(mistake),
                None => Argument::Duration(Duration::read(text).map_err(wrong)?),
            },
            Takes::Link => {
                let address = text.trim_start_matches('<').trim_end_matches('>');
                Argument::Link(Link::read(address).map_err(wrong)?)
            }
        };
        Ok((argument, span))
    }

    /// The mistake in a number that is written in pieces, `4,000`, `2,5%` or `12 000`, whose first is `piece`. Goes on
    /// behind its last.
    fn number_in_pieces(&mut self, piece: Piece<'a>) -> Option<Diagnostic> {
        let whole = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if piece.kind != Kind::Figure || !whole(piece.text.trim_start_matches(['+', '-'])) {
            return None;
        }
        let token = |at: u32| {
            (at < self.last).then(|| {
                let span = self.tree.span(at);
                (self.tree.tokens()[at as usize].kind, self.source.slice(span), span)
            })
        };
        let (mut rest, mut end, mut at) = (String::new(), piece.span, self.at);
        while let (Some((between, sign, _)), Some((Kind::Figure, part, span))) = (token(at), token(at + 1)) {
            let digits = part.len() - part.trim_start_matches(|digit: char| digit.is_ascii_digit()).len();
            let is_group = digits == 3;
            rest.push(match between {
                Kind::Comma if is_group => '_',
                Kind::Comma => '.',
                Kind::Blank if sign.len() == 1 && is_group => '_',
                _ => break,
            });
            rest.push_str(part);
            (end, at) = (span, at + 2);
        }
        if at == self.at {
            return None;
        }
        self.at = at;
        let span = piece.span.to(end);
        let message = format!(
            "`{}` is no number: `_` may group its digits, and a `.` stands before decimals",
            self.source.slice(span)
        );
        Some(mistakes::wrong_value(span, Wrong { message, nearest: Some(format!("{}{rest}", piece.text)) }))
    }

    /// The mistake in a duration with a blank in it, `5 minutes` or `2 d`, whose number is `piece`. Goes on behind it.
    fn duration_in_two(&mut self, piece: Piece<'a>) -> Option<Diagnostic> {
        let unit = self.peek().filter(|unit| unit.kind == Kind::Word && Number::read(piece.text).is_ok())?;
        let written = Duration::in_two(piece.text, unit.text)?;
        self.at += 1;
        let message =
            format!("`{} {}` is no duration: number and unit stand together", piece.text, unit.text);
        Some(mistakes::wrong_value(piece.span.to(unit.span), Wrong { message, nearest: Some(written) }))
    }

    fn text(&self, kind: Kind, text: &str, span: Span) -> Result<Arc<str>, Diagnostic> {
        let said = match kind {
            Kind::TextBlock => literal::text_block(text).into(),
            _ => literal::string(text).0,
        };
        if said.trim().is_empty() {
            return Err(mistakes::empty_text(span));
        }
        Ok(said.into())
    }

    fn target(&mut self, piece: Piece<'a>) -> Result<(Argument, Span), Diagnostic> {
        let Piece { text, span, .. } = piece;
        // `-> journey` alone leads to a stage of that name, and so does `-> journey when "…"`.
        if text == Word::Journey.keyword().text
            && let Some(name) = self.peek()
            && name.kind == Kind::Word
            && !leads_a_slot(Word::Arrow.keyword(), name)
        {
            self.at += 1;
            return Ok((Argument::Target(Target::Journey(Name::new(name.text))), name.span));
        }
        if text == Word::Stage.keyword().text
            && let Some(name) = self.peek()
            && name.kind == Kind::Word
            && !leads_a_slot(Word::Arrow.keyword(), name)
        {
            self.at = self.last;
            return Err(mistakes::stage_in_arrow(span, name));
        }
        let target = match text {
            "end" => Target::End,
            "exit" => Target::Exit,
            _ => Target::Stage(Name::new(text)),
        };
        Ok((Argument::Target(target), span))
    }

    fn money(&mut self, piece: Piece<'a>) -> Result<(Money, Span), Diagnostic> {
        let split = piece.text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        if split.len() < piece.text.len() && Number::read(split).is_ok() {
            let code = &piece.text[split.len()..];
            let nearest = Currency::read(code)
                .map(|code| code.as_str().to_owned())
                .or_else(|wrong| wrong.nearest.ok_or(()));
            let message =
                format!("a blank stands between a number and its currency, and `{}` has none", piece.text);
            return Err(mistakes::wrong_value(
                piece.span,
                Wrong { message, nearest: nearest.ok().map(|code| format!("{split} {code}")) },
            ));
        }
        let amount = Number::read(piece.text).map_err(|wrong| mistakes::wrong_value(piece.span, wrong))?;
        match self.peek() {
            Some(code) if code.kind == Kind::Word => {
                self.at += 1;
                let currency =
                    Currency::read(code.text).map_err(|wrong| mistakes::wrong_value(code.span, wrong))?;
                if let Some(mistake) =
                    thousands(piece).filter(|_| !IN_THOUSANDTHS.contains(&currency.as_str()))
                {
                    return Err(mistake);
                }
                Ok((Money { amount, currency }, piece.span.to(code.span)))
            }
            _ => Err(mistakes::missing_currency(piece.span)),
        }
    }

    fn figure(&mut self, piece: Piece<'a>) -> Result<(Figure, Span), Diagnostic> {
        let Piece { text, span, .. } = piece;
        let currency = |piece: Piece<'_>| piece.kind == Kind::Word && Currency::read(piece.text).is_ok();
        let is_share = text.ends_with('%');
        if !is_share && Number::read(text).is_ok() && self.peek().is_some_and(currency) {
            return self.money(piece).map(|(money, span)| (Figure::Money(money), span));
        }
        if let Some(mistake) = self.duration_in_two(piece) {
            return Err(mistake);
        }
        let figure = if is_share {
            Share::read(text).map(Figure::Share)
        } else {
            Number::read(text)
                .map(Figure::Number)
                .or_else(|wrong| Duration::read(text).map(Figure::Duration).map_err(|_| wrong))
        };
        let phrase = || Wrong {
            message: format!("`{text}` is no value: a value is written `18%`, `1_200`, `85 EUR` or `3d`"),
            nearest: latin_digits(text),
        };
        figure.map(|figure| (figure, span)).map_err(|_| mistakes::wrong_value(span, phrase()))
    }
}

/// Currencies with a thousandth of their unit as the smallest coin (ISO 4217).
const IN_THOUSANDTHS: [&str; 7] = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

/// The mistake in `1.200`, which some read as one and a fifth and others as twelve hundred, where thousandths make no sense.
fn thousands(number: Piece<'_>) -> Option<Diagnostic> {
    let (whole, decimals) = number.text.split_once('.')?;
    let is_group = decimals.len() == 3 && (1..=3).contains(&whole.len()) && whole != "0";
    is_group.then(|| {
        let few: f64 = number.text.parse().unwrap_or_default();
        let message = format!("`{}` may be read as {few} and as {whole}{decimals}", number.text);
        let wrong = Wrong { message, nearest: None };
        mistakes::wrong_value(number.span, wrong).help(format!(
            "write `{few}`, or `{whole}_{decimals}`: `_` groups digits, and a `.` stands before decimals"
        ))
    })
}

/// The slot that `piece` opens, with `next` behind it: the first that is free and fits, unless a needed one stands
/// before it.
fn fitting_slot<'a>(
    keyword: &Keyword,
    taken: &[bool; 8],
    piece: Piece<'_>,
    mut next: impl FnMut() -> Option<Piece<'a>>,
) -> Option<usize> {
    for (index, slot) in keyword.slots.iter().enumerate() {
        if taken[index] {
            continue;
        }
        // No word is reserved: a stage may be called `when`, and an arrow lead there.
        let leads = match index {
            0 if slot.needed => {
                leads_a_slot(keyword, piece) && next().is_some_and(|next| next.kind == Kind::String)
            }
            _ => leads_a_slot(keyword, piece),
        };
        match slot.lead {
            Some(lead) if piece.kind == Kind::Word && piece.text == lead => return Some(index),
            None if fits(slot.takes, piece) && !leads => return Some(index),
            None if slot.needed => return None,
            _ => {}
        }
    }
    None
}

/// Whether `piece` is a word that stands before an argument of `keyword`, and follows what comes before that.
fn leads_a_slot(keyword: &Keyword, piece: Piece<'_>) -> bool {
    piece.kind == Kind::Word && keyword.slots.iter().skip(1).any(|slot| slot.lead == Some(piece.text))
}

/// Whether a token of this kind can start what a slot takes; whether it is right is seen when it is read.
pub(crate) fn fits(takes: Takes, piece: Piece<'_>) -> bool {
    match takes {
        Takes::Name
        | Takes::Reference(_)
        | Takes::References(_)
        | Takes::Starts
        | Takes::Target
        | Takes::Choice(_) => piece.kind == Kind::Word,
        Takes::Title => piece.kind == Kind::String,
        Takes::Text | Takes::Markdown | Takes::Texts | Takes::Path | Takes::Language => {
            matches!(piece.kind, Kind::String | Kind::TextBlock)
        }
        Takes::Share
        | Takes::Score
        | Takes::Number
        | Takes::Money
        | Takes::Figure
        | Takes::Date
        | Takes::Duration => piece.kind == Kind::Figure,
        Takes::Link => piece.kind == Kind::Link,
    }
}

fn score(text: &str) -> Result<i8, Wrong> {
    let wrong = |nearest: Option<String>| Wrong {
        message: format!("`{text}` is no emotion: it is a whole number from `-2` to `+2`"),
        nearest,
    };
    let Ok(number) = Number::read(text) else { return Err(wrong(latin_digits(text))) };
    if number.0.fract() != 0.0 || number.0.abs() > 2.0 {
        return Err(wrong(Some(signed(number.0.round().clamp(-2.0, 2.0) as i8))));
    }
    Ok(number.0 as i8)
}

/// `+1`, `0`, `-2`.
fn signed(score: i8) -> String {
    if score > 0 { format!("+{score}") } else { score.to_string() }
}
