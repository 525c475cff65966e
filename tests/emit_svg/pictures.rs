//! PNG and PDF: made in process, the same on every run; and what is said where a machine has no fonts.

use journey::emit::look::Mode;
use journey::emit::picture::Fonts;
use journey::emit::{Made, Unmade};
use journey::workspace::Memory;
use resvg::{tiny_skia, usvg};

use crate::{drawn, example, made, made_at};

/// What a format makes of the journey of this name in the example of shoes; none where no font is installed, which is
/// said.
fn shoes(format: &str, name: &str, mode: Mode) -> Option<Made> {
    let all = made(&example("shoes"), format, mode, &Fonts::of_system());
    let (_, made) = all.into_iter().find(|(journey, _)| journey == name).expect("the journey is there");
    match made {
        Ok(made) => Some(made),
        Err(Unmade(why)) => {
            let message = format!("{why}: {format} is not tested");
            assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "{message}");
            eprintln!("skipped: {message}");
            None
        }
    }
}

/// Width, height, and the pixels, three bytes each.
pub(crate) fn pixels(bytes: &[u8]) -> (u32, u32, Vec<u8>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("it is a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("it has a size")];
    let frame = reader.next_frame(&mut pixels).expect("it is whole");
    assert_eq!(frame.color_type, png::ColorType::Rgb);
    (frame.width, frame.height, pixels)
}

#[test]
fn a_picture_of_pixels_shows_the_map() {
    let Some(light) = shoes("png", "returns", Mode::Light) else { return };
    let svg = drawn(&example("shoes"), Mode::Light);
    let (_, svg) = svg.iter().find(|(name, _)| name == "returns").expect("the journey is there");
    let (width, height, bytes) = pixels(&light.bytes);
    assert!(svg.contains(&format!("width=\"{width}\" height=\"{height}\"")), "{width} × {height}");
    assert_eq!(bytes[..3], [255, 255, 255], "the ground is light");
    let ink = bytes.chunks_exact(3).filter(|pixel| pixel.iter().all(|part| *part < 80)).count();
    assert!(ink > 20_000, "{ink} dark pixels are no texts");
    assert_eq!(light.missing, Default::default());
    let dark = shoes("png", "returns", Mode::Dark).expect("it was made in light");
    assert_eq!(pixels(&dark.bytes).2[..3], [0x12, 0x15, 0x1A], "the ground is dark");
}

/// The same map, drawn by a library that reads SVG. It has fonts as those of a PNG.
fn rendered(svg: &str) -> Vec<u8> {
    let mut options = usvg::Options::default();
    options.fontdb_mut().load_system_fonts();
    let tree = usvg::Tree::from_str(svg, &options).expect("it is an SVG");
    let size = tree.size().to_int_size();
    let mut pixels = tiny_skia::Pixmap::new(size.width(), size.height()).expect("it has a size");
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
    pixels.data().chunks_exact(4).flat_map(|pixel| &pixel[..3]).copied().collect()
}

#[test]
fn a_picture_of_pixels_looks_as_its_svg() {
    let Some(made) = shoes("png", "returns", Mode::Light) else { return };
    let svg = drawn(&example("shoes"), Mode::Light);
    let (_, svg) = svg.iter().find(|(name, _)| name == "returns").expect("the journey is there");
    let (ours, theirs) = (pixels(&made.bytes).2, rendered(svg));
    assert_eq!(ours.len(), theirs.len());
    let far = ours.iter().zip(&theirs).filter(|(one, other)| one.abs_diff(**other) > 48).count();
    assert!(far * 2_000 < ours.len(), "{far} of {} differ", ours.len());
}

#[test]
fn a_picture_that_ends_within_a_pixel_has_no_dark_edge() {
    let journey = Memory::new([("a.journey", "journey shoes { stage looking { -> end } }")]);
    let Ok(made) = made_at(1.37, &journey, "png", Mode::Light, &Fonts::of_system()).remove(0).1 else {
        return;
    };
    let (width, _, bytes) = pixels(&made.bytes);
    for row in bytes.chunks_exact(width as usize * 3) {
        assert_eq!(row[row.len() - 3..], [255, 255, 255]);
    }
}

#[test]
fn pictures_are_the_same_on_every_run_and_any_number_of_cores() {
    for format in ["png", "pdf"] {
        let Some(first) = shoes(format, "returns", Mode::Auto) else { return };
        for threads in [1, 3] {
            let pool =
                rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("there are threads");
            let second = pool.install(|| shoes(format, "returns", Mode::Auto)).expect("it was made before");
            assert!(first.bytes == second.bytes, "{format}, {threads} threads");
        }
    }
}

#[test]
fn a_map_that_is_too_large_for_a_sheet_has_pages() {
    let Some(shoes) = shoes("pdf", "running_shoes", Mode::Light) else { return };
    assert!(shoes.bytes.starts_with(b"%PDF-"));
    let text = String::from_utf8_lossy(&shoes.bytes);
    let pages = text.matches("/Type /Page\n").count() + text.matches("/Type/Page/").count();
    assert!((2..=8).contains(&pages), "{pages} pages");
}

#[test]
fn a_machine_without_fonts_is_told_so() {
    let journey = Memory::new([("a.journey", "journey shoes { stage looking { -> end } }")]);
    for format in ["png", "pdf"] {
        let Err(Unmade(why)) = made(&journey, format, Mode::Auto, &Fonts::none()).remove(0).1 else {
            panic!("{format} was made without a font");
        };
        assert_eq!(why, "there is no font on this machine: install one, such as Noto Sans");
    }
}

#[test]
fn what_no_font_has_is_told() {
    // A code point for private use: no font is to have it.
    let journey =
        Memory::new([("a.journey", "journey shoes \"Shoes \u{F5A7A}\" { stage looking { -> end } }")]);
    let Ok(made) = made(&journey, "png", Mode::Auto, &Fonts::of_system()).remove(0).1 else { return };
    assert!(made.missing.contains(&'\u{F5A7A}'), "{:?}", made.missing);
}
