use argon2::{Argon2, PasswordHasher};
use taper_events::athlete::{SettingsFailed, SettingsPersisted, SettingsSubmitted};
use taper_service::prelude::*;

use crate::domain::settings::faults;
use crate::domain::submission::{Relation, Submission, consent_missing, version_conflict};
use crate::store;
use crate::store::settings::StoredSettings;

/// Keeps the onboarding form, unless it was written on another state than the one that stands.
pub(crate) async fn settings_submitted(tx: &mut Tx, event: &Event<SettingsSubmitted>) -> Handled {
    let user = event.subject();
    if event.actor() != user {
        // Whose data it is hears nothing of it, and nobody else hears what stands.
        return tx.emit_to(&[event.actor()], &SettingsFailed { errors: vec![consent_missing()], theirs: None });
    }
    let standing = store::settings::find(tx, user).await?;
    let submission = Submission { at: event.at(), event_id: event.envelope.id() };
    if let Some(standing) = &standing {
        match submission.relation(&event.data.based_on, &standing.revision) {
            Relation::Next => {}
            Relation::Older => return tx.answer(&persisted(standing, true)),
            Relation::Conflict => {
                let errors = vec![version_conflict(&standing.revision)];
                return tx.answer(&SettingsFailed { errors, theirs: Some(Box::new(persisted(standing, false))) });
            }
        }
    }
    let has_passcode = standing.as_ref().is_some_and(|standing| standing.has_passcode);
    let errors = faults(&event.data.settings, has_passcode);
    if !errors.is_empty() {
        return tx.answer(&SettingsFailed { errors, theirs: None });
    }
    let mut settings = event.data.settings.clone();
    let new_hash = match settings.passcode.take() {
        Some(sealed) => Some(hash_of(tx, event, sealed.expose()).await?),
        None => None,
    };
    let stored = StoredSettings {
        id: standing.as_ref().map_or_else(|| tx.id().into(), |standing| standing.id),
        settings,
        has_passcode: has_passcode || new_hash.is_some(),
        revision: submission
            .revision(standing.as_ref().map(|standing| &standing.revision), event.envelope.client_generated_id),
        updated_at: tx.now(),
    };
    store::settings::put(tx, user, &stored, new_hash.as_deref()).await?;
    tx.answer(&persisted(&stored, false))
}

fn persisted(stored: &StoredSettings, superseded: bool) -> SettingsPersisted {
    SettingsPersisted {
        id: stored.id,
        settings_id: stored.id,
        version: stored.revision.version,
        settings: stored.settings.clone(),
        has_passcode: stored.has_passcode,
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
