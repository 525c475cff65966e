//! What can be wrong with the settings of a project.

use crate::diagnostic::Diagnostic;
use crate::emit::look::Color;
use crate::text::{Near, Span, near};
use crate::vocabulary::{Place, one_of};
use crate::workspace::settings::{Asked, LARGEST, TABLES, Table};

crate::mistakes! {
    /// The settings of a project are TOML (toml.io): tables such as `[theme]`, and below them a key, `=` and a value on a line
    /// each. What stands around a place that is none may not mean what it seems to, and nothing else is said of the file
    /// until it is mended.
    ///
    /// ```journey wrong
    /// //- journey.toml
    /// [theme]
    /// accent = #0B5C8C
    /// ```
    ///
    /// ```journey right
    /// //- journey.toml
    /// [theme]
    /// accent = "#0B5C8C"
    /// ```
    "not-toml", "settings that are no TOML";
    not_toml(at: Span, words: &str) {
        if words.contains("must be quoted") {
            return Diagnostic::error(at, "this is not TOML: a value is expected here, and texts stand in quotes")
                .help("write texts as in `mode = \"dark\"`")
                .code("not-toml");
        }
        Diagnostic::error(at, format!("this is not TOML: {words}"))
    }

    /// A project has the settings that docs/settings.md names, and no others. What is misspelt is not passed over, for it
    /// would be missed only where it matters.
    ///
    /// ```journey wrong
    /// //- journey.toml
    /// [theme]
    /// acent = "#0B5C8C"
    /// ```
    "unknown-setting", "a setting that there is not", fix Safe;
    unknown_setting(at: Span, name: &str, of: &str, known: &[&str]) {
        let report = Diagnostic::error(at, format!("`{of}` has no setting {}", shortened(name)));
        match near(name, known.iter().copied()) {
            Some(near) => report.did_you_mean(at, Some(near)),
            None => report.help(format!("it takes {}", one_of(known))),
        }
    }

    /// The settings of a project stand in the tables that docs/settings.md names, and a few above all tables.
    ///
    /// ```journey wrong
    /// //- journey.toml
    /// [them]
    /// accent = "#0B5C8C"
    /// ```
    "unknown-table", "a table of settings that there is not", fix Safe;
    unknown_table(at: Span, name: &str) {
        let report = Diagnostic::error(at, format!("there is no {} among the settings", shortened(name)));
        let is_in = |table: &&Table| table.settings().iter().any(|own| own.name == name);
        if let Some(home) = TABLES.iter().find(is_in) {
            return report.help(format!("`{name}` belongs below `{}`", home.head())).code("unknown-table");
        }
        let (top, tables): (Vec<&Table>, Vec<&Table>) = TABLES.iter().partition(|table| table.name.is_empty());
        let top: Vec<&str> = top.into_iter().flat_map(Table::settings).map(|setting| setting.name).collect();
        let known = tables.iter().map(|table| table.name).chain(top.iter().copied());
        match near(name, known) {
            Some(near) => report.did_you_mean(at, Some(near)),
            None => {
                let heads: Vec<String> = tables.iter().map(|table| table.head()).collect();
                let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
                report.help(format!("settings stand below {}; above all tables may stand {}", one_of(&heads), one_of(&top)))
            }
        }
    }

    /// Settings stand in tables. Some tables may stand any number of times, each time in two brackets.
    ///
    /// ```journey wrong
    /// //- journey.toml
    /// theme = "dark"
    /// ```
    ///
    /// ```journey wrong
    /// //- journey.toml
    /// [overrides]
    /// files = ["teams/**"]
    /// rules = { missing-owner = "off" }
    /// ```
    ///
    /// ```journey right
    /// //- journey.toml
    /// [theme]
    /// mode = "dark"
    ///
    /// [[overrides]]
    /// files = ["teams/**"]
    /// rules = { missing-owner = "off" }
    /// ```
    "not-a-table", "something else in the place of a table of settings";
    not_a_table(at: Span, found: &str, table: &Table) {
        let (name, head) = (table.name, table.head());
        let wanted = if head.starts_with("[[") { "any number of tables" } else { "a table" };
        Diagnostic::error(at, format!("this is {found}, and `{name}` is {wanted}"))
            .help(format!("write `{head}` on a line of its own, and its settings below it"))
    }

    /// What stands several times is nothing without what it is about: an `[[overrides]]` without its files, a `[[require]]`
    /// without the statement that it asks for.
    ///
    /// ```journey wrong
    /// //- journey.toml
    /// [[require]]
    /// name = "purchase-measured"
    /// of = "stage"
    /// ```
    "missing-setting", "an entry without a setting that it needs";
    missing_setting(at: Span, table: &Table, missing: &[&str]) {
        let missing = and(missing);
        Diagnostic::error(at, format!("this `{}` has no {missing}", table.head()))
            .help(format!("say its {missing}; docs/settings.md has an example"))
    }

    /// There may be 256 `[[overrides]]`, and as many `[[require]]`: each is looked at for each file, or for each thing in
    /// it.
    "too-many-entries", "more than 256 entries of a kind";
    too_many_entries(at: Span, table: &Table, most: usize) {
        Diagnostic::error(at, format!("this is number {} of `{}`, and {most} may stand", most + 1, table.head()))
            .help("put together what is said of several things alike")
    }

    /// Each setting takes values of one kind. docs/settings.md says of which.
    ///
    /// ```journey wrong
    /// //- journey.toml
    /// [theme]
    /// fonts = "Inter"
    /// ```
    ///
    /// ```journey right
    /// //- journey.toml
    /// [theme]
    /// fonts = ["Inter"]
    /// ```
    "wrong-setting", "a setting with a value of another kind than it takes";
    wrong_setting(at: Span, found: &str, asked: Asked<'_>) {
        let name = shortened(asked.name);
        Diagnostic::error(at, format!("this is {found}, and {name} takes {}", asked.takes)).help(asked.way_out())
    }

    /// Some settings take words of a list that is fixed, such as the lanes of a map.
    ///
    /// ```journey wrong
    /// //- journey.toml
    /// [theme]
    /// lanes = ["touchpoints", "emotion"]
    /// ```
    ///
    /// ```journey right
    /// //- journey.toml
    /// [theme]
    /// lanes = ["touchpoints", "emotions"]
    /// ```
    "setting-choice", "a setting with a word that it does not take", fix Safe;
    setting_choice(at: Span, text: &str, name: &str, words: &[&str]) {
        let found = shortened(text);
        let report = Diagnostic::error(at, format!("{found} is not among what `{name}` takes"));
        match near(text, words.iter().copied()) {
            Some(near) => report.did_you_mean_written(at, Some(near), quoted),
            None => report.help(format!("it takes {}", one_of(words))),
        }
    }

    /// What is listed twice would be shown once, and in one of two places.
    ///
    /// ```journey wrong
    /// //- journey.toml
    /// [theme]
    /// lanes = ["emotions", "barriers", "emotions"]
    /// ```
    "setting-twice", "a setting that lists something twice";
    setting_twice(at: Span, text: &str, name: &str, first: Span) {
        Diagnostic::error(at, format!("`{text}` stands in `{name}` twice"))
            .also(first, "here first")
            .help("take one of them away")
    }

    /// Some values are read as they are in journeys: shares, durations, currencies. Others may not be too long, or are numbers
    /// from one to another.
    ///
    /// ```journey wrong
    /// //- journey.toml
    /// currency = "euro"
    /// ```
    ///
    /// ```journey wrong
    /// //- journey.toml
    /// [rules]
    /// unexplained-drop-off = { share = "0.1" }
    /// ```
    ///
    /// ```journey right
    /// //- journey.toml
    /// currency = "EUR"
    ///
    /// [rules]
    /// unexplained-drop-off = { share = "10%" }
    /// ```
    "setting-value", "a setting with a value that it does not take", fix Unsafe;
    setting_value(at: Span, wrong: &str, near: Option<&str>, way_out: &str) {
        let report = Diagnostic::error(at, wrong);
        match near {
            Some(near) => report.did_you_mean_written(at, Some(Near::guess(near)), quoted),
            None => report.help(way_out),
        }
    }

    /// Files are told by patterns of their paths from the root of the project, with `/` between folders: `drafts/**`,
    /// `teams/*/old.journey`, `**/test.journey`. `*` stands for anything within a name, and `**` for any folders.
    ///
    /// ```journey wrong
    /// //- journey.toml
    /// exclude = ["../other/**"]
    /// ```
    ///
    /// ```journey right
    /// //- journey.toml
    /// exclude = ["drafts/**"]
    /// ```
    "wrong-glob", "a pattern of paths that is none";
    wrong_glob(at: Span, text: &str, why: &str) {
        Diagnostic::error(at, format!("{} is no pattern of paths: {why}", shortened(text)))
            .help("write a path from the root, such as `drafts/**` or `teams/*/old.journey`")
    }

    /// The paths in settings start from the root of the project, and lead nowhere else: whoever builds a project writes into
    /// no other folder by that.
    ///
    /// ```journey wrong
    /// //- journey.toml
    /// [build]
    /// out = "../site"
    /// ```
    ///
    /// ```journey right
    /// //- journey.toml
    /// [build]
    /// out = "site"
    /// ```
    "path-outside", "a path in settings that is none within the project";
    path_outside(at: Span, text: &str, name: &str) {
        Diagnostic::error(at, format!("{} is no path within the project, as `{name}` takes it", shortened(text)))
            .help("write a path from the root with `/` between folders, and without `..`")
    }

    /// The file that names who may own things is not there, or cannot be read. Its path starts from the root of the project.
    ///
    /// ```journey wrong
    /// //- journey.toml
    /// [owners]
    /// from = "CODEOWNERS"
    /// ```
    ///
    /// ```journey right
    /// //- journey.toml
    /// [owners]
    /// from = ".github/CODEOWNERS"
    /// //- .github/CODEOWNERS
    /// /journeys/ @org/shop
    /// ```
    "owners-unreadable", "a file of owners that cannot be read";
    owners_unreadable(at: Span, path: &str, why: &str) {
        Diagnostic::error(at, format!("the owners cannot be read from {}: {why}", shortened(path)))
            .help("say the path of a `CODEOWNERS` from the root, such as `.github/CODEOWNERS`")
    }

    /// An owner is `@user`, `@org/team` or an e-mail address; in settings, the name of a team or a person too. In a
    /// `CODEOWNERS`, owners stand behind a pattern of paths.
    ///
    /// ```journey wrong
    /// //- journey.toml
    /// [owners]
    /// from = "CODEOWNERS"
    /// //- CODEOWNERS
    /// /journeys/ shop
    /// ```
    ///
    /// ```journey right
    /// //- journey.toml
    /// [owners]
    /// from = "CODEOWNERS"
    /// //- CODEOWNERS
    /// /journeys/ @org/shop
    /// ```
    "wrong-owner", "an owner that is none";
    wrong_owner(at: Span, text: &str) {
        Diagnostic::error(at, format!("{} is no owner", shortened(text)))
            .help("write `@user`, `@org/team` or an e-mail address")
    }

    /// A rule of a project's own has a name as others have: letters, digits, and `-` or `_` between them, 64 bytes at the
    /// most. No other rule and no mistake may have it, or nobody could tell which is meant.
    ///
    /// ```journey wrong
    /// //- journey.toml
    /// [[require]]
    /// name = "missing-owner"
    /// of = "solution"
    /// has = "owner"
    /// ```
    ///
    /// ```journey right
    /// //- journey.toml
    /// [[require]]
    /// name = "solution-owned"
    /// of = "solution"
    /// has = "owner"
    /// ```
    "requirement-name", "a `[[require]]` with a name that it cannot have";
    requirement_name(at: Span, name: &str) {
        Diagnostic::error(at, format!("{} is no name of a rule", shortened(name)))
            .help("write letters and digits with `-` between words, such as `purchase-measured`")
    }

    /// A rule of a project's own asks for what the language has: a kind of thing, statements that may stand in it, and words
    /// that these take. docs/language.md has them all.
    ///
    /// ```journey wrong
    /// //- journey.toml
    /// [[require]]
    /// name = "purchase-measured"
    /// of = "stage"
    /// has = "mesure"
    /// ```
    ///
    /// ```journey wrong
    /// //- journey.toml
    /// [[require]]
    /// name = "severe-solved"
    /// of = "barrier"
    /// where = { severity = "urgent" }
    /// has = "solution"
    /// ```
    ///
    /// ```journey right
    /// //- journey.toml
    /// [[require]]
    /// name = "severe-solved"
    /// of = "barrier"
    /// where = { severity = ["high", "critical"], lacks = "accepted" }
    /// has = "solution"
    /// ```
    "requirement-word", "a `[[require]]` of something that the language does not have", fix Safe;
    requirement_statement(at: Span, text: &str, of: Place, known: &[&str]) {
        let report = Diagnostic::error(at, format!("{} is no statement {}", shortened(text), of.phrase()));
        word_or(report, at, text, known, "may stand there")
    }

    /// Colours are written as `#` and six digits, from `0` to `9` and `A` to `F`: two each for red, green and blue.
    ///
    /// ```journey wrong
    /// //- journey.toml
    /// [theme]
    /// accent = "#0BC"
    /// ```
    ///
    /// ```journey right
    /// //- journey.toml
    /// [theme]
    /// accent = "#00BBCC"
    /// ```
    "wrong-color", "a colour that is not written as `#` and six digits", fix Safe;
    wrong_color(at: Span, text: &str) {
        let report = Diagnostic::error(at, format!("{} is no colour", shortened(text)));
        match meant(text) {
            Some(color) => report
                .help(format!("did you mean `{color}`?"))
                .fix(format!("change it to `{color}`"), at, format!("\"{color}\"")),
            None => report.help("write `#` and six digits from 0 to F, two each for red, green and blue: `#0B5C8C`"),
        }
    }

    /// The name of a font has letters, digits, blanks and hyphens. Several fonts are several texts of the list.
    ///
    /// ```journey wrong
    /// //- journey.toml
    /// [theme]
    /// fonts = ["Inter, Arial"]
    /// ```
    ///
    /// ```journey right
    /// //- journey.toml
    /// [theme]
    /// fonts = ["Inter", "Arial"]
    /// ```
    "wrong-font", "a name that no font has", fix Unsafe;
    wrong_font(at: Span, text: &str) {
        let found = shortened(text);
        let report = Diagnostic::error(at, format!("{found} is no name of a font: letters, digits, blanks and hyphens are"));
        match text.contains(',') {
            true => {
                let fonts: Vec<String> = text.split(',').map(|font| format!("\"{}\"", font.trim())).collect();
                report
                    .help("write each font as a text of its own: `[\"Inter\", \"Arial\"]`")
                    .suggest("write each as a text of its own", at, fonts.join(", "))
            }
            false => report.help("write the name as the system shows it, such as `Noto Sans`"),
        }
    }

    /// The settings of a project may have 64 KiB. Nothing of these was read.
    "settings-too-large", "a `journey.toml` over 64 KiB";
    settings_too_large(at: Span) {
        Diagnostic::error(at, format!("these settings are over {} KiB", LARGEST >> 10))
            .help("leave in it what docs/settings.md names")
    }
}

/// No rule can have this name, for something else has it.
pub(crate) fn requirement_name_taken(at: Span, name: &str) -> Diagnostic {
    Diagnostic::error(at, format!("something else is called {} already", shortened(name)))
        .help("give the rule a name of its own; `journey rules` lists those that are taken")
        .code("requirement-name")
}

/// What is to be asked is of no kind that there is.
pub(crate) fn requirement_kind(at: Span, text: &str, known: &[&str]) -> Diagnostic {
    let report = Diagnostic::error(at, format!("{} is no kind of thing that is declared", shortened(text)));
    word_or(report, at, text, known, "are").code("requirement-word")
}

/// A statement that chooses none of a few words is asked for one.
pub(crate) fn requirement_without_choice(at: Span, text: &str) -> Diagnostic {
    Diagnostic::error(at, format!("`{text}` does not take one of a few words"))
        .help(format!("ask whether it is there: `has = \"{text}\"` or `lacks = \"{text}\"`"))
        .code("requirement-word")
}

/// A statement is asked for a word that it does not take.
pub(crate) fn requirement_choice(at: Span, text: &str, of: &str, known: &[&str]) -> Diagnostic {
    let report = Diagnostic::error(at, format!("{} is not among what `{of}` takes", shortened(text)));
    word_or(report, at, text, known, "are").code("requirement-word")
}

/// What is asked for is there wherever it is asked.
pub(crate) fn requirement_met(at: Span, text: &str) -> Diagnostic {
    Diagnostic::error(at, format!("`where` picks those that have `{text}`, so that none can lack it"))
        .help("ask for another statement, or take the `has` out of `where`")
        .code("requirement-word")
}

/// `report` with the nearest of the words that do, or all of them.
fn word_or(report: Diagnostic, at: Span, text: &str, known: &[&str], which: &str) -> Diagnostic {
    match near(text, known.iter().copied()) {
        Some(near) => report.did_you_mean_written(at, Some(near), quoted),
        None => report.help(format!("{} {which}", and(known))),
    }
}

/// A word as settings write it.
fn quoted(word: &str) -> String {
    format!("\"{word}\"")
}

/// "`a`, `b` and `c`".
fn and(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// More characters of what is written in settings are not repeated.
const LONGEST: usize = 60;

/// What is written in settings, as a report repeats it.
fn shortened(text: &str) -> String {
    if text.trim().is_empty() {
        return "an empty text".to_owned();
    }
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("`{}…`", &text[..end]),
        None => format!("`{text}`"),
    }
}

/// The colour that was most likely meant: by three digits, or without `#`.
fn meant(text: &str) -> Option<Color> {
    let digits = text.trim().trim_start_matches('#');
    let whole: String = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        _ => digits.to_owned(),
    };
    Color::read(&format!("#{whole}"))
}
