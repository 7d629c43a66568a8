//! Who has it already is told so, and nothing more.

use axum::Json;
use axum::Router;
use axum::body::Body;
use axum::routing::get;
use http::{Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use serde_json::json;
use taper_platform::HttpLimits;
use tower::ServiceExt;

use crate::world::platform;

/// What an endpoint says of its answer by itself.
const OWN: [(header::HeaderName, &str); 3] =
    [(header::ETAG, "\"7\""), (header::VARY, "x-unit"), (header::CONTENT_SECURITY_POLICY, "script-src 'none'")];

async fn ask(router: &Router, path: &str, tag: Option<&str>) -> Response<Body> {
    let mut request = Request::get(path);
    if let Some(tag) = tag {
        request = request.header(header::IF_NONE_MATCH, tag);
    }
    router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
}

fn tag(response: &Response<Body>) -> String {
    response.headers()[header::ETAG].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_list_has_a_tag_of_its_content() {
    let (_, platform) = platform(HttpLimits { per_address: None, per_user: None });
    let routes = Router::new()
        .route("/lifts", get(async || Json(json!({"items": ["squat", "bench"]}))))
        .route("/other", get(async || Json(json!({"items": ["squat"]}))))
        .route("/own", get(async || (OWN, Json(json!({"version": 7})))))
        .route("/text", get(async || "text"));
    let router = taper_platform::http::dress(routes, &platform);
    let lifts = ask(&router, "/lifts", None).await;
    let known = tag(&lifts);
    assert_eq!(lifts.into_body().collect().await.unwrap().to_bytes(), r#"{"items":["squat","bench"]}"#);
    let again = ask(&router, "/lifts", Some(&format!("\"x\", {known}"))).await;
    assert_eq!((again.status(), tag(&again)), (StatusCode::NOT_MODIFIED, known.clone()));
    assert!(again.into_body().collect().await.unwrap().to_bytes().is_empty());
    assert_eq!(ask(&router, "/other", Some(&known)).await.status(), StatusCode::OK);
    let own = ask(&router, "/own", Some("\"7\"")).await;
    assert_eq!((own.status(), tag(&own)), (StatusCode::NOT_MODIFIED, "\"7\"".to_owned()));
    // A cache takes these from the 304 in place of what it has.
    assert_eq!(OWN.map(|(name, value)| own.headers()[name] == value), [true; 3]);
    assert!(!ask(&router, "/text", None).await.headers().contains_key(header::ETAG));
}
