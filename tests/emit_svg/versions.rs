//! Two versions of projects, and the maps that show both.

use journey::diff::{Renames, on_one_board};
use journey::emit::look::{Mode, Theme};
use journey::emit::{Emitter, Project, Subject};
use journey::model::Declaration;
use journey::view::View;
use journey::view::board::Board;
use journey::workspace::Memory;

use crate::support;
use crate::texts::NASTY;

/// The maps of both versions of every journey that is in both, by the names of the project and the journey.
fn drawn(project: &str, format: &str, old: &Memory, new: &Memory) -> Vec<(String, String)> {
    let (old, new) = (support::snapshot(old, support::TODAY), support::snapshot(new, support::TODAY));
    let subjects = new.model().journeys().filter_map(|(id, journey)| {
        let before = old.model().journeys().find(|(_, it)| it.name() == journey.name())?.0;
        let view = View::new(new.model(), id, None);
        let before = Board::new(&View::new(old.model(), before, None));
        let board = on_one_board(Some(before), Board::new(&view), "main", &Renames::default());
        Some(Subject { view, board, path: journey.name().to_string() })
    });
    let all = Project {
        subjects: subjects.collect(),
        theme: Theme { mode: Mode::Auto, ..Theme::default() },
        ..Project::new(new.model(), &new, new.settings().today)
    };
    let page = Emitter::named(format).expect("there is such a format").pages[0];
    let made = all.subjects.iter().map(|subject| {
        let bytes = page.made(subject, &all).expect("it is drawn").bytes;
        (format!("{project}-{}", subject.path), String::from_utf8(bytes).expect("a text"))
    });
    made.collect()
}

/// A project before and after these replacements in one of its files.
fn edited(old: Memory, file: &str, edits: &[(&str, &str)]) -> (Memory, Memory) {
    let mut all = old.all();
    let (_, bytes) = all.iter_mut().find(|(path, _)| path.ends_with(file)).expect("it is there");
    let mut text = String::from_utf8(bytes.clone()).expect("a text");
    for (before, after) in edits {
        assert!(text.contains(before), "{before}");
        text = text.replacen(before, after, 1);
    }
    *bytes = text.into_bytes();
    (old, Memory::new(all))
}

/// What was done to the shoes: something of every kind came, went and changed.
const SHOES: &[(&str, &str)] = &[
    ("goal \"Never to think about sizes again\"", "goal \"Shoes that fit the first time\""),
    ("measure repeat_rate 18% target 25%", "measure repeat_rate 21% target 24%"),
    ("volume 12_000", "volume 14_000"),
    ("owner marketing\n    phase awareness", "owner ecommerce\n    phase awareness"),
    ("touchpoint search_hit \"Hit in the search engine\"", "touchpoint answer \"Answer of an assistant\""),
    ("-> comparison 42%", "-> comparison 45%"),
    ("question \"Is it cheaper elsewhere?\"", "question \"Does a shop near me have it?\""),
    ("emotion -2 \"No idea which size to take\"", "emotion +1 \"The guide helps\""),
    ("severity high\n        drop 20%", "severity medium\n        drop 12%"),
    ("status testing", "status live"),
    ("lane tone \"Like the friend who knows about shoes\"", "lane tone \"Like a good doctor\""),
];

/// The last stage but one goes, another comes, and arrows with them.
const RETURNS: &[(&str, &str)] = &[
    ("-> exchange 30%", "-> voucher 30%"),
    ("stage exchange \"Getting the other pair\"", "stage voucher \"Getting a voucher\""),
    ("-> doubting 3% when \"Reads the conditions again\"", "-> sending 2% when \"Has no printer\""),
];

const PERSIAN: &[(&str, &str)] = &[
    ("-> بررسی 46%", "-> بررسی 49%"),
    ("status live", "status dropped"),
    ("thought \"چه رنگی! یعنی واقعاً با دست بافته‌اند؟\"", "thought \"این را کجا می‌فروشند؟\""),
    ("touchpoint غرفهٔ_نمایشگاه \"غرفه در نمایشگاه\"", "touchpoint فروشگاه_کوچک \"فروشگاه کوچک در بازار\""),
];

/// Of the longest texts, some are there no more and others new.
const NASTY_EDITS: &[(&str, &str)] =
    &[("stage one ", "stage eins "), ("target 30", "target 45"), ("severity low", "severity critical")];

/// Maps of two versions, in this format.
pub(crate) fn compared(format: &str) -> Vec<(String, String)> {
    let example = |name: &str| {
        let files = support::files_in(&support::folder("examples").join(name));
        let texts =
            files.into_iter().filter_map(|(path, bytes)| Some((path, String::from_utf8(bytes).ok()?)));
        Memory::new(texts.collect::<Vec<_>>())
    };
    let of = |name: &str, file: &str, edits: &[(&str, &str)]| {
        let (old, new) = edited(example(name), file, edits);
        drawn(name, format, &old, &new)
    };
    let mut all = of("shoes", "buying.journey", SHOES);
    all.retain(|(name, _)| name == "shoes-running_shoes");
    all.extend(
        of("shoes", "returns.journey", RETURNS).into_iter().filter(|(name, _)| name == "shoes-returns"),
    );
    all.extend(of("persian", "handicrafts.journey", PERSIAN));
    let (old, new) = edited(Memory::new([("all.journey", NASTY)]), "all.journey", NASTY_EDITS);
    all.extend(drawn("nasty", format, &old, &new));
    all
}
