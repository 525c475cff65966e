//! Of many pairs that are more or less alike: which belong together.

/// Two that may belong together, by their numbers on either side, and how much alike they are.
pub(super) type Pair = (usize, usize, f64);

/// The pairs that belong together, the likest first; nothing is in two of them. Of equally alike ones those that stand at
/// the same place go first, and then it is their names that decide, whichever side they are on: what is told one way is
/// told the other way round.
pub(super) fn likest<'n>(
    mut pairs: Vec<Pair>,
    names: impl Fn(usize, usize) -> (&'n str, &'n str),
) -> Vec<(usize, usize)> {
    let place = |one: usize, other: usize| {
        let (a, b) = names(one, other);
        (one.abs_diff(other), one + other, a.min(b), a.max(b))
    };
    pairs.sort_by(|a, b| b.2.total_cmp(&a.2).then_with(|| place(a.0, a.1).cmp(&place(b.0, b.1))));
    let most = pairs.iter().map(|(one, other, _)| one.max(other) + 1).max().unwrap_or_default();
    let (mut is_taken, mut is_given) = (vec![false; most], vec![false; most]);
    let free = pairs.into_iter().filter(|(one, other, _)| {
        let is_free = !is_taken[*one] && !is_given[*other];
        if is_free {
            (is_taken[*one], is_given[*other]) = (true, true);
        }
        is_free
    });
    free.map(|(one, other, _)| (one, other)).collect()
}

/// What two lists in order share, as often as both have it.
pub(super) fn shared<'a, T: Ord>(a: &'a [T], b: &'a [T]) -> impl Iterator<Item = &'a T> {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    std::iter::from_fn(move || {
        loop {
            match a.peek()?.cmp(b.peek()?) {
                std::cmp::Ordering::Less => drop(a.next()),
                std::cmp::Ordering::Greater => drop(b.next()),
                std::cmp::Ordering::Equal => {
                    b.next();
                    return a.next();
                }
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{likest, shared};

    #[test]
    fn the_likest_belong_together_whichever_side_is_asked() {
        let names = |_: usize, _: usize| ("a", "b");
        assert_eq!(likest(vec![(0, 0, 0.5), (0, 1, 0.9), (1, 1, 0.6), (1, 0, 0.5)], names), [(0, 1), (1, 0)]);
        assert_eq!(likest(vec![(0, 1, 0.5), (0, 0, 0.5)], names), [(0, 0)]);
    }

    #[test]
    fn what_is_shared_counts_as_often_as_both_have_it() {
        assert_eq!(shared(&[1, 2, 2, 3], &[2, 2, 2, 4]).collect::<Vec<_>>(), [&2, &2]);
    }
}
