use anyhow::{Context, Result, ensure};
use reqwest::Method;
use serde_json::json;
use uuid::Uuid;

const ANSWER_WITHIN: std::time::Duration = std::time::Duration::from_secs(10);

/// A virtual host of its own at a broker that others use too (`scripts/with-rabbitmq`).
pub struct VirtualHost {
    /// `http://user:password@host:port`
    management: String,
    name: String,
    /// For AMQP.
    pub url: String,
}

impl VirtualHost {
    /// # Errors
    /// `TAPER_TEST_RABBITMQ_URL` and `TAPER_TEST_RABBITMQ_MANAGEMENT_URL` name no broker.
    pub async fn create() -> Result<Self> {
        let broker = crate::told("TAPER_TEST_RABBITMQ_URL")?;
        let management = crate::told("TAPER_TEST_RABBITMQ_MANAGEMENT_URL")?;
        #[expect(clippy::disallowed_methods, reason = "the name of a test's host need not repeat")]
        let name = format!("test-{}", Uuid::new_v4().simple());
        let (server, _) = broker.rsplit_once('/').context("an AMQP URL with a virtual host")?;
        let url = format!("{server}/{name}");
        let host = Self { management, name, url };
        host.manage(Method::PUT, &format!("vhosts/{}", host.name), None).await?;
        Ok(host)
    }

    /// # Errors
    /// The broker's.
    pub async fn delete(self) -> Result<()> {
        self.manage(Method::DELETE, &format!("vhosts/{}", self.name), None).await
    }

    /// As somebody publishes by hand, with nothing but a routing key.
    ///
    /// # Errors
    /// The broker's, or nobody takes it.
    pub async fn publish(&self, exchange: &str, routing_key: &str, payload: &str) -> Result<()> {
        let message = json!({
            "routing_key": routing_key, "payload": payload, "payload_encoding": "string",
            "properties": {"delivery_mode": 2},
        });
        let path = format!("exchanges/{}/{exchange}/publish", self.name);
        self.manage(Method::POST, &path, Some(message)).await
    }

    async fn manage(&self, method: Method, path: &str, body: Option<serde_json::Value>) -> Result<()> {
        let mut request = crate::client(ANSWER_WITHIN)?.request(method, format!("{}/api/{path}", self.management));
        if let Some(body) = body {
            request = request.json(&body);
        }
        let answer = request.send().await?;
        let status = answer.status();
        ensure!(status.is_success(), "the broker's management answered {status}");
        ensure!(!answer.text().await?.contains("\"routed\":false"), "nobody takes it");
        Ok(())
    }
}
