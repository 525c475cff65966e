//! The map as pages for printing, its texts as text.
//!
//! A map that is too wide for a sheet of A3 is broken into pages by stages, and one that is too high by lanes, each with
//! the title, the heads and the names of the lanes. A lane that alone is higher than a sheet gets higher paper.

use std::collections::BTreeSet;
use std::ops::Range;

use krilla::Document;
use krilla::geom::{Size, Transform};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt, SvgSettings};

use crate::emit::picture::pieces::in_pieces;
use crate::emit::picture::{fixed, read};
use crate::emit::svg::{Drawing, Part};
use crate::emit::{Made, Project, Subject, Unmade, emitter};

emitter! {
    /// The map for printing, on sheets of A3, with texts that can be searched.
    "pdf", media "application/pdf", a map, on request, bytes "pdf" write
}

/// A3, lying, in points.
const SHEET: (f64, f64) = (1190.55, 841.89);
/// Points a pixel: as large as on a screen, and the smallest that is easy to read on paper.
const LARGEST: f64 = 0.75;
const SMALLEST: f64 = 0.5;

fn write(subject: &Subject<'_>, project: &Project<'_>) -> Result<Made, Unmade> {
    let board = &subject.board;
    let drawing = Drawing::new(board, &project.theme, project.today);
    let mut document = Document::new();
    let mut metadata = Metadata::new().title(board.title.clone()).creator("journey".to_owned());
    if let Some(language) = &board.language {
        metadata = metadata.language(language.as_str().to_owned());
    }
    document.set_metadata(metadata);
    let mut missing = BTreeSet::new();
    for part in pages(&drawing) {
        let mut svg = String::new();
        let mut sheet = drawing.sheet(&part);
        let frame = drawing.frame(&sheet);
        in_pieces(&mut sheet.marks, frame, &project.theme, project.fonts);
        drawing.write(&sheet, fixed(project.theme.mode), &mut svg).map_err(|why| Unmade(why.to_string()))?;
        let (tree, lacks) = read(&svg, project.fonts)?;
        missing.extend(lacks);
        let (width, height) = (f64::from(tree.size().width()), f64::from(tree.size().height()));
        let scale = scale(width);
        let paper = (SHEET.0.max(width * scale), SHEET.1.max(height * scale));
        let settings = PageSettings::from_wh(paper.0 as f32, paper.1 as f32);
        let size = Size::from_wh(tree.size().width(), tree.size().height());
        let (Some(settings), Some(size)) = (settings, size) else {
            return Err(Unmade("it has no size".to_owned()));
        };
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        // What is narrower than the paper stands in its middle.
        let left = (paper.0 - width * scale) / 2.0;
        surface.push_transform(&Transform::from_row(scale as f32, 0.0, 0.0, scale as f32, left as f32, 0.0));
        let drawn = surface.draw_svg(&tree, size, SvgSettings::default());
        surface.pop();
        surface.finish();
        page.finish();
        drawn.ok_or_else(|| Unmade("it cannot be drawn".to_owned()))?;
    }
    let bytes = document.finish().map_err(|why| Unmade(format!("{why:?}")))?;
    Ok(Made { bytes, missing })
}

/// How large a map of this width is drawn.
fn scale(width: f64) -> f64 {
    (SHEET.0 / width).clamp(SMALLEST, LARGEST)
}

/// What stands on which page: the stages in parts of about the same width, and the lanes of each part as they fit.
fn pages(drawing: &Drawing<'_>) -> Vec<Part> {
    let whole = drawing.whole();
    let count = whole.stages.len().max(1);
    let of = |stages: Range<usize>| Part { stages, lanes: whole.lanes.clone() };
    let parts = |across: usize| {
        let on_page = count.div_ceil(across);
        let starts = (0..count).step_by(on_page);
        starts.map(|from| of(from..(from + on_page).min(whole.stages.len()))).collect::<Vec<_>>()
    };
    let fits = |part: &Part| drawing.size(part).0 * SMALLEST <= SHEET.0;
    // A stage alone is always on one page, however wide it is.
    let across = (1..count).find(|across| parts(*across).iter().all(fits)).unwrap_or(count);
    parts(across).iter().flat_map(|part| by_lanes(drawing, part)).collect()
}

/// The pages of some stages.
fn by_lanes(drawing: &Drawing<'_>, part: &Part) -> Vec<Part> {
    let (width, height, tops) = drawing.size(part);
    let room = SHEET.1 / scale(width);
    let Some(head) = tops.first().copied() else { return vec![part.clone()] };
    let mut pages = Vec::new();
    let mut from = 0;
    for number in 1..=tops.len() {
        let bottom = tops.get(number).copied().unwrap_or(height);
        // What stands above the lanes is there again on each page.
        let is_full = bottom - tops[from] + head > room && number > from + 1;
        if is_full {
            pages.push(Part { stages: part.stages.clone(), lanes: from..number - 1 });
            from = number - 1;
        }
    }
    pages.push(Part { stages: part.stages.clone(), lanes: from..tops.len() });
    pages
}
