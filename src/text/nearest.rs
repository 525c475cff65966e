//! The nearest of several words, for "did you mean".

/// Words longer than this are not compared: nobody mistypes them by accident, and comparing costs their product.
const LONGEST: usize = 64;

/// A shorter word has too few letters to tell a slip from another word: `hr`, `pr`.
const SURE_FROM: usize = 4;

/// A word that another was most likely meant to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Near<'a> {
    /// The word.
    pub word: &'a str,
    /// Another one that is as near, if there is one.
    pub other: Option<&'a str>,
    /// Whether it is almost surely the one, if no other is as near.
    is_slip: bool,
}

impl<'a> Near<'a> {
    /// One that is taken for another word, but for which nobody would put his hand in the fire.
    pub fn guess(word: &'a str) -> Self {
        Self { word, other: None, is_slip: false }
    }

    /// One that nobody can tell from what was written.
    pub fn alike(word: &'a str) -> Self {
        Self { word, other: None, is_slip: true }
    }

    /// Whether it is almost surely what was meant: no other word is as near, and the two differ as by a slip of the hand,
    /// not as `shop_1` and `shop_2` do, or two very short words.
    pub fn is_sure(&self) -> bool {
        self.is_slip && self.other.is_none()
    }
}

/// The one of `words` that `wrong` was most likely meant to be, if any is near enough: one edit for a short word, one
/// for every three letters of a longer one. Of two that are equally near, the first.
pub fn nearest<'a>(wrong: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    near(wrong, words).map(|near| near.word)
}

/// Does what `nearest` does, and tells how sure that is.
pub fn near<'a>(wrong: &str, words: impl IntoIterator<Item = &'a str>) -> Option<Near<'a>> {
    let length = wrong.chars().count();
    if length > LONGEST {
        return None;
    }
    let folded = wrong.to_lowercase();
    let own = letters(wrong);
    let mut found: Option<Near<'a>> = None;
    // Only what is nearer than what was found is worth counting, or as near as long as only one is: where very many are
    // near, most are no nearer.
    let mut farthest = usize::MAX;
    for word in words {
        let letters_of_word = word.chars().count();
        if word.len() > LONGEST * 4 || letters_of_word.abs_diff(length) > length.max(3) {
            continue;
        }
        let longer = length.max(letters_of_word);
        let Some(shorter) = longer.checked_sub(1) else { continue };
        let most = (longer / 3).max(1).min(shorter).min(farthest);
        if letters_of_word.abs_diff(length) > most || apart(own, letters(word)) > most as u32 {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&folded, &word.to_lowercase());
        if distance > most || found.is_some_and(|found| found.word == word) {
            continue;
        }
        match &mut found {
            Some(found) if distance == farthest => found.other = Some(word),
            _ => {
                let is_slip = distance == 0 || length >= SURE_FROM && digits(wrong).eq(digits(word));
                found = Some(Near { word, other: None, is_slip });
            }
        }
        farthest = match found {
            Some(Near { other: Some(_), .. }) => match distance.checked_sub(1) {
                Some(nearer) => nearer,
                None => break,
            },
            Some(_) | None => distance,
        };
    }
    found
}

/// The digits of a word.
fn digits(word: &str) -> impl Iterator<Item = char> {
    word.chars().filter(|letter| letter.is_numeric())
}

/// Which letters, in lower case, are in a word: a bit for each, which some letters share.
fn letters(word: &str) -> u64 {
    word.chars()
        .flat_map(char::to_lowercase)
        .fold(0, |letters, letter| letters | 1 << (u32::from(letter) % 64))
}

/// Two words are at least this many edits apart, for an edit takes away one letter and adds one at most. It costs a
/// hundredth of counting the edits.
fn apart(one: u64, other: u64) -> u32 {
    (one & !other).count_ones().max((other & !one).count_ones())
}

#[cfg(test)]
mod tests {
    use super::{near, nearest};

    #[test]
    fn a_mistyped_word_finds_its_neighbour() {
        let words = ["owner", "goal", "stage", "тариф"];
        assert_eq!(nearest("ownr", words), Some("owner"));
        assert_eq!(nearest("Stage", words), Some("stage"));
        assert_eq!(nearest("тариаф", words), Some("тариф"));
        assert_eq!(nearest("frobnicate", words), None);
        assert_eq!(nearest("x", words), None);
    }

    #[test]
    fn only_a_slip_with_one_neighbour_is_sure() {
        let sure = |wrong, words: &[&'static str]| {
            near(wrong, words.iter().copied()).is_some_and(|near| near.is_sure())
        };
        assert!(sure("marketng", &["marketing", "shop"]));
        assert!(sure("Shop", &["shop"]));
        assert!(!sure("shop_2", &["shop_1"]));
        assert!(!sure("hr", &["pr"]));
        assert!(!sure("shap", &["ship", "shop"]));
        // One that comes twice is one.
        assert!(sure("shopp", &["shop", "shop"]));
        let near = near("shap", ["clap", "ship", "shop", "shape"]).unwrap();
        assert_eq!((near.word, near.other), ("ship", Some("shop")));
        // What is nearer counts alone, wherever it stands.
        assert!(sure("delivry", &["deli", "delivers", "delivery"]));
    }
}
