//! What two versions of one declaration say differently: two lists of facts in, changes out.
//!
//! Facts are compared word by word, for everyone and for each audience apart. What both say is gone first; then what is
//! told by the same key has changed, `-> buying` with another share; then texts that are much alike; the rest came or went.
//! In which order texts stand below each other is no matter of meaning.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::diff::both::Both;
use crate::diff::change::What;
use crate::diff::fact::{Fact, Value};
use crate::diff::likest::{likest, shared};
use crate::text::Span;
use crate::vocabulary::Word;

/// More pairs of texts than this are not compared with each other: so many are another list, and not one rewritten.
const MOST_COMPARED: usize = 1024;

/// A change, and those for whom alone it is one.
pub(super) struct Difference {
    pub(super) what: What,
    pub(super) only: Vec<Both>,
    pub(super) old: Option<Span>,
    pub(super) new: Option<Span>,
}

/// What `old` and `new` say differently, in the order of the table of keywords.
pub(super) fn differences(old: Vec<Fact>, new: Vec<Fact>) -> Vec<Difference> {
    let are_alike = |(a, b): (&Fact, &Fact)| a.only == b.only && a.says_the_same(b);
    if old.len() == new.len() && old.iter().zip(&new).all(are_alike) {
        return Vec::new();
    }
    let mut groups: BTreeMap<(Word, Option<Both>), [Vec<Fact>; 2]> = BTreeMap::new();
    for fact in old {
        groups.entry((fact.word, fact.only)).or_default()[0].push(fact);
    }
    for fact in new {
        groups.entry((fact.word, fact.only)).or_default()[1].push(fact);
    }
    let mut found = Found::default();
    for [old, new] in groups.into_values() {
        group(old, new, &mut found);
    }
    let mut all = found.all;
    all.sort_by_key(|it| (it.what.word(), it.new.or(it.old).map(|span| span.start)));
    all
}

/// Tells what has changed among facts of one word, for one audience.
fn group(mut old: Vec<Fact>, mut new: Vec<Fact>, found: &mut Found) {
    take_equal(&mut old, &mut new);
    // A name that was looked for and is not there was told of: what it should be is not known.
    if old.iter().chain(&new).any(is_unknown) {
        return;
    }
    for (was, is) in of_one_key(&mut old, &mut new).into_iter().chain(rewritten(&mut old, &mut new)) {
        found.add(What::Changed { old: was, new: is });
    }
    old.into_iter().for_each(|fact| found.add(What::Unsaid(fact)));
    new.into_iter().for_each(|fact| found.add(What::Said(fact)));
}

/// Takes away what is told by the same key, the first with the first. What may stand once is told by its word alone.
fn of_one_key(old: &mut Vec<Fact>, new: &mut Vec<Fact>) -> Vec<(Fact, Fact)> {
    let key = |fact: &Fact| {
        let mut hasher = DefaultHasher::new();
        if !fact.is_single {
            fact.key().for_each(|value| value.hash_into(&mut hasher, &|both, state| both.hash(state)));
        }
        hasher.finish()
    };
    let mut places: HashMap<u64, Vec<usize>> = HashMap::new();
    for (place, fact) in new.iter().enumerate().rev() {
        places.entry(key(fact)).or_default().push(place);
    }
    pair_up(old, new, |_, was| places.get_mut(&key(was)).and_then(Vec::pop))
}

/// Takes those of `old` away that have a partner in `new`, and their partners with them.
fn pair_up(
    old: &mut Vec<Fact>,
    new: &mut Vec<Fact>,
    mut partner: impl FnMut(usize, &Fact) -> Option<usize>,
) -> Vec<(Fact, Fact)> {
    let mut rest: Vec<Option<Fact>> = new.drain(..).map(Some).collect();
    let (mut pairs, mut gone) = (Vec::new(), Vec::new());
    for (place, was) in old.drain(..).enumerate() {
        match partner(place, &was).and_then(|to| rest[to].take()) {
            Some(is) => pairs.push((was, is)),
            None => gone.push(was),
        }
    }
    *old = gone;
    new.extend(rest.into_iter().flatten());
    pairs
}

/// Takes away what both say, each as often as both do.
fn take_equal(old: &mut Vec<Fact>, new: &mut Vec<Fact>) {
    if old.is_empty() || new.is_empty() {
        return;
    }
    let mut by_hash: HashMap<u64, Vec<usize>> = HashMap::new();
    for (place, fact) in new.iter().enumerate().rev() {
        by_hash.entry(hash(fact)).or_default().push(place);
    }
    let mut is_taken = vec![false; new.len()];
    old.retain(|fact| {
        let places = by_hash.get_mut(&hash(fact));
        let same = places.and_then(|places| {
            let at = places.iter().rposition(|place| new[*place].says_the_same(fact))?;
            Some(places.remove(at))
        });
        same.inspect(|place| is_taken[*place] = true).is_none()
    });
    let mut taken = is_taken.into_iter();
    new.retain(|_| !taken.next().unwrap_or_default());
}

fn is_unknown(fact: &Fact) -> bool {
    fact.arguments.iter().any(|(_, value)| *value == Value::Thing(Both::UNKNOWN))
}

/// Takes away the texts that were rewritten: those that are much alike, the likest first.
fn rewritten(old: &mut Vec<Fact>, new: &mut Vec<Fact>) -> Vec<(Fact, Fact)> {
    if old.len() * new.len() > MOST_COMPARED {
        return Vec::new();
    }
    let words =
        |facts: &[Fact]| -> Vec<Vec<String>> { facts.iter().map(|fact| words_of(text_of(fact))).collect() };
    let (before, after) = (words(old), words(new));
    let mut pairs = Vec::new();
    for (from, was) in before.iter().enumerate() {
        for (to, is) in after.iter().enumerate() {
            let (shared, all) = (shared(was, is).count(), was.len() + is.len());
            if shared > 0 && shared * 4 >= all && stands_beside(&old[from], &new[to]) {
                pairs.push((from, to, shared as f64 / all as f64));
            }
        }
    }
    let mut partner = vec![None; old.len()];
    for (from, to) in likest(pairs, |from, to| (text_of(&old[from]), text_of(&new[to]))) {
        partner[from] = Some(to);
    }
    pair_up(old, new, |place, _| partner[place])
}

/// Whether two facts stand in the same row: what their keys hold beside the text is the same.
fn stands_beside(a: &Fact, b: &Fact) -> bool {
    let rest = |value: &&Value| !matches!(value, Value::Text(_));
    a.key().filter(rest).eq(b.key().filter(rest))
}

fn text_of(fact: &Fact) -> &str {
    fact.text().map_or("", |text| text)
}

fn words_of(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words: Vec<String> = words.map(str::to_lowercase).collect();
    words.sort_unstable();
    words
}

/// The differences so far. What is the same for several audiences is one.
#[derive(Default)]
struct Found {
    all: Vec<Difference>,
    by_hash: HashMap<u64, Vec<usize>>,
}

impl Found {
    fn add(&mut self, what: What) {
        let (old, new) = facts_of(&what);
        let only = new.or(old).and_then(|fact| fact.only);
        let (old_span, new_span) = (old.map(|fact| fact.span), new.map(|fact| fact.span));
        let mut hasher = DefaultHasher::new();
        [old, new].map(|fact| fact.map(hash)).hash(&mut hasher);
        let same = |it: &Difference| {
            let (a, b) = facts_of(&it.what);
            let is_same = |a: Option<&Fact>, b: Option<&Fact>| match (a, b) {
                (Some(a), Some(b)) => a.says_the_same(b),
                (a, b) => a.is_none() && b.is_none(),
            };
            // What counts for everyone is told by itself, and so is what is said twice.
            !it.only.is_empty()
                && !it.only.iter().any(|it| Some(*it) == only)
                && is_same(a, old)
                && is_same(b, new)
        };
        match self.by_hash.entry(hasher.finish()) {
            Entry::Occupied(mut places) => {
                let place =
                    places.get().iter().copied().find(|place| only.is_some() && same(&self.all[*place]));
                if let Some(place) = place {
                    self.all[place].only.extend(only);
                    return;
                }
                places.get_mut().push(self.all.len());
            }
            Entry::Vacant(places) => drop(places.insert(vec![self.all.len()])),
        }
        self.all.push(Difference { what, only: only.into_iter().collect(), old: old_span, new: new_span });
    }
}

fn facts_of(what: &What) -> (Option<&Fact>, Option<&Fact>) {
    match what {
        What::Said(fact) => (None, Some(fact)),
        What::Unsaid(fact) => (Some(fact), None),
        What::Changed { old, new } => (Some(old), Some(new)),
        What::Added | What::Removed | What::Renamed | What::Retitled => (None, None),
        What::Moved { .. } | What::Reordered { .. } => (None, None),
    }
}

fn hash(fact: &Fact) -> u64 {
    let mut hasher = DefaultHasher::new();
    fact.hash_into(&mut hasher, &|both, state| both.hash(state));
    hasher.finish()
}
