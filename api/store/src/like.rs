//! Texts found inside a column by `LIKE`, where they stand for themselves.

/// The character that takes the meaning from the one after it; to be named in the query (`ESCAPE`), since SQLite has none.
pub(crate) const ESCAPE: char = '\\';

/// The pattern of everything that contains a text.
pub(crate) fn containing(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for character in text.chars() {
        if matches!(character, ESCAPE | '%' | '_') {
            pattern.push(ESCAPE);
        }
        pattern.push(character);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_to_like_stands_for_itself() {
        assert_eq!(containing("mac"), "%mac%");
        assert_eq!(containing(r"100%_\"), r"%100\%\_\\%");
    }
}
