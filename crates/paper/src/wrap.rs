//! Text into lines no wider than there is room.

use crate::length::Twips;
use crate::typeface::Typeface;

/// The lines of a text that is cleaned. A line that is broken keeps its space, so that words stay apart when it is read;
/// a word that is wider than the room is broken where the room ends. There is always a line.
pub(crate) fn wrap(face: &Typeface, size: Twips, room: Twips, text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut filled) = (String::new(), 0);
    for word in text.split_inclusive(' ') {
        let width = face.width(word.trim_end_matches(' '), size);
        if !line.is_empty() && width > room.saturating_sub(filled) {
            lines.push(std::mem::take(&mut line));
            filled = 0;
        }
        if width <= room {
            line.push_str(word);
            filled += face.width(word, size);
            continue;
        }
        for sign in word.chars() {
            let width = face.width(sign.encode_utf8(&mut [0; 4]), size);
            if !line.is_empty() && sign != ' ' && width > room.saturating_sub(filled) {
                lines.push(std::mem::take(&mut line));
                filled = 0;
            }
            line.push(sign);
            filled += width;
        }
    }
    if line.is_empty() && lines.is_empty() {
        line.push(' ');
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeface::{Typefaces, Weight};

    #[test]
    fn nothing_is_lost_and_nothing_is_too_wide() {
        let faces = Typefaces::built_in().unwrap();
        let face = faces.of(Weight::Regular);
        let text =
            "Lokal och fika för Kurs A, en onsdag i maj med väldigt långa ord somintetarslut";
        for room in [200, 700, 3_000, 20_000] {
            let lines = wrap(face, 180, room, text);
            assert_eq!(lines.concat(), text);
            for line in &lines {
                let seen = line.trim_end_matches(' ');
                let is_one_letter = seen.chars().count() == 1;
                assert!(is_one_letter || face.width(seen, 180) <= room, "{line:?} in {room}");
            }
        }
        assert_eq!(wrap(face, 180, 700, ""), [" "]);
    }
}
