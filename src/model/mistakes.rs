//! What can be wrong with names, and with what they are put together to.

use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::model::audience::MOST_AUDIENCES;
use crate::text::{Near, Span, Spanned};
use crate::value::{Name, Share};
use crate::vocabulary::{Unit, Word, one_of};

crate::mistakes! {
    /// A name that nothing this file sees declares: neither the file itself nor one that it imports.
    ///
    /// ```journey wrong
    /// team marketing
    /// journey shoes {
    ///   owner marketng
    /// }
    /// ```
    ///
    /// ```journey right
    /// team marketing
    /// journey shoes {
    ///   owner marketing
    /// }
    /// ```
    "unknown-name", "a name that is not declared", fix Safe;
    unknown_name(name: &Spanned<Name>, wanted: &str, near: Option<Near<'_>>, there: &[&str]) {
        let report = Diagnostic::error(name.span, format!("no {wanted} is called `{}` here", name.value));
        let other_letter = near.and_then(|near| Some((near, name.value.look_alike(near.word)?)));
        if let Some((near, letter)) = other_letter {
            return report
                .did_you_mean(name.span, Some(near))
                .help(format!("did you mean `{}`? it looks the same, but `{letter}` here is U+{:04X}", near.word, u32::from(letter)))
                .code("unknown-name");
        }
        match near {
            Some(near) => report.did_you_mean(name.span, Some(near)),
            None if there.is_empty() => report.help("declare it, or import the file that does"),
            None => report.help(format!("declare it, or name one that there is: {}", one_of(there))),
        }
    }

    /// The name is declared, but stands for something that cannot be meant here.
    ///
    /// ```journey wrong
    /// channel shop
    /// journey shoes {
    ///   owner shop
    /// }
    /// ```
    "another-kind", "a name of something that cannot be meant here";
    another_kind(name: &Spanned<Name>, wanted: &str, found: &str, declared: Span) {
        Diagnostic::error(name.span, format!("`{}` is {found}; what is wanted here is {wanted}", name.value))
            .also(declared, "it is declared here")
    }

    /// The name is declared in another file of the project, which this file does not import.
    ///
    /// ```journey wrong
    /// //- example.journey
    /// journey shoes {
    ///   owner shop
    /// }
    /// //- teams.journey
    /// team shop
    /// ```
    ///
    /// ```journey right
    /// //- example.journey
    /// import "teams.journey"
    /// journey shoes {
    ///   owner shop
    /// }
    /// //- teams.journey
    /// team shop
    /// ```
    "not-imported", "a name from a file that is not imported", fix Safe;
    not_imported(name: &Spanned<Name>, found: &str, declared: Span, path: &str, place: Option<(Span, &str)>) {
        let import = format!("import \"{path}\"");
        Diagnostic::error(name.span, format!("`{}` is {found} in a file that this one does not import", name.value))
            .also(declared, "it is declared here")
            .help(format!("add `{import}` at the top of the file"))
            .fix_by(place.map(|(place, end)| Fix::safe(format!("add `{import}`"), [Edit::new(place, format!("{import}{end}"))])))
    }

    /// Two declarations with one name, both in sight of one file: it could not say which of them it means.
    ///
    /// ```journey wrong
    /// team shop
    /// person shop
    /// ```
    "declared-twice", "a name that is declared twice";
    declared_twice(at: Span, name: &Name, first: Span, kinds: (&str, &str)) {
        let (kind, first_kind) = kinds;
        if kind == first_kind {
            return Diagnostic::error(at, format!("`{name}` is declared a second time"))
                .also(first, "it is declared here already")
                .help("rename one of them")
                .code("declared-twice");
        }
        Diagnostic::error(at, format!("`{name}` is declared a second time, as {kind}"))
            .also(first, format!("it is declared here already, as {first_kind}"))
            .help(format!("rename one of them: {kind} and {first_kind} may not have one name"))
    }

    /// A journey names each of those that it is for once.
    ///
    /// ```journey wrong
    /// segment firms
    /// journey shoes {
    ///   for firms, firms
    /// }
    /// ```
    "named-twice", "a name that stands twice in a list", fix Safe;
    named_twice(name: &Spanned<Name>, first: Span, before: Option<Span>) {
        Diagnostic::error(name.span, format!("`{}` stands in this list twice", name.value))
            .also(first, "it stands here already")
            .help("take one of them away")
            .fix_by(before.map(|before| Fix::safe("take the second away", [Edit::take_away(before.after().to(name.span))])))
    }

    /// Arrows lead to a stage of the same journey, to `end`, to `exit`, or with `journey` to another journey.
    ///
    /// ```journey wrong
    /// team shop
    /// journey shoes {
    ///   stage looking { owner shop; -> buyng }
    ///   stage buying { owner shop; -> end }
    /// }
    /// ```
    "unknown-stage", "a stage that this journey does not have", fix Safe;
    unknown_stage(name: &Spanned<Name>, near: Option<Near<'_>>, stages: &[&str]) {
        let report = Diagnostic::error(name.span, format!("this journey has no stage called `{}`", name.value));
        match near {
            None if stages.is_empty() => report.help("declare the stage"),
            None => report.help(format!("declare the stage, or name one that there is: {}", one_of(stages))),
            near => report.did_you_mean(name.span, near),
        }
    }

    /// An arrow leads to a stage of the same journey by its name, and to another journey by `journey` and its name.
    ///
    /// ```journey wrong
    /// team shop
    /// journey shoes {
    ///   stage looking { owner shop; -> returns }
    /// }
    /// journey returns
    /// ```
    ///
    /// ```journey right
    /// team shop
    /// journey shoes {
    ///   stage looking { owner shop; -> journey returns }
    /// }
    /// journey returns
    /// ```
    "no-stage", "the name of something else where a stage is wanted", fix Safe;
    no_stage(name: &Spanned<Name>, is_touchpoint: Option<Span>) {
        match is_touchpoint {
            Some(declared) => Diagnostic::error(name.span, format!("`{}` is a touchpoint; what is wanted here is a stage", name.value))
                .also(declared, "it is declared here")
                .help("name the stage that it stands in"),
            None => Diagnostic::error(name.span, format!("`{}` is a journey; what is wanted here is a stage of this one", name.value))
                .help(format!("write `-> journey {}` to lead on to it", name.value))
                .fix_by(lead_to_journey(name.span))
        }
    }

    /// `solved by` names solutions of other barriers in the same journey.
    ///
    /// ```journey wrong
    /// team shop
    /// journey shoes {
    ///   stage buying {
    ///     owner shop
    ///     barrier no_size "No size fits" { solved by size_guide }
    ///     -> end
    ///   }
    /// }
    /// ```
    ///
    /// ```journey wrong
    /// team shop
    /// journey shoes {
    ///   stage buying {
    ///     owner shop
    ///     barrier queue "A queue" { solution more_tills "More tills" }
    ///     barrier noise "Noise" { solved by more_tils }
    ///     -> end
    ///   }
    /// }
    /// ```
    "unknown-solution", "a solution that this journey does not have", fix Safe;
    unknown_solution(name: &Spanned<Name>, near: Option<Near<'_>>) {
        Diagnostic::error(name.span, format!("this journey has no solution called `{}`", name.value))
            .help("declare it in the barrier that it is made for")
            .did_you_mean(name.span, near)
    }

    /// `solved by` names solutions, not what they are made for.
    ///
    /// ```journey wrong
    /// team shop
    /// journey shoes {
    ///   stage buying {
    ///     owner shop
    ///     barrier queue "A queue" { accepted "It is short" }
    ///     barrier noise "Noise" { solved by queue }
    ///     -> end
    ///   }
    /// }
    /// ```
    "no-solution", "the name of something else where a solution is wanted";
    no_solution(name: &Spanned<Name>, found: &str, declared: Span) {
        Diagnostic::error(name.span, format!("`{}` is {found}; what is wanted here is a solution", name.value))
            .also(declared, "it is declared here")
    }

    /// `only` speaks of some of those whose journey it is.
    ///
    /// ```journey wrong
    /// segment firms
    /// segment families
    /// journey shoes {
    ///   for families
    ///   only firms { goal "One invoice" }
    /// }
    /// ```
    "not-in-for", "an `only` for an audience whose journey it is not", fix Unsafe;
    not_in_for(name: &Spanned<Name>, audiences: Option<Span>) {
        let report = Diagnostic::error(name.span, format!("this journey is not for `{}`", name.value));
        match audiences {
            Some(audiences) => report.also(audiences, "it is for these")
                .help("name the audience in the journey's `for` too")
                .suggest(format!("name `{}` in it too", name.value), audiences.after(), format!(", {}", name.value)),
            None => report.help("say whom the journey is for: `for`, and all its audiences"),
        }
    }

    /// What a journey says is looked at for each of its audiences by itself, so it may have 64. Few have more than five.
    "too-many-audiences", "a journey for over 64 audiences";
    too_many_audiences(at: Span) {
        Diagnostic::error(at, format!("a journey may be for {MOST_AUDIENCES} audiences, and this is one more"))
            .help("name segments rather than each of their personas, or write several journeys")
    }

    /// A metric says what it is counted in; its values are counted so.
    ///
    /// ```journey wrong
    /// metric returns { unit percent }
    /// journey shoes {
    ///   measure returns 12
    /// }
    /// ```
    "wrong-unit", "a value in another unit than its metric's";
    wrong_unit(at: Span, metric: &Name, unit: Unit, declared: Span) {
        let (values, example) = match unit {
            Unit::Percent => ("shares", "`18%`"),
            Unit::Count => ("numbers", "`1_200`"),
            Unit::Score => ("numbers", "`41`"),
            Unit::Money => ("amounts of money", "`85 EUR`"),
            Unit::Duration => ("durations", "`3d`"),
        };
        Diagnostic::error(at, format!("values of `{metric}` are {values}, such as {example}; this is none"))
            .also(declared, "its unit stands here")
            .help("write the value in the unit of its metric")
    }

    /// The shares of a stage's arrows, or of a journey's starts, say how one whole divides; they cannot be more than it.
    ///
    /// ```journey wrong
    /// team shop
    /// journey shoes {
    ///   stage buying {
    ///     owner shop
    ///     -> end 80%
    ///     -> exit 30%
    ///   }
    /// }
    /// ```
    "shares-over-whole", "shares that add up to more than 100 %";
    shares_over_whole(places: &[Span], sum: Share, of: &str) {
        let (first, rest) = places.split_first().map_or((None, places), |(first, rest)| (Some(*first), rest));
        let at = first.unwrap_or(Span::new(crate::text::SourceId(0), 0, 0));
        let report = Diagnostic::error(at, format!("the shares of {of} add up to {}, more than 100\u{A0}%", sum));
        rest.iter().fold(report, |report, place| report.also(*place, "and this")).help("lower one of them")
    }

    /// Two arrows of a stage lead to one target: it would be left open which of them counts.
    ///
    /// ```journey wrong
    /// team shop
    /// journey shoes {
    ///   stage buying {
    ///     owner shop
    ///     -> end 50%
    ///     -> end 30%
    ///   }
    /// }
    /// ```
    "arrow-twice", "two arrows from one stage to one target";
    arrow_twice(at: Span, first: Span, stage: &Name, target: &str) {
        Diagnostic::error(at, format!("a second arrow leads from `{stage}` to {target}"))
            .also(first, "this one leads there already")
            .help("make one arrow of the two")
    }

    /// Where arrows of a stage have shares, one of them may go without: it takes what is left. Two could not share it.
    ///
    /// ```journey wrong
    /// team shop
    /// journey shoes {
    ///   stage looking { owner shop; -> buying 40%; -> end; -> exit }
    ///   stage buying { owner shop; -> end }
    /// }
    /// ```
    "two-rests", "two arrows without a share where others have one";
    two_rests(at: Span, first: Span) {
        Diagnostic::error(at, "a second arrow without a share: one may take what is left, not two")
            .also(first, "this one takes what is left already")
            .help("give one of them a share")
    }
}

/// The word before the name of a journey that an arrow leads to.
fn lead_to_journey(name: Span) -> Fix {
    let word = Word::Journey.keyword().text;
    Fix::safe(format!("write `{word}` before it"), [Edit::new(name.before(), format!("{word} "))])
}
