use serde_json::{Value, json};

use super::{APP, Route, by_path, name_of};

/// An Ingress of Kubernetes (networking.k8s.io/v1): a Service `taper-<service>` with a port `http` for each, and `taper-web` for
/// the app itself.
///
/// # Errors
/// A path is of two services.
pub(crate) fn ingress(routes: &[Route]) -> anyhow::Result<Value> {
    let mut paths = Vec::new();
    for shared in by_path(routes)? {
        // An Ingress knows no placeholders: what stands before one is a prefix.
        let (path, kind) = match shared.path.split_once("/{") {
            Some((before, _)) => (before, "Prefix"),
            None => (shared.path, "Exact"),
        };
        paths.push(backend(path, kind, shared.service));
    }
    paths.push(backend("/", "Prefix", APP));
    Ok(json!({
        "apiVersion": "networking.k8s.io/v1",
        "kind": "Ingress",
        "metadata": {"name": "taper"},
        "spec": {"rules": [{"http": {"paths": paths}}]},
    }))
}

fn backend(path: &str, kind: &str, service: &str) -> Value {
    json!({"path": path, "pathType": kind, "backend": {"service": {"name": name_of(service), "port": {"name": "http"}}}})
}
