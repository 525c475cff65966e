//! The fonts that pictures are set in: those of this machine, read when a picture first needs them.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use resvg::usvg::fontdb::{Database, FaceInfo, ID, Source, Style, Weight};
use resvg::usvg::{Font, FontResolver, Options};
use ttf_parser::Face;

use crate::emit::look::FONTS;

/// The fonts of a machine.
pub struct Fonts {
    read: fn(&mut Database),
    database: OnceLock<Arc<Database>>,
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
        Self { read, database: OnceLock::new() }
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
            if let Some(plain) = FONTS.into_iter().find(|name| is_here(name)) {
                database.set_sans_serif_family(plain);
            }
            Arc::new(database)
        })
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.database().is_empty()
    }

    /// How a picture finds its fonts. What no font has goes into `missing`.
    pub(super) fn options<'f>(&self, missing: &'f Mutex<BTreeSet<char>>) -> Options<'f> {
        let select = FontResolver::default_font_selector();
        // All faces are looked through for each text, of which most ask for the same.
        let selected: Mutex<HashMap<Font, Option<ID>>> = Mutex::default();
        let resolver = FontResolver {
            select_font: Box::new(move |font, database| {
                let mut selected = selected.lock().unwrap_or_else(PoisonError::into_inner);
                *selected.entry(font.clone()).or_insert_with(|| select(font, database))
            }),
            select_fallback: Box::new(move |character, tried, database| {
                let found = fallback(character, tried, database);
                if found.is_none() {
                    missing.lock().unwrap_or_else(PoisonError::into_inner).insert(character);
                }
                found
            }),
        };
        Options { fontdb: Arc::clone(self.database()), font_resolver: resolver, ..Options::default() }
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

/// A font that has `character`, as much like the one that has it not as there is: upright and as bold, of the usual
/// fonts first. The order is the same on every run.
fn fallback(character: char, tried: &[ID], database: &Database) -> Option<ID> {
    let base = database.face(*tried.first()?)?;
    let mut faces: Vec<&FaceInfo> = database.faces().filter(|face| !tried.contains(&face.id)).collect();
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
    faces.iter().find(|face| has(database, face.id, character)).map(|face| face.id)
}

fn has(database: &Database, id: ID, character: char) -> bool {
    let glyph = |data: &[u8], index: u32| Face::parse(data, index).ok()?.glyph_index(character);
    database.with_face_data(id, glyph).flatten().is_some()
}
