//! The map as a picture of pixels.

use std::collections::BTreeSet;
use std::ops::Range;

use png::{BitDepth, ColorType, Encoder, chunk};
use rayon::iter::{IntoParallelIterator, IntoParallelRefMutIterator, ParallelIterator};
use resvg::tiny_skia::{self, PixmapMut, Transform};
use resvg::usvg;

use crate::emit::look::{Color, Ink, Palette};
use crate::emit::picture::brush::Brush;
use crate::emit::picture::fixed;
use crate::emit::picture::pieces::in_pieces;
use crate::emit::picture::scene::{Scene, Shape};
use crate::emit::picture::stream::{Piece, Pixel, Stream};
use crate::emit::svg::{Drawing, Sheet};
use crate::emit::{Made, Project, Subject, Unmade, emitter};

emitter! {
    /// The map as a picture of pixels, for slides and chats; `--scale` says how large.
    "png", media "image/png", a map, on request, bytes "png" write
}

/// More pixels than these are no picture that a program would open, and more at once take too much memory.
const MOST: f64 = 400e6;
const AT_ONCE: f64 = 8e6;
/// What is done at once: never so and so much for each core, since the same bytes are to come out on any number of them.
const ACROSS: u32 = 1024;
const ROWS: usize = 128;

fn write(subject: &Subject<'_>, project: &Project<'_>) -> Result<Made, Unmade> {
    let drawing = Drawing::new(&subject.board, &project.theme, project.today);
    let scale = f64::from(project.scale);
    // Fonts are looked for meanwhile.
    let (sheet, _) = rayon::join(|| drawing.sheet(&drawing.whole()), || project.fonts.is_empty());
    let (across, down) = ((sheet.width.ceil() * scale).ceil(), (sheet.height.ceil() * scale).ceil());
    if across * down > MOST {
        return Err(Unmade(format!(
            "it would have {across} × {down} pixels, which no program opens: make it smaller with `--scale`, or a PDF or \
             SVG, which have no such limit"
        )));
    }
    let mut bytes = Vec::new();
    let missing = encode(&drawing, sheet, project, (across as u32, down as u32), &mut bytes)?;
    Ok(Made { bytes, missing })
}

/// Writes the picture; tells which characters no font has. It is drawn in bands, so that it never stands in memory as a
/// whole, and each band on all cores: its texts are set, its columns drawn, and its rows compressed, beside each other.
fn encode(
    drawing: &Drawing<'_>,
    mut sheet: Sheet,
    project: &Project<'_>,
    (width, height): (u32, u32),
    bytes: &mut Vec<u8>,
) -> Result<BTreeSet<char>, Unmade> {
    let failed = |why: png::EncodingError| Unmade(why.to_string());
    let mut encoder = Encoder::new(bytes, width, height);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    let mut writer = encoder.write_header().map_err(failed)?;

    let scale = f64::from(project.scale);
    let mode = fixed(project.theme.mode);
    let frame = drawing.frame(&sheet);
    in_pieces(&mut sheet.marks, frame, &project.theme, project.fonts);
    let most = AT_ONCE / f64::from(width) / scale;
    let bands = sheet.bands(most);
    let palette = drawing.palette(mode);
    let columns = (0..width).step_by(ACROSS as usize);
    let mut columns: Vec<Column> = columns.map(|left| Column::new(left..width.min(left + ACROSS))).collect();
    let mut missing = BTreeSet::new();
    let mut stream = Stream::new();
    writer.write_chunk(chunk::IDAT, &Stream::HEAD).map_err(failed)?;
    let row = |y: f64| ((y * scale).round() as u32).min(height);
    for (number, (band, marks)) in bands.iter().enumerate() {
        // What was rounded away at the foot belongs to the last band.
        let end = if number + 1 == bands.len() { height } else { row(band.end) };
        let rows = row(band.start)..end;
        let scene = Scene::new(&sheet.marks[marks.clone()], frame);
        let set = scene.lines.set(drawing, mode, project)?;
        missing.extend(&set.missing);
        let lines = set.lines();
        columns.par_iter_mut().for_each(|column| {
            column.draw(&scene.shapes, &lines, &palette, &rows, project.scale);
        });
        for piece in pieces(&columns, rows.len())? {
            writer.write_chunk(chunk::IDAT, &stream.next(piece)).map_err(failed)?;
        }
    }
    writer.write_chunk(chunk::IDAT, &stream.end()).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(missing)
}

/// The rows of all columns, compressed in shares.
fn pieces(columns: &[Column], rows: usize) -> Result<Vec<Piece>, Unmade> {
    let shares = (0..rows.div_ceil(ROWS)).into_par_iter();
    let shares = shares.map(|number| number * ROWS..rows.min((number + 1) * ROWS));
    let row = |number: usize| columns.iter().map(|column| column.row(number)).collect();
    shares.map(|rows| Piece::new(rows, row)).collect()
}

/// Some columns of pixels, in the rows of one band after the other.
struct Column {
    across: Range<u32>,
    /// Row by row.
    pixels: Vec<u8>,
}

impl Column {
    fn new(across: Range<u32>) -> Self {
        Self { across, pixels: Vec::new() }
    }

    fn draw(
        &mut self,
        shapes: &[Shape<'_>],
        lines: &[Option<&usvg::Text>],
        palette: &Palette,
        rows: &Range<u32>,
        scale: f32,
    ) {
        let (width, height) = (self.across.end - self.across.start, rows.end - rows.start);
        self.pixels.resize(width as usize * height as usize * 4, 0);
        // A band without rows has nothing to draw.
        let Some(mut pixels) = PixmapMut::from_bytes(&mut self.pixels, width, height) else { return };
        let Color(red, green, blue) = palette.color(Ink::Paper);
        pixels.fill(tiny_skia::Color::from_rgba8(red, green, blue, u8::MAX));
        let place = Transform::from_scale(scale, scale);
        let place = place.post_translate(-(self.across.start as f32), -(rows.start as f32));
        Brush { pixels, place, lines, palette }.draw(shapes);
    }

    fn row(&self, number: usize) -> &[Pixel] {
        let (pixels, _) = self.pixels.as_chunks();
        &pixels[number * self.across.len()..][..self.across.len()]
    }
}
