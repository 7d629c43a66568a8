use std::process::ExitCode;

use crate::config::{Config, Mistake};
use crate::doctor::{self, Check, State};

#[derive(clap::Args)]
pub(super) struct Args {
    /// Writes the same as JSON.
    #[arg(long)]
    json: bool,
}

/// Success if there is no problem.
pub(super) async fn run(config: &Result<Config, Mistake>, args: &Args) -> anyhow::Result<ExitCode> {
    let report = doctor::examine(config).await;
    if args.json {
        println!("{}", serde_json::to_string_pretty(&report)?);
    } else {
        report.checks.iter().for_each(print);
        match report.problems() {
            0 => println!("all is well"),
            1 => println!("one problem"),
            several => println!("{several} problems"),
        }
    }
    Ok(if report.problems() == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn print(check: &Check) {
    let state = match check.state {
        State::Ok => "ok",
        State::Note => "note",
        State::Problem => "PROBLEM",
    };
    println!("{state:<8} {}: {}", check.about, check.says);
}
