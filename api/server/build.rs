//! Builds a release anew when the pages it embeds have changed: cargo by itself does not see files that appear or go.

fn main() {
    // A debug build reads the pages from the disk when it runs, so it depends on none of them.
    let embeds = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let watched = if embeds { "../../web/dist" } else { "build.rs" };
    println!("cargo:rerun-if-changed={watched}");
}
