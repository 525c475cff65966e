//! What can be wrong with the words: unknown, in the wrong place, with the wrong arguments, given twice.

use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::syntax::Kind;
use crate::text::{Near, Span};
use crate::value::Wrong;
use crate::vocabulary::argument::Piece;
use crate::vocabulary::choice::near_choice;
use crate::vocabulary::keyword::{Keyword, Place, Slot, Space, Takes, one_of};
use crate::vocabulary::table::Word;
use crate::vocabulary::wording::{How, announced_phrase, found, how, name_of, says};

crate::mistakes! {
    /// Every statement starts with a word of the language. This one starts with a word that is none.
    ///
    /// ```journey wrong
    /// team shop {
    ///   laed "Ada"
    /// }
    /// ```
    ///
    /// ```journey right
    /// team shop {
    ///   lead "Ada"
    /// }
    /// ```
    "unknown-word", "a word that is no statement here", fix Safe;
    unknown_word(at: Span, word: &str, place: Place, near: Option<Near<'_>>, block: Option<Span>) {
        let report = Diagnostic::error(at, format!("`{word}` is no statement {}", place.phrase()))
            .did_you_mean(at, near);
        let report = match (near, block) {
            (None, Some(block)) => report.also(block, "it stands in this block"),
            _ => report,
        };
        if near.is_some() {
            return report.code("unknown-word");
        }
        if matches!(word, "title" | "name" | "label") && place != Place::File {
            return report.help("a title stands behind the name of what it is for: `stage looking \"Looking around\"`").code("unknown-word");
        }
        let words: Vec<&str> = Keyword::allowed_in(place).map(|keyword| keyword.text).collect();
        report.help(format!("{} may stand: {}", place.phrase(), one_of(&words)))
    }

    /// Between a word and the name behind it stands a blank.
    ///
    /// ```journey wrong
    /// teamlogistics "Logistics"
    /// ```
    ///
    /// ```journey right
    /// team logistics "Logistics"
    /// ```
    "missing-blank", "a word and a name without a blank between", fix Safe;
    missing_blank(at: Span, text: &str, name: &str) {
        let word = text.strip_suffix(name).unwrap_or(text);
        let between = Span { start: at.end.saturating_sub(name.len() as u32), ..at }.before();
        Diagnostic::error(at, format!("a blank is missing between `{word}` and `{name}`"))
            .help(format!("write `{word} {name}`"))
            .fix("put a blank there", between, " ")
    }

    /// The word is one of the language, but means nothing in this block.
    ///
    /// ```journey wrong
    /// team shop
    /// journey shoes {
    ///   stage buying {
    ///     severity high
    ///     owner shop
    ///     -> end
    ///   }
    /// }
    /// ```
    ///
    /// ```journey right
    /// team shop
    /// journey shoes {
    ///   stage buying {
    ///     owner shop
    ///     barrier no_size "No size fits" { severity high }
    ///     -> end
    ///   }
    /// }
    /// ```
    "wrong-place", "a statement in a block where it means nothing";
    wrong_place(at: Span, word: &str, place: Place, rows: &[&'static Keyword]) {
        let may = |wanted: &Place| rows.iter().any(|row| row.places.contains(wanted));
        let places: Vec<&str> = Place::ALL.iter().filter(|place| may(place)).map(|place| place.phrase()).collect();
        let listed = match places.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
            _ => places.concat(),
        };
        Diagnostic::error(at, format!("`{word}` may not stand {}", place.phrase()))
            .help(format!("it may stand {listed}"))
    }

    /// A statement starts with a word that says what it is about.
    ///
    /// ```journey wrong
    /// team shop {
    ///   "The shop downtown"
    /// }
    /// ```
    ///
    /// ```journey right
    /// team shop {
    ///   note "The shop downtown"
    /// }
    /// ```
    "missing-word", "a statement without its word", fix Unsafe;
    no_word(piece: Piece<'_>, place: Place) {
        let Piece { kind, span: at, .. } = piece;
        let found = found(piece);
        let help = match kind {
            Kind::Comma => "a list goes on to the next line after a comma, not before one".to_owned(),
            Kind::String | Kind::TextBlock => {
                "write the word that says what the text is, such as `note`; if it is one more of a list, end the line \
                 before it with a comma"
                    .to_owned()
            }
            _ => format!("start with a word that may stand {}", place.phrase()),
        };
        let note = Word::Note.keyword();
        let may_be_note = matches!(kind, Kind::String | Kind::TextBlock) && note.places.contains(&place);
        let write = || {
            let word = note.text;
            Fix::for_a_look(format!("write `{word}` before it"), [Edit::new(at.before(), format!("{word} "))])
        };
        Diagnostic::error(at, format!("{found} stands where a statement should start"))
            .help(help)
            .fix_by(may_be_note.then(write))
    }

    /// The statement was found in full, but one of the things behind its word is not what it takes.
    ///
    /// ```journey wrong
    /// team shop {
    ///   lead ada
    /// }
    /// ```
    ///
    /// ```journey right
    /// team shop {
    ///   lead "Ada"
    /// }
    /// ```
    ///
    /// ```journey wrong
    /// team shop
    /// journey shoes {
    ///   owner "shop"
    /// }
    /// ```
    "wrong-argument", "something behind a word that it does not take", fix Safe;
    wrong_argument(keyword: &Keyword, taken: &[bool; 8], piece: Piece<'_>) {
        let open = || keyword.slots.iter().zip(taken).filter(|(_, taken)| !**taken).map(|(slot, _)| slot);
        let (found, word) = (found(piece), keyword.text);
        let report = |message: String| Diagnostic::error(piece.span, message);
        let bare = open().any(|slot| slot.needed && slot.lead.is_none());
        let announced = open().find_map(|slot| slot.lead.filter(|_| !bare && says(slot.takes, piece)));
        let wanted = open().find(|slot| slot.needed).or_else(|| open().next());
        if let Some(lead) = announced {
            Diagnostic::error(piece.span.before(), format!("`{lead}` is missing here, before {found}"))
                .help(format!("put `{lead}` before it"))
                .fix(format!("put `{lead}` before it"), piece.span.before(), format!("{lead} "))
        } else if let Some(slot) = wanted.filter(|slot| slot.needed || open().count() == 1) {
            let way = if slot.lead.is_none() { how(slot, piece) } else { How::default() };
            way.told(report(format!("`{word}` takes {} here, not {found}", announced_phrase(slot))))
        } else if wanted.is_some() {
            let choices: Vec<String> = open().map(announced_phrase).collect();
            let listed = match choices.split_last() {
                Some((last, rest)) => format!("{}, or {last}", rest.join(", ")),
                None => String::new(),
            };
            report(format!("`{word}` does not take {found} here")).help(format!("it may go on with {listed}"))
        } else {
            report(format!("`{word}` takes nothing more here, but {found} follows")).help(match piece.kind {
                Kind::Word => "start a new line, or put a `;` before the next statement",
                _ => "take it away",
            })
        }
    }

    /// What others call a thing by starts with a letter or `_`, and stands before its title.
    ///
    /// ```journey wrong
    /// team 2nd_shop "The second shop"
    /// ```
    ///
    /// ```journey right
    /// team second_shop "The second shop"
    /// ```
    "no-name", "a declaration without a name", fix Unsafe;
    no_name(piece: Piece<'_>, misplaced: Option<Piece<'_>>) {
        let name = name_of(piece.text);
        match misplaced {
            Some(name) if name.kind == Kind::Word => {
                let written = format!("{} {}", name.text, piece.text);
                Diagnostic::error(piece.span.to(name.span), "the name of a thing stands before its title")
                    .help(format!("write `{written}`"))
                    .fix("put the name first", piece.span.to(name.span), written)
            }
            Some(_) => {
                let name = piece.text.trim_matches('"');
                Diagnostic::error(piece.span, "the name of a thing stands without quotes, and its title behind it in quotes")
                    .help(format!("write `{name}`"))
                    .fix("take the quotes away", piece.span, name)
            }
            None if piece.kind == Kind::Figure => {
                let message = format!("`{}` is no name: names start with a letter or `_`", piece.text);
                Diagnostic::error(piece.span, message)
                    .help(format!("call it `{name}`"))
                    .suggest(format!("call it `{name}`"), piece.span, name)
            }
            None => Diagnostic::error(piece.span.before(), format!("a name is missing here, before {}", found(piece)))
                .help(format!("give it a name that others can call it by, such as `{name}`"))
                .suggest(format!("name it `{name}`"), piece.span.before(), format!("{name} ")),
        }
    }

    /// An arrow leads to a stage by its name alone.
    ///
    /// ```journey wrong
    /// team shop
    /// journey shoes {
    ///   stage looking { owner shop; -> stage buying }
    ///   stage buying { owner shop; -> end }
    /// }
    /// ```
    ///
    /// ```journey right
    /// team shop
    /// journey shoes {
    ///   stage looking { owner shop; -> buying }
    ///   stage buying { owner shop; -> end }
    /// }
    /// ```
    "stage-in-arrow", "the word `stage` in an arrow", fix Safe;
    stage_in_arrow(at: Span, name: Piece<'_>) {
        let both = at.to(name.span);
        Diagnostic::error(at, "an arrow names a stage without the word `stage`")
            .help(format!("write `-> {}`", name.text))
            .fix("take `stage` away", both, name.text)
    }

    /// A text ends at its second quote. A quote within a text is written `\"`.
    ///
    /// ```journey wrong
    /// team shop "The "best" shop"
    /// ```
    ///
    /// ```journey right
    /// team shop "The \"best\" shop"
    /// ```
    "quote-in-text", "a text that goes on behind its second quote", fix Unsafe;
    quote_in_text(piece: Piece<'_>, quotes: Vec<Span>) {
        let quote = Span { start: piece.span.start.saturating_sub(1), end: piece.span.start, ..piece.span };
        Diagnostic::error(quote, format!("the text ends at this quote, but {} follows it", found(piece)))
            .help("write a quote within a text as `\\\"`")
            .fix_by((!quotes.is_empty()).then(|| {
                let edits: Vec<Edit> = quotes.into_iter().map(|quote| Edit::new(quote.before(), "\\")).collect();
                Fix::for_a_look("write the quotes within it as `\\\"`", edits)
            }))
    }

    /// What stands behind a comma does not belong to the list before it.
    ///
    /// ```journey wrong
    /// team shop
    /// journey shoes {
    ///   owner shop, "Ada"
    /// }
    /// ```
    ///
    /// ```journey right
    /// team shop
    /// person ada "Ada"
    /// journey shoes {
    ///   owner shop, ada
    /// }
    /// ```
    "wrong-item", "something in a list that does not belong there", fix Safe;
    wrong_item(keyword: &Keyword, slot: &Slot, piece: Piece<'_>) {
        if piece.kind == Kind::Comma {
            return Diagnostic::error(piece.span, "nothing stands between this comma and the one before it")
                .help("take it away")
                .fix("take it away", piece.span, "")
                .code("wrong-item");
        }
        let message = format!("`{}` takes {}, not {}", keyword.text, slot.takes.phrase(), found(piece));
        how(slot, piece).told(Diagnostic::error(piece.span, message))
    }

    /// The statement ends before it has said what it must say.
    ///
    /// ```journey wrong
    /// team shop {
    ///   lead
    /// }
    /// ```
    ///
    /// ```journey right
    /// team shop {
    ///   lead "Ada"
    /// }
    /// ```
    "missing-argument", "a word with nothing behind it";
    missing_argument(keyword: &Keyword, slot: &Slot, head: Span) {
        let message = format!("`{}` says too little: {} should stand here", keyword.text, announced_phrase(slot));
        Diagnostic::error(head.after(), message).help_if(slot.takes.hint().map(str::to_owned))
    }

    /// A word such as `on` or `target` announces something, and nothing fitting follows.
    ///
    /// ```journey wrong
    /// metric orders { unit count }
    /// journey shoes {
    ///   measure orders 12 target
    /// }
    /// ```
    ///
    /// ```journey right
    /// metric orders { unit count }
    /// journey shoes {
    ///   measure orders 12 target 20
    /// }
    /// ```
    "nothing-behind", "a word that announces something which does not follow";
    nothing_behind(keyword: &Keyword, slot: &Slot, lead: Span, found_piece: Option<Piece<'_>>) {
        let word = slot.lead.unwrap_or(keyword.text);
        let phrase = slot.takes.phrase();
        match found_piece {
            Some(piece) => {
                let message = format!("`{word}` announces {phrase}, not {}", found(piece));
                how(slot, piece).told(Diagnostic::error(piece.span, message))
            }
            None => Diagnostic::error(lead.after(), format!("`{word}` announces {phrase}, and nothing follows"))
                .help_if(slot.takes.hint().map(str::to_owned)),
        }
    }

    /// A value is not written as such values are, or there is no such thing: the 30th of February, an emotion of 7.
    ///
    /// ```journey wrong
    /// team shop
    /// journey shoes {
    ///   stage buying {
    ///     owner shop
    ///     touchpoint basket { emotion 7 }
    ///     -> end
    ///   }
    /// }
    /// ```
    ///
    /// ```journey right
    /// team shop
    /// journey shoes {
    ///   stage buying {
    ///     owner shop
    ///     touchpoint basket { emotion +2 }
    ///     -> end
    ///   }
    /// }
    /// ```
    ///
    /// ```journey wrong
    /// team shop
    /// journey shoes {
    ///   stage buying { owner shop; -> end ۸۰%; -> exit }
    /// }
    /// ```
    "wrong-value", "a value that there is not", fix Safe;
    wrong_value(at: Span, wrong: Wrong) {
        let report = Diagnostic::error(at, wrong.message);
        match wrong.nearest {
            Some(near) => report.help(format!("the nearest is `{near}`")).suggest(format!("change it to `{near}`"), at, near),
            None => report,
        }
    }

    /// Only a few words may stand here, and this is none of them.
    ///
    /// ```journey wrong
    /// channel shop {
    ///   kind online
    /// }
    /// ```
    ///
    /// ```journey right
    /// channel shop {
    ///   kind digital
    /// }
    /// ```
    ///
    /// ```journey wrong
    /// channel shop {
    ///   kind digitl
    /// }
    /// ```
    "wrong-choice", "a word that is not among those that may stand here", fix Safe;
    wrong_choice(at: Span, text: &str, words: &'static [&'static str]) {
        let report = Diagnostic::error(at, format!("`{text}` is not among what may stand here: {}", one_of(words)));
        report.did_you_mean(at, near_choice(text, words))
    }

    /// Money is a number and the code of its currency.
    ///
    /// ```journey wrong
    /// journey shoes {
    ///   value 85
    /// }
    /// ```
    ///
    /// ```journey right
    /// journey shoes {
    ///   value 85 EUR
    /// }
    /// ```
    "missing-currency", "an amount of money without its currency";
    missing_currency(at: Span) {
        Diagnostic::error(at.after(), "a currency is missing here")
            .help("write its ISO 4217 code behind the number, such as `EUR`")
    }

    /// A text that says nothing is most likely one that was forgotten.
    ///
    /// ```journey wrong
    /// team shop {
    ///   lead ""
    /// }
    /// ```
    "empty-text", "a text with nothing in it";
    empty_text(at: Span) {
        Diagnostic::error(at, "this text is empty").help("write the text, or take the statement away")
    }

    /// `end` and `exit` are where journeys end; no stage may be called so.
    ///
    /// ```journey wrong
    /// team shop
    /// journey shoes {
    ///   stage exit { owner shop }
    /// }
    /// ```
    "reserved-name", "a stage called `end` or `exit`";
    reserved_name(at: Span, name: &str) {
        Diagnostic::error(at, format!("no stage may be called `{name}`: an arrow that leads there leaves the journey"))
            .help("give it another name")
    }

    /// Between the items of a list stands a comma.
    ///
    /// ```journey wrong
    /// team shop
    /// team web
    /// journey shoes { owner shop web }
    /// ```
    ///
    /// ```journey right
    /// team shop
    /// team web
    /// journey shoes { owner shop, web }
    /// ```
    "missing-comma", "two items of a list without a comma between", fix Safe;
    missing_comma(slot: &Slot, item: Piece<'_>, before: Piece<'_>) {
        let at = item.span;
        let report = Diagnostic::error(at, "a comma is missing before this");
        if matches!(item.text, "and" | "or" | "und" | "i" | "și" | "и" | "و") {
            let in_place = Span { end: at.end, ..before.span.after() };
            return report.help("put a comma in its place").fix("put a comma in its place", in_place, ",").code("missing-comma");
        }
        // `only not firms`, `owner team web`, `tag word of mouth`: words too many, or one that has blanks in it.
        let is_free = matches!(slot.takes, Takes::References(Space::Free));
        let is_word = |piece: Piece<'_>| piece.text == "not" || !Keyword::named(piece.text).is_empty();
        if is_free || is_word(item) || is_word(before) {
            return report.help("put a comma between the items of a list; an item is one name, whose words `_` joins").code("missing-comma");
        }
        report.help("put a comma between the items of a list").fix("put a comma there", before.span.after(), ",")
    }

    /// A list ends with its last item.
    ///
    /// ```journey wrong
    /// team shop
    /// journey shoes {
    ///   owner shop,
    ///   goal "New shoes"
    /// }
    /// ```
    "trailing-comma", "a list that ends with a comma", fix Safe;
    trailing_comma(at: Span) {
        Diagnostic::error(at, "this list ends with a comma").help("take it away, or write the next item").fix("take it away", at, "")
    }

    /// Most statements may stand once in a block: a second one would leave open which of them counts.
    ///
    /// ```journey wrong
    /// team shop {
    ///   lead "Ada"
    ///   lead "Grace"
    /// }
    /// ```
    ///
    /// ```journey wrong
    /// team shop {
    ///   lead "Ada"
    ///   contact "shop@example.com"
    ///   lead "Ada"
    /// }
    /// ```
    "given-twice", "a statement that stands twice where it may stand once", fix Safe;
    given_twice(at: Span, word: &str, first: Span, same: Option<Span>, is_list: bool) {
        Diagnostic::error(at, format!("`{word}` stands here a second time"))
            .also(first, "it stands here already")
            .help(match is_list {
                true => "put all of it behind one of them, with commas between",
                false => "keep one of them",
            })
            .fix_by(same.map(|same| Fix::safe("take the second away, which says the same", [Edit::take_away(same)])))
    }

    /// Only declarations and `only` have blocks.
    ///
    /// ```journey wrong
    /// team shop {
    ///   lead "Ada" {
    ///     role "Head of the shop"
    ///   }
    /// }
    /// ```
    "block-not-allowed", "a block behind a statement that has none";
    block_not_allowed(at: Span, word: &str) {
        Diagnostic::error(at, format!("`{word}` has no block")).help("take the block away")
    }

    /// `only` says for whom the statements in its block count. Without a block it says nothing.
    ///
    /// ```journey wrong
    /// segment firms
    /// journey shoes {
    ///   for firms
    ///   only firms
    /// }
    /// ```
    ///
    /// ```journey right
    /// segment firms
    /// journey shoes {
    ///   for firms
    ///   only firms { goal "One invoice" }
    /// }
    /// ```
    "missing-block", "an `only` without a block";
    missing_block(head: Span, word: &str) {
        Diagnostic::error(head.after(), format!("`{word}` says nothing without a block"))
            .help("put what counts for these alone between `{` and `}` behind it")
    }

    /// What is said of whom the journey is for, and the language of the whole, cannot itself be for some of them.
    ///
    /// ```journey wrong
    /// segment firms
    /// journey shoes {
    ///   for firms
    ///   only firms {
    ///     lang "pl"
    ///   }
    /// }
    /// ```
    "not-in-only", "a statement that cannot be for some audiences only";
    not_in_only(at: Span, word: &str) {
        Diagnostic::error(at, format!("`{word}` may not stand in an `only` block")).help("write it in the block around it")
    }

    /// `@allow` names a rule and gives the reason why its report is silenced; both must be there.
    ///
    /// ```journey wrong
    /// journey shoes {
    ///   @allow(missing-owner)
    ///   stage looking { -> end }
    /// }
    /// ```
    ///
    /// ```journey right
    /// journey shoes {
    ///   @allow(missing-owner, "the team starts in spring", until 2027-03-01)
    ///   stage looking { -> end }
    /// }
    /// ```
    "wrong-allow", "an `@allow` that is not written as one";
    wrong_allow(at: Span, wanted: &str) {
        Diagnostic::error(at, wanted).help("write `@allow(rule-name, \"the reason\")`, and `, until 2027-03-01` if it is to end")
    }

    /// The one word that may follow `@` is `allow`.
    ///
    /// ```journey wrong
    /// @ignore(unused-declaration, "the team starts in spring")
    /// team shop
    /// ```
    "unknown-annotation", "an `@` with another word than `allow`", fix Safe;
    unknown_annotation(at: Span, text: &str) {
        Diagnostic::error(at, format!("`{text}` means nothing")).did_you_mean(at, Some(Near::alike("@allow")))
    }

    /// `@allow` stands on the line before what it is about.
    ///
    /// ```journey wrong
    /// team shop {
    ///   lead "Ada"
    ///   @allow(unused-declaration, "the team starts in spring")
    /// }
    /// ```
    "allow-of-nothing", "an `@allow` with nothing after it", fix Unsafe;
    allow_of_nothing(at: Span, line: Span) {
        Diagnostic::error(at, "nothing follows this `@allow`").help("put it on the line before what it is about")
            .suggest("take it away", line, "")
    }
}
