//! Marks on paper: what is drawn where, and how it is written as SVG.
//!
//! Everything is placed as if time ran from left to right; a map that runs the other way is mirrored here, when it is
//! written, and nowhere else. Places are in pixels from the upper corner where the map begins.

use std::fmt::{self, Write};

use crate::emit::look::Ink;
use crate::emit::svg::text::{Style, Weight};
use crate::value::Direction;

/// How much is seen of what is there no more.
pub(in crate::emit) const GONE: f64 = 0.85;

/// One thing that is drawn.
#[derive(Debug, Clone)]
pub(in crate::emit) enum Mark {
    Rect(Rect),
    Path(Path),
    Text(Text),
    /// What belongs together: a link leads to it, and the pointer over it shows the title.
    Group(Option<String>, Option<String>, Vec<Mark>),
    /// What is there no more: paler, and its texts struck out.
    Gone(Vec<Mark>),
}

#[derive(Debug, Clone)]
pub(in crate::emit) struct Rect {
    pub(in crate::emit) x: f64,
    pub(in crate::emit) y: f64,
    pub(in crate::emit) width: f64,
    pub(in crate::emit) height: f64,
    pub(in crate::emit) round: f64,
    pub(in crate::emit) paint: Paint,
}

/// How something is filled and drawn around.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::emit) struct Paint {
    pub(in crate::emit) fill: Option<Ink>,
    pub(in crate::emit) stroke: Option<(Ink, f64)>,
    pub(in crate::emit) dash: Dash,
    pub(in crate::emit) opacity: Option<f64>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::emit) enum Dash {
    #[default]
    Solid,
    Dashed,
    Dotted,
}

impl Dash {
    /// How long each dash is and each gap behind it; none where there is no gap.
    pub(in crate::emit) fn lengths(self) -> &'static [f32] {
        match self {
            Self::Solid => &[],
            Self::Dashed => &[6.0, 5.0],
            Self::Dotted => &[1.5, 5.0],
        }
    }
}

impl Paint {
    pub(super) fn fill(ink: Ink) -> Self {
        Self { fill: Some(ink), ..Self::default() }
    }

    pub(super) fn stroke(ink: Ink, width: f64) -> Self {
        Self { stroke: Some((ink, width)), ..Self::default() }
    }

    pub(super) fn framed(self, ink: Ink) -> Self {
        Self { stroke: Some((ink, 1.0)), ..self }
    }

    pub(super) fn dashed(self, dash: Dash) -> Self {
        Self { dash, ..self }
    }

    pub(super) fn faint(self, opacity: f64) -> Self {
        Self { opacity: Some(opacity), ..self }
    }
}

/// A line or an outline.
#[derive(Debug, Clone)]
pub(in crate::emit) struct Path {
    pub(in crate::emit) steps: Vec<Step>,
    pub(in crate::emit) paint: Paint,
    /// The middle of a sign that is never mirrored: a tick, a clock.
    pub(in crate::emit) upright: Option<f64>,
}

#[derive(Debug, Clone, Copy)]
pub(in crate::emit) enum Step {
    Move(f64, f64),
    Line(f64, f64),
    Curve(f64, f64, f64, f64, f64, f64),
    /// A whole circle around a point.
    Circle(f64, f64, f64),
    Close,
}

/// Lines of text, the first with its base line at `y`.
#[derive(Debug, Clone)]
pub(in crate::emit) struct Text {
    pub(in crate::emit) x: f64,
    pub(in crate::emit) y: f64,
    pub(in crate::emit) anchor: Anchor,
    pub(in crate::emit) style: Style,
    pub(in crate::emit) ink: Ink,
    /// The font that it is set in, as CSS writes its name, if that is not one of the map.
    pub(in crate::emit) font: Option<String>,
    pub(in crate::emit) lines: Vec<String>,
}

/// Which part of a line stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::emit) enum Anchor {
    Start,
    Middle,
    End,
}

impl Text {
    /// Other lines, set as these.
    pub(in crate::emit) fn of(&self, lines: Vec<String>) -> Self {
        Self { font: self.font.clone(), lines, ..*self }
    }
}

impl Mark {
    pub(super) fn rect(x: f64, y: f64, width: f64, height: f64, round: f64, paint: Paint) -> Self {
        Self::Rect(Rect { x, y, width, height, round, paint })
    }

    pub(super) fn path(steps: impl Into<Vec<Step>>, paint: Paint) -> Self {
        Self::Path(Path { steps: steps.into(), paint, upright: None })
    }

    /// A sign around `middle` that looks the same in whatever direction the map runs.
    pub(super) fn upright(middle: f64, steps: impl Into<Vec<Step>>, paint: Paint) -> Self {
        Self::Path(Path { steps: steps.into(), paint, upright: Some(middle) })
    }

    pub(super) fn line(from: (f64, f64), to: (f64, f64), paint: Paint) -> Self {
        Self::path([Step::Move(from.0, from.1), Step::Line(to.0, to.1)], paint)
    }

    pub(super) fn circle(x: f64, y: f64, radius: f64, paint: Paint) -> Self {
        Self::path([Step::Circle(x, y, radius)], paint)
    }

    /// One line of text, with its base line at `y`.
    pub(super) fn word(
        x: f64,
        y: f64,
        anchor: Anchor,
        style: Style,
        ink: Ink,
        word: impl Into<String>,
    ) -> Self {
        Self::text(x, y, anchor, style, ink, vec![word.into()])
    }

    /// Lines of text, the first with its base line at `y`.
    pub(super) fn text(x: f64, y: f64, anchor: Anchor, style: Style, ink: Ink, lines: Vec<String>) -> Self {
        Self::Text(Text { x, y, anchor, style, ink, font: None, lines })
    }
}

/// In which direction a picture runs, and how wide it is: what runs from right to left is mirrored.
#[derive(Debug, Clone, Copy)]
pub(in crate::emit) struct Frame {
    pub(in crate::emit) direction: Direction,
    pub(in crate::emit) width: f64,
}

impl Frame {
    /// Where something of this width that begins at `x` has its left edge.
    pub(in crate::emit) fn left(self, x: f64, width: f64) -> f64 {
        match self.direction {
            Direction::LeftToRight => x,
            Direction::RightToLeft => self.width - x - width,
        }
    }

    /// The steps of a path whose places are counted from `x` and `y`, where they are in the picture.
    pub(in crate::emit) fn steps(self, path: &Path, x: f64, y: f64) -> impl Iterator<Item = Step> {
        let at = move |it: f64| match path.upright {
            Some(middle) => self.left(x + middle, 0.0) + it - middle,
            None => self.left(x + it, 0.0),
        };
        path.steps.iter().map(move |step| match *step {
            Step::Move(to, level) => Step::Move(at(to), y + level),
            Step::Line(to, level) => Step::Line(at(to), y + level),
            Step::Curve(a, b, c, d, to, level) => Step::Curve(at(a), y + b, at(c), y + d, at(to), y + level),
            Step::Circle(to, level, radius) => Step::Circle(at(to), y + level, radius),
            Step::Close => Step::Close,
        })
    }

    /// The part of a line that stands at its place, once the picture is mirrored: where a map runs from right to left, a
    /// line begins at its right end, whatever it says.
    pub(in crate::emit) fn anchor(self, anchor: Anchor) -> Anchor {
        match (anchor, self.direction) {
            (Anchor::Start, Direction::RightToLeft) => Anchor::End,
            (Anchor::End, Direction::RightToLeft) => Anchor::Start,
            (_, Direction::LeftToRight) | (Anchor::Middle, _) => anchor,
        }
    }
}

/// Writes marks.
pub(super) struct Canvas<'o> {
    out: &'o mut dyn Write,
    frame: Frame,
}

impl<'o> Canvas<'o> {
    pub(super) fn new(out: &'o mut dyn Write, frame: Frame) -> Self {
        Self { out, frame }
    }

    /// Writes marks whose places are counted from `x` and `y`.
    pub(super) fn draw(&mut self, marks: &[Mark], x: f64, y: f64) -> fmt::Result {
        for mark in marks {
            match mark {
                Mark::Rect(rect) => self.rect(rect, x, y)?,
                Mark::Path(path) => self.path(path, x, y)?,
                Mark::Text(text) => self.text(text, x, y)?,
                Mark::Gone(marks) => {
                    writeln!(self.out, "<g opacity=\"{GONE}\" text-decoration=\"line-through\">")?;
                    self.draw(marks, x, y)?;
                    self.out.write_str("</g>\n")?;
                }
                Mark::Group(None, None, marks) => self.draw(marks, x, y)?,
                Mark::Group(id, title, marks) => {
                    self.out.write_str("<g")?;
                    if let Some(id) = id {
                        write!(self.out, " id=\"{}\"", Escaped(id))?;
                    }
                    self.out.write_str(">")?;
                    if let Some(title) = title {
                        write!(self.out, "<title>{}</title>", Escaped(title))?;
                    }
                    self.draw(marks, x, y)?;
                    self.out.write_str("</g>\n")?;
                }
            }
        }
        Ok(())
    }

    fn rect(&mut self, rect: &Rect, x: f64, y: f64) -> fmt::Result {
        let (left, top) = (Number(self.frame.left(x + rect.x, rect.width)), Number(y + rect.y));
        let (width, height) = (Number(rect.width), Number(rect.height));
        write!(self.out, "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\"")?;
        if rect.round > 0.0 {
            write!(self.out, " rx=\"{}\"", Number(rect.round))?;
        }
        self.paint(&rect.paint)?;
        self.out.write_str("/>\n")
    }

    fn path(&mut self, path: &Path, x: f64, y: f64) -> fmt::Result {
        self.out.write_str("<path d=\"")?;
        for step in self.frame.steps(path, x, y) {
            match step {
                Step::Move(to, level) => write!(self.out, "M{} {}", Number(to), Number(level))?,
                Step::Line(to, level) => write!(self.out, "L{} {}", Number(to), Number(level))?,
                Step::Curve(a, b, c, d, to, level) => {
                    let (a, b, c, d) = (Number(a), Number(b), Number(c), Number(d));
                    write!(self.out, "C{a} {b} {c} {d} {} {}", Number(to), Number(level))?;
                }
                Step::Circle(to, level, radius) => {
                    let (left, level, r) = (Number(to - radius), Number(level), Number(radius));
                    // Twice what is written as the radius, or it would be no circle.
                    let around = Number(2.0 * f64::from(r.value()));
                    write!(self.out, "M{left} {level}a{r} {r} 0 1 0 {around} 0a{r} {r} 0 1 0 -{around} 0z")?;
                }
                Step::Close => self.out.write_str("Z")?,
            }
        }
        self.out.write_str("\"")?;
        self.paint(&path.paint)?;
        self.out.write_str("/>\n")
    }

    fn paint(&mut self, paint: &Paint) -> fmt::Result {
        match (paint.fill, paint.stroke) {
            (Some(fill), Some((stroke, _))) => {
                write!(self.out, " class=\"{} {}\"", fill_class(fill), stroke_class(stroke))?;
            }
            (Some(fill), None) => write!(self.out, " class=\"{}\"", fill_class(fill))?,
            (None, Some((stroke, _))) => write!(self.out, " class=\"n {}\"", stroke_class(stroke))?,
            (None, None) => {}
        }
        if let Some((_, width)) = paint.stroke.filter(|(_, width)| *width != 1.0) {
            write!(self.out, " stroke-width=\"{}\"", Number(width))?;
        }
        if let [dash, gap] = paint.dash.lengths() {
            write!(self.out, " stroke-dasharray=\"{dash} {gap}\"")?;
        }
        match paint.opacity {
            Some(opacity) => write!(self.out, " opacity=\"{opacity}\""),
            None => Ok(()),
        }
    }

    fn text(&mut self, text: &Text, x: f64, y: f64) -> fmt::Result {
        if text.lines.is_empty() {
            return Ok(());
        }
        let (left, top) = (Number(self.frame.left(x + text.x, 0.0)), y + text.y);
        let anchor = match self.frame.anchor(text.anchor) {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let bold = match text.style.weight {
            Weight::Plain => "",
            Weight::Bold => " font-weight=\"bold\"",
        };
        let (size, class) = (Number(text.style.size), fill_class(text.ink));
        write!(self.out, "<text class=\"{class}\" font-size=\"{size}\"{bold}{anchor}")?;
        if let Some(font) = &text.font {
            write!(self.out, " font-family=\"{}\"", Escaped(font))?;
        }
        if let [line] = &text.lines[..] {
            return writeln!(self.out, " x=\"{left}\" y=\"{}\">{}</text>", Number(top), Escaped(line));
        }
        self.out.write_str(">")?;
        for (number, line) in text.lines.iter().enumerate() {
            let level = Number(top + number as f64 * text.style.leading);
            // A blank keeps words apart where the text is copied or read aloud. It would shift what is not set from the left.
            let blank = if anchor.is_empty() && number + 1 < text.lines.len() { " " } else { "" };
            write!(self.out, "<tspan x=\"{left}\" y=\"{level}\">{}{blank}</tspan>", Escaped(line))?;
        }
        self.out.write_str("</text>\n")
    }
}

/// The class that fills with an ink; texts are filled too.
pub(super) fn fill_class(ink: Ink) -> String {
    format!("f{}", ink as u8)
}

/// The class that draws around with an ink.
pub(super) fn stroke_class(ink: Ink) -> String {
    format!("s{}", ink as u8)
}

/// A number as SVG has it, to a tenth of a pixel.
#[derive(Debug, Clone, Copy)]
pub(in crate::emit) struct Number(pub(in crate::emit) f64);

impl Number {
    fn tenths(self) -> i64 {
        (self.0 * 10.0).round() as i64
    }

    /// The number that is written.
    pub(in crate::emit) fn value(self) -> f32 {
        self.tenths() as f32 / 10.0
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = self.tenths();
        let sign = if tenths < 0 { "-" } else { "" };
        let (whole, tenth) = (tenths.abs() / 10, tenths.abs() % 10);
        if tenth == 0 { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{tenth}") }
    }
}

/// A text as XML has it, between tags or quotes. What XML has no way to write is left out: `said` has made it seen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Escaped<'t>(pub(super) &'t str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            match character {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\n' | '\t' => f.write_char(' ')?,
                '\0'..='\x1F' | '\u{FFFE}' | '\u{FFFF}' => {}
                _ => f.write_char(character)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Escaped, Number};

    #[test]
    fn numbers_have_a_tenth_at_the_most() {
        let written = [0.0, -0.04, 1.25, -1.25, 260.0].map(|number| Number(number).to_string());
        assert_eq!(written, ["0", "0", "1.3", "-1.3", "260"]);
    }

    #[test]
    fn texts_are_never_markup() {
        assert_eq!(Escaped("<a b='\"&\u{1}\n>").to_string(), "&lt;a b=&#39;&quot;&amp; &gt;");
    }
}
