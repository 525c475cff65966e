//! docs/settings.md: every setting of a project, out of the table of settings.

use crate::workspace::{Setting, TABLES, Table};

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
";

/// The whole of docs/settings.md.
pub fn document() -> String {
    std::iter::once(INTRODUCTION.to_owned()).chain(TABLES.iter().map(section)).collect()
}

fn section(table: &Table) -> String {
    let examples = table.settings.iter().map(|setting| format!("{} = {}\n", setting.name, setting.example));
    let rows = table.settings.iter().map(row);
    format!(
        "\n## `[{name}]`\n\n{docs}\n\n```toml\n[{name}]\n{examples}```\n\n| key | takes | where it is not set | meaning |\n\
         | --- | --- | --- | --- |\n{rows}",
        name = table.name,
        docs = table.docs,
        examples = examples.collect::<String>(),
        rows = rows.collect::<String>(),
    )
}

fn row(setting: &Setting) -> String {
    let words: Vec<String> = setting.takes.words().iter().map(|word| format!("`\"{word}\"`")).collect();
    let takes = match &words[..] {
        [] => setting.takes.in_words().to_owned(),
        words => format!("{}: {}", setting.takes.in_words(), words.join(", ")),
    };
    format!("| `{}` | {takes} | {} | {} |\n", setting.name, setting.usual, setting.docs)
}
