//! How large a logo stands on the page.

/// The widest and highest that a logo stands on the page, in CSS pixels.
const MAX_SIZE: Size = Size {
    width: 240,
    height: 96,
};

/// Width and height.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Size {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

impl Size {
    /// The place on the page, in CSS pixels, for a picture of this many pixels: whole, in its proportions, at most 240 by 96,
    /// and never larger than it is. Told beforehand, it keeps the page from jumping when the picture arrives.
    pub fn on_page(self) -> Size {
        let (width, height) = (u64::from(self.width), u64::from(self.height));
        let (most_wide, most_high) = (u64::from(MAX_SIZE.width), u64::from(MAX_SIZE.height));
        if width <= most_wide && height <= most_high {
            return self;
        }
        let scaled = |length: u64, most: u64, of: u64| {
            u32::try_from((length * most + of / 2) / of)
                .unwrap_or(u32::MAX)
                .max(1)
        };
        if width * most_high >= height * most_wide {
            Size {
                width: MAX_SIZE.width,
                height: scaled(height, most_wide, width),
            }
        } else {
            Size {
                width: scaled(width, most_high, height),
                height: MAX_SIZE.height,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_fits_in_its_proportions_and_is_never_blown_up() {
        for (picture, place) in [
            ((480, 192), (240, 96)),
            ((600, 600), (96, 96)),
            ((600, 100), (240, 40)),
            ((100, 600), (16, 96)),
            ((120, 60), (120, 60)),
            ((240, 96), (240, 96)),
            ((600, 1), (240, 1)),
            ((1, 600), (1, 96)),
        ] {
            let size = |(width, height)| Size { width, height };
            assert_eq!(size(picture).on_page(), size(place), "{picture:?}");
        }
    }
}
