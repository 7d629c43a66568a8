use axum::http::Method;
use serde_json::{Value, json};

use crate::config::{Config, Source};
use crate::{http, services};

/// Writes the route table to standard output: which service answers which path, for whoever stands in front
/// of processes of single services.
pub(super) fn run() -> anyhow::Result<()> {
    let mut routes = Vec::new();
    for service in services::all(&Config::read(&Source::empty())?) {
        let api = serde_json::to_value(http::describe(&service))?;
        for (path, item) in api["paths"].as_object().into_iter().flatten() {
            for (method, operation) in item.as_object().into_iter().flatten() {
                let Ok(method) = method.to_uppercase().parse::<Method>() else { continue };
                let needs_account = !operation["security"].as_array().is_some_and(|all| all.contains(&json!({})));
                routes.push(json!({
                    "path": path, "method": method.as_str(), "service": service.name,
                    "operation": operation["operationId"], "needs_account": needs_account,
                }));
            }
        }
    }
    routes.sort_by_key(|route: &Value| (route["path"].to_string(), route["method"].to_string()));
    let lines: Vec<String> = routes.iter().map(Value::to_string).collect();
    println!("[\n  {}\n]", lines.join(",\n  "));
    Ok(())
}
