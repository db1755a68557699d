//! The road: a line with stops, some behind, one here, some to come. `templates/macros/road.html` draws it.

/// A road, ready to draw.
#[derive(Clone, Debug, Default)]
pub(crate) struct Road {
    /// What it is the road of, for those who do not see it.
    pub(crate) label: String,
    /// Its stops, in order.
    pub(crate) stops: Vec<Stop>,
}

/// A stop on the road.
#[derive(Clone, Debug)]
pub(crate) struct Stop {
    /// Its name.
    pub(crate) name: String,
    /// A date or figure below it; empty for none.
    pub(crate) note: String,
    /// Where it leads; empty for nowhere.
    pub(crate) href: String,
    /// The class that draws it.
    pub(crate) class: &'static str,
    /// What the drawing says, in a word.
    pub(crate) state: &'static str,
}

/// Where a stop lies, seen from where we are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Behind us.
    Done,
    /// Where we are.
    Here,
    /// Ahead.
    ToCome,
}

impl Stop {
    /// A stop.
    pub(crate) fn new(place: Place, name: impl Into<String>) -> Self {
        let (class, state) = match place {
            Place::Done => ("stop stop-done", "klart"),
            Place::Here => ("stop stop-here", "här är vi nu"),
            Place::ToCome => ("stop", "kvar"),
        };
        Self { name: name.into(), note: String::new(), href: String::new(), class, state }
    }

    /// The same with a note below it.
    pub(crate) fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// The same, leading somewhere.
    pub(crate) fn leading(mut self, href: impl Into<String>) -> Self {
        self.href = href.into();
        self
    }
}

impl Road {
    /// A road through `names`, of which the one numbered `here` from 0 is where we are. Past the last one,
    /// everything is done.
    pub(crate) fn through(label: &str, names: &[&str], here: usize) -> Self {
        let stops = names.iter().enumerate().map(|(position, name)| {
            let place = match position.cmp(&here) {
                std::cmp::Ordering::Less => Place::Done,
                std::cmp::Ordering::Equal => Place::Here,
                std::cmp::Ordering::Greater => Place::ToCome,
            };
            Stop::new(place, *name)
        });
        Self { label: label.to_owned(), stops: stops.collect() }
    }
}
