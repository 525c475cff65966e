//! How long a text may be where it is drawn or stands on a page.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

/// More characters of one text are not shown: nobody reads them, and not everything that draws is safe with them.
pub const LONGEST: usize = 4096;

/// `text`, or what is shown of it: as much as fits, up to the end of what a reader takes for one character, and `…`.
pub fn shortened(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST || text.chars().nth(LONGEST).is_none() {
        return Cow::Borrowed(text);
    }
    let most = text.char_indices().nth(LONGEST - 1).map_or(text.len(), |(at, _)| at);
    let whole = text.grapheme_indices(true).map(|(at, _)| at).take_while(|at| *at <= most).last();
    // Marks heaped on one character without end are cut anywhere.
    let end = whole.filter(|end| *end > most / 2).unwrap_or(most);
    Cow::Owned(format!("{}…", &text[..end]))
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, shortened};

    #[test]
    fn what_fits_is_whole_and_the_rest_is_cut() {
        let fits = "é".repeat(LONGEST);
        assert_eq!(shortened(&fits), fits);
        let long = "é".repeat(LONGEST + 1);
        assert_eq!(shortened(&long), format!("{}…", "é".repeat(LONGEST - 1)));
        let families = "👩\u{200D}👧".repeat(LONGEST);
        let cut = shortened(&families);
        assert!(cut.ends_with("👧…") && cut.chars().count() <= LONGEST);
        assert_eq!(shortened(&"\u{301}".repeat(LONGEST * 2)).chars().count(), LONGEST);
    }
}
