use argon2::{Argon2, PasswordHasher};
use taper_events::athlete::{SettingsFailed, SettingsPersisted, SettingsSubmitted};
use taper_service::prelude::*;

use crate::domain::settings::faults;
use crate::store;
use crate::store::settings::{KeptSettings, StoredSettings};

/// Keeps the onboarding form, unless it was written on another state than the one that stands.
pub(crate) async fn settings_submitted(tx: &mut Tx, event: &Event<SettingsSubmitted>) -> Handled {
    let user = event.subject();
    let refuse = |tx: &mut Tx, errors, theirs: Option<&StoredSettings>| {
        let theirs = theirs.map(|standing| Box::new(persisted(standing, false)));
        tx.emit_to(&[event.actor()], &SettingsFailed { errors, theirs })
    };
    if let Some(error) = unasked(event) {
        return refuse(tx, vec![error], None);
    }
    let standing = store::settings::find(tx, user).await?;
    let next = match submitted(event, &event.data.based_on, standing.as_ref(), tx.id().into(), tx.now()) {
        Submitted::Next(next) => next,
        Submitted::Superseded(standing) => return tx.answer(&persisted(standing, true)),
        Submitted::Conflict(error, theirs) => return refuse(tx, vec![error], Some(theirs)),
    };
    let has_passcode = standing.as_ref().is_some_and(|standing| standing.body.has_passcode);
    let errors = faults(&event.data.settings, has_passcode);
    if !errors.is_empty() {
        return refuse(tx, errors, None);
    }
    let mut settings = event.data.settings.clone();
    let new_hash = match settings.passcode.take() {
        Some(sealed) => Some(hash_of(tx, event, sealed.expose()).await?),
        None => None,
    };
    let stored = next.holding(KeptSettings { settings, has_passcode: has_passcode || new_hash.is_some() });
    store::settings::put(tx, user, &stored, new_hash.as_deref()).await?;
    tx.answer(&persisted(&stored, false))
}

fn persisted(stored: &StoredSettings, superseded: bool) -> SettingsPersisted {
    SettingsPersisted {
        id: stored.id,
        settings_id: stored.id,
        version: stored.revision.version,
        settings: stored.body.settings.clone(),
        has_passcode: stored.body.has_passcode,
        submitted_at: stored.revision.submission.at,
        superseded,
    }
}

/// The Argon2id hash of a passcode that ingress sealed.
async fn hash_of(tx: &Tx, event: &Event<SettingsSubmitted>, sealed: &str) -> Result<String, Fault> {
    let bound_to = event.envelope.sealed_for("/passcode");
    let platform = &tx.bus().platform;
    let clear = platform.keys.unseal(&bound_to, sealed)?;
    let salt: [u8; 16] = platform.random.bytes();
    let hashing = tokio::task::spawn_blocking(move || {
        Argon2::default().hash_password_with_salt(&clear, &salt).map(|hash| hash.to_string())
    });
    match hashing.await {
        Ok(Ok(hash)) => Ok(hash),
        Ok(Err(error)) => Err(Fault::Retry(format!("the passcode cannot be hashed: {error}"))),
        Err(death) => Err(Fault::Retry(format!("hashing died: {death}"))),
    }
}
