//! The map as a picture of pixels.

use std::collections::BTreeSet;
use std::io::Write;

use png::{BitDepth, ColorType, Compression, Encoder, Filter};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use resvg::tiny_skia::{Pixmap, Transform};

use crate::emit::picture::{fixed, read};
use crate::emit::svg::Drawing;
use crate::emit::{Made, Project, Subject, Unmade, emitter};

emitter! {
    /// The map as a picture of pixels, for slides and chats; `--scale` says how large.
    "png", media "image/png", on request, bytes "png" write
}

/// More pixels than these are no picture that a program would open, and more at once take too much memory.
const MOST: f64 = 400e6;
const AT_ONCE: f64 = 16e6;

fn write(subject: &Subject<'_>, project: &Project<'_>) -> Result<Made, Unmade> {
    let drawing = Drawing::new(&subject.board, &project.theme, project.today);
    let scale = f64::from(project.scale);
    let (width, height, _) = drawing.size(&drawing.whole());
    let (across, down) = ((width.ceil() * scale).ceil(), (height.ceil() * scale).ceil());
    if across * down > MOST {
        return Err(Unmade(format!(
            "it would have {across} × {down} pixels, which no program opens: make it smaller with `--scale`, or a PDF or \
             SVG, which have no such limit"
        )));
    }
    let mut bytes = Vec::new();
    let missing = encode(&drawing, project, (across as u32, down as u32), &mut bytes)?;
    Ok(Made { bytes, missing })
}

/// Writes the picture; tells which characters no font has. It is drawn in bands, on all cores, so that it never stands
/// in memory as a whole.
fn encode(
    drawing: &Drawing<'_>,
    project: &Project<'_>,
    (width, height): (u32, u32),
    bytes: &mut Vec<u8>,
) -> Result<BTreeSet<char>, Unmade> {
    let failed = |why: png::EncodingError| Unmade(why.to_string());
    let mut encoder = Encoder::new(bytes, width, height);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Balanced);
    encoder.set_filter(Filter::Up);
    let mut writer = encoder.write_header().map_err(failed)?;
    let mut stream = writer.stream_writer().map_err(failed)?;
    let threads = rayon::current_num_threads();
    let share = f64::from(height) / (2.0 * threads as f64);
    let most = share.min(AT_ONCE / f64::from(width)) / f64::from(project.scale);
    let bands = drawing.bands(fixed(project.theme.mode), most).map_err(|why| Unmade(why.to_string()))?;
    let mut missing = BTreeSet::new();
    // So many at once that all cores are busy, and no more.
    for group in bands.chunks(threads * 2) {
        let drawn: Vec<Result<_, Unmade>> =
            group.par_iter().map(|band| rows(band, project, (width, height))).collect();
        for band in drawn {
            let (rows, lacks) = band?;
            missing.extend(lacks);
            stream.write_all(&rows).map_err(|why| Unmade(why.to_string()))?;
        }
    }
    stream.finish().map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(missing)
}

/// The rows of pixels of a band, three bytes a pixel.
fn rows(
    (top, bottom, svg): &(f64, f64, String),
    project: &Project<'_>,
    (width, height): (u32, u32),
) -> Result<(Vec<u8>, BTreeSet<char>), Unmade> {
    let (tree, missing) = read(svg, project.fonts)?;
    let row = |y: f64| ((y * f64::from(project.scale)).round() as u32).min(height);
    let (first, end) = (row(*top), row(*bottom).max(row(*top)));
    // What was rounded away at the foot belongs to the last band.
    let end = if *bottom >= f64::from(tree.size().height()) { height } else { end };
    let Some(mut band) = Pixmap::new(width, end - first) else { return Ok((Vec::new(), missing)) };
    let place = Transform::from_scale(project.scale, project.scale).post_translate(0.0, -(first as f32));
    resvg::render(&tree, place, &mut band.as_mut());
    // A map has a ground everywhere, so there is nothing to see through.
    let mut rows = vec![0; band.data().len() / 4 * 3];
    for (row, pixel) in rows.chunks_exact_mut(3).zip(band.data().chunks_exact(4)) {
        row.copy_from_slice(&pixel[..3]);
    }
    Ok((rows, missing))
}
