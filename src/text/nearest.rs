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
    let mut found = None;
    // Only what is nearer than what was found is worth counting: where very many are near, most are no nearer.
    let mut nearer_than = usize::MAX;
    for word in words {
        let letters_of_word = word.chars().count();
        if word.len() > LONGEST * 4 || letters_of_word.abs_diff(length) > length.max(3) {
            continue;
        }
        let longer = length.max(letters_of_word);
        let Some(shorter) = longer.checked_sub(1) else { continue };
        let most = (longer / 3).max(1).min(shorter).min(nearer_than - 1);
        if letters_of_word.abs_diff(length) > most || apart(own, letters(word)) > most as u32 {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&folded, &word.to_lowercase());
        if distance <= most {
            found = Some(word);
            nearer_than = distance;
        }
        if distance == 0 {
            break;
        }
    }
    found
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
