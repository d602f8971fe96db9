//! Logos: what may be uploaded, and that nothing but the picture survives.

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use serde_json::json;
use std::io::Cursor;
use vestibule_tests::on_both_databases;

pub(super) fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    picture
        .write_to(&mut out, format)
        .expect("the picture can be written");
    out.into_inner()
}

/// A picture that no encoder makes small.
pub(super) fn noise(width: u32, height: u32) -> DynamicImage {
    let pixel = |x: u32, y: u32| {
        let n =
            (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)).wrapping_mul(2_246_822_519);
        Rgb([(n >> 8) as u8, (n >> 16) as u8, (n >> 24) as u8])
    };
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, pixel))
}

/// A JPEG with an EXIF segment (orientation 6, and a place in its comment) right behind its beginning.
fn with_exif(jpeg: &[u8]) -> Vec<u8> {
    let mut tiff =
        b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
    tiff.extend_from_slice(b"GPS 52.5200N 13.4050E");
    let length = u16::try_from(tiff.len() + 2)
        .expect("a short segment")
        .to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &tiff, &jpeg[2..]].concat()
}

/// An APNG's control chunk makes a still PNG one that moves.
fn animated(png: &[u8]) -> Vec<u8> {
    let chunk = b"acTL\0\0\0\x02\0\0\0\0";
    let crc = chunk.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 {
                crc >> 1 ^ 0xedb8_8320
            } else {
                crc >> 1
            }
        })
    });
    [
        &png[..33],
        &8_u32.to_be_bytes(),
        chunk,
        &(!crc).to_be_bytes(),
        &png[33..],
    ]
    .concat()
}

on_both_databases! {
    fn png_jpeg_and_webp_become_a_small_png_of_the_same_picture(server) {
        let owner = server.owner_with_beta();
        for (format, kind) in [(ImageFormat::Png, "image/png"), (ImageFormat::Jpeg, "image/jpeg"), (ImageFormat::WebP, "image/webp")] {
            let upload = encoded(&noise(400, 300), format);
            assert!(upload.len() > 70_000, "larger than a JSON body may be: {}", upload.len());
            let kept = owner.upload("/logos", kind, upload).created();
            let picture = server.stranger().open(&kept.text("/url")).ok();
            assert_eq!(picture.header("content-type"), "image/png");
            assert_eq!(picture.header("cache-control"), "public, max-age=31536000, immutable");
            assert_eq!(picture.header("content-security-policy"), "default-src 'none'; sandbox");
            let shown = image::load_from_memory_with_format(&picture.body, ImageFormat::Png).expect("a PNG");
            assert_eq!((shown.width(), shown.height()), (256, 192), "{kind}");
        }
    }

    fn the_content_type_a_client_names_is_not_believed(server) {
        let owner = server.owner_with_beta();
        owner.upload("/logos", "text/html", encoded(&noise(20, 20), ImageFormat::Png)).created();
        owner.upload("/logos", "image/png", b"GIF89a\x01\0\x01\0\0\0\0;".to_vec()).refused(415, "unsupported_image");
        owner.upload("/logos", "image/png", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>".to_vec()).refused(415, "unsupported_image");
    }

    fn a_bomb_a_corrupt_one_and_one_that_moves_are_refused_and_nothing_is_kept(server) {
        let owner = server.owner_with_beta();
        let before = server.kept();
        let bomb = encoded(&DynamicImage::new_luma8(8_000, 5_000), ImageFormat::Png);
        assert!(bomb.len() < 1_048_576, "it fits the limit of bytes");
        owner.upload("/logos", "image/png", bomb).refused(422, "image_refused");
        let still = encoded(&noise(40, 40), ImageFormat::Png);
        owner.upload("/logos", "image/png", still[..still.len() / 2].to_vec()).refused(422, "image_refused");
        let moves = owner.upload("/logos", "image/png", animated(&still)).refused(422, "image_refused");
        assert!(moves.text("/detail").contains("does not move"), "{}", moves.json);
        owner.upload("/logos", "image/png", vec![0x89; 1_048_577]).refused(413, "too_large");
        owner.upload("/logos", "image/png", Vec::new()).refused(415, "unsupported_image");
        server.assert_unchanged(&before, "it");
    }

    fn what_hides_inside_or_behind_a_picture_is_gone_and_it_is_turned_upright(server) {
        let owner = server.owner_with_beta();
        let mut upload = with_exif(&encoded(&noise(120, 60), ImageFormat::Jpeg));
        upload.extend_from_slice(b"<script>alert(document.domain)</script>");
        let kept = owner.upload("/logos", "image/jpeg", upload).created();
        let picture = server.stranger().open(&kept.text("/url")).ok().body;
        for secret in [&b"GPS"[..], b"Exif", b"<script>"] {
            assert!(!picture.windows(secret.len()).any(|piece| piece == secret));
        }
        let shown = image::load_from_memory(&picture).expect("a PNG");
        assert_eq!((shown.width(), shown.height()), (60, 120));
    }

    fn the_page_knows_the_place_of_its_logo_before_it_comes(server) {
        let owner = server.owner_with_beta();
        let macs = vestibule_tests::server::policy(&owner, "Macs", None);
        vestibule_tests::server::enable(&owner, &macs);
        let upload = encoded(&noise(480, 96), ImageFormat::Png);
        let name = owner.upload("/logos", "image/png", upload).created().text("/sha256");
        vestibule_tests::server::customise(&owner, &macs, json!({ "logo": { "sha256": name, "alt": "Acme" } })).ok();
        let (stranger, token) = (server.stranger(), vestibule_tests::server::token(&owner, &macs));
        let place = || {
            let logo = stranger.get(&format!("/enroll/{token}")).ok().json["logo"].clone();
            (logo["width"].clone(), logo["height"].clone())
        };
        let plain = || String::from_utf8_lossy(&stranger.open(&format!("/e/{token}")).ok().body).contains(r#"dir="auto" width="240" height="48">"#);
        assert_eq!((place(), plain()), ((json!(240), json!(48)), true));
        server.database.execute("UPDATE logos SET width = NULL, height = NULL").expect("as one kept before");
        assert_eq!((place(), plain()), ((json!(null), json!(null)), false));
    }

    fn a_logo_is_named_by_what_it_is_and_belongs_to_who_uploaded_it(server) {
        let owner = server.owner_with_beta();
        let upload = encoded(&noise(20, 20), ImageFormat::Png);
        let name = owner.upload("/logos", "image/png", upload.clone()).created().text("/sha256");
        assert_eq!(owner.upload("/logos", "image/png", upload).created().text("/sha256"), name);
        let other = server.owner_of("Other", "eve@other.example");
        vestibule_tests::server::turn_on_beta(&other);
        let macs = vestibule_tests::server::policy(&other, "Macs", None);
        vestibule_tests::server::enable(&other, &macs);
        let borrowed = json!({ "logo": { "sha256": name, "alt": "Acme" } });
        let refused = vestibule_tests::server::customise(&other, &macs, borrowed).refused(422, "invalid");
        assert_eq!(refused.text("/errors/0/code"), "unknown_logo");
        for wrong in ["x.png", &format!("{name}.svg"), &name, &format!("{}.png", "0".repeat(64))] {
            server.stranger().get(&format!("/logos/{wrong}")).refused(404, "not_found");
        }
    }
}
