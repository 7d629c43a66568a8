//! How fast and how big, as ratios to a baseline of the same minute: `make bench`, `BENCH=P1 make bench`. One
//! measurement per file; medians of several repetitions, with their spread, printed and written as JSON. It
//! judges nothing: no test fails because a machine was slow.

mod bus_alone;
mod edit_check;
mod footprint;
mod growth;
mod post_events;
mod report;
mod to_the_stream;

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::{Parser, Subcommand};

/// As `taper` has it.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

#[derive(Parser)]
#[command(args_conflicts_with_subcommands = true)]
struct Arguments {
    /// P1: posting events; P2: from the post to the stream; P3: the bus alone; P11: memory, start and size;
    /// P13: a developer's wait. By name only: `queues` beside the inboxes; `growth`, P1 among millions of rows.
    #[arg(default_value = "all")]
    measurement: String,
    #[arg(long, default_value_t = 5)]
    repetitions: usize,
    /// Of one repetition; the same again before, to warm up.
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Of `growth`: how many million rows, one after the other; fifty take 45 GB.
    #[arg(long, value_delimiter = ',', default_values_t = [1, 10])]
    millions: Vec<u32>,
    /// Where the reports go.
    #[arg(long, default_value = ".run/bench")]
    out: PathBuf,
    #[command(subcommand)]
    part: Option<Part>,
}

/// What a measurement starts besides itself.
#[derive(Subcommand)]
enum Part {
    /// One process of P3.
    #[command(hide = true)]
    BusProcess(bus_alone::Process),
}

/// How long and how often.
#[derive(Clone, Copy)]
struct Size {
    repetitions: usize,
    seconds: u64,
}

#[tokio::main]
async fn main() -> Result<()> {
    let Arguments { measurement, repetitions, seconds, millions, out, part } = Arguments::parse();
    if let Some(Part::BusProcess(process)) = part {
        return bus_alone::work(process).await;
    }
    let size = Size { repetitions, seconds };
    let wanted: Vec<&str> = match measurement.as_str() {
        "all" => vec!["P1", "P2", "P3", "P11", "P13"],
        one => vec![one],
    };
    for id in wanted {
        let report = match id {
            "P1" => post_events::measure(size).await?,
            "P2" => to_the_stream::measure(size).await?,
            "P3" => bus_alone::measure(size).await?,
            "queues" => bus_alone::measure_queues(size).await?,
            "growth" => growth::measure(size, &millions).await?,
            "P11" => footprint::measure(size).await?,
            "P13" => edit_check::measure(size).await?,
            other => bail!("{other}: there are P1, P2, P3, P11, P13, queues, growth"),
        };
        report.print();
        report.write(&out)?;
    }
    Ok(())
}
