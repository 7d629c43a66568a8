use crate::config::{Config, env_example, markdown};

#[derive(clap::Subcommand)]
pub(super) enum Command {
    /// Reads the configuration as `serve` would and says what it comes to.
    Check,
    /// Writes docs/configuration.md to standard output.
    Docs,
    /// Writes .env.example to standard output.
    Example,
}

pub(super) fn describe(command: &Command) -> anyhow::Result<()> {
    match command {
        Command::Docs => print!("{}", markdown()),
        Command::Example | Command::Check => print!("{}", env_example()),
    }
    Ok(())
}

pub(super) fn run(config: &Config, _: &Command) -> anyhow::Result<()> {
    let database = if config.is_embedded() { "embedded" } else { "given by URL" };
    let bus = if config.rabbitmq_url.is_some() { "RabbitMQ" } else { "inside the database" };
    let shared = if config.redis_url.is_some() { "Redis" } else { "in process" };
    let mail = if matches!(config.mail, notifications::Config::Smtp(_)) { "SMTP" } else { "local mailbox" };
    println!("data       {}", config.data_dir.display());
    println!("listen     {}{}", config.listen, if config.tls.is_some() { " (TLS)" } else { "" });
    println!("public     {}", config.public_url);
    println!("database   {database}");
    println!("bus        {bus}");
    println!("shared     {shared}");
    println!("mail       {mail}");
    Ok(())
}
