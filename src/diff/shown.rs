//! What may stand in one version of a journey and not in the other: what it is told by, and what is said of it where it is
//! there still and not as it was.

use crate::diff::board::Versions;
use crate::diff::told::{changed, evidence, feeling, lines, other, quoted, some, titles, value};
use crate::text::Span;
use crate::value::Share;
use crate::view::Addressed;
use crate::view::board::{
    Chance, Column, Deed, Fate, Goal, Hurdle, Line, Measured, Medium, Point, Process, Remedy, Way, is_gone,
};

/// What may stand in one version and not in the other.
pub(super) trait Shown: Sized {
    /// What it is told from others of its list by.
    fn key(&self) -> String;

    /// Where its name stands, if it has one.
    fn at(&self) -> Option<Span> {
        None
    }

    /// Says this of it alone.
    fn tell(&mut self, fate: Fate);

    /// Says this of it, and of all that stands in it. What is there no more is found `here` now: its own place is one in
    /// the texts of the old version.
    fn mark(&mut self, fate: &Fate, _here: Span) {
        self.tell(fate.clone());
    }

    /// The new one, with what was said of the old one in another way.
    fn since(self, old: Self, cx: &Versions<'_>) -> Self;
}

/// A thing with a name: what marks what stands in it, and what is said of it.
macro_rules! named {
    ($type:ident, in [$($within:ident),*] $(, feels $feeling:ident)?, |$old:ident, $new:ident, $words:ident| $say:block) => {
        impl Shown for $type {
            fn key(&self) -> String {
                self.name.to_string()
            }

            fn at(&self) -> Option<Span> {
                Some(self.at)
            }

            fn tell(&mut self, fate: Fate) {
                self.fate = Some(Box::new(fate));
            }

            fn mark(&mut self, fate: &Fate, here: Span) {
                self.tell(fate.clone());
                if is_gone(&self.fate) {
                    self.at = here;
                }
                $(self.$within.iter_mut().for_each(|it| it.mark(fate, here));)*
                $(self.$feeling.iter_mut().for_each(|it| it.fate = Some(Box::new(fate.clone())));)?
            }

            fn since(self, old: Self, cx: &Versions<'_>) -> Self {
                let mut words = Vec::new();
                if self.name != old.name {
                    words.push(format!("called `{}`, was `{}`", self.name, old.name));
                }
                quoted(&mut words, "title", &old.title, &self.title);
                words.extend(cx.moved(self.at));
                // Who answers for what something stands in answers for it too, and is told there.
                let owners = (titles(&old.owners), titles(&self.owners));
                if cx.around != Some(&owners) {
                    value(&mut words, "owner", owners.0.as_ref(), owners.1.as_ref());
                }
                {
                    let ($old, $new, $words) = (&old, &self, &mut words);
                    $say
                }
                value(&mut words, "only for", some(&old.only), some(&self.only));
                Self {
                    fate: changed(words),
                    $($within: cx.within(&owners).all(old.$within, self.$within),)*
                    ..self
                }
            }
        }
    };
}

named!(
    Column,
    in [
        goals, motivations, actions, thoughts, questions, needs, touchpoints, barriers, opportunities, backstages,
        lanes, measures
    ],
    feels emotion,
    |old, new, words| {
        value(words, "phase", old.phase.map(|it| it.word()), new.phase.map(|it| it.word()));
        value(words, "takes", old.duration, new.duration);
        feeling(words, &old.emotion, &new.emotion);
        evidence(words, &old.evidence, &new.evidence);
        other(words, "note", &old.note, &new.note);
        other(words, "links", &old.links, &new.links);
        other(words, "tags", &old.tags, &new.tags);
    }
);

named!(
    Point,
    in [actions, thoughts, questions, needs, barriers, opportunities, lanes, measures],
    feels emotion,
    |old, new, words| {
        let channels = |of: &[Medium]| some(of.iter().map(|channel| &channel.title));
        value(words, "channel", channels(&old.channels), channels(&new.channels));
        value(words, "device", some(&old.devices), some(&new.devices));
        value(words, "criticality", old.criticality.map(|it| it.word()), new.criticality.map(|it| it.word()));
        feeling(words, &old.emotion, &new.emotion);
        value(words, "takes", old.duration, new.duration);
        value(words, "lost here", old.drop, new.drop);
        lines(words, "success", &old.successes, &new.successes);
        lines(words, "event", &old.events, &new.events);
        evidence(words, &old.evidence, &new.evidence);
        other(words, "note", &old.note, &new.note);
        other(words, "links", &old.links, &new.links);
        other(words, "tags", &old.tags, &new.tags);
    }
);

named!(Hurdle, in [solutions], |old, new, words| {
    let state = |of: &Hurdle| match of.addressed {
        Addressed::Open => "open",
        Addressed::Solved => "addressed",
        Addressed::Accepted => "accepted",
    };
    value(words, "now", Some(state(old)), Some(state(new)));
    value(words, "severity", old.severity.map(|it| it.word()), new.severity.map(|it| it.word()));
    value(words, "lost", old.drop, new.drop);
    value(words, "accepted", old.accepted.as_deref(), new.accepted.as_deref());
    evidence(words, &old.evidence, &new.evidence);
    other(words, "note", &old.note, &new.note);
    other(words, "links", &old.links, &new.links);
});

named!(Chance, in [solutions], |old, new, words| {
    value(words, "impact", old.impact.map(|it| it.word()), new.impact.map(|it| it.word()));
    evidence(words, &old.evidence, &new.evidence);
    other(words, "note", &old.note, &new.note);
    other(words, "links", &old.links, &new.links);
});

named!(Remedy, in [], |old, new, words| {
    value(words, "status", old.status.map(|it| it.word()), new.status.map(|it| it.word()));
    value(words, "due", old.due, new.due);
    value(words, "cost", old.cost, new.cost);
    value(words, "keeps", old.lift, new.lift);
    evidence(words, &old.evidence, &new.evidence);
    other(words, "note", &old.note, &new.note);
    other(words, "links", &old.links, &new.links);
});

named!(Process, in [], |old, new, words| {
    lines(words, "system", &old.systems, &new.systems);
    value(words, "takes", old.duration, new.duration);
    other(words, "note", &old.note, &new.note);
    other(words, "links", &old.links, &new.links);
});

impl Shown for Line {
    fn key(&self) -> String {
        // Nobody writes the character that parts them: it is reported.
        format!("{}\0{}", self.text, self.only.join("\0"))
    }

    fn tell(&mut self, fate: Fate) {
        self.fate = Some(Box::new(fate));
    }

    fn since(self, _: Self, _: &Versions<'_>) -> Self {
        self
    }
}

impl Shown for Deed {
    fn key(&self) -> String {
        self.line.key()
    }

    fn tell(&mut self, fate: Fate) {
        self.line.tell(fate);
    }

    fn since(mut self, old: Self, _: &Versions<'_>) -> Self {
        if self.unassisted != old.unassisted {
            let how = if self.unassisted { "now on their own" } else { "no longer on their own" };
            self.line.fate = changed(vec![how.to_owned()]);
        }
        self
    }
}

/// A text in a row of one's own.
impl Shown for (usize, Line) {
    fn key(&self) -> String {
        format!("{}\0{}", self.0, self.1.key())
    }

    fn tell(&mut self, fate: Fate) {
        self.1.tell(fate);
    }

    fn since(self, _: Self, _: &Versions<'_>) -> Self {
        self
    }
}

impl Shown for Measured {
    fn key(&self) -> String {
        format!("{}\0{}", self.metric.name, self.only.join("\0"))
    }

    fn tell(&mut self, fate: Fate) {
        self.fate = Some(Box::new(fate));
    }

    fn since(mut self, old: Self, _: &Versions<'_>) -> Self {
        let mut words = Vec::new();
        value(&mut words, "value", Some(old.value), Some(self.value));
        value(&mut words, "target", old.target, self.target);
        value(&mut words, "on", old.on, self.on);
        self.fate = changed(words);
        self
    }
}

impl Shown for Way {
    fn key(&self) -> String {
        let to = match &self.to {
            Goal::Stage(number) => number.to_string(),
            Goal::End => "end".to_owned(),
            Goal::Exit => "exit".to_owned(),
            Goal::Journey(journey) => format!("journey {}", journey.name),
        };
        format!("{} {to}", self.from)
    }

    fn tell(&mut self, fate: Fate) {
        self.fate = Some(Box::new(fate));
    }

    fn mark(&mut self, fate: &Fate, here: Span) {
        let fate = match fate {
            Fate::Removed(_) => Fate::Removed(self.share.map(|it| it.to_string()).unwrap_or_default()),
            Fate::Added | Fate::Changed(_) => fate.clone(),
        };
        if matches!(fate, Fate::Removed(_)) {
            self.share = Some(Share::NONE);
            self.at = here;
        }
        self.tell(fate);
    }

    fn since(mut self, old: Self, _: &Versions<'_>) -> Self {
        let mut words = Vec::new();
        value(&mut words, "share", old.share, self.share);
        value(&mut words, "when", old.when.as_deref(), self.when.as_deref());
        self.fate = changed(words);
        self
    }
}
