//! The pages: the console's document and all assets as they were built, the landing page's documents from `templates`.

pub mod assets;
pub mod console;
pub mod landing;
pub mod packing;
pub mod policy;
pub mod robots;

use askama::Template;
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
    Built::get("landing/landing.js").is_some()
        && (cfg!(debug_assertions) || Built::get("console/index.html").is_some())
}

/// A page of ours, its texts escaped.
pub(crate) fn render(page: &impl Template) -> String {
    page.render().expect("nothing but texts, written to memory")
}
