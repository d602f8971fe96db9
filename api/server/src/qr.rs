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
    let picture = code(text)?
        .render::<image::Luma<u8>>()
        .module_dimensions(12, 12)
        .quiet_zone(true)
        .build();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_12_pixels_a_module_and_4_modules_of_white_around() {
        let png = png("https://mdm.example.org/e/0123456789").unwrap();
        let picture = image::load_from_memory(&png).unwrap().into_luma8();
        let modules = u32::try_from(
            code("https://mdm.example.org/e/0123456789")
                .unwrap()
                .width(),
        );
        let side = (modules.unwrap() + 8) * 12;
        assert_eq!(picture.dimensions(), (side, side));
        // The corner pattern: 7 dark modules, 5 light ones inside their frame.
        let row = |module: u32| -> Vec<u8> {
            let y = module * 12;
            (0..13).map(|x| picture.get_pixel(x * 12, y).0[0]).collect()
        };
        assert_eq!(row(3), [255; 13]);
        assert_eq!(
            row(4),
            [[255; 4].as_slice(), &[0; 7], &[255], &row(4)[12..]].concat()
        );
        assert_eq!(
            row(5)[..12],
            [255, 255, 255, 255, 0, 255, 255, 255, 255, 255, 0, 255]
        );
    }
}
