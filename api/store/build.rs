//! Builds the store anew when a migration comes or changes: they are in the binary, and cargo by itself does not see new files.

fn main() {
    println!("cargo:rerun-if-changed=../../migrations");
}
