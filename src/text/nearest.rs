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
    words
        .into_iter()
        .filter(|word| word.len() <= LONGEST * 4 && word.chars().count().abs_diff(length) <= length.max(3))
        .filter_map(|word| {
            let distance = strsim::damerau_levenshtein(&folded, &word.to_lowercase());
            let longer = length.max(word.chars().count());
            (distance <= (longer / 3).max(1) && distance < longer).then_some((distance, word))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
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
