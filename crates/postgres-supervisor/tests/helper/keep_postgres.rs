//! Runs the embedded server of a data directory until standard input ends: a process that the tests start as another
//! user, in another environment, and kill.

use std::io::Read;

use taper_postgres_supervisor::{Config, start};

#[tokio::main]
async fn main() {
    let data_dir = std::env::args_os().nth(1).expect("usage: keep-postgres DATA_DIR");
    let running = match start(Config::new(data_dir)).await {
        Ok(running) => running,
        Err(refusal) => {
            println!("refused: {refusal}");
            std::process::exit(1);
        }
    };
    println!("ready: {}", running.url());
    let _ = tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new())).await;
    let stopped = running.stop().await;
    println!("stopped: {stopped:?}");
}
