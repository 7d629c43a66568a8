use ::http::Method;
use serde_json::json;

use crate::house::{House, PASSWORD};

/// Every row of every table of ours and of the bus, as text.
async fn everything_stored(house: &House) -> String {
    let mut db = house.world.database.connect().await;
    let tables: Vec<String> = sqlx::query_scalar(
        "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('identity', 'bus')",
    )
    .fetch_all(&mut db)
    .await
    .unwrap();
    assert!(tables.len() > 10, "{tables:?}");
    let mut all = String::new();
    for table in tables {
        let select = format!("select coalesce(string_agg(t::text, E'\\n'), '') from {table} t");
        let text: String = sqlx::query_scalar(sqlx::AssertSqlSafe(select)).fetch_one(&mut db).await.unwrap();
        all.push_str(&text);
    }
    all
}

/// A secret in clear, or merely coded.
fn assert_absent(stored: &str, what: &str, secret: &str) {
    use base64::Engine;
    assert!(secret.len() >= 10, "{what} is no canary: {secret}");
    let hex: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
    let base64 = base64::engine::general_purpose::STANDARD_NO_PAD.encode(secret);
    for spelling in [secret, &hex, &base64] {
        assert!(!stored.contains(spelling), "{what} is stored in clear");
    }
}

#[tokio::test]
async fn no_password_and_no_token_is_stored_or_on_the_bus_in_clear() {
    let house = House::start().await;
    let mut stored = String::new();
    house.post("/api/v1/auth/register", &house.registration("ann@example.org")).await;
    stored += &everything_stored(&house).await;
    house.world.run_jobs().await;
    stored += &everything_stored(&house).await;
    house.settle().await;
    let link = house.token_sent_to("ann@example.org");

    let body = json!({"token": link, "delivery": "body"});
    let signed_in = house.post("/api/v1/auth/verify", &body).await.body;
    stored += &everything_stored(&house).await;
    let refreshed = house.refresh(signed_in["refresh_token"].as_str().unwrap()).await.body;
    house.post("/api/v1/auth/password/forgot", &json!({"email": "ann@example.org"})).await;
    let bearer = format!("Bearer {}", signed_in["access_token"].as_str().unwrap());
    let change = json!({"email": "ann@example.net", "password": PASSWORD});
    house.ask(Method::POST, "/api/v1/auth/email/change", &[("authorization", &bearer)], Some(&change)).await;
    house.world.run_jobs().await;
    stored += &everything_stored(&house).await;
    house.settle().await;
    let (reset, confirm) = (house.token_sent_to("ann@example.org"), house.token_sent_to("ann@example.net"));
    let new = json!({"token": reset, "new_password": "ladder sparrow nine"});
    house.post("/api/v1/auth/password/reset", &new).await;
    house.login("ann@example.org", "wrong but close to it").await;
    stored += &everything_stored(&house).await;
    house.settle().await;
    stored += &everything_stored(&house).await;

    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let secrets = [
        ("the password", PASSWORD.to_owned()),
        ("the new password", "ladder sparrow nine".to_owned()),
        ("a wrong password", "wrong but close to it".to_owned()),
        ("the verification token", link),
        ("the reset token", reset),
        ("the confirmation token", confirm),
        ("the access token", text(&signed_in["access_token"])),
        ("the refresh token", text(&signed_in["refresh_token"])),
        ("its successor", text(&refreshed["refresh_token"])),
        ("the store key", text(&signed_in["store_key"])),
    ];
    for (what, secret) in &secrets {
        assert_absent(&stored, what, secret);
    }
    assert!(stored.contains("ann@example.org"), "the search itself finds what is there");
    let audit: String = stored.lines().filter(|line| line.contains("sign_in_failed")).collect();
    assert!(!audit.is_empty() && !audit.contains("example.org") && !audit.contains("0.0.0.0"), "{audit}");
}
