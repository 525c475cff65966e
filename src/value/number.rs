//! Numbers and shares.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Add, Sub};

use crate::value::Wrong;

/// A number as a person writes it: `12`, `12_000`, `0.5`, `-2`. Finite.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Number(pub f64);

impl Number {
    /// Reads `12_000`, `0.5`, `+1`.
    pub fn read(text: &str) -> Result<Self, Wrong> {
        let digits = plain(text).ok_or_else(|| wrong_number(text))?;
        digits
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite())
            .map(Self)
            .ok_or_else(|| wrong_number(text))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Most are small and whole, and the digits of such are found sooner.
        let whole = self.0 as i16;
        if f64::from(whole).to_bits() == self.0.to_bits() && whole.unsigned_abs() < 10_000 {
            return write!(f, "{whole}");
        }
        let written = format!("{}", self.0);
        let (sign, digits) = written.strip_prefix('-').map_or(("", written.as_str()), |digits| ("-", digits));
        let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
        f.write_str(sign)?;
        for (index, digit) in whole.chars().enumerate() {
            // Groups of three, from five digits on: 1200, but 12 000.
            if index > 0 && (whole.len() - index) % 3 == 0 && whole.len() > 4 {
                f.write_str("\u{202F}")?;
            }
            write!(f, "{digit}")?;
        }
        match fraction {
            Some(fraction) => write!(f, ".{fraction}"),
            None => Ok(()),
        }
    }
}

/// A part of a whole. Kept in millionths, so that shares written as `33.3333%` add up exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Share(i64);

impl Share {
    /// Nothing.
    pub const NONE: Self = Self(0);
    /// 100 %.
    pub const WHOLE: Self = Self(1_000_000);

    /// Reads `20%` or `0.5%`; at most four decimals.
    pub fn read(text: &str) -> Result<Self, Wrong> {
        let wrong = || {
            // 0.06 is what others write for 6%.
            let guess = Number::read(text).ok().map(|number| match number.0 {
                part if part > 0.0 && part < 1.0 => Self::from_fraction(part).written(),
                _ => format!("{text}%"),
            });
            Wrong { message: format!("`{text}` is no share: a share is a number with `%`"), nearest: guess }
        };
        let number = text.strip_suffix('%').ok_or_else(wrong)?;
        let percent = Number::read(number).map_err(|_| wrong())?.0;
        if number.split_once('.').is_some_and(|(_, decimals)| decimals.len() > 4) {
            return Err(Wrong::new(format!("`{text}` has more than four decimals"))
                .nearest(format!("{}%", (percent * 10_000.0).round() / 10_000.0)));
        }
        if percent.abs() > 1e9 {
            return Err(Wrong::new(format!("`{text}` is too large for a share")));
        }
        Ok(Self((percent * 10_000.0).round() as i64))
    }

    /// Reads a share of something: `0%` to `100%`.
    pub fn read_part(text: &str) -> Result<Self, Wrong> {
        let share = Self::read(text)?;
        if share < Self::NONE || share > Self::WHOLE {
            let nearest = if share < Self::NONE { Self::NONE } else { Self::WHOLE };
            return Err(Wrong::new(format!(
                "`{text}` is no part of a whole: a share here is from `0%` to `100%`"
            ))
            .nearest(nearest.written()));
        }
        Ok(share)
    }

    /// The share that `fraction` of one is.
    pub fn from_fraction(fraction: f64) -> Self {
        Self((fraction * 1e6).round() as i64)
    }

    /// As a fraction of one.
    pub fn fraction(self) -> f64 {
        self.0 as f64 / 1e6
    }

    /// As the language writes it: `12.5%`.
    pub fn written(self) -> String {
        format!("{}%", self.0 as f64 / 10_000.0)
    }

    /// What is left of the whole.
    pub fn rest(self) -> Self {
        Self((Self::WHOLE.0 - self.0).max(0))
    }
}

impl Add for Share {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Share {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl std::iter::Sum for Share {
    fn sum<I: Iterator<Item = Self>>(shares: I) -> Self {
        shares.fold(Self::NONE, Add::add)
    }
}

/// For people: `12.5 %`.
impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 % 10_000 == 0 {
            return write!(f, "{}\u{A0}%", self.0 / 10_000);
        }
        write!(f, "{}\u{A0}%", (self.0 as f64 / 1000.0).round() / 10.0)
    }
}

/// The digits of a number without the `_` between them; nothing if it is not written as a number.
fn plain(text: &str) -> Option<Cow<'_, str>> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, decimals) = unsigned.split_once('.').map_or((unsigned, None), |(w, d)| (w, Some(d)));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let good = whole.split('_').all(digits) && decimals.is_none_or(digits);
    let signed = text.strip_prefix('+').unwrap_or(text);
    good.then(|| if whole.contains('_') { signed.replace('_', "").into() } else { signed.into() })
}

fn wrong_number(text: &str) -> Wrong {
    Wrong {
        message: format!("`{text}` is no number"),
        nearest: latin_digits(text).filter(|text| plain(text).is_some()),
    }
}

/// `text` with the digits of other scripts, such as ۳۵٪, written as `35%`; nothing if it has none.
pub fn latin_digits(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let latin = |character: char| match character {
        '٪' => '%',
        '٫' => '.',
        '\u{660}'..='\u{669}' => digit(character, 0x660),
        '\u{6F0}'..='\u{6F9}' => digit(character, 0x6F0),
        '\u{966}'..='\u{96F}' => digit(character, 0x966),
        '\u{FF10}'..='\u{FF19}' => digit(character, 0xFF10),
        other => other,
    };
    let written: String = text.chars().map(latin).collect();
    written.is_ascii().then_some(written)
}

fn digit(character: char, zero: u32) -> char {
    char::from_digit(u32::from(character) - zero, 10).unwrap_or(character)
}

#[cfg(test)]
mod tests {
    use super::{Number, Share};

    #[test]
    fn shares_add_up_exactly() {
        let third = Share::read("33.3333%").unwrap();
        assert_eq!((third + third + third).written(), "99.9999%");
        assert!(Share::read("35").is_err());
        assert!(Share::read_part("101%").is_err());
    }

    #[test]
    fn numbers_are_grouped_for_people() {
        assert_eq!(Number::read("12_000").unwrap().to_string(), "12\u{202F}000");
        assert_eq!(Number::read("-0.5").unwrap().to_string(), "-0.5");
        assert!(Number::read("1__2").is_err());
        assert_eq!(Number::read("۱۲").unwrap_err().nearest.as_deref(), Some("12"));
    }
}
