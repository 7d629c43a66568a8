use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// A way to the broker that can be cut and healed.
pub(crate) struct Line {
    pub(crate) url: String,
    open: watch::Sender<bool>,
}

impl Line {
    pub(crate) async fn lay(broker_url: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (login, rest) = broker_url.split_once('@').unwrap();
        let (target, path) = rest.split_once('/').unwrap();
        let url = format!("{login}@{}/{path}", listener.local_addr().unwrap());
        let (open, state) = watch::channel(true);
        let target = target.to_owned();
        #[expect(clippy::disallowed_methods, reason = "a proxy of the test")]
        tokio::spawn(async move {
            while let Ok((mut from, _)) = listener.accept().await {
                let (target, mut state) = (target.clone(), state.clone());
                tokio::spawn(async move {
                    if !*state.borrow() {
                        return;
                    }
                    let Ok(mut to) = TcpStream::connect(target).await else { return };
                    tokio::select! {
                        _ = copy_bidirectional(&mut from, &mut to) => {}
                        _ = state.wait_for(|open| !open) => {}
                    }
                });
            }
        });
        Self { url, open }
    }

    pub(crate) fn set_open(&self, open: bool) {
        self.open.send(open).unwrap();
    }
}
