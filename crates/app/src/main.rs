//! `taper`: the one binary. Puts configuration, platform, bus and services together and runs what it
//! was asked to. Holds no rule of any service.

mod backup;
mod boot;
mod cli;
mod company;
mod config;
mod descriptors;
mod doctor;
mod edge;
mod http;
mod jwks;
mod keys;
mod reach;
mod services;

/// A fifth of what an event costs were allocations of glibc's; see docs/performance.md.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> std::process::ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("taper cannot start its threads: {error}");
            return std::process::ExitCode::FAILURE;
        }
    };
    runtime.block_on(cli::run())
}
