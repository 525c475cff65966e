//! What can be wrong with files, and with the imports that name them.

use crate::diagnostic::Diagnostic;
use crate::text::{Near, Span};
use crate::workspace::LARGEST;

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
