//! The sample customer's logo: a white cross over a wave, drawn here so that no picture has to be carried along.

use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use std::io::Cursor;

/// The side, in pixels.
const SIDE: u32 = 384;
/// Samples per pixel and direction, for smooth edges.
const FINE: u32 = 4;

const SEA: [f32; 4] = [14.0, 94.0, 111.0, 255.0];
const WAVE: [f32; 4] = [46.0, 158.0, 160.0, 255.0];
const WHITE: [f32; 4] = [255.0, 255.0, 255.0, 255.0];
const NOTHING: [f32; 4] = [0.0, 0.0, 0.0, 0.0];

/// The logo as PNG.
pub(super) fn png() -> Vec<u8> {
    let picture = RgbaImage::from_fn(SIDE, SIDE, pixel);
    let mut out = Cursor::new(Vec::new());
    DynamicImage::ImageRgba8(picture)
        .write_to(&mut out, ImageFormat::Png)
        .expect("PNG can be written to memory");
    out.into_inner()
}

fn pixel(x: u32, y: u32) -> Rgba<u8> {
    let (mut sum, mut alpha) = ([0.0_f32; 3], 0.0_f32);
    for sample in 0..FINE * FINE {
        let fine = |n: u32, part: u32| (n * FINE + part) as f32 / (SIDE * FINE) as f32 * 2.0 - 1.0;
        let color = at(fine(x, sample % FINE), fine(y, sample / FINE));
        for (total, part) in sum.iter_mut().zip(color) {
            *total += part * color[3];
        }
        alpha += color[3];
    }
    let of = |total: f32| {
        if alpha > 0.0 {
            (total / alpha) as u8
        } else {
            0
        }
    };
    Rgba([
        of(sum[0]),
        of(sum[1]),
        of(sum[2]),
        (alpha / (FINE * FINE) as f32) as u8,
    ])
}

/// The colour at a place between -1 and 1: a rounded square, a wave in its lower part, a cross above.
fn at(x: f32, y: f32) -> [f32; 4] {
    let (edge, round) = (0.62_f32, 0.36_f32);
    let corner = ((x.abs() - edge).max(0.0).powi(2) + (y.abs() - edge).max(0.0).powi(2)).sqrt();
    let bar = |a: f32, b: f32| a.abs() < 0.14 && b.abs() < 0.42;
    if corner > round {
        NOTHING
    } else if bar(x, y + 0.16) || bar(y + 0.16, x) {
        WHITE
    } else if y > 0.52 + 0.1 * (x * 5.0).sin() {
        WAVE
    } else {
        SEA
    }
}
