//! The nearest of several words, for "did you mean".

/// Words longer than this are not compared: nobody mistypes them by accident, and comparing costs their product.
const LONGEST: usize = 64;

/// The one of `words` that `wrong` was most likely meant to be, if any is near enough: one edit for a short word, one
/// for every three letters of a longer one. Of two that are equally near, the first.
pub fn nearest<'a>(wrong: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = wrong.chars().count();
    if length > LONGEST {
        return None;
    }
    let folded = wrong.to_lowercase();
    let own = letters(wrong);
    words
        .into_iter()
        .filter(|word| word.len() <= LONGEST * 4 && word.chars().count().abs_diff(length) <= length.max(3))
        .filter_map(|word| {
            let longer = length.max(word.chars().count());
            let most = (longer / 3).max(1).min(longer.checked_sub(1)?);
            if apart(own, letters(word)) > most as u32 {
                return None;
            }
            let distance = strsim::damerau_levenshtein(&folded, &word.to_lowercase());
            (distance <= most).then_some((distance, word))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
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
    use super::nearest;

    #[test]
    fn a_mistyped_word_finds_its_neighbour() {
        let words = ["owner", "goal", "stage", "тариф"];
        assert_eq!(nearest("ownr", words), Some("owner"));
        assert_eq!(nearest("Stage", words), Some("stage"));
        assert_eq!(nearest("тариаф", words), Some("тариф"));
        assert_eq!(nearest("frobnicate", words), None);
        assert_eq!(nearest("x", words), None);
    }
}
