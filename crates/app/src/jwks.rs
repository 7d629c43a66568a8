//! Public signing keys for a process that cannot ask identity's database.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use jsonwebtoken::jwk::JwkSet;
use taper_bus::Bus;

const ANSWER_WITHIN: Duration = Duration::from_secs(5);
const TRY_AGAIN_AFTER: Duration = Duration::from_secs(2);
/// Several keys of some hundred bytes each.
const MAX_BYTES: u64 = 64 * 1024;

/// Waits for the first answer of `url`, or every token would be refused, and looks again from then on.
pub(crate) async fn follow(bus: &Bus, url: &str) -> Result<()> {
    let _ = tokio_rustls::rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder().timeout(ANSWER_WITHIN).build()?;
    let verifier = &bus.platform.verifier;
    loop {
        match fetch(&client, url).await {
            Ok(keys) => break verifier.set_keys(&keys),
            Err(error) => tracing::warn!(error = format!("{error:#}"), "waiting for the signing keys"),
        }
        tokio::time::sleep(TRY_AGAIN_AFTER).await;
    }
    let url = url.to_owned();
    verifier.follow(&bus.platform.tasks, move || {
        let (client, url) = (client.clone(), url.clone());
        async move { fetch(&client, &url).await }
    });
    Ok(())
}

async fn fetch(client: &reqwest::Client, url: &str) -> Result<JwkSet> {
    let answer = client.get(url).send().await.context("TAPER_JWKS_URL does not answer")?;
    ensure!(answer.status().is_success(), "TAPER_JWKS_URL answered {}", answer.status());
    ensure!(answer.content_length().is_none_or(|length| length <= MAX_BYTES), "TAPER_JWKS_URL answered too much");
    let keys: JwkSet = answer.json().await.context("TAPER_JWKS_URL answered no key set")?;
    ensure!(!keys.keys.is_empty(), "TAPER_JWKS_URL answered no key");
    Ok(keys)
}
