//! Refuses property lists that could be read in two ways, or that cost too much to read.

use std::borrow::Cow;
use std::collections::HashSet;

use super::PlistError;
use super::text::is_xml;

type Checked<T = ()> = Result<T, PlistError>;

/// Elements that hold text.
const LEAVES: [&str; 6] = ["key", "string", "data", "date", "integer", "real"];

/// An open collection.
enum Open<'a> {
    Array,
    /// A dictionary, with the keys so far and whether the next element must be a key.
    Dictionary {
        keys: HashSet<Cow<'a, str>>,
        at_key: bool,
    },
}

/// Is `text` a plain XML property list: prologue, one `plist` element, only the known elements
/// without attributes, keys and values in turn, no key twice, no comment, CDATA, processing
/// instruction, or reference but the five entities and character numbers?
///
/// # Errors
/// [`PlistError::Malformed`] when not; [`PlistError::TooDeep`] beyond `deepest` collections.
pub(super) fn check(text: &str, deepest: usize) -> Checked {
    if !text.chars().all(is_xml) {
        return Err(PlistError::Malformed("control character"));
    }
    let mut rest = prologue(text)?;
    let mut stack: Vec<Open<'_>> = Vec::new();
    let mut values = 0_usize;
    loop {
        let (tag, after) = tag(rest)?;
        rest = after;
        if tag == "/plist" {
            let complete = stack.is_empty() && values == 1 && rest.trim().is_empty();
            return complete.then_some(()).ok_or(PlistError::Malformed("end"));
        }
        if let Some(name) = tag.strip_prefix('/') {
            close(name, stack.pop())?;
            continue;
        }
        let (name, empty) = match tag.strip_suffix('/') {
            Some(name) => (name.trim_end_matches(' '), true),
            None => (tag, false),
        };
        if LEAVES.contains(&name) {
            let mut content = "";
            if !empty {
                (content, rest) = leaf(name, rest)?;
            }
            place(&mut stack, &mut values, (name == "key").then_some(content))?;
            continue;
        }
        place(&mut stack, &mut values, None)?;
        match (name, empty) {
            ("true" | "false", true) | ("dict" | "array", true) => {}
            ("dict", false) => stack.push(Open::Dictionary {
                keys: HashSet::new(),
                at_key: true,
            }),
            ("array", false) => stack.push(Open::Array),
            _ => return Err(PlistError::Malformed("element")),
        }
        if stack.len() > deepest {
            return Err(PlistError::TooDeep);
        }
    }
}

/// Skips the XML declaration, the document type (without a subset of its own) and `<plist>`.
fn prologue(text: &str) -> Checked<&str> {
    let malformed = PlistError::Malformed("prologue");
    let mut rest = text.trim_start();
    if let Some(after) = rest.strip_prefix("<?xml ") {
        let (declaration, after) = after.split_once("?>").ok_or(malformed.clone())?;
        let declaration = declaration.to_ascii_lowercase();
        let odd = declaration.contains(['<', '>']);
        if odd || (declaration.contains("encoding") && !declaration.contains("utf-8")) {
            return Err(malformed);
        }
        rest = after.trim_start();
    }
    if let Some(after) = rest.strip_prefix("<!DOCTYPE ") {
        let (kind, after) = after.split_once('>').ok_or(malformed.clone())?;
        if !kind.starts_with("plist") || kind.contains(['<', '[']) {
            return Err(malformed);
        }
        rest = after.trim_start();
    }
    let (root, after) = tag(rest)?;
    match root {
        "plist" | "plist version=\"1.0\"" | "plist version='1.0'" => Ok(after),
        _ => Err(malformed),
    }
}

/// The inside of the next tag, which only space may precede, and what follows it.
fn tag(rest: &str) -> Checked<(&str, &str)> {
    let rest = rest.trim_start_matches([' ', '\t', '\r', '\n']);
    rest.strip_prefix('<')
        .and_then(|inside| inside.split_once('>'))
        .ok_or(PlistError::Malformed("tag"))
}

/// The text up to the end tag of the same name, and what follows that.
fn leaf<'a>(name: &str, rest: &'a str) -> Checked<(&'a str, &'a str)> {
    let malformed = PlistError::Malformed("text");
    let (content, after) = rest.split_once("</").ok_or(malformed.clone())?;
    let after = after
        .strip_prefix(name)
        .and_then(|after| after.strip_prefix('>'))
        .ok_or(malformed.clone())?;
    if content.contains('<') || content.contains("]]>") || !references_are_plain(content) {
        return Err(malformed);
    }
    Ok((content, after))
}

fn references_are_plain(content: &str) -> bool {
    content.split('&').skip(1).all(|after| {
        let Some((name, _)) = after.split_once(';') else {
            return false;
        };
        let number = match name.strip_prefix('#') {
            Some(number) => match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            },
            None => return ["amp", "lt", "gt", "quot", "apos"].contains(&name),
        };
        number.ok().and_then(char::from_u32).is_some_and(is_xml)
    })
}

/// Takes note of an element where it stands; `key` is the text of a key.
fn place<'a>(stack: &mut [Open<'a>], values: &mut usize, key: Option<&'a str>) -> Checked {
    let top = stack.len() == 1;
    match (stack.last_mut(), key) {
        (None, None) => *values += 1,
        (Some(Open::Array), None) => {}
        (Some(Open::Dictionary { at_key, .. }), None) if !*at_key => *at_key = true,
        (Some(Open::Dictionary { keys, at_key }), Some(key)) if *at_key => {
            // Keys are compared as they are written, so no reference may hide what one says; and
            // some readers match the keys they know whatever their case.
            let key: Cow<'_, str> = if top {
                key.to_ascii_lowercase().into()
            } else {
                key.into()
            };
            if (top && key.contains('&')) || !keys.insert(key) {
                return Err(PlistError::Malformed("key"));
            }
            *at_key = false;
        }
        _ => return Err(PlistError::Malformed("order")),
    }
    Ok(())
}

fn close(name: &str, open: Option<Open<'_>>) -> Checked {
    match (name, open) {
        ("array", Some(Open::Array)) | ("dict", Some(Open::Dictionary { at_key: true, .. })) => {
            Ok(())
        }
        _ => Err(PlistError::Malformed("end tag")),
    }
}
