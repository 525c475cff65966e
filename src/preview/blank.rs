//! Pages without a map: of a journey that none could be drawn of yet, of a project without a journey, and of a path at
//! which there is none.

use std::fmt::Write;

/// Such a page. Its script loads it anew when there is something else than this `version` to show; `index` is the
/// address of all journeys.
pub(crate) fn page(title: &str, words: &str, version: &str, index: Option<&str>) -> String {
    let (title, words) = (escaped(title), escaped(words));
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\" data-blank=\"{version}\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <link rel=\"stylesheet\" href=\"/live.css\">\n<script src=\"/live.js\" defer></script>\n\
         <main>\n<h1 dir=\"auto\">{title}</h1>\n<p>{words}</p>\n"
    );
    if let Some(index) = index {
        // Writing into a text does not fail.
        let _ = writeln!(page, "<p><a href=\"{index}\">All journeys</a></p>");
    }
    page.push_str("</main>\n</html>\n");
    page
}

/// A text as it stands in a page.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}
