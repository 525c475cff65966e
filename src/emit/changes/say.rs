//! A change in pieces: the words of the language in their order, with what was there and what is there now.

use crate::diff::{Both, Change, Fact, Value, What};
use crate::emit::changes::Comparison;
use crate::model::Declared;
use crate::vocabulary::{KEYWORDS, Takes, Word};

/// A part of a statement.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::emit) enum Piece<'a> {
    /// It is there, as it was or as it is.
    Same(Bit<'a>),
    /// Something else stands there than before; one of the two may be nothing.
    Turned { old: Vec<Bit<'a>>, new: Vec<Bit<'a>> },
}

/// What is not to be taken apart.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::emit) enum Bit<'a> {
    /// A word of ours or of the language.
    Word(&'static str),
    /// A value: a figure, a day.
    Value(String),
    /// Something that is declared; none where nothing of this name is.
    Named(Option<&'a Declared>),
    /// A free name.
    Name(&'a str),
    /// A text that somebody wrote.
    Text(&'a str),
    /// The rest of one, from shortly before it differs.
    Rest(&'a str),
    /// An address.
    Link(&'a str),
    /// What stands between two of a list.
    Comma,
}

/// What has changed, without what it has changed of.
pub(in crate::emit) fn pieces<'a>(change: &'a Change, cx: &Comparison<'a>) -> Vec<Piece<'a>> {
    let word = |word: &'static str| Piece::Same(Bit::Word(word));
    let named = |both: Both| Piece::Same(Bit::Named(cx.declared(both)));
    let turned = |old: Bit<'a>, new: Bit<'a>| Piece::Turned { old: vec![old], new: vec![new] };
    match &change.what {
        What::Added | What::Removed => Vec::new(),
        What::Renamed => {
            let name = |it: Option<&'a Declared>| Bit::Name(it.map_or("", |it| it.name.as_str()));
            vec![word("name"), turned(name(cx.was_declared(change.of)), name(cx.declared(change.of)))]
        }
        What::Retitled => {
            let title = |it: Option<&'a Declared>| Bit::Text(it.map_or("", |it| &*it.title));
            vec![word("title"), turned(title(cx.was_declared(change.of)), title(cx.declared(change.of)))]
        }
        What::Moved { from, to } => vec![
            word("moved from the"),
            word(keyword(*from)),
            Piece::Same(Bit::Named(cx.was_declared(*from))),
            word("to the"),
            word(keyword(*to)),
            named(*to),
        ],
        What::Reordered { behind: Some(behind) } => {
            vec![word("moved behind"), word(keyword(*behind)), named(*behind)]
        }
        What::Reordered { behind: None } => vec![word("moved to the front")],
        What::Said(fact) => statement(fact, |both| cx.declared(both)),
        What::Unsaid(fact) => statement(fact, |both| cx.was_declared(both)),
        What::Changed { old, new } => changed(old, new, cx),
    }
}

/// The word that declares something.
pub(in crate::emit) fn keyword(both: Both) -> &'static str {
    both.word().map_or("", |word| word.keyword().text)
}

/// A statement as it is written, all of it.
fn statement<'a>(fact: &'a Fact, named: impl Fn(Both) -> Option<&'a Declared>) -> Vec<Piece<'a>> {
    let mut pieces = vec![Piece::Same(Bit::Word(fact.word.keyword().text))];
    for (number, slot) in fact.slots() {
        let bits = bits(fact, number, slot.takes, &named);
        if !bits.is_empty() {
            pieces.extend(slot.lead.map(|lead| Piece::Same(Bit::Word(lead))));
            pieces.extend(bits.into_iter().map(Piece::Same));
        }
    }
    pieces
}

/// A statement of which some arguments are others than before.
fn changed<'a>(old: &'a Fact, new: &'a Fact, cx: &Comparison<'a>) -> Vec<Piece<'a>> {
    let mut pieces = vec![Piece::Same(Bit::Word(new.word.keyword().text))];
    for (number, slot) in new.slots() {
        let was = bits(old, number, slot.takes, &|both| cx.was_declared(both));
        let is = bits(new, number, slot.takes, &|both| cx.declared(both));
        if was.is_empty() && is.is_empty() {
            continue;
        }
        pieces.extend(slot.lead.map(|lead| Piece::Same(Bit::Word(lead))));
        if old.in_slot(number).eq(new.in_slot(number)) {
            pieces.extend(is.into_iter().map(Piece::Same));
        } else {
            pieces.push(told_apart(was, is));
        }
    }
    pieces
}

/// Two long texts that begin alike are shown from shortly before they part.
fn told_apart<'a>(old: Vec<Bit<'a>>, new: Vec<Bit<'a>>) -> Piece<'a> {
    /// So many letters are alike at the least; fewer are shown.
    const ALIKE: usize = 40;
    /// So many of them are shown.
    const SHOWN: usize = 16;
    let ([Bit::Text(was)], [Bit::Text(is)]) = (&old[..], &new[..]) else { return Piece::Turned { old, new } };
    let alike = was.chars().zip(is.chars()).take_while(|(was, is)| was == is).count();
    if alike < ALIKE {
        return Piece::Turned { old, new };
    }
    // Both have the same letters up to there.
    let start = was.char_indices().nth(alike - SHOWN).map_or(0, |(at, _)| at);
    let word = was[..start].rfind(char::is_whitespace).map_or(start, |at| at + 1);
    let start = if was.is_char_boundary(word) { word } else { start };
    Piece::Turned { old: vec![Bit::Rest(&was[start..])], new: vec![Bit::Rest(&is[start..])] }
}

/// What stands in a slot.
fn bits<'a>(
    fact: &'a Fact,
    number: usize,
    takes: Takes,
    named: &impl Fn(Both) -> Option<&'a Declared>,
) -> Vec<Bit<'a>> {
    let mut bits = Vec::new();
    for value in fact.in_slot(number) {
        // A share behind a stage where customers come in goes with it.
        let goes_with = takes == Takes::Starts && matches!(value, Value::Figure(_));
        if !bits.is_empty() && !goes_with {
            bits.push(Bit::Comma);
        }
        match value {
            Value::Thing(both) => {
                if takes == Takes::Target && both.word() == Some(Word::Journey) {
                    bits.push(Bit::Word(Word::Journey.keyword().text));
                }
                bits.push(Bit::Named(named(*both)));
            }
            Value::Name(name) => bits.push(Bit::Name(name.as_str())),
            Value::Word(word) => bits.push(Bit::Word(word)),
            Value::Text(text) => bits.push(Bit::Text(text)),
            Value::Score(0) => bits.push(Bit::Value("0".to_owned())),
            Value::Score(score) => bits.push(Bit::Value(format!("{score:+}"))),
            Value::Figure(figure) => bits.push(Bit::Value(figure.to_string())),
            Value::Date(date) => bits.push(Bit::Value(date.to_string())),
            Value::Link(link) => bits.push(Bit::Link(link.as_str())),
            Value::Language(language) => bits.push(Bit::Text(language.as_str())),
        }
    }
    bits
}

/// What is declared in something that came or went: `2 touchpoints, 1 barrier`; nothing where it holds nothing.
pub(in crate::emit) fn inside(change: &Change, cx: &Comparison<'_>) -> Option<String> {
    let (model, thing) =
        cx.in_model(change.of).filter(|_| matches!(change.what, What::Added | What::Removed))?;
    let all = thing.all_inside(model);
    let counts = KEYWORDS.iter().filter_map(|keyword| {
        let number = all.iter().filter(|it| it.word() == keyword.word).count();
        (number > 0).then(|| counted(number, keyword.word))
    });
    let said = counts.collect::<Vec<_>>().join(", ");
    (!said.is_empty()).then_some(said)
}

/// `1 barrier`, `2 opportunities`.
fn counted(number: usize, word: Word) -> String {
    let word = word.keyword().text;
    match (number, word.strip_suffix('y')) {
        (1, _) => format!("1 {word}"),
        // Not that of `journey`, behind a vowel.
        (_, Some(stem)) if !stem.ends_with('e') => format!("{number} {stem}ies"),
        _ if word == Word::Backstage.keyword().text => format!("{number} {word} processes"),
        _ => format!("{number} {word}s"),
    }
}
