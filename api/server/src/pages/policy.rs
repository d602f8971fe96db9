//! The content security policies of the pages.

/// Of the landing page: files of ours alone, no inline style, no inline script. `ancestors` may frame it.
pub fn landing(ancestors: &str, https: bool) -> String {
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors {ancestors}{}",
        upgrade(https)
    )
}

/// Of the console: styles of its components by nonce; the live preview in a frame.
pub fn console(nonce: &str, https: bool) -> String {
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:; font-src 'self'; \
         connect-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; \
         object-src 'none'; frame-ancestors 'none'{}",
        upgrade(https)
    )
}

/// Of downloads: nothing runs, nothing loads.
pub const DOWNLOAD: &str = "default-src 'none'; sandbox";

const fn upgrade(https: bool) -> &'static str {
    if https {
        "; upgrade-insecure-requests"
    } else {
        ""
    }
}
