use std::time::Duration;

use ::http::Method;

use crate::house::{House, refusal};

/// Another process rotated: this one's verifier learns of it from the first token that names the key.
#[tokio::test]
async fn a_key_that_another_process_made_is_looked_for() {
    let house = House::start().await;
    let ann = house.person().await;
    let empty = jsonwebtoken::jwk::JwkSet { keys: Vec::new() };
    house.world.platform.verifier.set_keys(&empty);
    assert_eq!(refusal(&house.as_person(&ann, Method::GET, "/api/v1/me", None).await), (401, "token_invalid"));
    let mut status = 401;
    for _ in 0..100 {
        tokio::time::sleep(Duration::from_millis(20)).await;
        status = house.as_person(&ann, Method::GET, "/api/v1/me", None).await.status.as_u16();
        if status == 200 {
            break;
        }
    }
    assert_eq!(status, 200);
}
