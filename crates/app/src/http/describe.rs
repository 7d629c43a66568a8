//! The services' OpenAPI descriptions, and a page to browse them.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use taper_platform::{PROBLEM_TYPES, Problem, ProblemBody, ProblemType};
use taper_service::Service;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ComponentsBuilder, ContactBuilder, LicenseBuilder, OpenApi, RefOr, ServerBuilder};
use utoipa::{PartialSchema, ToSchema};

pub(super) fn routes(services: &[Service]) -> Router {
    let files: HashMap<String, String> = services
        .iter()
        .filter_map(|service| Some((format!("{}.yaml", service.name), describe(service).to_yaml().ok()?)))
        .collect();
    let files = Arc::new(files);
    let page = Arc::new(page(services));
    let pages = Router::new()
        .route("/docs", get(move || std::future::ready(Html(page.to_string()))))
        .route("/docs/problems", get(|| std::future::ready(Html(problems()))));
    pages.route(
        "/specs/{file}",
        get(move |Path(file): Path<String>| {
            let found: Result<Response, Problem> = files
                .get(&file)
                .map(|yaml| ([(header::CONTENT_TYPE, "application/yaml")], yaml.clone()).into_response())
                .ok_or_else(Problem::not_found);
            std::future::ready(found)
        }),
    )
}

/// A service's description, complete.
pub(crate) fn describe(service: &Service) -> OpenApi {
    let mut api = service.openapi();
    api.info.license = Some(LicenseBuilder::new().name("AGPL-3.0-only").identifier(Some("AGPL-3.0-only")).build());
    api.info.contact = Some(ContactBuilder::new().name(Some("Taper")).build());
    api.servers = Some(vec![ServerBuilder::new().url("/").build()]);
    let bearer = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build());
    let components = api.components.get_or_insert_with(|| ComponentsBuilder::new().build());
    components.security_schemes.insert("bearer".to_owned(), bearer.into());
    let tag = utoipa::openapi::tag::TagBuilder::new().name(service.name).description(Some(service.summary)).build();
    api.tags = Some(vec![tag]);
    complete(&mut api);
    api
}

/// What the derives leave open: every answer says something, and the one shape of all problems is there.
fn complete(api: &mut OpenApi) {
    for item in api.paths.paths.values_mut() {
        let operations = [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete];
        for operation in operations.into_iter().flatten() {
            for (status, response) in &mut operation.responses.responses {
                if let RefOr::T(response) = response
                    && response.description.is_empty()
                {
                    let reason =
                        StatusCode::from_bytes(status.as_bytes()).ok().and_then(|code| code.canonical_reason());
                    reason.unwrap_or("See the schema").clone_into(&mut response.description);
                }
            }
        }
    }
    let components = api.components.get_or_insert_with(|| ComponentsBuilder::new().build());
    let mut schemas = vec![(ProblemBody::name().into_owned(), ProblemBody::schema())];
    ProblemBody::schemas(&mut schemas);
    components.schemas.extend(schemas);
}

/// A plain page that needs nothing from elsewhere: every operation with its description.
fn page(services: &[Service]) -> String {
    let mut body = String::new();
    for service in services {
        let api = describe(service);
        body += &format!(
            "<h2 id=\"{0}\">{0}</h2><p>{1} · <a href=\"/specs/{0}.yaml\">OpenAPI</a></p><table>",
            service.name,
            escape(service.summary)
        );
        for (path, item) in &api.paths.paths {
            let operations = [
                ("GET", &item.get),
                ("POST", &item.post),
                ("PUT", &item.put),
                ("PATCH", &item.patch),
                ("DELETE", &item.delete),
            ];
            for (method, operation) in operations {
                let Some(operation) = operation else { continue };
                let about = operation.description.as_deref().or(operation.summary.as_deref()).unwrap_or_default();
                let statuses: Vec<&str> = operation.responses.responses.keys().map(String::as_str).collect();
                body += &format!(
                    "<tr><td><b>{method}</b></td><td><code>{}</code></td><td>{}</td><td>{}</td></tr>",
                    escape(path),
                    escape(about),
                    statuses.join(" ")
                );
            }
        }
        body += "</table>";
    }
    let about = "<p>Events: <a href=\"https://json-schema.org\">JSON Schema</a> at \
                 <code>/events/schemas/&lt;type&gt;.json</code>. <a href=\"/docs/problems\">Problems</a>.</p>";
    document("Taper API", &format!("{about}{body}"))
}

/// What each problem's `type` points to.
fn problems() -> String {
    let mut body = String::from("<table>");
    for ProblemType { code, status, meaning } in PROBLEM_TYPES {
        let meaning = escape(meaning).split('`').enumerate().fold(String::new(), |text, (n, part)| match n % 2 {
            0 => text + part,
            _ => format!("{text}<code>{part}</code>"),
        });
        body += &format!("<tr id=\"{code}\"><td><code>{code}</code></td><td>{status}</td><td>{meaning}</td></tr>");
    }
    document("Problems", &format!("<p>What an error answer's <code>code</code> means.</p>{body}</table>"))
}

fn document(title: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><title>{title}</title><style>body{{font:15px/1.5 system-ui,sans-serif;\
         max-width:1100px;margin:2rem auto;padding:0 1rem;color-scheme:light dark}}td{{padding:.3rem .8rem .3rem 0;\
         vertical-align:top;border-top:1px solid #8884}}table{{border-collapse:collapse;width:100%}}\
         tr:target{{background:#fd05}}</style></head><body><h1>{title}</h1>{body}</body></html>"
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_problems_type_points_to_a_place_of_the_page() {
        let page = problems();
        for known in PROBLEM_TYPES {
            let body = Problem::new(StatusCode::BAD_REQUEST, known.code, "").body("");
            let (path, fragment) = body.kind.split_once('#').unwrap();
            assert_eq!(path, "/docs/problems");
            assert!(page.contains(&format!("<tr id=\"{fragment}\">")), "{fragment}");
        }
        assert!(page.contains("<code>client_generated_id</code>"));
    }
}
