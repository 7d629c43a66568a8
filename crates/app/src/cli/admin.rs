use std::io::IsTerminal;

use crate::boot::boot_migrated;
use crate::config::Config;

#[derive(clap::Subcommand)]
pub(super) enum Command {
    /// Makes an account with the role admin; the password is read from standard input.
    Create {
        #[arg(long)]
        email: String,
    },
}

pub(super) async fn run(config: &Config, command: Command) -> anyhow::Result<()> {
    let Command::Create { email } = command;
    let instance = boot_migrated(config).await?;
    let password = password()?;
    let created = identity::create_admin(&instance.bus, &email, &password).await;
    instance.shut_down(std::time::Duration::from_secs(5)).await;
    let created = created?;
    if created.had_account {
        println!("{}: was there and has the role admin now; its password is as it was", created.user_id);
    } else {
        println!("{}: made, with the role admin", created.user_id);
    }
    Ok(())
}

/// From a terminal, which does not show it, or from standard input.
pub(super) fn password() -> std::io::Result<String> {
    if std::io::stdin().is_terminal() {
        return rpassword::prompt_password("Password: ");
    }
    let mut password = String::new();
    std::io::stdin().read_line(&mut password)?;
    Ok(password.trim_end_matches(['\r', '\n']).to_owned())
}
