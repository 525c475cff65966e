//! An entry of `[[require]]` → a rule, or what is wrong with it. What words there are, where they may stand and which
//! choices they take is asked of the vocabulary's table.

use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::{Condition, Requirement, Rule, Stated};
use crate::syntax::{self, Kind};
use crate::text::{Source, SourceId, Spanned};
use crate::value::Name;
use crate::vocabulary::{KEYWORDS, Keyword, Place, Takes, Word};
use crate::workspace::settings::mistakes;

/// The longest name of a rule, in bytes.
const LONGEST_NAME: usize = 64;

/// What an entry asks for, as it is written.
#[derive(Debug, Default)]
pub struct Draft {
    pub(super) name: Option<Spanned<String>>,
    pub(super) of: Option<Spanned<String>>,
    pub(super) conditions: Vec<Wanted>,
    pub(super) has: Option<Spanned<String>>,
    pub(super) level: Option<Severity>,
    pub(super) message: Option<Spanned<String>>,
    pub(super) why: Option<Spanned<String>>,
    pub(super) help: Option<Spanned<String>>,
}

/// A key of `where`, and its words.
#[derive(Debug)]
pub struct Wanted {
    pub(super) key: Spanned<String>,
    pub(super) words: Vec<Spanned<String>>,
}

/// The keys of `where` that are no statements.
pub(super) const HAS: &str = "has";
pub(super) const LACKS: &str = "lacks";

type Read<T> = Result<T, Diagnostic>;

impl Draft {
    /// The rule, among those of `stated`; or all that is wrong. None without either where what is missing was told.
    pub(super) fn rule(self, stated: &Stated) -> Result<Option<&'static Rule>, Vec<Diagnostic>> {
        let mut wrong = Vec::new();
        let mut keep = |mistake: Diagnostic| wrong.push(mistake);
        let name = self.name.and_then(|name| named(name, stated).map_err(&mut keep).ok());
        let of = self.of.and_then(|of| place(&of).map_err(&mut keep).ok());
        let Some(of) = of else { return if wrong.is_empty() { Ok(None) } else { Err(wrong) } };
        let mut conditions = Vec::new();
        for wanted in &self.conditions {
            conditions.extend(condition(wanted, of).map_err(&mut keep).unwrap_or_default());
        }
        let has = self.has.and_then(|has| {
            let word = statement(&has, of).map_err(&mut keep).ok()?;
            if conditions.contains(&Condition::Has(word)) {
                keep(mistakes::requirement_met(has.span, &has.value));
            }
            Some(word)
        });
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let (Some(name), Some(has)) = (name, has) else { return Ok(None) };
        let text = |text: Option<Spanned<String>>| text.map(|text| text.value);
        // What stands in a report is one line of it: whoever reads the output of checks may act on how lines start.
        let line = |said: Option<Spanned<String>>| {
            text(said).map(|said| said.split_whitespace().collect::<Vec<_>>().join(" "))
        };
        let requirement = Requirement {
            name,
            of,
            conditions,
            has,
            level: self.level.unwrap_or(Severity::Warning),
            message: line(self.message),
            why: text(self.why),
            help: line(self.help),
        };
        Ok(Some(requirement.rule()))
    }
}

/// The name of a rule: one that an `@allow` can say, and that nothing else has.
fn named(name: Spanned<String>, stated: &Stated) -> Read<String> {
    let tokens = syntax::parse(&Source::new(SourceId(0), "", name.value.as_str())).value;
    let is_word = matches!(tokens.tokens(), [token] if token.kind == Kind::Word);
    if !is_word || name.value.len() > LONGEST_NAME {
        return Err(mistakes::requirement_name(name.span, &name.value));
    }
    let spelled = Name::new(&name.value).as_str().to_owned();
    let is_taken = super::WARNINGS == spelled
        || crate::workspace::every_mistake().any(|mistake| mistake.code == spelled)
        || stated.named(&spelled).is_some();
    if is_taken { Err(mistakes::requirement_name_taken(name.span, &spelled)) } else { Ok(spelled) }
}

/// The kind of things that a word declares.
fn place(of: &Spanned<String>) -> Read<Place> {
    let declares = || KEYWORDS.iter().filter_map(|keyword| Some((keyword.text, keyword.block?)));
    let found = declares().find(|(text, _)| *text == of.value);
    let words: Vec<&str> = declares().map(|(text, _)| text).collect();
    found.map(|(_, place)| place).ok_or_else(|| mistakes::requirement_kind(of.span, &of.value, &words))
}

/// The statement of a word in the block of a kind of things.
fn statement(said: &Spanned<String>, of: Place) -> Read<Word> {
    let askable = || Keyword::allowed_in(of).filter(|keyword| is_askable(keyword));
    let found = askable().find(|keyword| keyword.text == said.value);
    let words: Vec<&str> = askable().map(|keyword| keyword.text).collect();
    found
        .map(|keyword| keyword.word)
        .ok_or_else(|| mistakes::requirement_statement(said.span, &said.value, of, &words))
}

/// What a key of `where` wants.
fn condition(wanted: &Wanted, of: Place) -> Read<Vec<Condition>> {
    let each = |condition: fn(Word) -> Condition| {
        wanted.words.iter().map(|word| statement(word, of).map(condition)).collect()
    };
    match wanted.key.value.as_str() {
        HAS => each(Condition::Has),
        LACKS => each(Condition::Lacks),
        _ => {
            let word = statement(&wanted.key, of)?;
            let choices = choices(word)
                .ok_or_else(|| mistakes::requirement_without_choice(wanted.key.span, &wanted.key.value))?;
            let words = wanted.words.iter().map(|word| {
                let found = choices.iter().copied().find(|choice| *choice == word.value);
                found.ok_or_else(|| {
                    mistakes::requirement_choice(word.span, &word.value, &wanted.key.value, choices)
                })
            });
            Ok(vec![Condition::Says(word, words.collect::<Read<_>>()?)])
        }
    }
}

/// Whether a thing can be asked whether it makes a statement. An `only` makes none by itself.
pub fn is_askable(keyword: &Keyword) -> bool {
    keyword.word != Word::Only
}

/// The words that a statement chooses from, if it does.
pub fn choices(word: Word) -> Option<&'static [&'static str]> {
    word.keyword().slots.iter().find_map(|slot| match slot.takes {
        Takes::Choice(words) => Some(words),
        _ => None,
    })
}
