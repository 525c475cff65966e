//! The table of the language's words: one row a keyword, and the one place where a keyword is written.
//!
//! The order of the rows is the order of the reference. Out of it come the checks of shape, "did you mean", "may stand
//! in …" and the tables of docs/language.md. A new keyword is one row here, and the arms in `model/build.rs` and
//! `model/thing.rs` that the compiler then asks for.

use crate::vocabulary::choice;
use crate::vocabulary::keyword::Place::*;
use crate::vocabulary::keyword::Takes::{
    self, Choice, Date, Duration, Figure, Link, Markdown, Money, Name, Number, Path, Reference, References,
    Score, Share, Starts, Target, Text, Texts, Title,
};
use crate::vocabulary::keyword::Times::{Many, Once};
use crate::vocabulary::keyword::{Keyword, Space, needed, needed_after, optional, optional_after};

/// Makes `enum Word` and `KEYWORDS` of the same rows.
macro_rules! words {
    ($($(#[$group:meta])* $word:ident $text:literal in [$($place:ident),+] takes [$($slot:expr),*] $times:ident $(block $block:ident)?
        $docs:literal;)+) => {
        /// A word of the language, by what it means: `team` the declaration and `team` the statement are two.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)]
        pub enum Word { $($word),+ }

        /// The rows of the table, in the order of the reference.
        pub const KEYWORDS: &[Keyword] = &[$(Keyword {
            word: Word::$word,
            text: $text,
            places: &[$($place),+],
            slots: &[$($slot),*],
            times: $times,
            block: words!(@block $($block)?),
            docs: $docs,
        }),+];
    };
    (@block) => { None };
    (@block $block:ident) => { Some($block) };
}

impl Word {
    /// Its row.
    pub fn keyword(self) -> &'static Keyword {
        &KEYWORDS[self as usize]
    }
}

words! {
    Import "import" in [File] takes [needed(Path)] Many
        "makes the top-level names of another file visible in this one";
    Team "team" in [File] takes [needed(Name), optional(Title)] Many block Team
        "a group that can own things";
    Person "person" in [File] takes [needed(Name), optional(Title)] Many block Person
        "somebody who can own things";
    Channel "channel" in [File] takes [needed(Name), optional(Title)] Many block Channel
        "where the company and the customer meet";
    Segment "segment" in [File] takes [needed(Name), optional(Title)] Many block Segment
        "customers who behave alike";
    Persona "persona" in [File] takes [needed(Name), optional(Title)] Many block Persona
        "one customer, drawn as a person, with the empathy map";
    Metric "metric" in [File] takes [needed(Name), optional(Title)] Many block Metric
        "a figure that can be measured in several places";
    Lane "lane" in [File] takes [needed(Name), optional(Title)] Many block Lane
        "a row of one's own on the map";
    Journey "journey" in [File] takes [needed(Name), optional(Title)] Many block Journey
        "one journey, from a customer's first contact to the last";

    Stage "stage" in [Journey] takes [needed(Name), optional(Title)] Many block Stage
        "a part of the journey, as the customer sees it";
    Touchpoint "touchpoint" in [Stage] takes [needed(Name), optional(Title)] Many block Touchpoint
        "a point where the customer meets the company";
    Barrier "barrier" in [Stage, Touchpoint] takes [needed(Name), optional(Title)] Many block Barrier
        "what stands in the customer's way";
    Opportunity "opportunity" in [Journey, Stage, Touchpoint] takes [needed(Name), optional(Title)] Many block Opportunity
        "where the journey could be better than it is";
    Solution "solution" in [Barrier, Opportunity] takes [needed(Name), optional(Title)] Many block Solution
        "what is done about it";
    Backstage "backstage" in [Stage] takes [needed(Name), optional(Title)] Many block Backstage
        "what the company does where the customer does not see it";
    Only "only" in [Journey, Stage, Touchpoint, Barrier] takes [needed(References(Space::Audience))] Many
        "statements that count for these audiences alone";

    For "for" in [Journey] takes [needed(References(Space::Audience))] Once
        "whose journey this is";
    Start "start" in [Journey] takes [needed(Starts)] Once
        "where customers come in; without it, at the first stage";
    Volume "volume" in [Journey] takes [needed(Number), needed_after("per", Choice(choice::Period::WORDS))] Once
        "how many customers start";
    Value "value" in [Journey] takes [needed(Money)] Once
        "what one completed journey is worth";
    Reviewed "reviewed" in [Journey] takes [needed(Date), optional_after("every", Duration)] Once
        "when it was last gone through, and how often it should be";
    Lang "lang" in [Journey] takes [needed(Takes::Language)] Once
        "the language of its texts, which sets the direction of what is drawn";

    Owner "owner" in [Journey, Stage, Touchpoint, Barrier, Opportunity, Solution, Backstage]
        takes [needed(References(Space::Owner))] Once
        "who answers for it; the first is accountable";
    Phase "phase" in [Stage] takes [needed(Choice(choice::Phase::WORDS))] Once
        "which part of the customer's life with the company it belongs to";
    Goal "goal" in [Segment, Persona, Journey, Stage] takes [needed(Text)] Many
        "what the customer wants in the end";
    Motivation "motivation" in [Segment, Persona, Stage] takes [needed(Text)] Many
        "why the customer wants it";
    Action "action" in [Stage, Touchpoint] takes [optional(Choice(choice::Assistance::WORDS)), needed(Text)] Many
        "what the customer does; `unassisted`: without the company";
    Thought "thought" in [Stage, Touchpoint] takes [needed(Text)] Many
        "what the customer thinks";
    Question "question" in [Stage, Touchpoint] takes [needed(Text)] Many
        "what the customer asks";
    Need "need" in [Segment, Persona, Stage, Touchpoint] takes [needed(Text)] Many
        "what the customer needs and may miss";
    Emotion "emotion" in [Stage, Touchpoint] takes [needed(Score), optional(Text)] Once
        "how the customer feels, from -2 to +2, and in which words";
    ChannelOf "channel" in [Touchpoint] takes [needed(References(Space::Channel))] Once
        "where the company and the customer meet at this point";
    Device "device" in [Touchpoint] takes [needed(References(Space::Free))] Once
        "what the customer holds or sits at";
    Success "success" in [Touchpoint] takes [needed(Text)] Many
        "how one knows that the customer did what this point is for";
    Criticality "criticality" in [Touchpoint] takes [needed(Choice(choice::Level::WORDS))] Once
        "how much the journey depends on this point";
    Event "event" in [Touchpoint] takes [needed(Text)] Many
        "the name of the event in the analytics that shows it was reached";
    Drop "drop" in [Touchpoint, Barrier] takes [needed(Share)] Once
        "the part of the stage's visits that is lost here";
    DurationOf "duration" in [Stage, Touchpoint, Backstage] takes [needed(Duration)] Once
        "how long it takes";
    LaneText "lane" in [Stage, Touchpoint] takes [needed(Reference(Space::Lane)), needed(Text)] Many
        "a text in a row of one's own";
    Measure "measure" in [Journey, Stage, Touchpoint]
        takes [needed(Reference(Space::Metric)), needed(Figure), optional_after("target", Figure), optional_after("on", Date)] Many
        "a measured figure, and the one that is aimed at";
    Arrow "->" in [Stage] takes [needed(Target), optional(Share), optional_after("when", Text)] Many
        "where customers go from here, how many of them, and when";

    Severity "severity" in [Barrier] takes [needed(Choice(choice::Level::WORDS))] Once
        "how much it stands in the way";
    Solved "solved" in [Barrier] takes [needed_after("by", References(Space::Solution))] Once
        "solutions of other barriers that address this one too";
    Accepted "accepted" in [Barrier] takes [needed(Text)] Once
        "nothing will be done about it, and why";
    Impact "impact" in [Opportunity] takes [needed(Choice(choice::Impact::WORDS))] Once
        "how much would be won";
    Status "status" in [Solution] takes [needed(Choice(choice::Status::WORDS))] Once
        "how far it is";
    Due "due" in [Solution] takes [needed(Date)] Once
        "the day it is to be live";
    Cost "cost" in [Solution] takes [needed(Money)] Once
        "what it costs";
    Lift "lift" in [Solution] takes [needed(Share)] Once
        "how much of the stage's visits it would keep from the exit";
    System "system" in [Backstage] takes [needed(Text)] Many
        "a system that it runs on";
    Evidence "evidence" in [Segment, Persona, Stage, Touchpoint, Barrier, Opportunity, Solution]
        takes [optional(Choice(choice::EvidenceKind::WORDS)), needed(Text), optional(Link), optional_after("on", Date)] Many
        "what shows that it is so";

    Lead "lead" in [Team] takes [needed(Text)] Once
        "who leads it";
    Contact "contact" in [Team, Person] takes [needed(Text)] Once
        "how to reach them";
    TeamOf "team" in [Person] takes [needed(Reference(Space::Team))] Once
        "the team that the person is in";
    Role "role" in [Person, Persona] takes [needed(Text)] Once
        "what the person is or does";
    KindOf "kind" in [Channel] takes [needed(Choice(choice::ChannelKind::WORDS))] Once
        "whether it is met on a device, in the flesh, or both";
    Size "size" in [Segment] takes [needed(Share)] Once
        "the part of all customers that it is";
    Behavior "behavior" in [Segment] takes [needed(Text)] Many
        "what these customers do alike";
    Criteria "criteria" in [Segment] takes [needed(Texts)] Once
        "what they choose by";
    Decision "decision" in [Segment] takes [needed(Choice(choice::Decision::WORDS))] Once
        "how far they are in deciding";
    SegmentOf "segment" in [Persona] takes [needed(Reference(Space::Segment))] Once
        "the segment that the persona stands for";
    Says "says" in [Persona] takes [needed(Text)] Many
        "empathy map: what the persona says";
    Thinks "thinks" in [Persona] takes [needed(Text)] Many
        "empathy map: what the persona thinks";
    Does "does" in [Persona] takes [needed(Text)] Many
        "empathy map: what the persona does";
    Feels "feels" in [Persona] takes [needed(Text)] Many
        "empathy map: what the persona feels";
    Pain "pain" in [Persona] takes [needed(Text)] Many
        "empathy map: what hurts";
    Gain "gain" in [Persona] takes [needed(Text)] Many
        "empathy map: what would help";
    Quote "quote" in [Persona] takes [needed(Text)] Many
        "a sentence of a real customer";
    UnitOf "unit" in [Metric] takes [needed(Choice(choice::Unit::WORDS))] Once
        "what it is counted in";
    Better "better" in [Metric] takes [needed(Choice(choice::Better::WORDS))] Once
        "which way is good";
    From "source" in [Metric] takes [needed(Text)] Once
        "where the figure comes from";

    Tag "tag" in [Journey, Stage, Touchpoint] takes [needed(References(Space::Free))] Once
        "names to sort and find it by";
    Note "note" in [Team, Person, Channel, Segment, Persona, Metric, Lane, Journey, Stage, Touchpoint, Barrier, Opportunity, Solution, Backstage]
        takes [needed(Markdown)] Once
        "anything else; Markdown may be used in it";
    LinkTo "link" in [Team, Person, Channel, Segment, Persona, Metric, Journey, Stage, Touchpoint, Barrier, Opportunity, Solution, Backstage]
        takes [needed(Link)] Many
        "where to read on";
}

#[cfg(test)]
mod tests {
    use super::KEYWORDS;

    #[test]
    fn every_row_stands_at_its_word_and_no_two_share_a_place() {
        for (index, row) in KEYWORDS.iter().enumerate() {
            assert_eq!(row.word as usize, index);
            let twins = KEYWORDS.iter().filter(|other| other.text == row.text && other.word != row.word);
            for twin in twins {
                assert!(!twin.places.iter().any(|place| row.places.contains(place)), "{}", row.text);
            }
        }
    }
}
