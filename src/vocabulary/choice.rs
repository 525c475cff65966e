//! Arguments that are one of a few words: phases, levels, kinds.

use crate::text::{Near, near};

/// Makes an enum of words. Its order is the order in which the reference lists them.
macro_rules! choices {
    ($($(#[doc = $docs:literal])+ $name:ident { $($variant:ident $word:literal),+ $(,)? })+) => {$(
        $(#[doc = $docs])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)]
        pub enum $name { $($variant),+ }

        impl $name {
            /// Every word.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// Every one of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// As the language writes it.
            pub fn word(self) -> &'static str {
                Self::WORDS[self as usize]
            }

            /// The one that is written so.
            pub fn of(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|choice| choice.word() == word)
            }
        }
    )+};
}

choices! {
    /// How far the customers of a segment are in deciding.
    Decision { Searching "searching", Learning "learning", Comparing "comparing", Ready "ready" }
    /// What a volume is counted by.
    Period { Day "day", Week "week", Month "month", Quarter "quarter", Year "year" }
    /// Which part of the customer's life with the company a stage belongs to, in the order in which they come.
    Phase {
        Awareness "awareness", Consideration "consideration", Acquisition "acquisition", Purchase "purchase",
        Service "service", Loyalty "loyalty", Advocacy "advocacy",
    }
    /// How much a barrier stands in the way, or a journey depends on a touchpoint.
    Level { Low "low", Medium "medium", High "high", Critical "critical" }
    /// How much would be won.
    Impact { Low "low", Medium "medium", High "high" }
    /// How far a solution is.
    Status {
        Proposed "proposed", Planned "planned", Testing "testing", Live "live", Failed "failed", Dropped "dropped",
    }
    /// Where an evidence comes from.
    EvidenceKind {
        Review "review", Complaint "complaint", Survey "survey", Interview "interview", Analytics "analytics",
        Observation "observation",
    }
    /// Whether a channel is met on a device, in the flesh, or both.
    ChannelKind { Digital "digital", Physical "physical", Hybrid "hybrid" }
    /// What a metric is counted in.
    Unit { Percent "percent", Count "count", Money "money", Duration "duration", Score "score" }
    /// Which way is good.
    Better { Higher "higher", Lower "lower" }
    /// What the customer does without the company.
    Assistance { Unassisted "unassisted" }
}

/// The one of a slot's words that was most likely meant by a word that is none of them.
pub(crate) fn near_choice(text: &str, words: &'static [&'static str]) -> Option<Near<'static>> {
    /// What people write instead of the words of the language.
    const SAID_OTHERWISE: [(&str, &str); 15] = [
        ("done", "live"),
        ("shipped", "live"),
        ("open", "proposed"),
        ("todo", "planned"),
        ("progress", "testing"),
        ("doing", "testing"),
        ("cancelled", "dropped"),
        ("rejected", "dropped"),
        ("online", "digital"),
        ("offline", "physical"),
        ("mid", "medium"),
        ("major", "high"),
        ("minor", "low"),
        ("up", "higher"),
        ("down", "lower"),
    ];
    let lower = text.to_lowercase();
    let otherwise = SAID_OTHERWISE.iter().find(|(said, _)| *said == lower).map(|(_, meant)| *meant);
    otherwise
        .and_then(|meant| words.iter().copied().find(|word| *word == meant))
        .map(Near::guess)
        .or_else(|| near(text, words.iter().copied()))
}
