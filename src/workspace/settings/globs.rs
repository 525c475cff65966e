//! `Globs`: which files some patterns of paths are for. The one file that knows how patterns are matched.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// The longest pattern, in bytes.
const LONGEST: usize = 256;

/// Some patterns of paths from the root of a project. `*` stands for anything within a name, `**` for any folders, `?` for
/// one character, `[ab]` for one of some, and `{a,b}` for one of some texts. The pattern of a folder is for all that is in it.
#[derive(Debug, Clone, Default)]
pub struct Globs {
    patterns: Vec<String>,
    set: GlobSet,
}

/// What was matched by decides, and not how.
impl PartialEq for Globs {
    fn eq(&self, other: &Self) -> bool {
        self.patterns == other.patterns
    }
}

impl Globs {
    /// Those patterns among `patterns` that are right, and what is wrong with each of the others.
    pub(super) fn read<'p, P: Copy>(
        patterns: impl IntoIterator<Item = (&'p str, P)>,
    ) -> (Self, Vec<(P, String)>) {
        let (mut globs, mut wrong) = (Self::default(), Vec::new());
        let mut builder = GlobSetBuilder::new();
        for (pattern, place) in patterns {
            match forms(pattern) {
                Ok(forms) => {
                    forms.into_iter().for_each(|glob| {
                        builder.add(glob);
                    });
                    globs.patterns.push(pattern.to_owned());
                }
                Err(why) => wrong.push((place, why)),
            }
        }
        // Each of them was made by itself, so that all together can be made too.
        let built = builder.build();
        debug_assert!(built.is_ok(), "{built:?}");
        globs.set = built.unwrap_or_default();
        (globs, wrong)
    }

    /// Whether one of them is for the file at `path`, seen from the root.
    pub fn has(&self, path: &str) -> bool {
        !self.set.is_empty() && self.set.is_match(path)
    }
}

/// A pattern, and the same for all that is in a folder of this name.
fn forms(pattern: &str) -> Result<[globset::Glob; 2], String> {
    let folder = pattern.trim_end_matches('/');
    if folder.is_empty() || pattern.starts_with('/') {
        return Err("a path is expected, from the root and without a `/` before it".to_owned());
    }
    if folder.split('/').any(|part| part == ".." || part == ".") {
        return Err("`.` and `..` lead nowhere in it".to_owned());
    }
    if pattern.contains('\\') {
        return Err("`/` stands between folders".to_owned());
    }
    if pattern.len() > LONGEST {
        return Err(format!("it has over {LONGEST} bytes"));
    }
    let made = |text: &str| {
        let glob = GlobBuilder::new(text).literal_separator(true).build();
        glob.map_err(|error| error.kind().to_string().to_lowercase())
    };
    Ok([made(folder)?, made(&format!("{folder}/**"))?])
}

#[cfg(test)]
mod tests {
    use super::Globs;

    #[test]
    fn patterns_are_of_paths_from_the_root() {
        let (globs, wrong) = Globs::read(
            ["drafts", "teams/*/old.journey", "**/*.tmp.journey", "../x", "/x", "a[", "пример/**"]
                .map(|it| (it, it)),
        );
        assert_eq!(wrong.iter().map(|(pattern, _)| *pattern).collect::<Vec<_>>(), ["../x", "/x", "a["]);
        for path in [
            "drafts/a/b.journey",
            "teams/shop/old.journey",
            "a/b.tmp.journey",
            "b.tmp.journey",
            "пример/x.journey",
        ] {
            assert!(globs.has(path), "{path}");
        }
        for path in ["a/drafts/b.journey", "teams/a/b/old.journey", "drafts2/a.journey", "x"] {
            assert!(!globs.has(path), "{path}");
        }
    }
}
