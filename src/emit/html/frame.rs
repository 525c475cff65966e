//! What stands around the pages: their head, style and script, and the policy that lets nothing else run.

use std::sync::LazyLock;

use crate::emit::Project;
use crate::emit::html::escape::{Attr, Text};
use crate::emit::html::{Frame, SCRIPT, STYLE, hash};
use crate::emit::look::{self, Ink, Mode, Palette, Theme};
use crate::value::{Direction, Language};

/// What a page that stands alone may do: its own style and script, and nothing else; no network at all.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    format!(
        "default-src 'none'; style-src '{}'; style-src-attr 'unsafe-inline'; script-src '{}'; img-src data:; base-uri 'none'; form-action 'none'",
        hash::source(STYLE),
        hash::source(SCRIPT)
    )
});

/// Writes a page up to the start of its body.
pub(super) fn open(
    title: &str,
    language: Option<&Language>,
    direction: Direction,
    project: &Project<'_>,
    frame: Frame,
    out: &mut String,
) {
    let direction = match direction {
        Direction::LeftToRight => "ltr",
        Direction::RightToLeft => "rtl",
    };
    *out += &format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{direction}\"{}>\n<head>\n<meta charset=\"utf-8\">\n",
        Attr(language.map_or("en", Language::as_str)),
        theme(&project.theme)
    );
    if frame == Frame::Alone {
        *out += &format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n", *POLICY);
    }
    *out += &format!(
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>{}</title>\n",
        Text(title)
    );
    match frame {
        Frame::Alone => *out += &format!("<style>{STYLE}</style>\n"),
        Frame::Served => {
            *out += "<link rel=\"stylesheet\" href=\"/map.css\">\n<script src=\"/map.js\" defer></script>\n<script src=\"/live.js\" defer></script>\n";
        }
    }
    *out += "</head>\n<body>\n";
}

/// Writes the end of a page.
pub(super) fn close(frame: Frame, out: &mut String) {
    if frame == Frame::Alone {
        *out += &format!("<script>{SCRIPT}</script>\n");
    }
    *out += "</body>\n</html>\n";
}

/// What of a theme is not as usual, in variables of the style.
fn theme(theme: &Theme) -> String {
    let mut style = match theme.mode {
        Mode::Auto => String::new(),
        Mode::Light => "color-scheme:light;".to_owned(),
        Mode::Dark => "color-scheme:dark;".to_owned(),
    };
    if theme.accent.is_some() {
        let (light, dark) = (Palette::light(theme.accent), Palette::dark(theme.accent));
        for ink in [Ink::Accent, Ink::AccentPale, Ink::OnAccent] {
            style += &format!("--{}:light-dark({},{});", ink.name(), light.color(ink), dark.color(ink));
        }
    }
    if !theme.fonts.is_empty() {
        style += &format!("--font:{};", look::font_family(theme));
    }
    if style.is_empty() { style } else { format!(" style=\"{}\"", Attr(&style)) }
}

/// The colours and fonts of the style, as they are unless a theme says otherwise.
#[cfg(test)]
fn usual() -> String {
    let (light, dark) = (Palette::light(None), Palette::dark(None));
    let inks = Ink::ALL
        .iter()
        .map(|ink| format!("  --{}: light-dark({}, {});\n", ink.name(), light.color(*ink), dark.color(*ink)));
    let fonts = format!("  --font: {};\n", look::font_family(&Theme::default()));
    inks.chain([fonts]).collect()
}

#[cfg(test)]
mod tests {
    use crate::emit::html::STYLE;

    #[test]
    fn the_style_has_the_colours_of_all_maps() {
        assert!(STYLE.contains(&super::usual()), "map.css lacks these lines:\n{}", super::usual());
    }
}
