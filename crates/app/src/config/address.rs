use url::Url;

/// Where a URL leads, to be shown: without user, password and parameters, any of which may be secret.
pub(crate) fn address(url: &str) -> String {
    let Ok(url) = Url::parse(url) else { return "(an unreadable address)".to_owned() };
    let socket = url.query_pairs().find(|(key, _)| key == "host").map(|(_, path)| path.into_owned());
    let host = socket.unwrap_or_else(|| url.host_str().unwrap_or_default().to_owned());
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    format!("{host}{port}{}", url.path())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_secret_is_shown() {
        assert_eq!(address("postgres://anna:hunter2@db:6000/taper?sslpassword=x"), "db:6000/taper");
        assert_eq!(address("postgres://taper@localhost/taper?host=/data/postgres"), "/data/postgres/taper");
        assert_eq!(address("hunter2"), "(an unreadable address)");
    }
}
