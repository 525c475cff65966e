//! What can be wrong with files, with the imports that name them, and with the settings of a project.

use crate::diagnostic::Diagnostic;
use crate::emit::look::Color;
use crate::text::{Near, Span, near};
use crate::vocabulary::one_of;
use crate::workspace::{LARGEST, Setting, TABLES, Table, settings};

/// How many lines of a baseline are shown in one report.
const MOST_SHOWN: usize = 5;

crate::mistakes! {
    /// The file that an `import` names is not there. Paths are relative to the file that the `import` stands in.
    ///
    /// ```journey wrong
    /// //- example.journey
    /// import "team.journey"
    /// //- teams.journey
    /// team shop
    /// journey shoes { owner shop }
    /// ```
    "import-not-found", "an `import` of a file that is not there", fix Unsafe;
    import_not_found(at: Span, target: &str, near: Option<&str>) {
        let report = Diagnostic::error(at, format!("there is no file `{target}`, seen from this one"));
        match near {
            Some(near) => {
                let quoted = format!("\"{near}\"");
                report.did_you_mean(at, Some(Near::guess(&quoted)))
            }
            None => report.help("paths are relative to the file that the `import` stands in"),
        }
    }

    /// A project reads the files of its own folder and of no other. Its root is the nearest folder above with a
    /// `journey.toml` or a `.git`, else the folder that was asked for.
    ///
    /// ```journey wrong
    /// import "../../secrets/plan.journey"
    /// ```
    "import-outside", "an `import` that leads out of the project";
    import_outside(at: Span, root: &str) {
        Diagnostic::error(at, "this path leads out of the project").help(format!(
            "the project's root is `{root}`; put a `journey.toml` into the folder that holds all of it"
        ))
    }

    /// An `import` names a file by a path from the file it stands in, with `/` between folders.
    ///
    /// ```journey wrong
    /// import "C:\\journeys\\teams.journey"
    /// ```
    ///
    /// ```journey right
    /// //- example.journey
    /// import "shared/teams.journey"
    /// journey shoes { owner shop }
    /// //- shared/teams.journey
    /// team shop
    /// ```
    ///
    /// ```journey wrong
    /// //- example.journey
    /// import "shared\\teams.journey"
    /// journey shoes { owner shop }
    /// //- shared/teams.journey
    /// team shop
    /// ```
    "import-path", "an `import` by something that is no relative path", fix Safe;
    import_path(at: Span, target: &str) {
        let report = Diagnostic::error(at, "an `import` takes a path from this file, with `/` between folders");
        if target.contains('\\') && !target.contains(':') {
            let path = format!("\"{}\"", target.replace('\\', "/"));
            return report.help(format!("write `{path}`")).fix(format!("change it to `{path}`"), at, path).code("import-path");
        }
        report.help(match target.contains('%') {
            true => "write the names of folders and files as they are, without `%`",
            false => "absolute paths, drives, addresses and `~` lead out of the project",
        })
    }

    /// An `import` names one file. The files of a folder are imported one by one.
    ///
    /// ```journey wrong
    /// //- example.journey
    /// import "shared"
    /// //- shared/teams.journey
    /// team shop
    /// journey shoes { owner shop }
    /// ```
    "import-of-a-folder", "an `import` of a folder";
    import_of_a_folder(at: Span, target: &str) {
        Diagnostic::error(at, format!("`{target}` is a folder, and an `import` names one file"))
            .help("name the file in it that declares what is wanted; several files take several `import`s")
    }

    /// The file is there, but the system does not let it be read, or it is no file that can be.
    "import-unreadable", "an `import` of something that cannot be read";
    import_unreadable(at: Span, why: &str) {
        Diagnostic::error(at, format!("this file cannot be read: {why}"))
    }

    /// Journeys and settings are kept in UTF-8, and this file has bytes that are none. Nothing of it was read.
    "not-utf8", "a file that is not UTF-8";
    not_utf8(at: Span, byte: u8) {
        Diagnostic::error(at, format!("this file is not UTF-8: the byte {byte:02X} cannot be read here"))
            .help("save the file as UTF-8")
    }

    /// Journeys and settings are kept in UTF-8, and this file is UTF-16. Nothing of it was read.
    "utf16", "a file that is UTF-16";
    utf16(at: Span) {
        Diagnostic::error(at, "this file is UTF-16, and should be UTF-8").help("save the file as UTF-8")
    }

    /// A file of journeys may have 16 MiB. Nothing of this one was read.
    "file-too-large", "a file over 16 MiB";
    too_large(at: Span) {
        Diagnostic::error(at, format!("this file is over {} MiB", LARGEST >> 20))
            .help("split it, and `import` what the parts share")
    }

    /// A project may have 20,000 files, with those that its files import. This one has more, and nothing is said of any of
    /// them: what could be said of a part would depend on which part it was. So many files are hardly meant to be one
    /// project. Most often a folder was asked for that holds several, or copies.
    "too-many-files", "a project of over 20,000 files";
    too_many_files(at: Span, most: usize) {
        Diagnostic::error(at, format!("this project has over {} files", number(most as u64)))
            .help("ask for a folder in it, or name in `.gitignore` what does not belong to it")
    }

    /// The files of a project may have 256 MiB together, with those that its files import. These have more, and
    /// nothing is said of any of them: what could be said of a part would depend on which part it was.
    "project-too-large", "a project of over 256 MiB";
    project_too_large(at: Span, most: u64) {
        let most = match most >> 20 {
            0 => format!("{} bytes", number(most)),
            mebibytes => format!("{mebibytes} MiB"),
        };
        Diagnostic::error(at, format!("the files of this project have over {most} together"))
            .help("ask for a folder in it, or name in `.gitignore` what does not belong to it")
    }

    /// Files may import one another in a row of 64: one imports a second, this a third, and so on. The files of a circle
    /// count as one. An `import` makes the names of one file visible and does not pass on what that one imports, so that
    /// nobody needs long rows.
    "import-chain", "files that import one another in a row of over 64";
    import_chain(at: Span, most: usize) {
        let files = number(most as u64 + 1);
        Diagnostic::error(at, format!("this starts a row of {files} files that import one another, and {most} may"))
            .help("`import` the files whose names are used here; what they import is not passed on")
    }

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
    unknown_setting(at: Span, name: &str, table: Option<&Table>) {
        let shown = shortened(name);
        let Some(table) = table else {
            let report = Diagnostic::error(at, format!("there is no table {shown} among the settings"));
            if let Some(home) = TABLES.iter().find(|it| it.settings.iter().any(|own| own.name == name)) {
                return report.help(format!("`{name}` belongs below `[{}]`", home.name)).code("unknown-setting");
            }
            let names: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
            return match near(name, names.iter().copied()) {
                Some(near) => report.did_you_mean(at, Some(near)),
                None => {
                    let heads: Vec<String> = names.iter().map(|name| format!("[{name}]")).collect();
                    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
                    report.help(format!("settings stand below {}", one_of(&heads)))
                }
            }
            .code("unknown-setting");
        };
        let report = Diagnostic::error(at, format!("`[{}]` has no setting {shown}", table.name));
        let names: Vec<&str> = table.settings.iter().map(|setting| setting.name).collect();
        match near(name, names.iter().copied()) {
            Some(near) => report.did_you_mean(at, Some(near)),
            None => report.help(format!("below `[{}]` may stand {}", table.name, one_of(&names))),
        }
    }

    /// Settings stand in tables.
    ///
    /// ```journey wrong
    /// //- journey.toml
    /// theme = "dark"
    /// ```
    ///
    /// ```journey right
    /// //- journey.toml
    /// [theme]
    /// mode = "dark"
    /// ```
    "not-a-table", "a single value in the place of a table of settings";
    not_a_table(at: Span, found: &str, table: &Table) {
        let name = table.name;
        Diagnostic::error(at, format!("this is {found}, and `{name}` is a table"))
            .help(format!("write `[{name}]` on a line of its own, and its settings below it"))
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
    wrong_setting(at: Span, found: &str, setting: &Setting) {
        let (name, takes) = (setting.name, setting.takes.in_words());
        Diagnostic::error(at, format!("this is {found}, and `{name}` takes {takes}"))
            .help(format!("write it as in `{name} = {}`", setting.example))
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
    setting_choice(at: Span, text: &str, setting: &Setting, words: &[&str]) {
        let found = shortened(text);
        let report = Diagnostic::error(at, format!("{found} is not among what `{}` takes", setting.name));
        match near(text, words.iter().copied()) {
            Some(near) => report.did_you_mean_written(at, Some(near), |word| format!("\"{word}\"")),
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
    setting_twice(at: Span, text: &str, setting: &Setting, first: Span) {
        Diagnostic::error(at, format!("`{text}` stands in `{}` twice", setting.name))
            .also(first, "here first")
            .help("take one of them away")
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
    "wrong-font", "a name that no font has";
    wrong_font(at: Span, text: &str) {
        let found = shortened(text);
        let report = Diagnostic::error(at, format!("{found} is no name of a font: letters, digits, blanks and hyphens are"));
        match text.contains(',') {
            true => report.help("write each font as a text of its own: `[\"Inter\", \"Arial\"]`"),
            false => report.help("write the name as the system shows it, such as `Noto Sans`"),
        }
    }

    /// The baseline of a project lists the reports that are known, a line each: its file, its rule, and the fingerprint by
    /// which it is known again. `journey check --write-baseline` writes it. While a line of it cannot be read, its report is
    /// shown as if it were new.
    "not-a-baseline", "a baseline with something in it that is no report";
    not_a_baseline(at: Span, words: &str) {
        Diagnostic::error(at, words)
            .help("write it anew with `--write-baseline`, or take it back from the history of the project")
    }

    /// Two changes of a baseline met, and nobody has said which lines stay. Those of both sides are taken for known.
    "baseline-conflict", "a baseline in which a merge was left undone";
    baseline_conflict(at: Span) {
        Diagnostic::error(at, "here starts a conflict of a merge")
            .help("write it anew with `--write-baseline`")
    }

    /// What is mended is to leave the baseline too, so that it does not come back unseen. `--strict-baseline` asks for
    /// that; without it, a line says how many there are.
    "gone-report", "a report of the baseline that is gone, where `--strict-baseline` is given";
    gone_report(first: Span, others: &[Span]) {
        let message = match others.len() {
            0 => "the report that is listed here is gone".to_owned(),
            more => format!("this report is gone, and {more} more that are listed here"),
        };
        let report = Diagnostic::error(first, message).help("write it anew with `--write-baseline`");
        others.iter().take(MOST_SHOWN).fold(report, |report, other| report.also(*other, "gone too"))
    }

    /// The settings of a project may have 64 KiB. Nothing of these was read.
    "settings-too-large", "a `journey.toml` over 64 KiB";
    settings_too_large(at: Span) {
        Diagnostic::error(at, format!("these settings are over {} KiB", settings::LARGEST >> 10))
            .help("leave in it what docs/settings.md names")
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

/// `20,000`
fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
