//! Page text: a Markdown subset, rendered and sanitized here alone, so that preview and page are the same HTML.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Renders a text. Raw HTML becomes text, pictures become their description, headings become h2 and h3.
pub fn render(markdown: &str) -> String {
    let events = Parser::new_ext(markdown, Options::empty()).filter_map(harmless);
    let mut page = String::new();
    html::push_html(&mut page, events);
    SANITIZER.clean(&page).to_string()
}

fn harmless(event: Event<'_>) -> Option<Event<'_>> {
    match event {
        Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        Event::Start(Tag::Heading { level, .. }) => Some(Event::Start(Tag::Heading {
            level: shown(level),
            id: None,
            classes: Vec::new(),
            attrs: Vec::new(),
        })),
        Event::End(TagEnd::Heading(level)) => Some(Event::End(TagEnd::Heading(shown(level)))),
        Event::Code(text) => Some(Event::Text(text)),
        Event::Rule => Some(Event::Text(CowStr::Borrowed(""))),
        other => Some(other),
    }
}

fn shown(level: HeadingLevel) -> HeadingLevel {
    if level <= HeadingLevel::H2 {
        HeadingLevel::H2
    } else {
        HeadingLevel::H3
    }
}

static SANITIZER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(HashSet::from([
            "p", "br", "strong", "em", "ul", "ol", "li", "h2", "h3", "a",
        ]))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"]))]))
        .url_schemes(HashSet::from(["https", "mailto", "tel"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer nofollow"));
    builder
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_subset_is_rendered() {
        let page = render(
            "# Welcome\n\nAsk **IT** or *us*:\n\n1. one\n2. two\n\n[Help](https://example.com/help)",
        );
        for piece in [
            "<h2>Welcome</h2>",
            "<strong>IT</strong>",
            "<em>us</em>",
            "<ol>",
            "<li>one</li>",
        ] {
            assert!(page.contains(piece), "{piece} in {page}");
        }
        assert!(
            page.contains(
                r#"<a href="https://example.com/help" rel="noopener noreferrer nofollow">Help</a>"#
            ),
            "{page}"
        );
    }

    #[test]
    fn nothing_that_runs_or_loads_comes_through() {
        for text in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[x](javascript:alert(1))",
            "[x](data:text/html,hi)",
            "![x](https://tracker.example/pixel.png)",
            "<a href='//evil.example' onclick=x>y</a>",
            "[x](//evil.example)",
            "<iframe src=https://evil.example></iframe>",
        ] {
            let page = render(text);
            assert!(
                !page.contains("<script") && !page.contains("<img") && !page.contains("<iframe"),
                "{page}"
            );
            assert!(!page.contains("href=\""), "no link is left: {page}");
        }
    }

    #[test]
    fn what_was_rendered_is_stable_under_a_second_cleaning() {
        let page = render("## a < b & c\n\n- x\n- y");
        assert_eq!(SANITIZER.clean(&page).to_string(), page);
    }
}
