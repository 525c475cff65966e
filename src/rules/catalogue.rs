//! `Catalogue`: who may own things, as a list or a `CODEOWNERS` names them.

use std::collections::BTreeSet;

use crate::text::nearest;

/// Who may own things.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Catalogue {
    /// As they are written, without a leading `@`, folded.
    whole: BTreeSet<String>,
    /// What each is called within what it belongs to: the `payments` of `@org/payments`.
    short: BTreeSet<String>,
}

impl Catalogue {
    /// Takes in an owner: `shop`, `@mina`, `@org/payments`, `mina@example.com`.
    pub fn add(&mut self, owner: &str) {
        let whole = folded(owner);
        // The name before the `@` of an address says nothing of who that is elsewhere.
        if !whole.contains('@') {
            self.short.insert(whole.rsplit('/').next().unwrap_or_default().to_owned());
        }
        self.whole.insert(whole);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.whole.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.whole.is_empty()
    }

    /// Whether it has somebody of this name, or one who is reached so.
    pub fn has(&self, name: &str, contact: Option<&str>) -> bool {
        let is_apart = |letter: char| letter.is_whitespace() || ",;<>()".contains(letter);
        let mut words = contact.into_iter().flat_map(|contact| contact.split(is_apart));
        self.short.contains(&folded(name)) || words.any(|word| self.whole.contains(&folded(word)))
    }

    /// The name in it that is nearest to this one.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        nearest(&folded(name), self.short.iter().map(String::as_str))
    }
}

/// Names of teams elsewhere have hyphens where those of journeys may have `_`, and no capitals that matter.
fn folded(owner: &str) -> String {
    let bare = owner.strip_prefix('@').unwrap_or(owner);
    bare.to_lowercase().replace('-', "_")
}

#[cfg(test)]
mod tests {
    use super::Catalogue;

    #[test]
    fn a_team_is_known_by_its_name_or_its_contact() {
        let mut owners = Catalogue::default();
        for owner in ["shop", "@Org/web-payments", "mina@example.com", "@kasia"] {
            owners.add(owner);
        }
        assert!(owners.has("shop", None) && owners.has("web_payments", None) && owners.has("kasia", None));
        assert!(owners.has("desk", Some("Slack #desk, @org/web-payments")));
        assert!(owners.has("anna", Some("Mina <mina@example.com>")));
        assert!(!owners.has("mina", None) && !owners.has("org", None) && !owners.has("desk", Some("")));
        assert_eq!(owners.nearest("shopp"), Some("shop"));
    }
}
