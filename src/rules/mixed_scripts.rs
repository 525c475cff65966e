//! The letters of a word in a name are of one script, or of scripts that are written together.

use unicode_script::{Script, UnicodeScript};
use unicode_security::mixed_script::AugmentedScriptSet;

use crate::model::{Declaration, Declared};
use crate::rules::Check;
use crate::rules::letters::{are_of, distinct, names_of};

rule! {
    /// Letters of two scripts can look the same: the Latin `o`, the Cyrillic `о` and the Greek `ο`. A name in which both
    /// stand looks like another name that it is not, cannot be searched for, and is nearly always a slip of the keyboard.
    ///
    /// Letters that are written together anyway are fine: those of Japanese, Chinese and Korean with Latin ones, and
    /// Latin ones in Persian, Arabic, Hebrew and the scripts of India (the moderately restrictive level of UTS #39).
    /// Words of several scripts may stand in one name, with `_`, `-` or a digit between them: `pdf_чек`.
    ///
    /// ```journey wrong
    /// team shоp "The shop"
    /// channel site
    /// journey shoes {
    ///   stage looking {
    ///     owner shоp
    ///     touchpoint shelf { channel site }
    ///     -> end
    ///   }
    /// }
    /// ```
    ///
    /// ```journey right
    /// team shop "The shop"
    /// channel pdf_чек
    /// journey shoes {
    ///   stage looking {
    ///     owner shop
    ///     touchpoint shelf { channel pdf_чек }
    ///     -> end
    ///   }
    /// }
    /// ```
    "mixed-scripts", Warning, since "0.1.0", "a name with letters of several scripts in one word", check
}

fn check(cx: &mut Check<'_>) {
    let mut names = Vec::new();
    macro_rules! look_at {
        ($($kind:literal $many:ident),+ $(,)?) => {
            $(names.extend(cx.$many().filter_map(|(_, it)| mixed($kind, it.declared())));)+
        };
    }
    look_at! {
        "team" teams, "person" persons, "channel" channels, "segment" segments, "persona" personas, "metric" metrics,
        "lane" lanes, "journey" journeys, "stage" stages, "touchpoint" touchpoints, "barrier" barriers,
        "opportunity" opportunities, "solution" solutions, "backstage process" backstages,
    }
    for Mixed { kind, declared, odd, most } in names {
        let scripts = scripts_of(odd.iter().copied());
        let (name, scripts_named) = (declared.name.as_str(), names_of(&scripts));
        let message = format!(
            "{scripts_named} letters and {} ones stand in one word of the name of the {kind} `{name}`",
            most.full_name()
        );
        cx.report(declared.name_span, message)
            .label(are_of(&odd, &scripts))
            .help("write the word in the letters of one script, or put a `_` between its parts");
    }
}

/// A name with a word in letters of several scripts.
struct Mixed<'a> {
    kind: &'static str,
    declared: &'a Declared,
    /// The letters that are of another script than most.
    odd: Vec<char>,
    /// The script of most letters.
    most: Script,
}

fn mixed<'a>(kind: &'static str, declared: &'a Declared) -> Option<Mixed<'a>> {
    let name = declared.name.as_str();
    if name.is_ascii() {
        return None;
    }
    let parts_words = |letter: char| matches!(letter, '_' | '-') || letter.is_numeric();
    let word = name.split(parts_words).find(|word| is_mixed(word))?;
    let letters: Vec<char> = word.chars().filter(|letter| has_script(*letter)).collect();
    let count = |script: Script| letters.iter().filter(|letter| letter.script() == script).count();
    // Of two that have as many letters, the first one: the last of the highest is taken.
    let scripts = scripts_of(letters.iter().copied()).into_iter().rev();
    let most = scripts.max_by_key(|script| count(*script))?;
    let odd = distinct(letters.into_iter().filter(|letter| letter.script() != most));
    Some(Mixed { kind, declared, odd, most })
}

/// Whether letters stand in `word` that are not written together.
fn is_mixed(word: &str) -> bool {
    if word.is_ascii() || !AugmentedScriptSet::for_str(word).is_empty() {
        return false;
    }
    let mut others = AugmentedScriptSet::default();
    for letter in word.chars().filter(|letter| letter.script() != Script::Latin) {
        others.intersect_with(letter.into());
    }
    let alphabets = [Script::Cyrillic, Script::Greek];
    others.is_empty() || alphabets.into_iter().any(|script| others.base.contains_script(script))
}

fn scripts_of(letters: impl Iterator<Item = char>) -> Vec<Script> {
    distinct(letters.map(|letter| letter.script()))
}

fn has_script(letter: char) -> bool {
    !matches!(letter.script(), Script::Common | Script::Inherited | Script::Unknown)
}
