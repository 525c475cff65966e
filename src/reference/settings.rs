//! docs/settings.md: every setting of a project, out of the table of settings.

use crate::workspace::{Holds, Setting, TABLES, Table};

const INTRODUCTION: &str = "\
# Settings

<!-- This file is written by the program: change `src/workspace/settings/table.rs` or `src/reference/settings.rs`, then run
     `UPDATE=1 cargo test --test it documents`. -->

The settings of a project stand in a file `journey.toml` at its root. It is written in [TOML](https://toml.io): a table in
brackets, and below it a key, `=` and a value on each line. All of it may be left out, and an empty file only marks the
root. `journey new` writes one with every setting in it, as comments.

The file is looked for upwards from the first path on the command line; the nearest folder with a `journey.toml` or a
`.git` is the root. There is one such file a run: that of the first path counts for all paths, and those in folders below
the root are not read.
What is said on the command line goes before what the file says.

A setting that there is not, or a value that a setting does not take, is an error with its place in the file, and no other
setting is kept from counting by it. While there is such an error, `journey build` and `journey watch` write nothing and
`journey preview` keeps the maps it has, so that nothing comes out other than it was wanted. `journey watch` and `journey
preview` take in every change of the file at once.

The file may have 64 KiB, and is UTF-8.

`journey settings` shows what is in force and where each value comes from, and `journey settings teams/shop.journey` what
counts in one file. `journey schema settings` prints the JSON Schema of the file: an editor that knows TOML completes it by
that. Put it beside the file, and `#:schema ./journey.schema.json` on its first line.

Patterns of paths are written from the root, with `/` between folders: `*` stands for anything within a name, `**` for any
folders, `?` for one character, `[ab]` for one of some, `{a,b}` for one of some texts. The pattern of a folder is for all
that is in it.
";

/// The whole of docs/settings.md.
pub fn document() -> String {
    std::iter::once(INTRODUCTION.to_owned()).chain(TABLES.iter().map(section)).collect()
}

fn section(table: &Table) -> String {
    let settings = table.settings();
    let lines = settings.iter().map(|setting| format!("{} = {}\n", setting.name, setting.example));
    let (title, example) = match (table.name, table.holds) {
        ("", _) => ("At the top".to_owned(), lines.collect()),
        (_, Holds::Rules { example, .. }) => {
            (format!("`{}`", table.head()), format!("{}\n{example}", table.head()))
        }
        (_, Holds::Settings(_) | Holds::Entries { .. }) => {
            (format!("`{}`", table.head()), format!("{}\n{}", table.head(), lines.collect::<String>()))
        }
    };
    let docs = table.docs;
    let head = format!("\n## {title}\n\n{docs}\n\n```toml\n{example}```\n");
    if settings.is_empty() {
        return head;
    }
    let rows: String = settings.iter().map(row).collect();
    format!("{head}\n| key | takes | where it is not set | meaning |\n| --- | --- | --- | --- |\n{rows}")
}

fn row(setting: &Setting) -> String {
    let words: Vec<String> = setting.takes.words().iter().map(|word| format!("`\"{word}\"`")).collect();
    let takes = match &words[..] {
        [] => setting.takes.in_words().to_owned(),
        words => format!("{}: {}", setting.takes.in_words(), words.join(", ")),
    };
    format!("| `{}` | {takes} | {} | {} |\n", setting.name, setting.usual, setting.docs)
}
