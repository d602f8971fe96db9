//! The token of a secure URL: 26 random Crockford base-32 symbols (130 bits) and 2 that check them, 28 in all.
//!
//! The check symbols let a mistyped URL and a scanner's guess be answered without asking the database. They are no secret.

use std::fmt;

/// Crockford's alphabet: no I, L, O, U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Random symbols.
const RANDOM: usize = 26;
/// All symbols.
const LENGTH: usize = 28;

/// A token in canonical form: 28 upper-case symbols. Never printed by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// Makes a token of random bytes; 5 bits of each are used.
    pub fn from_random(random: [u8; RANDOM]) -> Self {
        let symbols = random.map(|byte| byte & 31);
        let check = checksum(&symbols);
        let tail = [(check >> 5) as u8, (check & 31) as u8];
        Self(
            symbols
                .iter()
                .chain(&tail)
                .map(|symbol| letter(*symbol))
                .collect(),
        )
    }

    /// Reads what somebody typed or followed: any case, hyphens ignored, O for 0, I and L for 1. None if it can be no token.
    pub fn parse(text: &str) -> Option<Self> {
        let symbols: Vec<u8> = text
            .chars()
            .filter(|c| *c != '-')
            .map(symbol)
            .collect::<Option<_>>()?;
        let token = Self::from_random(symbols.get(..RANDOM)?.try_into().ok()?);
        let canonical: String = symbols.iter().map(|symbol| letter(*symbol)).collect();
        (symbols.len() == LENGTH && token.0 == canonical).then_some(token)
    }

    /// The 28 symbols, for lookup, sealing and QR codes.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The symbols in four groups of seven, as URLs show them.
    pub fn grouped(&self) -> String {
        [&self.0[..7], &self.0[7..14], &self.0[14..21], &self.0[21..]].join("-")
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(redacted)")
    }
}

/// The letter of a 5-bit symbol.
pub fn letter(symbol: u8) -> char {
    char::from(ALPHABET[usize::from(symbol & 31)])
}

/// The 5-bit symbol of a typed letter, look-alikes included.
pub fn symbol(letter: char) -> Option<u8> {
    let folded = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET
        .iter()
        .position(|known| char::from(*known) == folded)
        .and_then(|place| u8::try_from(place).ok())
}

/// CRC-10 (polynomial x^10+x^9+x^5+x^4+x+1) over the symbols' bits.
fn checksum(symbols: &[u8; RANDOM]) -> u16 {
    let bits = symbols.iter().flat_map(|symbol| {
        (0..5)
            .rev()
            .map(move |place| u16::from(symbol >> place & 1))
    });
    bits.fold(0x3FF, |crc, bit| {
        let carry = (crc >> 9 & 1) ^ bit;
        ((crc << 1) & 0x3FF) ^ if carry == 1 { 0x233 } else { 0 }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_spelling_of_a_token_reads_as_the_same_token(random in any::<[u8; RANDOM]>()) {
            let token = Token::from_random(random);
            prop_assert_eq!(token.as_str().len(), LENGTH);
            for spelling in [token.grouped(), token.as_str().to_lowercase(), token.as_str().replace('0', "o").replace('1', "L")] {
                prop_assert_eq!(Token::parse(&spelling), Some(token.clone()));
            }
        }

        #[test]
        fn one_wrong_symbol_is_always_noticed(random in any::<[u8; RANDOM]>(), place in 0..LENGTH, by in 1u8..32) {
            let token = Token::from_random(random);
            let mut symbols: Vec<char> = token.as_str().chars().collect();
            symbols[place] = letter(symbol(symbols[place]).unwrap() ^ by);
            prop_assert_eq!(Token::parse(&symbols.iter().collect::<String>()), None);
        }
    }

    #[test]
    fn what_is_no_token_is_refused() {
        let good = Token::from_random([7; RANDOM]);
        for text in [
            "",
            "abc",
            "?",
            &format!("{}0", good.as_str()),
            &good.as_str()[..27],
            &"é".repeat(28),
        ] {
            assert_eq!(Token::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn nothing_prints_a_token() {
        assert_eq!(
            format!("{:?}", Token::from_random([7; RANDOM])),
            "Token(redacted)"
        );
    }
}
