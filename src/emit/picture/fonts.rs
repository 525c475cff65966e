//! The fonts that pictures are set in: those of this machine, read when a picture first needs them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use resvg::usvg::fontdb::{Database, FaceInfo, Family, ID, Query, Source, Style, Weight};
use resvg::usvg::{Font, FontFamily, FontResolver, Options};
use ttf_parser::Face;
use ttf_parser::cmap::{Format, Subtable};
use unicode_normalization::UnicodeNormalization;

use crate::emit::look::FONTS;
use crate::text::unseen::is_unseen;

/// Before the number of a font of this machine, where a picture asks for that one. No theme can name a font so.
const NUMBERED: char = '#';

/// The fonts of a machine.
pub struct Fonts {
    read: fn(&mut Database),
    database: OnceLock<Arc<Database>>,
    /// What is known of those that a picture has looked into.
    known: Mutex<BTreeMap<ID, Arc<Known>>>,
    /// Characters that a picture looked for and no font has.
    nowhere: Mutex<BTreeSet<char>>,
    /// The font made for emoji, when it is first asked for.
    emoji: OnceLock<Option<ID>>,
}

/// What is known of a font.
struct Known {
    /// The characters that it has, from and to, in order.
    letters: Vec<(u32, u32)>,
    /// The other fonts, when they are first asked for: those first that are most like it.
    others: OnceLock<Vec<ID>>,
}

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fonts")
            .field("faces", &self.database.get().map(|it| it.len()))
            .finish_non_exhaustive()
    }
}

impl Fonts {
    /// Those that `read` finds, when one is first asked for.
    pub const fn new(read: fn(&mut Database)) -> Self {
        Self {
            read,
            database: OnceLock::new(),
            known: Mutex::new(BTreeMap::new()),
            nowhere: Mutex::new(BTreeSet::new()),
            emoji: OnceLock::new(),
        }
    }

    /// A machine without any.
    pub const fn none() -> Self {
        Self::new(|_| {})
    }

    /// Those that are installed where programs look for fonts.
    pub const fn of_system() -> Self {
        Self::new(Database::load_system_fonts)
    }

    fn database(&self) -> &Arc<Database> {
        self.database.get_or_init(|| {
            let mut database = Database::new();
            (self.read)(&mut database);
            keep_usual(&mut database);
            let is_here = |name: &str| database.faces().any(|face| has_family(face, name));
            let any = || {
                let upright = database.faces().find(|face| face.style == Style::Normal);
                upright.and_then(|face| face.families.first().map(|(name, _)| name.clone()))
            };
            let usual = FONTS.into_iter().find(|name| is_here(name)).map(str::to_owned);
            if let Some(plain) = usual.or_else(any) {
                database.set_sans_serif_family(plain);
            }
            Arc::new(database)
        })
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.database().is_empty()
    }

    /// The first of these that is here, or else one of the usual ones, or else any; none if there is none that is upright.
    pub(super) fn first<'n>(&self, names: impl Iterator<Item = &'n str>, weight: Weight) -> Option<ID> {
        let families: Vec<Family<'_>> = names.map(Family::Name).chain([Family::SansSerif]).collect();
        self.database().query(&Query { families: &families, weight, ..Query::default() })
    }

    /// Whether a font has all of `text` that is seen: in its characters, put together, or taken apart.
    pub(super) fn has(&self, font: ID, text: &str) -> bool {
        let known = self.known(font);
        let has = |character: char| is_unseen(character) || known.has(character);
        text.chars().all(has) || !text.is_ascii() && (text.nfc().all(has) || text.nfd().all(has))
    }

    /// What `text` is set in where `font` lacks some of it: the font most like it that has all, or else one that has what is
    /// lacking first; none if no font has that.
    pub(super) fn instead_of(&self, font: ID, text: &str) -> Option<ID> {
        let known = self.known(font);
        let lacking = text.chars().find(|character| !is_unseen(*character) && !known.has(*character))?;
        let nowhere = || self.nowhere.lock().unwrap_or_else(PoisonError::into_inner);
        if nowhere().contains(&lacking) {
            return None;
        }
        let others = self.others(&known, font);
        let with_all = others.iter().find(|id| self.has(**id, text));
        let found = with_all.or_else(|| others.iter().find(|id| self.known(**id).has(lacking)));
        if found.is_none() {
            nowhere().insert(lacking);
        }
        found.copied()
    }

    /// The font made for emoji, if one is here: others have some of them in black.
    pub(super) fn of_emoji(&self) -> Option<ID> {
        let is_for_emoji =
            |face: &&FaceInfo| face.families.iter().any(|(family, _)| family.contains("Emoji"));
        *self.emoji.get_or_init(|| self.database().faces().find(is_for_emoji).map(|face| face.id))
    }

    /// What `read` makes of a font: of its data, and its number in them.
    pub(super) fn with<T>(&self, font: ID, read: impl FnOnce(&[u8], u32) -> T) -> Option<T> {
        self.database().with_face_data(font, read)
    }

    /// The name by which a picture asks for this font, as CSS writes it.
    pub(super) fn name(&self, font: ID) -> Option<String> {
        let number = self.database().faces().position(|face| face.id == font)?;
        Some(format!("'{NUMBERED}{number}'"))
    }

    /// How a picture finds its fonts. What no font has goes into `missing`.
    pub(super) fn options<'f>(&'f self, missing: &'f Mutex<BTreeSet<char>>) -> Options<'f> {
        let select = FontResolver::default_font_selector();
        // All faces are looked through for each text, of which most ask for the same.
        let selected: Mutex<HashMap<Font, Option<ID>>> = Mutex::default();
        let resolver = FontResolver {
            select_font: Box::new(move |font, database| {
                let mut selected = selected.lock().unwrap_or_else(PoisonError::into_inner);
                let select = || numbered(font, database).or_else(|| select(font, database));
                *selected.entry(font.clone()).or_insert_with(select)
            }),
            select_fallback: Box::new(move |character, tried, _| {
                let first = *tried.first()?;
                let is_found = |id: &&ID| !tried.contains(id) && self.known(**id).has(character);
                let found = self.others(&self.known(first), first).iter().find(is_found).copied();
                if found.is_none() {
                    missing.lock().unwrap_or_else(PoisonError::into_inner).insert(character);
                }
                found
            }),
        };
        Options { fontdb: Arc::clone(self.database()), font_resolver: resolver, ..Options::default() }
    }

    fn known(&self, font: ID) -> Arc<Known> {
        let all = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = all().get(&font) {
            return Arc::clone(known);
        }
        // It takes a while, and others may ask meanwhile.
        let letters = self.with(font, letters).unwrap_or_default();
        let known = Arc::new(Known { letters, others: OnceLock::new() });
        Arc::clone(all().entry(font).or_insert(known))
    }

    /// The fonts beside one of which this is known.
    fn others<'k>(&self, known: &'k Known, font: ID) -> &'k [ID] {
        known.others.get_or_init(|| others(self.database(), font))
    }
}

impl Known {
    fn has(&self, character: char) -> bool {
        let code = u32::from(character);
        let next = self.letters.partition_point(|(_, last)| *last < code);
        self.letters.get(next).is_some_and(|(first, _)| *first <= code)
    }
}

/// Takes the usual fonts into memory: a font that is only known by its file is opened anew for every letter.
fn keep_usual(database: &mut Database) {
    let is_usual = |face: &&FaceInfo| {
        let is_plain = face.style == Style::Normal && matches!(face.weight, Weight::NORMAL | Weight::BOLD);
        is_plain && FONTS.iter().any(|name| has_family(face, name))
    };
    let usual: Vec<ID> = database.faces().filter(is_usual).map(|face| face.id).collect();
    let mut kept = BTreeSet::new();
    for id in usual {
        let is_new = database.face(id).is_some_and(|face| kept.insert(face.post_script_name.clone()));
        let bytes = database.with_face_data(id, |bytes, _| bytes.to_vec()).filter(|_| is_new);
        database.remove_face(id);
        if let Some(bytes) = bytes {
            database.load_font_source(Source::Binary(Arc::new(bytes)));
        }
    }
}

fn has_family(face: &FaceInfo, name: &str) -> bool {
    face.families.iter().any(|(family, _)| family == name)
}

/// The font that a picture asks for by its number.
fn numbered(font: &Font, database: &Database) -> Option<ID> {
    let Some(FontFamily::Named(name)) = font.families().first() else { return None };
    let number = name.strip_prefix(NUMBERED)?.parse().ok()?;
    database.faces().nth(number).map(|face| face.id)
}

/// All fonts but `font`, those first that are most like it: upright and as bold, of the usual fonts first. The order is the
/// same on every run.
fn others(database: &Database, font: ID) -> Vec<ID> {
    let Some(base) = database.face(font) else { return Vec::new() };
    let mut faces: Vec<&FaceInfo> = database.faces().filter(|face| face.id != font).collect();
    faces.sort_by_cached_key(|face| {
        let usual = FONTS.iter().position(|name| has_family(face, name)).unwrap_or(FONTS.len());
        let family = face.families.first().map(|(family, _)| family.clone());
        // A font of one width is for code.
        (
            face.style != Style::Normal,
            face.weight.0.abs_diff(base.weight.0),
            face.monospaced,
            usual,
            face.stretch.to_number().abs_diff(base.stretch.to_number()),
            family,
            face.index,
        )
    });
    faces.into_iter().map(|face| face.id).collect()
}

/// The characters that a font has, from and to, in order.
fn letters(data: &[u8], index: u32) -> Vec<(u32, u32)> {
    let Ok(face) = Face::parse(data, index) else { return Vec::new() };
    let tables = face.tables().cmap.iter().flat_map(|map| map.subtables).filter(|table| table.is_unicode());
    let tables: Vec<_> = tables.collect();
    // The one with all of Unicode holds what the others hold, and no character without a glyph.
    let is_whole = |table: &&Subtable<'_>| matches!(table.format, Format::SegmentedCoverage(_));
    let mut codes = Vec::new();
    match tables.iter().find(is_whole) {
        Some(whole) => whole.codepoints(|code| codes.push(code)),
        None => {
            for table in tables {
                let is_drawn = |code: &u32| table.glyph_index(*code).is_some_and(|glyph| glyph.0 != 0);
                table.codepoints(|code| codes.extend(Some(code).filter(is_drawn)));
            }
        }
    }
    codes.sort_unstable();
    codes.dedup();
    let runs = codes.chunk_by(|one, next| one + 1 == *next);
    runs.filter_map(|run| Some((*run.first()?, *run.last()?))).collect()
}
