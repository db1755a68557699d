//! The one binary: commands, configuration, wiring. Knows every room, decides nothing.

// Optimised, the futures of the merged schema nest deeper than the usual 128.
#![recursion_limit = "256"]

use std::process::ExitCode;

use clap::Parser;

mod case_exchange;
mod cli;
mod client_address;
mod commands;
mod config;
mod connections;
mod demo_data;
mod limits;
mod mailing;
mod outcome;
mod pages_api;
mod secret_key;
mod server;
mod settle_command;
mod settlement_json;
mod whole_folder;
mod wiring;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    let config = config::Config::read();
    commands::run(cli, &config)
}
