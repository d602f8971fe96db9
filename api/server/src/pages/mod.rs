//! The pages, embedded: the console's document, the landing page's, and their assets.

pub mod assets;
pub mod console;
pub mod landing;
pub mod packing;
pub mod policy;

use rust_embed::RustEmbed;

/// `web/dist`; debug builds read it from the disk.
#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Built;

/// A built file as text.
fn text(path: &str) -> Option<String> {
    Built::get(path).and_then(|file| String::from_utf8(file.data.into_owned()).ok())
}

/// Whether the pages are in this binary. A debug build reads them from the disk, and may go without the console.
pub fn are_built() -> bool {
    Built::get("landing/index.html").is_some()
        && (cfg!(debug_assertions) || Built::get("console/index.html").is_some())
}

/// Escapes a text for HTML, in elements and quoted attributes.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

/// Fills the holes `{{name}}` of a template; values are inserted as they are.
fn fill(template: &str, holes: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(start) = rest.find("{{") {
        let Some(length) = rest[start..].find("}}") else {
            break;
        };
        let name = &rest[start + 2..start + length];
        filled.push_str(&rest[..start]);
        filled.push_str(
            holes
                .iter()
                .find(|hole| hole.0 == name)
                .map_or("", |hole| hole.1),
        );
        rest = &rest[start + length + 2..];
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_never_read_as_a_template() {
        assert_eq!(
            fill("<p>{{a}}</p>{{b}}", &[("a", "{{b}}"), ("b", "x")]),
            "<p>{{b}}</p>x"
        );
        assert_eq!(fill("{{missing}}|{{open", &[]), "|{{open");
    }

    #[test]
    fn what_could_be_markup_is_escaped() {
        assert_eq!(
            escape(r#"<a href="x">'&"#),
            "&lt;a href=&quot;x&quot;&gt;&#39;&amp;"
        );
    }
}
