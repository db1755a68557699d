//! `settle`: a case in, its settlement out, without a server or a database.

use crate::case_exchange::faults_of;
use crate::cli::Settle;
use crate::outcome::{Outcome, Stop};
use crate::settle_command::{SettledCase, explain, files, summary};

pub(super) fn run(arguments: &Settle) -> Outcome {
    let case = casefile::read(&arguments.case).map_err(|faults| faults_of(&faults))?;
    let settled = SettledCase::settle(case)
        .map_err(|fault| Stop::because("the case cannot be settled", &fault))?;
    let explanation = match &arguments.explain {
        Some(municipality) => Some(explain::explain(&settled, municipality)?),
        None => None,
    };
    if let Some(out) = &arguments.out {
        files::write(&settled, out)?;
    }
    for remark in &settled.case.remarks {
        eprintln!("{remark}");
    }
    match explanation {
        Some(explanation) => print!("{explanation}"),
        None => print!("{}", summary::summary(&settled)),
    }
    if let Some(out) = &arguments.out {
        println!("Skrev {} i {}", files::NAMES.join(", "), out.display());
    }
    Ok(())
}
