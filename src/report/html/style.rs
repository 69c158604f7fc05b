//! Tests of the style sheet: what is read must stand out from what it stands on.

const STYLE: &str = include_str!("style.css");

/// Colours of words, and of what they stand on: everything the sheet puts together.
const PAIRS: [(&str, &[&str]); 6] = [
    ("text", &["page", "raised", "error-mark", "warning-mark", "info-mark", "gone", "new"]),
    ("quiet", &["page", "raised"]),
    ("link", &["page", "raised"]),
    ("error", &["page", "raised"]),
    ("warning", &["page", "raised"]),
    ("info", &["page", "raised"]),
];

/// The red, green and blue of a colour of one of the two schemes, 0 to 1.
fn colour(scheme: &str, name: &str) -> Option<[f64; 3]> {
    let (_, rest) = scheme.split_once(&format!("--{name}: #"))?;
    let part = |at: usize| Some(f64::from(u8::from_str_radix(rest.get(at..at + 2)?, 16).ok()?) / 255.0);
    Some([part(0)?, part(2)?, part(4)?])
}

/// Relative luminance, as WCAG 2 defines it.
fn luminance(colour: [f64; 3]) -> f64 {
    let [red, green, blue] =
        colour.map(|part| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[test]
fn every_colour_can_be_read_on_what_it_stands_on() {
    let (light, rest) = STYLE.split_once("@media screen and (prefers-color-scheme: dark)").unwrap_or_default();
    let dark = rest.split_once("\n}").map(|(dark, _)| dark).unwrap_or_default();
    for scheme in [light, dark] {
        for (words, grounds) in PAIRS {
            for ground in grounds {
                let both = colour(scheme, words).zip(colour(scheme, ground));
                let ratio =
                    both.map(|(a, b)| (luminance(a), luminance(b))).map(|(a, b)| (a.max(b) + 0.05) / (a.min(b) + 0.05));
                assert!(ratio.is_some_and(|ratio| ratio >= 4.5), "{words} on {ground}: {ratio:?} in {scheme}");
            }
        }
    }
}
