//! Logos: decoded within limits and re-encoded, so that nothing but the picture survives.

use crate::Failure;
use image::codecs::{png::PngDecoder, webp::WebPDecoder};
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, imageops::FilterType};
use std::io::Cursor;
use std::sync::{Mutex, PoisonError};
use vestibule_domain::page::logo_appearance::{self, LogoAppearance};
use vestibule_domain::page::size::Size;

/// The most bytes of an upload.
pub const MAX_UPLOAD_BYTES: usize = 1024 * 1024;
/// The most pixels of an upload.
const MAX_PIXELS: u64 = 8_000_000;
/// The longest side of an upload, in pixels.
const MAX_SIDE_PIXELS: u32 = 8_000;
/// The most memory a decoder may take beside the pixels: a colour profile may be packed a thousandfold.
const MAX_METADATA_BYTES: u64 = 8 * 1024 * 1024;
/// What is kept: twice the 240 by 96 points the page shows.
const STORED_SIZE: (u32, u32) = (480, 192);

/// 8 megapixels take up to 64 MB: many uploads at once wait for each other.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

const BROKEN: &str = "This picture cannot be read. Export it again as a PNG, JPEG or WebP.";
const TOO_MANY_PIXELS: &str = "This picture is too large. Use at most 8 megapixels.";
const ANIMATED: &str = "Use a picture that does not move.";

/// Decodes an upload and encodes what is kept of it as PNG; with what its colours mean for the page.
///
/// # Errors
/// [`Failure::TooLarge`] or [`Failure::UnsupportedImage`]; [`Failure::Store`] when the database does not answer.
pub fn normalize(upload: &[u8]) -> Result<(Vec<u8>, LogoAppearance), Failure> {
    if upload.len() > MAX_UPLOAD_BYTES {
        return Err(Failure::TooLarge);
    }
    let format = match image::guess_format(upload) {
        Ok(format @ (ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) => format,
        _ => return Err(Failure::UnsupportedImage),
    };
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    refuse_animation(upload, format)?;
    let picture = decode(upload, format)?;
    let (width, height) = STORED_SIZE;
    let fits = picture.width() <= width && picture.height() <= height;
    let kept = if fits {
        picture
    } else {
        picture.resize(width, height, FilterType::Lanczos3)
    };
    let kept = kept.into_rgba8();
    let appearance = LogoAppearance {
        size: Some(Size {
            width: kept.width(),
            height: kept.height(),
        }),
        ..logo_appearance::analyze(kept.pixels().map(|pixel| pixel.0))
    };
    let mut png = Cursor::new(Vec::new());
    DynamicImage::ImageRgba8(kept)
        .write_to(&mut png, ImageFormat::Png)
        .map_err(|error| Failure::Internal(format!("PNG: {error}")))?;
    Ok((png.into_inner(), appearance))
}

fn refuse_animation(upload: &[u8], format: ImageFormat) -> Result<(), Failure> {
    let moves = match format {
        ImageFormat::Png => PngDecoder::with_limits(Cursor::new(upload), limits())
            .and_then(|decoder| decoder.is_apng()),
        ImageFormat::WebP => {
            WebPDecoder::new(Cursor::new(upload)).map(|decoder| decoder.has_animation())
        }
        _ => Ok(false),
    };
    match moves {
        Ok(false) => Ok(()),
        Ok(true) => Err(Failure::ImageRefused(ANIMATED)),
        Err(_) => Err(Failure::ImageRefused(BROKEN)),
    }
}

fn decode(upload: &[u8], format: ImageFormat) -> Result<DynamicImage, Failure> {
    let broken = |_| Failure::ImageRefused(BROKEN);
    let reader = || {
        let mut reader = ImageReader::with_format(Cursor::new(upload), format);
        reader.limits(limits());
        reader
    };
    let (width, height) = reader().into_dimensions().map_err(broken)?;
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MAX_PIXELS || width.max(height) > MAX_SIDE_PIXELS {
        return Err(Failure::ImageRefused(TOO_MANY_PIXELS));
    }
    let mut decoder = reader().into_decoder().map_err(broken)?;
    let orientation = decoder.orientation().map_err(broken)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(broken)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

// The decoders' own limits are none, or half a gigabyte.
fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_METADATA_BYTES);
    limits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(width, height)
            .write_to(&mut out, format)
            .unwrap();
        out.into_inner()
    }

    #[test]
    fn png_jpeg_and_webp_become_a_png_within_480_by_192() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
            let (png, _) = normalize(&encoded(1_000, 300, format)).unwrap();
            let kept = image::load_from_memory_with_format(&png, ImageFormat::Png).unwrap();
            assert_eq!((kept.width(), kept.height()), (480, 144), "{format:?}");
        }
        let (small, _) = normalize(&encoded(20, 20, ImageFormat::Png)).unwrap();
        assert_eq!(image::load_from_memory(&small).unwrap().width(), 20);
    }

    #[test]
    fn a_forty_megapixel_picture_is_refused_before_it_is_decoded() {
        let bomb = encoded(8_000, 5_000, ImageFormat::Png);
        assert!(bomb.len() < MAX_UPLOAD_BYTES);
        assert!(matches!(
            normalize(&bomb),
            Err(Failure::ImageRefused(TOO_MANY_PIXELS))
        ));
        assert!(matches!(
            normalize(&encoded(9_000, 2, ImageFormat::Png)),
            Err(Failure::ImageRefused(TOO_MANY_PIXELS))
        ));
    }

    #[test]
    fn eight_megapixels_are_taken_whatever_is_kept_of_each() {
        let mut upload = Cursor::new(Vec::new());
        DynamicImage::new_rgba16(4_000, 2_000)
            .write_to(&mut upload, ImageFormat::Png)
            .unwrap();
        assert!(normalize(&upload.into_inner()).is_ok());
        assert!(normalize(&encoded(4_000, 2_000, ImageFormat::Jpeg)).is_ok());
    }

    #[test]
    fn what_is_no_picture_of_these_kinds_is_unsupported_and_a_corrupt_one_is_refused() {
        for upload in [
            b"<svg xmlns='http://www.w3.org/2000/svg'/>".as_slice(),
            b"GIF89a123456",
            b"%PDF-1.7",
            b"",
            b"<html>",
        ] {
            assert!(matches!(normalize(upload), Err(Failure::UnsupportedImage)));
        }
        let mut corrupt = encoded(50, 50, ImageFormat::Png);
        corrupt.truncate(60);
        assert!(matches!(
            normalize(&corrupt),
            Err(Failure::ImageRefused(BROKEN))
        ));
        assert!(matches!(
            normalize(&vec![0; MAX_UPLOAD_BYTES + 1]),
            Err(Failure::TooLarge)
        ));
    }

    #[test]
    fn what_hides_behind_or_inside_a_picture_is_gone() {
        let mut polyglot = encoded(20, 20, ImageFormat::Png);
        polyglot.extend_from_slice(b"<script>alert(1)</script>");
        let png = normalize(&polyglot).unwrap();
        assert!(!png.0.windows(8).any(|piece| piece == b"<script>"));
    }
}
