//! Builds a release anew when the pages it embeds have changed: cargo by itself does not see files that appear or go.

fn main() -> std::io::Result<()> {
    let pages = "../../web/dist";
    // A debug build reads the pages from the disk when it runs, so it depends on none of them; but their folder has to be
    // there, or its path is not made out and a later build of the pages is never found.
    std::fs::create_dir_all(pages)?;
    let embeds = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let watched = if embeds { pages } else { "build.rs" };
    println!("cargo:rerun-if-changed={watched}");
    Ok(())
}
