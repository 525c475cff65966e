//! Money: a number and an ISO 4217 code.

use std::fmt;

use crate::text::nearest;
use crate::value::{Number, Wrong};

/// The active codes of ISO 4217 (list one), without funds, metals and test codes.
const CODES: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD \
    CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL \
    HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA \
    MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB \
    RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU \
    UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG BGN";

/// The code that `text` is. All have three letters, with a blank between.
fn code(text: &str) -> Option<&'static str> {
    let mut codes = CODES.as_bytes().chunks(4);
    let at = codes.position(|code| code.get(..3) == Some(text.as_bytes()))? * 4;
    CODES.get(at..at + 3)
}

/// A currency of ISO 4217.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency(&'static str);

impl Currency {
    /// Reads `EUR`.
    pub fn read(text: &str) -> Result<Self, Wrong> {
        match code(text) {
            Some(code) => Ok(Self(code)),
            None => {
                let upper = text.to_uppercase();
                let named = [
                    ("EURO", "EUR"),
                    ("EUROS", "EUR"),
                    ("DOLLAR", "USD"),
                    ("DOLLARS", "USD"),
                    ("POUND", "GBP"),
                    ("ZŁ", "PLN"),
                    ("LEI", "RON"),
                    ("РУБ", "RUB"),
                    ("РУБЛЕЙ", "RUB"),
                    ("ریال", "IRR"),
                ];
                let near = code(&upper).or_else(|| {
                    let named = named.iter().find(|(name, _)| *name == upper).map(|(_, code)| *code);
                    named.or_else(|| nearest(text, CODES.split_ascii_whitespace()))
                });
                let wrong = Wrong::new(format!(
                    "`{text}` is no currency: its ISO 4217 code is wanted, such as `EUR`"
                ));
                Err(match near {
                    Some(near) => wrong.nearest(near),
                    None => wrong,
                })
            }
        }
    }

    /// Every code.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        CODES.split_ascii_whitespace()
    }

    /// Its code.
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

/// An amount of a currency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Money {
    /// How much.
    pub amount: Number,
    /// Of what.
    pub currency: Currency,
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\u{A0}{}", self.amount, self.currency.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{CODES, Currency};

    #[test]
    fn only_codes_are_currencies() {
        assert!(CODES.split(' ').all(|code| Currency::read(code).is_ok_and(|read| read.as_str() == code)));
        assert!(Currency::read("").is_err());
        assert_eq!(Currency::read("eur").unwrap_err().nearest.as_deref(), Some("EUR"));
        assert_eq!(Currency::read("euro").unwrap_err().nearest.as_deref(), Some("EUR"));
    }
}
