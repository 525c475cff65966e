//! Texts that try to be more than texts, drawn by chance, the same in every run.

/// Draws numbers, the same ones after the same start (SplitMix64).
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    pub(crate) fn one_of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }

    /// Up to `most` pieces, one after the other.
    pub(crate) fn text(&mut self, most: usize) -> String {
        (0..1 + self.below(most)).map(|_| self.piece()).collect()
    }

    fn piece(&mut self) -> String {
        match self.below(6) {
            0 => char::from_u32(self.below(0xA0) as u32).map(String::from).unwrap_or_default(),
            1 => self.one_of(&STEERING).to_string(),
            2 => char::from_u32(self.below(0x11_0000) as u32).map(String::from).unwrap_or_default(),
            3 => self.one_of(&SIGNS).to_owned(),
            _ => self.one_of(&WORDS).to_owned(),
        }
    }
}

/// The 12 controls of direction, what ends lines, what has no width, tags, selectors; and what terminals act on.
pub(crate) const STEERING: [&str; 34] = [
    "\u{202A}",
    "\u{202B}",
    "\u{202C}",
    "\u{202D}",
    "\u{202E}",
    "\u{2066}",
    "\u{2067}",
    "\u{2068}",
    "\u{2069}",
    "\u{200E}",
    "\u{200F}",
    "\u{61C}",
    "\u{2028}",
    "\u{2029}",
    "\u{85}",
    "\u{200B}",
    "\u{200C}",
    "\u{200D}",
    "\u{2060}",
    "\u{FEFF}",
    "\u{AD}",
    "\u{E0001}",
    "\u{E0061}",
    "\u{E007F}",
    "\u{FE0F}",
    "\u{E0101}",
    "\u{FFF9}",
    "\u{FFFE}",
    "\u{1B}]8;;https://e.vil\u{1B}\\here\u{1B}]8;;\u{1B}\\",
    "\u{1B}]52;c;cHduZWQ=\u{7}",
    "\u{1B}[38;2;255;0;0;7m",
    "\u{1B}[2J\u{1B}[H",
    "\u{9B}2J",
    "\r",
];

const SIGNS: [&str; 34] = [
    "{",
    "}",
    "\"",
    "\"\"\"",
    "\\",
    "\\u{",
    "<",
    ">",
    "<https://",
    "->",
    "@allow(",
    ")",
    ",",
    ";",
    "//",
    "\n",
    "\n  ",
    "\t",
    " ",
    "  ",
    "|",
    "`",
    "*",
    "_",
    "[",
    "](",
    "#",
    "&",
    "%",
    "-",
    "~",
    ":",
    "'",
    "=",
];

const WORDS: [&str; 26] = [
    "team",
    "journey",
    "stage",
    "touchpoint",
    "owner",
    "channel",
    "barrier",
    "solution",
    "only",
    "import",
    "shop",
    "a",
    "x1",
    "42%",
    "-2",
    "2026-10-01",
    "3d..2w",
    "85 EUR",
    "Größe",
    "購入",
    "می\u{200C}خواهم",
    "🙂",
    "👩\u{200D}💻",
    "e\u{301}",
    "покупка",
    "end",
];

/// Whether a terminal or an editor would act on `character`.
pub(crate) fn steers(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether it would, or nothing would be seen of `character` anywhere.
fn acts(character: char) -> bool {
    steers(character)
        || matches!(character, '\u{200B}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E001F}')
}

/// What is not to be seen in an output for people: the first such character, with what stands around it.
pub(crate) fn raw(printed: &str, is_coloured: bool) -> Option<String> {
    let mut rest = printed;
    while let Some(at) = rest.find(|character| character != '\n' && acts(character)) {
        match own_color(&rest[at..]) {
            Some(length) if is_coloured => rest = &rest[at + length..],
            _ => {
                let start = rest.floor_char_boundary(at.saturating_sub(30));
                let end = rest.ceil_char_boundary((at + 30).min(rest.len()));
                return Some(format!("{:?}", &rest[start..end]));
            }
        }
    }
    None
}

/// The length of the change of colour that `rest` starts with: short ones are ours, and no hostile text has one.
fn own_color(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix("\u{1B}[")?;
    let end = inside.find(|character: char| !character.is_ascii_digit() && character != ';')?;
    (end <= "1;31;4".len() && inside[end..].starts_with('m')).then_some(end + "\u{1B}[m".len())
}

/// `text` as the language writes it in a string.
pub(crate) fn literal(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|character| match character {
            '"' | '\\' => format!("\\{character}"),
            ' '..='~' => character.to_string(),
            _ => format!("\\u{{{:X}}}", u32::from(character)),
        })
        .collect();
    format!("\"{escaped}\"")
}
