//! Orders: which of several things stand in another order than before, and two lists as one.

use std::collections::HashMap;
use std::hash::Hash;

/// The places in `numbers`, of which no two are equal, that are to be moved for the rest to rise: as few as there can be.
pub(super) fn moved(numbers: &[usize]) -> Vec<usize> {
    // Of all rows that rise, by their length: the place where the one with the lowest end ends.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (place, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(place);
        } else {
            ends[length] = place;
        }
    }
    let mut stays = vec![false; numbers.len()];
    let mut next = ends.last().copied();
    while let Some(place) = next {
        stays[place] = true;
        next = before[place];
    }
    (0..numbers.len()).filter(|place| !stays[*place]).collect()
}

/// Two lists as one, in the order of `new`; what is in `old` alone stands behind what stood before it there.
pub(super) fn merged<T: Copy + Eq + Hash>(old: &[T], new: &[T]) -> Vec<T> {
    let is_new: HashMap<T, ()> = new.iter().map(|it| (*it, ())).collect();
    let mut first = Vec::new();
    let mut behind: HashMap<T, Vec<T>> = HashMap::new();
    let mut last = None;
    for it in old {
        if is_new.contains_key(it) {
            last = Some(*it);
        } else {
            match last {
                Some(last) => behind.entry(last).or_default().push(*it),
                None => first.push(*it),
            }
        }
    }
    let rest = new.iter().flat_map(|it| std::iter::once(*it).chain(behind.remove(it).unwrap_or_default()));
    let rest: Vec<T> = rest.collect();
    first.into_iter().chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use super::{merged, moved};

    #[test]
    fn as_few_as_can_be_are_moved() {
        assert_eq!(moved(&[0, 1, 2, 3]), Vec::<usize>::new());
        assert_eq!(moved(&[1, 2, 3, 0]), [3]);
        assert_eq!(moved(&[3, 0, 1, 2]), [0]);
        assert_eq!(moved(&[2, 1, 0]).len(), 2);
    }

    #[test]
    fn what_is_gone_stands_where_it_was() {
        assert_eq!(merged(&["a", "b", "c", "d"], &["c", "x", "a"]), ["c", "d", "x", "a", "b"]);
        assert_eq!(merged(&["z", "a"], &["a"]), ["z", "a"]);
    }
}
