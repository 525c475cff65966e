//! What is said about a user's text: `Diagnostic`, as plain data; and `Explanation`, what a code means.
//!
//! How it is printed, and in which form, is left to `report`.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::text::{Near, Span};

/// How much something matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The text does not mean anything until it is mended.
    Error,
    /// It means something, but is most likely not what was wanted.
    Warning,
    /// Worth a look.
    Note,
}

impl Severity {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A place and what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is said of it; may be empty.
    pub text: String,
}

/// How sure it is that a fix writes what was meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Safety {
    /// The text then means what was almost surely meant, or the same as before: nobody has to look.
    Safe,
    /// It is one of several ways out, or says something that only a person can know: somebody has to look.
    Unsafe,
}

impl Safety {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Unsafe => "unsafe",
        }
    }
}

/// Edits that take a way out.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fix {
    /// What it does: "change it to `owner`".
    pub title: String,
    /// Whether it may be made without anybody's look.
    pub safety: Safety,
    /// What is written where; no two overlap.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// One that needs no look.
    pub fn safe(title: impl Into<String>, edits: impl Into<Vec<Edit>>) -> Self {
        Self { title: title.into(), safety: Safety::Safe, edits: edits.into() }
    }

    /// One that somebody has to look at.
    pub fn for_a_look(title: impl Into<String>, edits: impl Into<Vec<Edit>>) -> Self {
        Self { title: title.into(), safety: Safety::Unsafe, edits: edits.into() }
    }
}

/// `text` instead of what stands at `span`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Edit {
    /// What is replaced; empty where something is put in.
    pub span: Span,
    /// What is written there.
    pub text: String,
}

impl Edit {
    /// `text` instead of what stands at `span`.
    pub fn new(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }

    /// Nothing instead of what stands at `span`.
    pub fn take_away(span: Span) -> Self {
        Self::new(span, "")
    }
}

/// One report: what was found, where, and the way out.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// Its name, in kebab-case; never changes its meaning.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What was found and what was expected there.
    pub message: String,
    /// The place.
    pub at: Label,
    /// Other places concerned, in any file.
    pub also: Vec<Label>,
    /// A way out, as an imperative.
    pub help: Option<String>,
    /// Edits that take it, the likeliest first.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// A report of `severity` at `span`; its code is given by whoever names it.
    pub fn new(severity: Severity, span: Span, message: impl Into<String>) -> Self {
        Self {
            code: "",
            severity,
            message: message.into(),
            at: Label { span, text: String::new() },
            also: Vec::new(),
            help: None,
            fixes: Vec::new(),
        }
    }

    /// An error at `span`.
    pub fn error(span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, span, message)
    }

    /// Gives it its code.
    pub fn code(mut self, code: &'static str) -> Self {
        self.code = code;
        self
    }

    /// Says `text` at the place itself.
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.at.text = text.into();
        self
    }

    /// Shows another place, if there is one.
    pub fn also(mut self, span: impl Into<Option<Span>>, text: impl Into<String>) -> Self {
        if let Some(span) = span.into() {
            self.also.push(Label { span, text: text.into() });
        }
        self
    }

    /// Tells a way out.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Tells a way out, if there is one.
    pub fn help_if(mut self, help: Option<String>) -> Self {
        if help.is_some() {
            self.help = help;
        }
        self
    }

    /// Offers a fix, if there is one.
    pub fn fix_by(mut self, fix: impl Into<Option<Fix>>) -> Self {
        self.fixes.extend(fix.into());
        self
    }

    /// Offers a safe edit: `text` instead of what stands at `span`.
    pub fn fix(self, title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        self.fix_by(Fix::safe(title, [Edit::new(span, text)]))
    }

    /// Offers an edit that somebody has to look at: `text` instead of what stands at `span`.
    pub fn suggest(self, title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        self.fix_by(Fix::for_a_look(title, [Edit::new(span, text)]))
    }

    /// "did you mean …", as help and as edits, if a near word is known.
    pub fn did_you_mean(self, span: Span, near: Option<Near<'_>>) -> Self {
        self.did_you_mean_written(span, near, str::to_owned)
    }

    /// The same for words that are `written` in another way than they are said.
    pub fn did_you_mean_written(
        self,
        span: Span,
        near: Option<Near<'_>>,
        written: impl Fn(&str) -> String,
    ) -> Self {
        let Some(near) = near else { return self };
        let change = |word: &str| {
            let edits = [Edit::new(span, written(word))];
            let title = format!("change it to `{word}`");
            if near.is_sure() { Fix::safe(title, edits) } else { Fix::for_a_look(title, edits) }
        };
        let report = match near.other {
            Some(other) => self.help(format!("did you mean `{}` or `{other}`?", near.word)),
            None => self.help(format!("did you mean `{}`?", near.word)),
        };
        report.fix_by(change(near.word)).fix_by(near.other.map(change))
    }
}

/// The mistakes of one text as they are found: the first of them whole, in the order of the text, and of each of the
/// others what it takes to count it. There may be a million.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistakes {
    /// How many are kept whole.
    most: usize,
    whole: Vec<Diagnostic>,
    /// Of the others: where each starts, and what it is told from the others by.
    rest: Vec<(u32, u32)>,
    /// Whatever stands behind this place is not kept whole.
    end: Option<Span>,
    pushed: usize,
    /// The code of the last one that was added.
    last: &'static str,
}

impl Mistakes {
    /// None yet, of which `most` are to be kept whole, or few more.
    pub fn keeping(most: usize) -> Self {
        Self { most: most.max(1), whole: Vec::new(), rest: Vec::new(), end: None, pushed: 0, last: "" }
    }

    /// Adds one.
    pub(crate) fn push(&mut self, mistake: Diagnostic) {
        debug_assert_eq!(
            mistake.severity,
            Severity::Error,
            "what matters less is told after what matters more"
        );
        self.pushed += 1;
        self.last = mistake.code;
        if self.end.is_some_and(|end| mistake.at.span > end) {
            self.rest.push(brief(&mistake));
            return;
        }
        self.whole.push(mistake);
        if self.whole.len() >= self.most.saturating_mul(2) {
            self.whole.sort_by_key(|mistake| mistake.at.span);
            let end = self.whole[self.most - 1].at.span;
            let kept = self.whole.partition_point(|mistake| mistake.at.span <= end);
            self.rest.extend(self.whole.drain(kept..).map(|mistake| brief(&mistake)));
            self.end = Some(end);
        }
    }

    /// How many were added so far.
    pub(crate) fn pushed(&self) -> usize {
        self.pushed
    }

    /// The code of the last one, if any was added since there were `before`.
    pub(crate) fn last_since(&self, before: usize) -> Option<&'static str> {
        (self.pushed > before).then_some(self.last)
    }

    /// Puts them in order; one mistake is told once.
    pub(crate) fn in_order(mut self) -> Self {
        self.whole.sort_by_key(|mistake| mistake.at.span);
        self.rest.sort_unstable();
        self.rest.dedup();
        self.rest.shrink_to_fit();
        self
    }

    /// Those that are kept whole.
    pub fn whole(&self) -> &[Diagnostic] {
        &self.whole
    }

    /// Those that are kept whole.
    pub(crate) fn into_whole(self) -> Vec<Diagnostic> {
        self.whole
    }

    /// Where the others start, each an error.
    pub fn rest(&self) -> impl ExactSizeIterator<Item = u32> {
        self.rest.iter().map(|(start, _)| *start)
    }
}

impl Extend<Diagnostic> for Mistakes {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, mistakes: T) {
        mistakes.into_iter().for_each(|mistake| self.push(mistake));
    }
}

fn brief(mistake: &Diagnostic) -> (u32, u32) {
    let mut hasher = DefaultHasher::new();
    mistake.hash(&mut hasher);
    (mistake.at.span.start, hasher.finish() as u32)
}

/// What one stage made of its input, and what was wrong with it. There is always a value.
#[derive(Debug, Clone)]
pub struct Outcome<T> {
    /// What was made.
    pub value: T,
    /// What was wrong.
    pub mistakes: Vec<Diagnostic>,
}

/// What a code means: the page that `journey explain` shows.
#[derive(Debug)]
pub struct Explanation {
    /// The code.
    pub code: &'static str,
    /// One line.
    pub summary: &'static str,
    /// Why, with examples in fenced blocks that are marked `journey wrong` and `journey right`.
    pub docs: &'static str,
    /// The safest fix that its reports may offer, if they do.
    pub fix: Option<Safety>,
}

/// The mistakes of one floor, each a named constructor with its code and its page.
///
/// Call sites pass what they have; wording, labels and help stay together in the file that uses this. The documentation
/// above each is its page: every block marked `journey wrong` must get this report, and it alone. Behind the summary of one
/// whose reports offer a fix stands `fix Safe`, or `fix Unsafe` if none of them is safe.
#[macro_export]
macro_rules! mistakes {
    ($(
        $(#[doc = $doc:literal])+
        $code:literal, $summary:literal $(, fix $fix:ident)?;
        $name:ident($($argument:ident: $type:ty),* $(,)?) $body:block
    )+) => {
        /// The pages of this floor's mistakes, in the order of the file.
        pub const MISTAKES: &[$crate::diagnostic::Explanation] = &[$(
            $crate::diagnostic::Explanation {
                code: $code,
                summary: $summary,
                docs: concat!($($doc, "\n"),+),
                fix: $crate::diagnostic::first(&[$($crate::diagnostic::Safety::$fix)?]),
            }
        ),+];

        $(
            $(#[doc = $doc])+
            pub(crate) fn $name($($argument: $type),*) -> $crate::diagnostic::Diagnostic {
                let report: $crate::diagnostic::Diagnostic = $body;
                report.code($code)
            }
        )+
    };
}

/// The one that is there, if any is: what a macro was told or not.
pub(crate) const fn first(told: &[Safety]) -> Option<Safety> {
    match told {
        [] => None,
        [safety, ..] => Some(*safety),
    }
}
