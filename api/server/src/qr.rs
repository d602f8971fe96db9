//! QR codes of URLs.

use crate::problem::Problem;
use qrcode::{EcLevel, QrCode, render};
use std::io::Cursor;

/// As SVG.
pub fn svg(text: &str) -> Result<String, Problem> {
    Ok(code(text)?
        .render::<render::svg::Color<'_>>()
        .min_dimensions(240, 240)
        .quiet_zone(true)
        .build())
}

/// As PNG: 12 pixels a module, 4 modules of quiet zone around (ISO/IEC 18004).
pub fn png(text: &str) -> Result<Vec<u8>, Problem> {
    const MODULE: usize = 12;
    const QUIET: usize = 4;
    let code = code(text)?;
    let width = code.width();
    let side = (width + 2 * QUIET) * MODULE;
    let colors = code.to_colors();
    let side_u32 = u32::try_from(side).map_err(|_| Problem::internal("a QR code too large"))?;
    let picture = image::GrayImage::from_fn(side_u32, side_u32, |x, y| {
        let module = |place: u32| {
            (place as usize / MODULE)
                .checked_sub(QUIET)
                .filter(|n| *n < width)
        };
        let dark = module(x)
            .zip(module(y))
            .is_some_and(|(x, y)| colors[y * width + x] == qrcode::Color::Dark);
        image::Luma([if dark { 0 } else { 255 }])
    });
    let mut out = Cursor::new(Vec::new());
    picture
        .write_to(&mut out, image::ImageFormat::Png)
        .map_err(|_| Problem::internal("PNG"))?;
    Ok(out.into_inner())
}

fn code(text: &str) -> Result<QrCode, Problem> {
    QrCode::with_error_correction_level(text, EcLevel::M)
        .map_err(|_| Problem::internal("a URL too long for a QR code"))
}
