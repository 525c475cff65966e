//! What is said about a user's text: `Diagnostic`, as plain data; and `Explanation`, what a code means.
//!
//! How it is printed, and in which form, is left to `report`.

use crate::text::Span;

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is said of it; may be empty.
    pub text: String,
}

/// An edit that takes a way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does: "change it to `owner`".
    pub title: String,
    /// What is written where; no two overlap.
    pub edits: Vec<Edit>,
}

/// `text` instead of what stands at `span`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty where something is put in.
    pub span: Span,
    /// What is written there.
    pub text: String,
}

/// One report: what was found, where, and the way out.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// Edits that take it.
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

    /// Offers an edit: `text` instead of what stands at `span`.
    pub fn fix(mut self, title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        self.fixes.push(Fix { title: title.into(), edits: vec![Edit { span, text: text.into() }] });
        self
    }

    /// "did you mean …", as help and as an edit, if a near word is known.
    pub fn did_you_mean(self, span: Span, near: Option<&str>) -> Self {
        match near {
            Some(near) => {
                self.help(format!("did you mean `{near}`?")).fix(format!("change it to `{near}`"), span, near)
            }
            None => self,
        }
    }
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
}

/// The mistakes of one floor, each a named constructor with its code and its page.
///
/// Call sites pass what they have; wording, labels and help stay together in the file that uses this. The documentation
/// above each is its page: every block marked `journey wrong` must get this report, and it alone.
#[macro_export]
macro_rules! mistakes {
    ($(
        $(#[doc = $doc:literal])+
        $code:literal, $summary:literal;
        $name:ident($($argument:ident: $type:ty),* $(,)?) $body:block
    )+) => {
        /// The pages of this floor's mistakes, in the order of the file.
        pub const MISTAKES: &[$crate::diagnostic::Explanation] = &[$(
            $crate::diagnostic::Explanation {
                code: $code,
                summary: $summary,
                docs: concat!($($doc, "\n"),+),
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
