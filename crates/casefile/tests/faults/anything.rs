//! Whatever a file holds, reading it ends in a case or in faults that stand somewhere.

use proptest::prelude::*;

use crate::case::{DAYS, PARTICIPANTS, REGION, TRAINERS, sound};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_may_stand_anywhere(
        file in prop::sample::select(vec![REGION, DAYS, PARTICIPANTS, TRAINERS]),
        at in any::<prop::sample::Index>(),
        gone in 0..40_usize,
        bytes in prop::collection::vec(any::<u8>(), 0..8),
        twice in any::<bool>(),
    ) {
        let mut text = sound().text(file).into_bytes();
        let start = at.index(text.len());
        let end = text.len().min(start + gone);
        let piece = if twice { text[start..end].repeat(2) } else { bytes };
        text.splice(start..end, piece);
        for fault in sound().with(file, text).faults() {
            prop_assert!(fault.lines().count() == 1 && fault.contains(".toml") | fault.contains(".csv"));
        }
    }
}
