//! The map as a picture of pixels.

use std::io::Write;

use png::{BitDepth, ColorType, Compression, Encoder, Filter};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::Tree;

use crate::emit::picture::{fixed, read};
use crate::emit::svg::Drawing;
use crate::emit::{Made, Project, Subject, Unmade, emitter};

emitter! {
    /// The map as a picture of pixels, for slides and chats; `--scale` says how large.
    "png", media "image/png", on request, bytes "png" write
}

/// More pixels than these are no picture that a program would open.
const MOST: u64 = 400_000_000;
/// Lines of pixels that are drawn at once.
const STRIP: u32 = 256;

fn write(subject: &Subject<'_>, project: &Project<'_>) -> Result<Made, Unmade> {
    let drawing = Drawing::new(&subject.board, &project.theme, project.today);
    let mut svg = String::new();
    drawing
        .write(&drawing.whole(), fixed(project.theme.mode), &mut svg)
        .map_err(|why| Unmade(why.to_string()))?;
    let (tree, missing) = read(&svg, project.fonts)?;
    Ok(Made { bytes: pixels(&tree, project.scale)?, missing })
}

/// The picture at this scale. It is drawn in strips on all cores, so that it never stands in memory as a whole.
fn pixels(tree: &Tree, scale: f32) -> Result<Vec<u8>, Unmade> {
    let length = |length: f32| (f64::from(length) * f64::from(scale)).ceil().clamp(1.0, 4e9) as u32;
    let (width, height) = (length(tree.size().width()), length(tree.size().height()));
    if u64::from(width) * u64::from(height) > MOST {
        return Err(Unmade(format!(
            "it would have {width} × {height} pixels, which no program opens: make it smaller with `--scale`, or a PDF \
             or SVG, which have no such limit"
        )));
    }
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Fast);
    encoder.set_filter(Filter::Up);
    let failed = |why: png::EncodingError| Unmade(why.to_string());
    let mut writer = encoder.write_header().map_err(failed)?;
    let mut stream = writer.stream_writer().map_err(failed)?;
    let strips: Vec<u32> = (0..height).step_by(STRIP as usize).collect();
    // So many at once that all cores are busy, and no more.
    for group in strips.chunks(rayon::current_num_threads() * 2) {
        let drawn: Vec<Option<Vec<u8>>> = group
            .into_par_iter()
            .map(|top| strip(tree, scale, width, *top, STRIP.min(height - top)))
            .collect();
        for strip in drawn {
            let strip = strip.ok_or_else(|| Unmade("there is no memory for it".to_owned()))?;
            stream.write_all(&strip).map_err(|why| Unmade(why.to_string()))?;
        }
    }
    stream.finish().map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(bytes)
}

/// The lines from `top` on, three bytes a pixel.
fn strip(tree: &Tree, scale: f32, width: u32, top: u32, height: u32) -> Option<Vec<u8>> {
    let mut strip = Pixmap::new(width, height)?;
    let place = Transform::from_scale(scale, scale).post_translate(0.0, -(top as f32));
    resvg::render(tree, place, &mut strip.as_mut());
    // A map has a ground everywhere, so there is nothing to see through.
    Some(strip.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect())
}
