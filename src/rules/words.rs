//! Words that several rules say: lists of names, numbers of days.

use crate::model::Declaration;

/// More names than these are only counted.
const MOST: usize = 5;

/// "`a`, `b` and `c`"; of very many only the first.
pub(crate) fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    and(names)
}

/// "one, two and three"; of very many only the first.
pub(crate) fn and(mut parts: Vec<String>) -> String {
    if parts.len() > MOST {
        let more = parts.len() - (MOST - 1);
        parts.truncate(MOST - 1);
        parts.push(format!("{more} more"));
    }
    match parts.pop() {
        Some(last) if parts.is_empty() => last,
        Some(last) => format!("{} and {last}", parts.join(", ")),
        None => String::new(),
    }
}

/// "1 day", "236 days".
pub(crate) fn days(count: i32) -> String {
    format!("{count} {}", if count == 1 { "day" } else { "days" })
}

/// The names of declarations, for `list`.
pub(crate) fn names<'m, D: Declaration + 'm>(
    declared: impl IntoIterator<Item = &'m D>,
) -> impl Iterator<Item = &'m str> {
    declared.into_iter().map(|it| it.name().as_str())
}
