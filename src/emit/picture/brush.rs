//! Draws shapes and lines of text in pixels.
//!
//! Shapes are drawn as the library draws those of an SVG. Letters are many and small: they are filled by a rasterizer
//! that is made for them, with a quarter of the instructions.

use ab_glyph_rasterizer::{Point, Rasterizer, point};
use resvg::tiny_skia::{
    self, FillRule, IntRect, Path, PathSegment, Pixmap, PixmapMut, PixmapPaint, Rect, Shader, Stroke,
    StrokeDash, Transform,
};
use resvg::usvg::{self, Group, Node};

use crate::emit::look::{Ink, Palette};
use crate::emit::picture::scene::Shape;
use crate::emit::svg::draw::{GONE, Number, Paint};

/// In how many steps a pixel of a letter goes from its ground to its ink. Nobody sees more, and with 255 the same letter at
/// another place would be other bytes: files of many different texts would be twice as large.
const SHADES: u16 = 16;

/// Draws a part of a picture.
pub(super) struct Brush<'p> {
    pub(super) pixels: PixmapMut<'p>,
    /// From places on the map to those in `pixels`: how large it is drawn, and what part of it.
    pub(super) place: Transform,
    pub(super) lines: &'p [Option<&'p usvg::Text>],
    pub(super) palette: &'p Palette,
}

impl Brush<'_> {
    pub(super) fn draw(&mut self, shapes: &[Shape<'_>]) {
        let mut letters = Letters { rasterizer: Rasterizer::new(0, 0), shades: Vec::new() };
        for shape in shapes {
            let Some(room) = self.room(shape) else { continue };
            match shape {
                Shape::Outline(path, paint) => self.outline(path, paint),
                Shape::Line(number, x, y) => {
                    let Some(text) = self.lines[*number] else { continue };
                    self.text(text.flattened(), self.place.pre_translate(*x, *y), &mut letters);
                }
                Shape::Gone(shapes) => self.gone(shapes, room),
            }
        }
    }

    /// The pixels that a shape may touch; nothing if they are elsewhere.
    fn room(&self, shape: &Shape<'_>) -> Option<IntRect> {
        let bounds = self.bounds(shape)?.transform(self.place)?.outset(1.0, 1.0)?.round_out()?;
        bounds.intersect(&IntRect::from_xywh(0, 0, self.pixels.width(), self.pixels.height())?)
    }

    /// Where a shape is on the map.
    fn bounds(&self, shape: &Shape<'_>) -> Option<Rect> {
        match shape {
            Shape::Outline(path, paint) => {
                // A corner reaches out further than half of what is drawn around it.
                let around = paint.stroke.map_or(0.0, |(_, width)| Number(width).value() * 2.0);
                path.bounds().outset(around, around)
            }
            Shape::Line(number, x, y) => {
                let bounds = self.lines[*number]?.abs_stroke_bounding_box();
                bounds.transform(Transform::from_translate(*x, *y))
            }
            Shape::Gone(shapes) => {
                let bounds = shapes.iter().filter_map(|shape| self.bounds(shape));
                bounds.reduce(|one, other| one.join(&other).unwrap_or(one))
            }
        }
    }

    fn outline(&mut self, path: &Path, paint: &Paint) {
        let with = |ink: Ink| {
            let color = self.palette.color(ink);
            let mut color = tiny_skia::Color::from_rgba8(color.0, color.1, color.2, u8::MAX);
            color.apply_opacity(paint.opacity.unwrap_or(1.0) as f32);
            tiny_skia::Paint { shader: Shader::SolidColor(color), ..tiny_skia::Paint::default() }
        };
        if let Some(ink) = paint.fill {
            self.pixels.fill_path(path, &with(ink), FillRule::Winding, self.place, None);
        }
        if let Some((ink, width)) = paint.stroke {
            let dash = StrokeDash::new(paint.dash.lengths().to_vec(), 0.0);
            let stroke = Stroke { width: Number(width).value(), dash, ..Stroke::default() };
            self.pixels.stroke_path(path, &with(ink), &stroke, self.place, None);
        }
    }

    fn text(&mut self, group: &Group, place: Transform, letters: &mut Letters) {
        for node in group.children() {
            let plain = match node {
                Node::Path(path) if path.stroke().is_none() => path.fill().zip(Some(path.data())),
                Node::Path(_) | Node::Group(_) | Node::Image(_) | Node::Text(_) => None,
            };
            match plain.map(|(fill, path)| (fill.paint(), path)) {
                Some((usvg::Paint::Color(color), path)) => {
                    letters.fill(path, place, [color.red, color.green, color.blue], &mut self.pixels);
                }
                // A letter that has colours, or is a picture.
                _ => {
                    let Some(bounds) = node.abs_layer_bounding_box() else { continue };
                    // The library would draw it in the corner.
                    let place = place.pre_translate(bounds.x(), bounds.y());
                    let _ = resvg::render_node(node, place, &mut self.pixels);
                }
            }
        }
    }

    /// Draws what is paler as a whole.
    fn gone(&mut self, shapes: &[Shape<'_>], room: IntRect) {
        let Some(mut layer) = Pixmap::new(room.width(), room.height()) else { return };
        let place = self.place.post_translate(-(room.x() as f32), -(room.y() as f32));
        let Self { lines, palette, .. } = *self;
        Brush { pixels: layer.as_mut(), place, lines, palette }.draw(shapes);
        let paint = PixmapPaint { opacity: GONE as f32, ..PixmapPaint::default() };
        self.pixels.draw_pixmap(room.x(), room.y(), layer.as_ref(), &paint, Transform::identity(), None);
    }
}

/// Fills letters.
struct Letters {
    rasterizer: Rasterizer,
    /// How much of each pixel the letters cover, of `SHADES`, row by row.
    shades: Vec<u8>,
}

impl Letters {
    fn fill(&mut self, path: &Path, place: Transform, ink: [u8; 3], pixels: &mut PixmapMut<'_>) {
        let Some(room) = path.bounds().transform(place).and_then(|bounds| bounds.round_out()) else { return };
        let screen = IntRect::from_xywh(0, 0, pixels.width(), pixels.height());
        let Some(seen) = screen.and_then(|screen| room.intersect(&screen)) else { return };
        self.trace(path, place.post_translate(-(room.x() as f32), -(room.y() as f32)), &room);
        let (width, across) = (pixels.width() as usize, room.width() as usize);
        let (from, to) = ((seen.x() - room.x()) as usize, seen.x() as usize);
        let (pixels, _) = pixels.data_mut().as_chunks_mut::<4>();
        for row in seen.top()..seen.bottom() {
            let shades = &self.shades[(row - room.y()) as usize * across + from..][..seen.width() as usize];
            let pixels = &mut pixels[row as usize * width + to..][..shades.len()];
            for (pixel, shade) in pixels.iter_mut().zip(shades).filter(|(_, shade)| **shade > 0) {
                let mix = |part: u8, ink: u8| {
                    let mixed =
                        u16::from(part) * (SHADES - u16::from(*shade)) + u16::from(ink) * u16::from(*shade);
                    ((mixed + SHADES / 2) / SHADES) as u8
                };
                let [red, green, blue, seen] = *pixel;
                *pixel = [mix(red, ink[0]), mix(green, ink[1]), mix(blue, ink[2]), mix(seen, u8::MAX)];
            }
        }
    }

    /// Works out the shades within `room`, from whose corner `place` leads.
    fn trace(&mut self, path: &Path, place: Transform, room: &IntRect) {
        let (width, height) = (room.width() as usize, room.height() as usize);
        self.rasterizer.reset(width, height);
        // Nothing is turned.
        let at = |it: tiny_skia::Point| point(it.x * place.sx + place.tx, it.y * place.sy + place.ty);
        let (mut start, mut here) = (Point::default(), Point::default());
        for segment in path.segments() {
            let from = here;
            match segment {
                PathSegment::MoveTo(to) => {
                    (start, here) = (at(to), at(to));
                }
                PathSegment::LineTo(to) => {
                    here = at(to);
                    self.rasterizer.draw_line(from, here);
                }
                PathSegment::QuadTo(over, to) => {
                    here = at(to);
                    self.rasterizer.draw_quad(from, at(over), here);
                }
                PathSegment::CubicTo(one, other, to) => {
                    here = at(to);
                    self.rasterizer.draw_cubic(from, at(one), at(other), here);
                }
                PathSegment::Close => {
                    here = start;
                    self.rasterizer.draw_line(from, start);
                }
            }
        }
        self.shades.resize(width * height, 0);
        let shade = |covered: f32| (covered.min(1.0) * f32::from(SHADES) + 0.5) as u8;
        self.rasterizer.for_each_pixel(|index, covered| self.shades[index] = shade(covered));
    }
}
