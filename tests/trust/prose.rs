//! Honest lines in many languages, with emoji: what people write, put together of words and phrases by chance.

use crate::hostile::Chance;

/// Words and signs of a language, with what stands between them.
struct Language {
    words: &'static [&'static str],
    between: &'static str,
    end: &'static str,
}

const LANGUAGES: [Language; 16] = [
    // Persian, with non-joiners in its words.
    Language {
        words: &[
            "می\u{200C}خواهم",
            "کفش\u{200C}ها",
            "خرید",
            "نمی\u{200C}دانم",
            "خانه\u{200C}ام",
            "«کتاب»\u{200C}ها",
            "PDF\u{200C}ها",
            "(C++)",
            "۱۲٪",
            "رفته\u{200C}ایم",
            "سال ۱۴۰۵ ه\u{200D}.ش.",
            "آشنایی",
            "قیمت،",
            "به\u{200C}روز",
            "و",
            "مشتری",
            "پیش\u{200C}فروش",
            "ارسالِ رایگان",
        ],
        between: " ",
        end: "؟",
    },
    Language {
        words: &[
            "أُريدُ",
            "شراءَ",
            "حذاءٍ",
            "جديد",
            "السِّعر",
            "١٢٪",
            "لا",
            "أعرف،",
            "التسوّق",
            "الإلكتروني",
            "iPhone",
            "(SMS)",
            "مُمتاز",
            "ـــ",
            "﷼",
            "الله",
            "كيف",
            "متى؟",
        ],
        between: " ",
        end: "؟",
    },
    Language {
        words: &[
            "אני",
            "רוֹצֶה",
            "לִקְנוֹת",
            "נעליים",
            "חדשות",
            "ב־12%",
            "של",
            "צה״ל",
            "ג׳ירפה",
            "iPhone",
            "(SMS)",
            "מחיר,",
            "לא",
            "יודע",
            "שָׁלוֹם",
            "בְּרֵאשִׁית",
            "ירושל\u{5B7}\u{34F}\u{5B4}ם",
        ],
        between: " ",
        end: "?",
    },
    Language {
        words: &[
            "मैं",
            "जूते",
            "ख़रीदना",
            "चाहता",
            "हूँ",
            "क्\u{200D}ष",
            "क्\u{200C}ष",
            "श्री",
            "मूल्य",
            "१२%",
            "PDF",
            "ऑनलाइन",
            "दुकान",
            "में",
            "नहीं",
            "कब",
        ],
        between: " ",
        end: "।",
    },
    Language {
        words: &["আমি", "জুতা", "কিনতে", "চাই", "র\u{200D}্যাব", "মূল্য", "১২%", "উৎস", "দোকান", "ক্ষমা", "কখন"],
        between: " ",
        end: "।",
    },
    Language {
        words: &[
            "ನಾನು",
            "ರ\u{200D}್ಯಾಂಕ್",
            "ಬೂಟು",
            "ಮಲಯಾಳಂ",
            "അവന്\u{200D}",
            "നന്\u{200D}മ",
            "വാങ്ങണം",
            "ශ්\u{200D}රී",
            "ලංකා",
            "மிகவும்",
            "நன்றி",
            "విక్రయ",
        ],
        between: " ",
        end: ".",
    },
    Language {
        words: &[
            "我想",
            "购买",
            "一双",
            "新鞋",
            "，",
            "价格",
            "12%",
            "邊",
            "葛\u{E0100}飾区",
            "辻\u{E0101}",
            "GPS",
            "的",
            "《地图》",
            "（一）",
            "很",
            "满意",
        ],
        between: "",
        end: "。",
    },
    Language {
        words: &[
            "新しい",
            "靴を",
            "買いたい",
            "です",
            "、",
            "価格",
            "ボタン",
            "Tシャツ",
            "「地図」",
            "㊗\u{FE0F}",
            "ｶﾀｶﾅ",
            "ＡＢＣ",
            "葛\u{E0100}",
            "ー",
            "〜",
            "が",
            "々",
            "がぎぐ",
        ],
        between: "",
        end: "。",
    },
    Language {
        words: &[
            "새",
            "신발을",
            "사고",
            "싶어요",
            "가격",
            "12%",
            "온라인",
            "매장",
            "「지도」",
            "PDF",
            "한국어",
            "ㅋㅋ",
        ],
        between: " ",
        end: ".",
    },
    Language {
        words: &[
            "ฉัน",
            "ต้องการ",
            "ซื้อ",
            "รองเท้า",
            "\u{E2B}\u{E21}า\u{200B}ใหม่",
            "ភាសា\u{200B}ខ្មែរ",
            "ទិញ",
            "ဝယ်\u{200B}ချင်",
            "ซื้อ\u{200B}ของ",
            "๑๒%",
            "ຊື້",
        ],
        between: " ",
        end: ".",
    },
    Language {
        words: &[
            "Я",
            "хочу",
            "купить",
            "новые",
            "кроссовки",
            "№ 5",
            "—",
            "«карта»",
            "12 %",
            "ё",
            "PDF-файл",
            "и\u{306}",
            "й",
            "когда",
            "цена,",
        ],
        between: " ",
        end: "…",
    },
    Language {
        words: &[
            "Chcę",
            "kupić",
            "nowe",
            "buty",
            "żółw",
            "„mapa”",
            "l’été",
            "Größe",
            "naïve",
            "e\u{301}te\u{301}",
            "œuvre",
            "ș",
            "ț",
            "½",
            "12\u{A0}%",
            "prix\u{202F}:",
            "İstanbul",
            "Straße",
        ],
        between: " ",
        end: "!",
    },
    Language {
        words: &["Θέλω", "να", "αγοράσω", "παπούτσια", "τιμή", "«χάρτης»", "12%", "µm", "Ω", "ΐ", "πότε"],
        between: " ",
        end: ";",
    },
    Language {
        words: &["Tôi", "muốn", "mua", "giày", "Nguyễn", "ở", "đâu", "Ừ", "tiếng", "Việt", "12%"],
        between: " ",
        end: "?",
    },
    // Emoji.
    Language {
        words: &[
            "👩\u{200D}💻",
            "👨\u{200D}👩\u{200D}👧\u{200D}👦",
            "❤\u{FE0F}",
            "❤\u{FE0F}\u{200D}🔥",
            "👍🏽",
            "🏳\u{FE0F}\u{200D}🌈",
            "🇵🇱",
            "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
            "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}",
            "1\u{FE0F}\u{20E3}",
            "#\u{FE0F}\u{20E3}",
            "🧑🏿\u{200D}🦯\u{200D}➡\u{FE0F}",
            "👁\u{FE0F}\u{200D}🗨\u{FE0F}",
            "☎\u{FE0E}",
            "⚠\u{FE0F}",
            "©\u{FE0F}",
            "™\u{FE0F}",
            "‼\u{FE0F}",
            "ℹ\u{FE0F}",
            "🤷\u{200D}♀\u{FE0F}",
            "🏃🏻\u{200D}♂\u{FE0F}",
            "✅",
            "🫶🏾",
            "↔\u{FE0F}",
            "〰\u{FE0F}",
            "🐻\u{200D}❄\u{FE0F}",
        ],
        between: " ",
        end: "🎉",
    },
    // Mongolian and mathematics.
    Language {
        words: &[
            "ᠮᠣᠩᠭᠣᠯ",
            "ᠬ\u{180B}ᠠ",
            "ᠰᠠᠶᠢᠨ\u{180E}ᠠ",
            "∩\u{FE00}",
            "≤",
            "x²",
            "ა",
            "გამარჯობა",
            "Հայերեն",
            "አማርኛ",
            "བོད་སྐད",
        ],
        between: " ",
        end: ".",
    },
];

pub(crate) fn languages() -> usize {
    LANGUAGES.len()
}

/// So many lines, in turns of each language, some of two languages.
pub(crate) fn lines(count: usize) -> Vec<String> {
    let mut chance = Chance(3);
    let line = |number: usize| {
        let language = &LANGUAGES[number % LANGUAGES.len()];
        let words: Vec<&str> = (0..2 + chance.below(9)).map(|_| chance.one_of(language.words)).collect();
        let mut line = words.join(language.between) + language.end;
        if chance.below(4) == 0 {
            let other = &LANGUAGES[chance.below(LANGUAGES.len())];
            line = format!(
                "{line} {} {}",
                chance.one_of(other.words),
                chance.one_of(&["Ok", "(42)", "— A/B", "C#", "🙂"])
            );
        }
        line
    };
    (0..count).map(line).collect()
}

/// A name of the letters of the first word of `line` that has some, such as people give.
pub(crate) fn name(line: &str, number: usize) -> String {
    let is_letter = |letter: char| letter.is_alphabetic() && !matches!(letter, '\u{FF66}'..='\u{FF9F}');
    let mut words = line.split(|letter: char| !is_letter(letter)).filter(|word| word.chars().count() > 1);
    format!("{}_{number}", words.next().unwrap_or("word"))
}
