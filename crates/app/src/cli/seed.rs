use std::time::Duration;

use anyhow::{Context, ensure};
use chrono::NaiveDate;
use identity::NewAccount;
use taper_bus::{Arrival, Arrived};
use taper_demo::{Club, Member};
use taper_events::Envelope;

use crate::boot::{Instance, boot_migrated};
use crate::cli::admin;
use crate::config::Config;

/// Whose idempotency keys a demonstration's events have.
const CONSUMER: &str = "demo.seed";
const EVENTS_PER_TRANSACTION: usize = 200;

#[derive(clap::Args)]
pub(super) struct Args {
    /// An administrator, a tester and a club with two years of training.
    #[arg(long, required = true)]
    demo: bool,
    /// Which club: the same number and day give the same one.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The day that it is in the club; today if absent.
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<NaiveDate>,
    /// Read the password of all its accounts from standard input, instead of making one.
    #[arg(long)]
    password_stdin: bool,
}

pub(super) async fn run(config: &Config, args: &Args) -> anyhow::Result<()> {
    ensure!(
        !matches!(config.mail, notifications::Config::Smtp(_)),
        "these people have no mailboxes: begin an instance of its own for them, without TAPER_SMTP_URL"
    );
    let instance = boot_migrated(config).await?;
    let seeded = seed(&instance, args).await;
    instance.shut_down(Duration::from_secs(5)).await;
    seeded
}

async fn seed(instance: &Instance, args: &Args) -> anyhow::Result<()> {
    let today = args.today.unwrap_or_else(|| instance.bus.platform.now().date_naive());
    let club = taper_demo::club(args.seed, today);
    let password = match args.password_stdin {
        true => admin::password()?,
        false => format!("demo-{}", instance.bus.platform.id().simple()),
    };
    refuse_real(instance, &club).await?;
    let (mut met, mut made) = (0, 0);
    for member in &club.members {
        if join(instance, member, &password).await? {
            met += 1;
            continue;
        }
        made += 1;
        // At once: who was made by a run that broke off has it, too.
        if made == 1 && !args.password_stdin {
            println!("The password of everybody who is new: {password}");
        }
    }
    let new = publish(instance, &club).await?;
    println!("{} people of a club that trains for {}; {new} things that they did.", club.members.len(), club.meet);
    println!("Sign in as {} or, for what an administrator sees, {}.", club.members[1].email, club.members[0].email);
    if met > 0 {
        println!("{met} of them were here already, and have the password of the run that made them.");
    }
    println!("What they did is read in by `taper serve`, now if it runs, or at its next start.");
    Ok(())
}

/// Nobody's real training is to stand among what never happened, nor one club among another: the administrator of the
/// club is made first, and is there in a second run.
async fn refuse_real(instance: &Instance, club: &Club) -> anyhow::Result<()> {
    if identity::count_accounts(&instance.bus).await? > 0 {
        let known = identity::has_account(&instance.bus, club.members[0].id).await?;
        ensure!(
            known,
            "people have accounts here: a club that does not exist, and that of each seed and day, is for an instance of its own"
        );
    }
    Ok(())
}

/// Whether the account was there.
async fn join(instance: &Instance, member: &Member, password: &str) -> anyhow::Result<bool> {
    let account = NewAccount {
        id: member.id,
        email: &member.email,
        display_name: Some(&member.display_name),
        locale: member.locale,
        time_zone: member.time_zone,
        is_admin: member.is_admin,
    };
    Ok(identity::create_account(&instance.bus, &account, password).await?.had_account)
}

/// Puts what they did onto the bus, everybody's in order; how much of it was new.
async fn publish(instance: &Instance, club: &Club) -> anyhow::Result<usize> {
    let mut new = 0;
    for member in &club.members {
        for events in member.events.chunks(EVENTS_PER_TRANSACTION) {
            let arrivals = events.iter().map(|event| arrival(instance, event)).collect::<anyhow::Result<Vec<_>>>()?;
            let mut tx = instance.bus.db("bus").jobs.begin().await?;
            let arrived = taper_bus::arrive(&instance.bus, &mut tx, CONSUMER, &arrivals).await?;
            tx.commit().await?;
            new += arrived.iter().filter(|one| matches!(one, Arrived::New { .. })).count();
        }
    }
    Ok(new)
}

fn arrival(instance: &Instance, event: &Envelope) -> anyhow::Result<Arrival> {
    let entry = taper_events::entry(&event.event_type).context("the catalogue knows what a club does")?;
    let mut envelope = event.clone();
    envelope.event_id = Some(envelope.id());
    envelope.received_at = Some(instance.bus.platform.now());
    Ok(Arrival { key: envelope.order_key(&entry.event), envelope, fingerprint: None })
}
