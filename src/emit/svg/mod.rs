//! The map as a picture: SVG that stands alone, without scripts, fonts or links to anything.
//!
//! A board and its lanes go in; out comes the same picture on every machine, since texts are measured by a table of our
//! own. PDF is made of this picture, and PNG of its marks. How wide it is depends on the stages, how high on what is said.

mod curve;
pub(super) mod draw;
mod fate;
mod head;
mod item;
mod ribbon;
mod sheet;
mod sign;
mod stack;
pub(super) mod text;
mod widths;

use std::fmt::{self, Write as _};

use crate::emit::look::{Ink, Mode, Palette, Theme, font_family};
use crate::emit::svg::draw::{Canvas, Escaped, Frame, Mark, Number, fill_class, stroke_class};
pub(super) use crate::emit::svg::sheet::{Part, Sheet};
use crate::emit::svg::text::said;
use crate::emit::{Project, Subject, emitter};
use crate::flow::{Flow, percent};
use crate::value::Date;
use crate::view::board::Board;
use crate::view::map::Map;

emitter! {
    /// The map as a picture, for slides, documents and READMEs.
    "svg", media "image/svg+xml", a map, page "svg" write
}

fn write(subject: &Subject<'_>, project: &Project<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let drawing = Drawing::new(&subject.board, &project.theme, project.today);
    drawing.write(&drawing.sheet(&drawing.whole()), project.theme.mode, out)
}

/// A map that is to be drawn, whole or a part of its stages.
pub(super) struct Drawing<'a> {
    map: Map<'a>,
    flow: Flow,
    theme: &'a Theme,
    today: Date,
}

impl<'a> Drawing<'a> {
    pub(super) fn new(board: &'a Board, theme: &'a Theme, today: Date) -> Self {
        Self { map: Map::new(board, &theme.lanes), flow: Flow::new(board), theme, today }
    }

    /// The whole map.
    pub(super) fn whole(&self) -> Part {
        Part { stages: 0..self.map.board.stages.len(), lanes: 0..self.map.lanes.len() }
    }

    /// How wide and high a part of the map is, in pixels, and where its lanes begin.
    pub(super) fn size(&self, part: &Part) -> (f64, f64, Vec<f64>) {
        let sheet = self.sheet(part);
        (sheet.width, sheet.height, sheet.lanes.iter().map(|(top, _)| *top).collect())
    }

    /// A part of the map, with everything in its place.
    pub(super) fn sheet(&self, part: &Part) -> Sheet {
        Sheet::new(&self.map, &self.flow, part, self.today)
    }

    /// Draws a sheet.
    pub(super) fn write(&self, sheet: &Sheet, mode: Mode, out: &mut dyn fmt::Write) -> fmt::Result {
        self.head(sheet, mode, out)?;
        let (width, height) = (Number(sheet.width.ceil()), Number(sheet.height.ceil()));
        let paper = fill_class(Ink::Paper);
        writeln!(out, "<rect class=\"{paper}\" width=\"{width}\" height=\"{height}\"/>")?;
        Canvas::new(out, self.frame(sheet)).draw(&sheet.marks, 0.0, 0.0)?;
        writeln!(out, "</svg>")
    }

    /// The colours of a mode.
    pub(super) fn palette(&self, mode: Mode) -> Palette {
        match mode {
            Mode::Light | Mode::Auto => Palette::light(self.theme.accent),
            Mode::Dark => Palette::dark(self.theme.accent),
        }
    }

    /// Marks by themselves, with their places counted from the corner.
    pub(super) fn apart(&self, marks: &[Mark], mode: Mode) -> Result<String, fmt::Error> {
        let mut svg = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"");
        write!(svg, " font-family=\"{}\">", Escaped(&font_family(self.theme)))?;
        self.style(mode, &mut svg)?;
        let frame = Frame { direction: self.map.board.direction, width: 0.0 };
        Canvas::new(&mut svg, frame).draw(marks, 0.0, 0.0)?;
        svg.push_str("</svg>");
        Ok(svg)
    }

    /// Where the places on a sheet are in a picture of it.
    pub(super) fn frame(&self, sheet: &Sheet) -> Frame {
        Frame { direction: self.map.board.direction, width: sheet.width.ceil() }
    }

    fn head(&self, sheet: &Sheet, mode: Mode, out: &mut dyn fmt::Write) -> fmt::Result {
        let board = self.map.board;
        let (width, height) = (Number(sheet.width.ceil()), Number(sheet.height.ceil()));
        write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} \
             {height}\" role=\"img\" aria-labelledby=\"~title ~desc\" font-family=\"{}\"",
            Escaped(&font_family(self.theme))
        )?;
        if let Some(language) = &board.language {
            write!(out, " xml:lang=\"{}\"", Escaped(language.as_str()))?;
        }
        writeln!(out, ">\n<title id=\"~title\">{}</title>", Escaped(&said(&board.title)))?;
        writeln!(out, "<desc id=\"~desc\">{}</desc>", Escaped(&self.description()))?;
        self.style(mode, out)
    }

    /// What the picture shows, for those who do not see it.
    fn description(&self) -> String {
        let board = self.map.board;
        let stages: Vec<String> = board.stages.iter().map(|stage| said(&stage.title)).collect();
        let open = board.open_barriers().count();
        let barriers = match open {
            0 => "No barrier is open.".to_owned(),
            1 => "One barrier is open.".to_owned(),
            _ => format!("{open} barriers are open."),
        };
        let complete = self.flow.completes.map(|part| format!(" {} complete it.", percent(part)));
        let complete = complete.unwrap_or_default();
        format!("A customer journey map. Its stages: {}. {barriers}{complete}", stages.join(", "))
    }

    /// The colours, as classes: those of the mode, and for `auto` those of dark ground where the reader's device is dark.
    fn style(&self, mode: Mode, out: &mut dyn fmt::Write) -> fmt::Result {
        let accent = self.theme.accent;
        let (light, dark) = (Palette::light(accent), Palette::dark(accent));
        out.write_str("<style>.n{fill:none}")?;
        match mode {
            Mode::Light => classes(&light, out)?,
            Mode::Dark => classes(&dark, out)?,
            Mode::Auto => {
                classes(&light, out)?;
                out.write_str("@media (prefers-color-scheme:dark){")?;
                classes(&dark, out)?;
                out.write_str("}")?;
            }
        }
        out.write_str("</style>\n")
    }
}

fn classes(palette: &Palette, out: &mut dyn fmt::Write) -> fmt::Result {
    for ink in Ink::ALL {
        let color = palette.color(*ink);
        write!(out, ".{}{{fill:{color}}}.{}{{stroke:{color}}}", fill_class(*ink), stroke_class(*ink))?;
    }
    Ok(())
}
