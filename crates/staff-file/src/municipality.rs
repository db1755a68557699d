//! A municipality as a list of staff names it: by code or by name.

use domain::MunicipalityCode;

/// How a row names its municipality. Which one it is, the caller's register tells.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum MunicipalityRef {
    /// By its code. Excel loses the first zero of `0114`, so that three digits do.
    Code(MunicipalityCode),
    /// By its name, as it was written: "Luleå", "Luleå kommun", "Stockholms stad".
    Name(String),
}

/// The most characters of a name.
const MOST: usize = 60;

impl MunicipalityRef {
    /// The municipality that `text` names; `None` where it is neither a code nor like a name.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (code, rest) = text.split_at_checked(digits)?;
        let code = match code.len() {
            0 if text.chars().count() <= MOST && !text.is_empty() => {
                return Some(Self::Name(text.to_owned()));
            }
            3 => MunicipalityCode::parse(&format!("0{code}")),
            _ => MunicipalityCode::parse(code),
        };
        // "2580 Luleå": the code is the surer of the two.
        let apart = rest.is_empty() || rest.starts_with([' ', '-', ',']);
        code.ok().filter(|_| apart).map(Self::Code)
    }

    /// Whether it means the municipality with this code and name (the name without "kommun").
    pub fn means(&self, code: MunicipalityCode, name: &str) -> bool {
        match self {
            Self::Code(own) => *own == code,
            Self::Name(own) => {
                let (own, name) = (own.to_lowercase(), name.to_lowercase());
                let stem = ["kommun", "stad"].iter().find_map(|kind| own.strip_suffix(kind));
                let stem = stem.filter(|stem| stem.ends_with(' ')).map(str::trim_end);
                let in_genitive =
                    |stem: &str| stem == name || stem.strip_suffix('s') == Some(&name);
                own == name || stem.is_some_and(in_genitive)
            }
        }
    }
}
