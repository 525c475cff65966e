//! Lines whose letters no font has together, in PNG and PDF.

use std::collections::BTreeSet;

use journey::emit::look::Mode;
use journey::emit::picture::Fonts;
use journey::workspace::Memory;
use proptest::collection::vec;
use proptest::sample::select;
use proptest::test_runner::{Config, RngSeed};
use proptest::{prop_assert, proptest};
use resvg::usvg::fontdb::{Database, FaceInfo, ID};

use crate::made;
use crate::pictures::pixels;

/// Read once.
static FONTS: Fonts = Fonts::of_system();

/// What a format makes of a journey with this title whose stages have these, and the characters that no font has.
fn titled(fonts: &Fonts, format: &str, title: &str, stages: &[String]) -> Option<(Vec<u8>, BTreeSet<char>)> {
    let stage = |(number, title): (usize, &String)| format!("  stage s{number} \"{title}\" {{ -> end }}\n");
    let stages: String = stages.iter().enumerate().map(stage).collect();
    let journey = Memory::new([("a.journey", format!("journey a \"{title}\" {{\n{stages}}}\n"))]);
    let made = made(&journey, format, Mode::Light, fonts).remove(0).1.ok()?;
    Some((made.bytes, made.missing))
}

/// A title of one line in pixels, and how many these are from its first column to its last; none where no font has its
/// letters, which is said.
fn drawn(title: &str) -> Option<(Vec<u8>, usize)> {
    drawn_in(&FONTS, title)
}

/// The same, in the fonts of a machine.
fn drawn_in(fonts: &Fonts, title: &str) -> Option<(Vec<u8>, usize)> {
    let (bytes, missing) = titled(fonts, "png", title, &["S".to_owned()]).unwrap_or_default();
    if bytes.is_empty() || !missing.is_empty() {
        let message = format!("a font lacks {missing:?}: `{title}` is not tested");
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "{message}");
        eprintln!("skipped: {message}");
        return None;
    }
    let (width, _, pixels) = pixels(&bytes);
    let rows = &pixels[..width as usize * 3 * 75];
    let columns = rows.chunks_exact(width as usize * 3).flat_map(|row| {
        let is_ink = |pixel: &[u8]| pixel.iter().any(|part| *part < 128);
        row.chunks_exact(3).enumerate().filter(move |(_, pixel)| is_ink(pixel)).map(|(at, _)| at)
    });
    let columns: Vec<usize> = columns.collect();
    let across = columns.iter().max()? - columns.iter().min()?;
    Some((rows.to_vec(), across))
}

#[test]
fn letters_that_join_are_drawn_beside_those_of_another_font() {
    // Where boxes are drawn, as many for the one as for the other, both look alike.
    for (one, other) in [("Nike کالا", "Nike بالا"), ("Paris 🇫🇷", "Paris 🇩🇪"), ("Łódź 👩‍🚀", "Łódź 👩‍🎤")]
    {
        let (Some(one_is), Some(other_is)) = (drawn(one), drawn(other)) else { continue };
        assert!(one_is.0 != other_is.0, "`{one}` and `{other}` look alike");
    }
}

#[test]
fn emoji_are_in_colour_where_a_font_for_them_is_here() {
    // Other fonts have these two as well, in the colour of the text.
    for title in ["Love ❤\u{FE0F}", "Fine 👍"] {
        let Some((pixels, _)) = drawn(title) else { continue };
        let is_coloured =
            |pixel: &[u8]| pixel.iter().max().unwrap().abs_diff(*pixel.iter().min().unwrap()) > 100;
        assert!(pixels.chunks_exact(3).any(is_coloured), "`{title}` is black");
    }
}

#[test]
fn what_is_behind_a_syllable_is_not_drawn_into_it() {
    let (Some((_, once)), Some((_, twice))) = (drawn("हिन्दी"), drawn("हिन्दीहिन्दी"))
    else {
        return;
    };
    assert!(twice * 10 > once * 19, "{once} pixels, and {twice}");
}

/// Takes away all fonts but these.
fn keep(database: &mut Database, names: [&str; 2]) {
    database.load_system_fonts();
    let is_kept = |face: &FaceInfo| face.families.iter().any(|(family, _)| names.contains(&family.as_str()));
    let others: Vec<ID> = database.faces().filter(|face| !is_kept(face)).map(|face| face.id).collect();
    others.into_iter().for_each(|id| database.remove_face(id));
}

/// A machine whose usual font has some Arabic letters and not others, and one whose usual font has none. The other has all.
static SOME: Fonts = Fonts::new(|database| keep(database, ["DejaVu Sans", "Noto Naskh Arabic"]));
static NONE: Fonts = Fonts::new(|database| keep(database, ["Noto Sans", "Noto Naskh Arabic"]));

#[test]
fn a_word_that_joins_is_in_one_font() {
    // Of the four letters, DejaVu Sans lacks the second.
    let (Some((some, _)), Some((none, _))) = (drawn_in(&SOME, "بہتر"), drawn_in(&NONE, "بہتر"))
    else {
        return;
    };
    assert!(some == none, "parts of a word are set apart");
    let (Some((some, _)), Some((none, _))) = (drawn_in(&SOME, "بتر"), drawn_in(&NONE, "بتر")) else {
        return;
    };
    assert!(some != none, "both machines have the same fonts");
}

#[test]
fn scripts_of_one_font_are_shaped_each_by_its_own_rules() {
    // DejaVu Sans has Hebrew and Arabic; the second line has the forms of letters that join, written out.
    let (Some((joined, _)), Some((forms, _))) = (drawn_in(&SOME, "שלום ببب"), drawn_in(&SOME, "שלום ﺑﺒﺐ"))
    else {
        return;
    };
    assert!(joined == forms, "Arabic letters behind Hebrew ones do not join");
}

#[test]
fn pieces_of_a_line_stand_beside_each_other() {
    let Some((_, across)) = drawn("Nike کالا (جدید) 12") else { return };
    let alone = ["Nike 12", "کالا جدید"].map(|part| drawn(part).map_or(0, |(_, across)| across));
    // A blank and two brackets.
    let between = across - alone.iter().sum::<usize>();
    assert!((15..30).contains(&between), "{across} pixels, and alone {alone:?}");
}

/// Parts of lines: in scripts that need fonts of their own, and letters that no font has.
const PARTS: &[&str] = &[
    "Nike",
    "Łódź",
    "Ștefan",
    "12",
    "100 %",
    " ",
    "  ",
    "(",
    ")",
    "“",
    "”",
    "–",
    ", ",
    "کالا",
    "شست\u{200C}وشو",
    "لا إله إلا الله",
    "أهلاً",
    "۱۲",
    "١٢٫٥",
    "بِسْمِ",
    "שָׁלוֹם",
    "(חדש)",
    "हिन्दी",
    "क्षेत्र",
    "தமிழ்",
    "ไทยน้ำ",
    "ភាសាខ្មែរ",
    "မြန်မာ",
    "བོད་",
    "购买",
    "很好，",
    "ひらがな",
    "한국어",
    "👩\u{200D}🚀",
    "🇫🇷",
    "🇫",
    "❤️",
    "☺",
    "1️⃣",
    "e\u{301}\u{323}",
    "\u{301}",
    "\u{64B}",
    "\u{200D}",
    "\u{F5A7A}",
    "\u{10330}",
    "𝒥",
    "ﬁ",
    "ﷺ",
    "-",
    "·",
    "→",
    "…",
];

/// 12 journeys, the same in every run, unless the environment asks for others.
fn config() -> Config {
    let asked = Config::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { asked.cases } else { 12 };
    Config { cases, rng_seed: RngSeed::Fixed(20_261_126), failure_persistence: None, ..asked }
}

/// Whether this machine has no font at all, which other tests tell.
fn no_font() -> bool {
    titled(&FONTS, "png", "A", &[]).is_none()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_scripts_are_drawn_side_by_side(titles in vec(vec(select(PARTS), 1..8), 12)) {
        let titles: Vec<String> = titles.iter().map(|parts| parts.concat()).collect();
        for format in ["png", "pdf"] {
            let made = titled(&FONTS, format, &titles[0], &titles);
            prop_assert!(made.is_some() || no_font(), "{format} of {titles:?}");
        }
    }
}
