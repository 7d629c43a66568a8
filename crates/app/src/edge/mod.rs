//! Which service answers which path, from the services' own descriptions, and what that means to what stands in front of
//! several processes. In one process taper's own router knows it.

mod envoy;
mod kubernetes;

pub(crate) use envoy::envoy;
pub(crate) use kubernetes::ingress;

use anyhow::{Context, ensure};
use axum::http::Method;
use serde::Serialize;
use serde_json::{Value, json};

use crate::config::{Config, Source};
use crate::{http, services};

/// The processes that serve the app's files: any with the role http.
const APP: &str = "web";
const EVENT_STREAM: &str = "text/event-stream";

/// One method of one path.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Route {
    method: String,
    needs_account: bool,
    operation: String,
    path: String,
    service: &'static str,
    /// Its answer has no end.
    streams: bool,
}

/// # Errors
/// The descriptions cannot be made.
pub(crate) fn routes() -> anyhow::Result<Vec<Route>> {
    let mut routes = Vec::new();
    for service in services::all(&Config::read(&Source::empty())?) {
        let api = serde_json::to_value(http::describe(&service))?;
        for (path, item) in api["paths"].as_object().into_iter().flatten() {
            for (method, operation) in item.as_object().into_iter().flatten() {
                let Ok(method) = method.to_uppercase().parse::<Method>() else { continue };
                routes.push(Route {
                    method: method.to_string(),
                    needs_account: !operation["security"].as_array().is_some_and(|all| all.contains(&json!({}))),
                    operation: operation["operationId"].as_str().context("an operation has an id")?.to_owned(),
                    path: path.clone(),
                    service: service.name,
                    streams: operation["responses"]["200"]["content"].get(EVENT_STREAM).is_some(),
                });
            }
        }
    }
    routes.sort_by(|a, b| (&a.path, &a.method).cmp(&(&b.path, &b.method)));
    Ok(routes)
}

/// The routes of one path, which all its methods share.
struct Shared<'a> {
    path: &'a str,
    service: &'static str,
    needs_account: bool,
    streams: bool,
}

/// # Errors
/// Two services answer one path, or some of its methods need an account and others do not.
fn by_path(routes: &[Route]) -> anyhow::Result<Vec<Shared<'_>>> {
    let mut shared: Vec<Shared<'_>> = Vec::new();
    for route in routes {
        let Route { path, service, needs_account, streams, .. } = route;
        match shared.last_mut().filter(|last| last.path == path) {
            Some(last) => {
                ensure!(last.service == *service, "{path} is of two services");
                ensure!(last.needs_account == *needs_account, "{path} needs an account for some methods only");
                last.streams |= streams;
            }
            None => shared.push(Shared { path, service, needs_account: *needs_account, streams: *streams }),
        }
    }
    Ok(shared)
}

/// As the deployment calls the processes of a service.
fn name_of(service: &str) -> String {
    format!("taper-{service}")
}

/// As it is written to a file.
pub(crate) fn written(document: &Value) -> anyhow::Result<String> {
    Ok(serde_json::to_string_pretty(document)? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A path as a client asks for it.
    fn asked(path: &str) -> String {
        let parts = path.split('/').map(|part| if part.starts_with('{') { "0193b3a4" } else { part });
        parts.collect::<Vec<_>>().join("/")
    }

    /// By the rules of the Kubernetes Ingress: exact before prefix, the longest prefix first, element by element.
    fn by_ingress(ingress: &Value, path: &str) -> String {
        let rules = ingress["spec"]["rules"][0]["http"]["paths"].as_array().unwrap();
        let text = |rule: &Value, field: &str| rule[field].as_str().unwrap().to_owned();
        let prefixes = |rule: &&Value| {
            let prefix = text(rule, "path");
            text(rule, "pathType") == "Prefix"
                && format!("{path}/").starts_with(&format!("{}/", prefix.trim_end_matches('/')))
        };
        let exact = rules.iter().find(|rule| text(rule, "pathType") == "Exact" && text(rule, "path") == path);
        let longest = || rules.iter().filter(prefixes).max_by_key(|rule| text(rule, "path").len());
        exact.or_else(longest).unwrap()["backend"]["service"]["name"].as_str().unwrap().to_owned()
    }

    /// The first that matches.
    fn by_envoy<'a>(envoy: &'a Value, path: &str) -> &'a Value {
        let routes = envoy["route_config"]["virtual_hosts"][0]["routes"].as_array().unwrap();
        let matches = |route: &&Value| {
            let wanted = &route["match"];
            match (wanted["path"].as_str(), wanted["safe_regex"]["regex"].as_str(), wanted["prefix"].as_str()) {
                (Some(exact), _, _) => exact == path,
                (_, Some(pattern), _) => {
                    let pattern = pattern.replace("[^/]+", "*");
                    let (pattern, path): (Vec<_>, Vec<_>) = (pattern.split('/').collect(), path.split('/').collect());
                    pattern.len() == path.len() && pattern.iter().zip(&path).all(|(a, b)| *a == "*" || a == b)
                }
                (_, _, prefix) => path.starts_with(prefix.unwrap()),
            }
        };
        routes.iter().find(matches).unwrap()
    }

    #[test]
    fn every_path_comes_to_its_service_whatever_stands_in_front() {
        let routes = routes().unwrap();
        assert!(routes.len() > 20, "{routes:?}");
        let (ingress, envoy) = (ingress(&routes).unwrap(), envoy(&routes, "https://taper.example").unwrap());
        for route in &routes {
            let (path, service) = (asked(&route.path), name_of(route.service));
            assert_eq!(by_ingress(&ingress, &path), service, "{path}");
            let found = by_envoy(&envoy, &path);
            assert_eq!(found["route"]["cluster"], json!(service), "{path}");
            assert_eq!(found.get("typed_per_filter_config").is_some(), route.needs_account, "{path}");
            assert_eq!(found["route"]["timeout"] == "0s", route.streams, "{path}");
        }
        for page in ["/", "/plan", "/train/0193b3a4"] {
            assert_eq!(by_ingress(&ingress, page), "taper-web");
            assert_eq!(by_envoy(&envoy, page)["route"]["cluster"], "taper-web");
        }
    }

    #[test]
    fn one_path_of_two_services_is_refused() {
        let mut routes = routes().unwrap();
        let mut other = routes[0].clone();
        other.service = "another";
        routes.insert(1, other);
        assert!(ingress(&routes).is_err() && envoy(&routes, "").is_err());
    }
}
