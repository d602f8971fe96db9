//! Text that XML can carry, and UUIDs as text.

use uuid::Uuid;

/// Removes what XML 1.0 has no way to write (control characters, noncharacters; section 2.2),
/// and turns every line end into the one that survives a parser (section 2.11).
pub(crate) fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|c| is_xml(*c)).collect()
}

/// May the character stand in an XML 1.0 document?
pub(crate) fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// A UUID as Apple writes it: in capitals.
pub(crate) fn written(uuid: Uuid) -> String {
    uuid.hyphenated()
        .encode_upper(&mut Uuid::encode_buffer())
        .to_owned()
}
