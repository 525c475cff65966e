//! A value as `journey settings` shows it: on one line, as TOML and JSON both write it.

use toml::de::DeValue;

/// How a value is written.
pub(super) fn written(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => quoted(text),
        DeValue::Integer(digits) => digits.to_string(),
        DeValue::Float(digits) => digits.as_str().to_owned(),
        DeValue::Boolean(is_so) => is_so.to_string(),
        DeValue::Datetime(time) => quoted(&time.to_string()),
        DeValue::Array(list) => {
            let list: Vec<String> = list.iter().map(|one| written(one.get_ref())).collect();
            format!("[{}]", list.join(", "))
        }
        // Its keys are told each by itself.
        DeValue::Table(_) => "{}".to_owned(),
    }
}

/// A text in quotes.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter if letter.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(letter))),
            letter => quoted.push(letter),
        }
    }
    quoted + "\""
}
