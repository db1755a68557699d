//! Which of several choices holds for a charge.

use settle::LineKind;

/// How well a choice fits a charge: one for just this fits better than one for its kind, and that better than one for
/// everything. `None` where it is for something else.
pub(crate) fn fit(chosen: (Option<LineKind>, Option<&str>), asked: (LineKind, &str)) -> Option<u8> {
    let kind = match chosen.0 {
        None => 0,
        Some(kind) if kind == asked.0 => 1,
        Some(_) => return None,
    };
    let code = match chosen.1 {
        None => 0,
        Some(code) if code == asked.1 => 2,
        Some(_) => return None,
    };
    Some(kind | code)
}
