//! What somebody waits for between signing up and their first event.

use std::time::{Duration, Instant};

use anyhow::Result;
use serde_json::Value;

const MAIL_WITHIN: Duration = Duration::from_secs(60);

pub(crate) async fn mailed_token(client: &reqwest::Client, url: &str, email: &str) -> Result<String> {
    let started = Instant::now();
    let mailbox = format!("{url}/mailbox/messages?to={}", email.replace('@', "%40"));
    while started.elapsed() < MAIL_WITHIN {
        let mails: Value =
            client.get(&mailbox).header("x-taper-mailbox-code", crate::MAILBOX_CODE).send().await?.json().await?;
        let text = mails["items"][0]["text"].as_str().unwrap_or_default();
        if let Some((_, token)) = text.split_once("#token=") {
            return Ok(token.split_whitespace().next().unwrap_or_default().to_owned());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    anyhow::bail!("no mail came")
}

/// The stream's first frame says its epoch.
pub(crate) async fn beginning(client: &reqwest::Client, url: &str, token: &str) -> Result<String> {
    let mut answer = client.get(format!("{url}/api/v1/notify/stream")).bearer_auth(token).send().await?;
    let mut text = String::new();
    while let Some(chunk) = answer.chunk().await? {
        text.push_str(&String::from_utf8_lossy(&chunk));
        if let Some((epoch, _)) = text.split_once("\"cursor\":\"").and_then(|(_, rest)| rest.split_once('.')) {
            return Ok(format!("{epoch}.0"));
        }
    }
    anyhow::bail!("the stream does not say hello")
}
