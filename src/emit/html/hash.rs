//! The hash by which a page allows its own style and script, and nothing else: SHA-256 (FIPS 180-4) in Base64.

/// `sha256-…`, as a content security policy names a text.
pub(super) fn source(text: &str) -> String {
    let mut out = String::from("sha256-");
    for chunk in digest(text.as_bytes()).chunks(3) {
        const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            let is_there = digit <= chunk.len();
            let value = (bits >> (18 - 6 * digit)) as usize & 63;
            out.push(if is_there { char::from(DIGITS[value]) } else { '=' });
        }
    }
    out
}

fn digest(text: &[u8]) -> [u8; 32] {
    let (rounds, mut state) = constants();
    let mut padded = text.to_vec();
    padded.push(0x80);
    padded.resize((padded.len() + 8).next_multiple_of(64), 0);
    let end = padded.len() - 8;
    padded[end..].copy_from_slice(&(text.len() as u64 * 8).to_be_bytes());
    for block in padded.chunks_exact(64) {
        mix(&mut state, block, &rounds);
    }
    let mut out = [0; 32];
    for (bytes, word) in out.chunks_exact_mut(4).zip(state) {
        bytes.copy_from_slice(&word.to_be_bytes());
    }
    out
}

fn mix(state: &mut [u32; 8], block: &[u8], rounds: &[u32; 64]) {
    let mut words = [0u32; 64];
    for (word, bytes) in words.iter_mut().zip(block.chunks_exact(4)) {
        *word = u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
    }
    for at in 16..64 {
        let (two, fifteen) = (words[at - 2], words[at - 15]);
        let two = two.rotate_right(17) ^ two.rotate_right(19) ^ (two >> 10);
        let fifteen = fifteen.rotate_right(7) ^ fifteen.rotate_right(18) ^ (fifteen >> 3);
        words[at] = two.wrapping_add(words[at - 7]).wrapping_add(fifteen).wrapping_add(words[at - 16]);
    }
    let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = *state;
    for (word, round) in words.iter().zip(rounds) {
        let sum = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
        let chosen = (e & f) ^ (!e & g);
        let one = h.wrapping_add(sum).wrapping_add(chosen).wrapping_add(*round).wrapping_add(*word);
        let sum = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
        let two = sum.wrapping_add((a & b) ^ (a & c) ^ (b & c));
        (h, g, f, e) = (g, f, e, d.wrapping_add(one));
        (d, c, b, a) = (c, b, a, one.wrapping_add(two));
    }
    for (word, new) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
        *word = word.wrapping_add(new);
    }
}

/// The first bits of the fractions of the cube roots of the first 64 primes, and of the square roots of the first 8.
fn constants() -> ([u32; 64], [u32; 8]) {
    let (mut rounds, mut state) = ([0; 64], [0; 8]);
    let primes = (2u128..).filter(|number| (2..*number).all(|part| number % part != 0));
    for (at, prime) in primes.take(64).enumerate() {
        rounds[at] = fraction(prime << 96, 3);
        if let Some(start) = state.get_mut(at) {
            *start = fraction(prime << 64, 2);
        }
    }
    (rounds, state)
}

/// The last 32 bits of the root of `of`, rounded down.
fn fraction(of: u128, degree: u32) -> u32 {
    let (mut low, mut high) = (0u128, 1u128 << 40);
    while high - low > 1 {
        let middle = (low + high) / 2;
        if middle.pow(degree) <= of { low = middle } else { high = middle }
    }
    low as u32
}

#[cfg(test)]
mod tests {
    use super::source;

    #[test]
    fn hashes_are_those_of_the_standard() {
        // `printf %s TEXT | openssl dgst -sha256 -binary | base64`
        let known = [
            (String::new(), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
            ("abc".to_owned(), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
            ("a".repeat(55), "sha256-n0OQ+NMMLdkuyfCVtl4rmumwqSWlJY4kHJ8ekQ9zQxg="),
            ("a".repeat(56), "sha256-s1Q5pKxvCUi21vnjxq8PX1kM4g8b3nCQ73lwaG7Gc4o="),
            ("a".repeat(63), "sha256-fT50oF19sVvOStnsBljqmOPwbu7PFrTG//LaRX3cLzQ="),
            ("a".repeat(64), "sha256-/+BU/nrgy23GXDr5th1SCfQ5hR20PQulmXM33xVGaOs="),
        ];
        for (text, hash) in known {
            assert_eq!(source(&text), hash, "{text}");
        }
    }
}
