//! What a logo's colours mean for the page around it: an accent colour that can always be read, and the background it needs.

use super::size::Size;

/// A colour, red, green and blue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rgb(pub [u8; 3]);

/// The background a logo can be seen on.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    Debug,
    Default,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum Background {
    /// Light and dark alike.
    Any,
    /// Dark lines that a dark page would swallow.
    #[default]
    Light,
    /// Light lines that a light page would swallow.
    Dark,
}

impl Background {
    /// The name in the API and in the database.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// What is remembered of a logo.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct LogoAppearance {
    /// Its dominant colour; None for a logo in black, white and greys.
    pub color: Option<Rgb>,
    /// The background it needs.
    pub background: Background,
    /// Its size in pixels; None for one that was kept before sizes were.
    pub size: Option<Size>,
}

/// The accent on a light and on a dark page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Accent {
    /// Carries white words, and can be read on every light background.
    pub light: Rgb,
    /// Carries dark words, and can be read on every dark background.
    pub dark: Rgb,
}

/// WCAG 2.2's least contrast of text, with a little to spare for what a screen rounds away.
const READABLE: f64 = 4.6;
/// The grounds of a light page (`web/src/styles/tokens.css`).
const LIGHT_BACKGROUNDS: [Rgb; 3] = [
    Rgb([0xff, 0xff, 0xff]),
    Rgb([0xf3, 0xf4, 0xf7]),
    Rgb([0xf0, 0xf1, 0xf5]),
];
/// The grounds of a dark page, from the darkest, which is also the colour of words on a dark page's accent.
const DARK_BACKGROUNDS: [Rgb; 4] = [
    Rgb([0x0e, 0x10, 0x14]),
    Rgb([0x14, 0x16, 0x1b]),
    Rgb([0x1a, 0x1d, 0x23]),
    Rgb([0x23, 0x27, 0x2f]),
];
/// How much of the accent its own tint has, in percent.
const TINT: u16 = 12;
/// A hue counts from this distance between its strongest and weakest channel on.
const COLOURFUL: u8 = 48;
/// Below this many colourful pixels in a hundred a logo has no colour.
const FEW: u64 = 3;
const HUES: usize = 24;

/// Looks at the colours of a picture's pixels (red, green, blue, alpha).
pub fn analyze(pixels: impl Iterator<Item = [u8; 4]>) -> LogoAppearance {
    let mut hues = [[0_u64; 4]; HUES];
    let (mut all, mut seen, mut lost_on_light, mut lost_on_dark) = (0, 0, 0, 0);
    for [red, green, blue, alpha] in pixels {
        all += 1;
        if alpha < 128 {
            continue;
        }
        seen += 1;
        let color = Rgb([red, green, blue]);
        lost_on_light += u64::from(contrast(color, LIGHT_BACKGROUNDS[0]) < 1.6);
        lost_on_dark += u64::from(contrast(color, DARK_BACKGROUNDS[2]) < 1.6);
        let strength = red.max(green).max(blue) - red.min(green).min(blue);
        if strength >= COLOURFUL {
            let bin = &mut hues[hue(color)];
            let weight = u64::from(strength);
            for (sum, channel) in bin.iter_mut().zip([red, green, blue]) {
                *sum += u64::from(channel) * weight;
            }
            bin[3] += weight;
        }
    }
    let heaviest = hues.iter().max_by_key(|bin| bin[3]).unwrap_or(&hues[0]);
    let colourful = heaviest[3] * 100 >= seen * u64::from(COLOURFUL) * FEW && heaviest[3] > 0;
    let mean = |channel: usize| u8::try_from(heaviest[channel] / heaviest[3]).unwrap_or(u8::MAX);
    let many = |lost: u64| lost * 100 > seen * 20;
    let transparent = seen * 100 < all * 97;
    LogoAppearance {
        color: colourful.then(|| Rgb([mean(0), mean(1), mean(2)])),
        background: match (many(lost_on_light), many(lost_on_dark)) {
            // A picture without holes brings its own background; a white one gets more of the same around it.
            _ if !transparent && lost_on_light * 2 < seen => Background::Any,
            _ if !transparent => Background::Light,
            (false, false) => Background::Any,
            (true, false) => Background::Dark,
            (false, true) => Background::Light,
            (true, true) if lost_on_light > lost_on_dark => Background::Dark,
            (true, true) => Background::Light,
        },
        size: None,
    }
}

/// The accent for a colour: the colour itself where it can be read, else the nearest shade of it that can.
pub fn accent(color: Rgb) -> Accent {
    Accent {
        light: shade(color, Rgb([0, 0, 0]), &LIGHT_BACKGROUNDS),
        dark: shade(color, Rgb([255, 255, 255]), &DARK_BACKGROUNDS),
    }
}

// Moves towards black or white until it can be read on every background and on its own tint over the grounds.
fn shade(color: Rgb, towards: Rgb, grounds: &[Rgb]) -> Rgb {
    let readable = |shade: Rgb| {
        grounds.iter().all(|background| {
            contrast(shade, *background) >= READABLE
                && contrast(shade, mix(shade, *background, TINT)) >= READABLE
        })
    };
    (0..=100)
        .map(|percent| mix(towards, color, percent))
        .find(|shade| readable(*shade))
        .unwrap_or(towards)
}

fn mix(Rgb(one): Rgb, Rgb(other): Rgb, percent: u16) -> Rgb {
    let channel = |n: usize| {
        let sum = u16::from(one[n]) * percent + u16::from(other[n]) * (100 - percent);
        u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX)
    };
    Rgb([channel(0), channel(1), channel(2)])
}

// WCAG 2.2, contrast ratio and relative luminance.
fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(Rgb(channels): Rgb) -> f64 {
    let [red, green, blue] = channels.map(|channel| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

// Which of the HUES a colourful colour has.
fn hue(Rgb([red, green, blue]): Rgb) -> usize {
    let [red, green, blue] = [red, green, blue].map(i32::from);
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    let span = most - least;
    let sixths = if span == 0 {
        0
    } else if most == red {
        (600 + 100 * (green - blue) / span) % 600
    } else if most == green {
        200 + 100 * (blue - red) / span
    } else {
        400 + 100 * (red - green) / span
    };
    usize::try_from(sixths).unwrap_or(0) * HUES / 600
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(parts: &[(usize, [u8; 4])]) -> LogoAppearance {
        analyze(
            parts
                .iter()
                .flat_map(|(count, pixel)| std::iter::repeat_n(*pixel, *count)),
        )
    }

    #[test]
    fn every_accent_can_be_read_on_every_ground_and_on_its_tint() {
        let steps = || (0..=255).step_by(15);
        for red in steps() {
            for green in steps() {
                for blue in steps() {
                    let Accent { light, dark } = accent(Rgb([red, green, blue]));
                    for (shade, grounds) in
                        [(light, &LIGHT_BACKGROUNDS[..]), (dark, &DARK_BACKGROUNDS)]
                    {
                        for background in grounds {
                            assert!(
                                contrast(shade, *background) >= 4.5,
                                "{shade:?} on {background:?}"
                            );
                            let tint = mix(shade, *background, TINT);
                            assert!(contrast(shade, tint) >= 4.5, "{shade:?} on its tint");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_colour_that_can_be_read_is_kept() {
        let navy = Rgb([0x0b, 0x2e, 0x6f]);
        assert_eq!(accent(navy).light, navy);
        let sky = Rgb([0x8c, 0xc8, 0xff]);
        assert_eq!(accent(sky).dark, sky);
    }

    #[test]
    fn the_strongest_hue_is_the_colour_and_greys_have_none() {
        let seen = of(&[
            (500, [0, 0, 0, 0]),
            (300, [20, 20, 20, 255]),
            (60, [200, 20, 30, 255]),
        ]);
        assert_eq!(seen.color, Some(Rgb([200, 20, 30])));
        assert_eq!(of(&[(100, [90, 90, 96, 255])]).color, None);
        assert_eq!(
            of(&[(1000, [90, 90, 90, 255]), (5, [255, 0, 0, 255])]).color,
            None
        );
        assert_eq!(of(&[]).color, None);
    }

    #[test]
    fn lines_that_a_page_would_swallow_get_the_other_ground() {
        let clear = (500, [0, 0, 0, 0]);
        assert_eq!(
            of(&[clear, (200, [16, 16, 24, 255])]).background,
            Background::Light
        );
        assert_eq!(
            of(&[clear, (200, [255, 255, 255, 255])]).background,
            Background::Dark
        );
        assert_eq!(
            of(&[clear, (200, [200, 40, 40, 255])]).background,
            Background::Any
        );
        assert_eq!(of(&[(200, [30, 60, 160, 255])]).background, Background::Any);
        let on_white = [(400, [255, 255, 255, 255]), (200, [0, 60, 160, 255])];
        assert_eq!(of(&on_white).background, Background::Light);
        let on_blue = [(100, [255, 255, 255, 255]), (500, [0, 60, 160, 255])];
        assert_eq!(of(&on_blue).background, Background::Any);
    }
}
