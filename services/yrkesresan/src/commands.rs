//! One module a command. Each reads its arguments, opens what it needs, and tells how it ended.

use std::process::ExitCode;

use crate::cli::{Cli, Command};
use crate::config::Config;
use crate::outcome::{self, Outcome, Stop};

mod account;
mod audit;
mod books;
mod demo;
mod documents;
mod ledger;
mod mail;
mod migrate;
mod region;
mod retention;
mod serve;
mod settle;
mod totara;

/// Runs the command, and gives the exit status.
pub(crate) fn run(cli: Cli, config: &Config) -> ExitCode {
    outcome::exit(dispatch(cli.command, config))
}

fn dispatch(command: Command, config: &Config) -> Outcome {
    match command {
        Command::Settle(arguments) => settle::run(&arguments),
        Command::Schema { columns } => {
            if columns {
                print!("{}", migrations::classified::Listing);
            } else {
                print!("{}", gateway::schema_text());
            }
            Ok(())
        }
        Command::Demo(arguments) => block_on(demo::run(&arguments, config)),
        Command::Serve(arguments) => block_on(serve::run(&arguments, config)),
        Command::Region { command } => block_on(region::run(command, config)),
        Command::Documents { command } => block_on(documents::run(command, config)),
        Command::Books { command } => block_on(books::run(command, config)),
        Command::Account { command } => block_on(account::run(command, config)),
        Command::Ledger { command } => block_on(ledger::run(command, config)),
        Command::Retention(command) => block_on(retention::run(command, config)),
        Command::Totara { command } => block_on(totara::run(command, config)),
        Command::Mail { command } => block_on(mail::run(command, config)),
        Command::Audit { command } => block_on(audit::run(command, config)),
        Command::Migrate(store) => block_on(migrate::run(&store, config)),
    }
}

fn block_on(command: impl Future<Output = Outcome>) -> Outcome {
    match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime.block_on(command),
        Err(fault) => Err(Stop::because("cannot start", &fault)),
    }
}
