//! ING-6: who asks too often is told how long to wait.

use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::routing::get;
use chrono::TimeDelta;
use http::{Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use serde_json::Value;
use taper_events::UserId;
use taper_platform::http::{Door, dress};
use taper_platform::{Athlete, HttpLimits, Platform, Problem, RateLimit};
use taper_testkit::{FakeClock, TestTokens};
use tower::ServiceExt;
use uuid::Uuid;

use crate::world::{ISSUER, platform};

const TWICE_A_MINUTE: RateLimit = RateLimit::new(2, Duration::from_secs(60));
const ONCE_AN_HOUR: RateLimit = RateLimit::new(1, Duration::from_secs(3600));

struct House {
    clock: FakeClock,
    tokens: TestTokens,
    platform: Platform,
    router: Router,
}

impl House {
    fn with(limits: HttpLimits) -> Self {
        let (clock, platform) = platform(limits);
        let tokens = TestTokens::new(ISSUER);
        platform.verifier.set_keys(&tokens.keys());
        let routes = Router::new()
            .route("/open", get(async || "open"))
            .route("/own", get(async |_: Athlete| "own"))
            .with_state(Door { platform: platform.clone(), service: "test" });
        Self { clock, tokens, router: dress(routes, &platform), platform }
    }

    async fn get(&self, path: &str, address: &str, user: Option<u128>) -> Response<Body> {
        let mut request = Request::get(path).header("x-forwarded-for", address);
        if let Some(user) = user {
            let now = self.clock.clock().now();
            let token = self.tokens.token(UserId(Uuid::from_u128(user)), &["athlete"], now);
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
    }

    async fn status(&self, path: &str, address: &str, user: Option<u128>) -> StatusCode {
        self.get(path, address, user).await.status()
    }
}

#[tokio::test]
async fn an_address_that_asks_too_often_gets_429_and_when_to_come_back() {
    let house = House::with(HttpLimits { per_address: Some(TWICE_A_MINUTE), per_user: None });
    for _ in 0..2 {
        assert_eq!(house.status("/open", "198.51.100.7", None).await, StatusCode::OK);
    }
    let refused = house.get("/open", "198.51.100.7", None).await;
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(refused.headers()[header::RETRY_AFTER], "30");
    assert_eq!(refused.headers()[header::CONTENT_TYPE], "application/problem+json");
    assert_eq!(refused.headers()[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    let body: Value = serde_json::from_slice(&refused.into_body().collect().await.unwrap().to_bytes()).unwrap();
    assert_eq!(body["code"], "too_many_requests");
    assert_eq!(house.status("/open", "198.51.100.8", None).await, StatusCode::OK, "others go on");
    house.clock.advance(TimeDelta::seconds(30));
    assert_eq!(house.status("/open", "198.51.100.7", None).await, StatusCode::OK);
}

#[tokio::test]
async fn what_the_client_itself_says_about_its_address_does_not_help() {
    let house = House::with(HttpLimits { per_address: Some(TWICE_A_MINUTE), per_user: None });
    for claimed in ["203.0.113.1", "203.0.113.2"] {
        assert_eq!(house.status("/open", &format!("{claimed}, 198.51.100.7"), None).await, StatusCode::OK);
    }
    let third = house.status("/open", "203.0.113.3, 198.51.100.7", None).await;
    assert_eq!(third, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn an_ipv6_household_is_one_address() {
    let house = House::with(HttpLimits { per_address: Some(TWICE_A_MINUTE), per_user: None });
    for address in ["2001:db8:1:2::1", "2001:db8:1:2:ffff::2"] {
        assert_eq!(house.status("/open", address, None).await, StatusCode::OK);
    }
    assert_eq!(house.status("/open", "2001:db8:1:2::3", None).await, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(house.status("/open", "2001:db8:1:3::1", None).await, StatusCode::OK);
}

#[tokio::test]
async fn a_person_is_counted_wherever_they_sit() {
    let house = House::with(HttpLimits { per_address: None, per_user: Some(TWICE_A_MINUTE) });
    for address in ["198.51.100.1", "198.51.100.2"] {
        assert_eq!(house.status("/own", address, Some(1)).await, StatusCode::OK);
    }
    assert_eq!(house.status("/own", "198.51.100.3", Some(1)).await, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(house.status("/own", "198.51.100.3", Some(2)).await, StatusCode::OK);
}

#[tokio::test]
async fn a_service_asks_by_name_and_buckets_do_not_share() {
    let house = House::with(HttpLimits::NONE);
    let rates = &house.platform.rates;
    assert_eq!(rates.check("auth.login", "somebody", ONCE_AN_HOUR).await, Ok(()));
    assert_eq!(rates.check("auth.login", "somebody", ONCE_AN_HOUR).await, Err(Problem::too_many(3600)));
    assert_eq!(rates.check("auth.register", "somebody", ONCE_AN_HOUR).await, Ok(()));
}
