use std::process::Stdio;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

/// A broker of this test's own.
pub(crate) struct Broker {
    orders: ChildStdin,
    answers: Lines<BufReader<ChildStdout>>,
    _script: Child,
}

impl Broker {
    pub(crate) fn new() -> Self {
        let mut script = Command::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/broker-that-dies"))
            .arg("serve")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let orders = script.stdin.take().unwrap();
        let answers = BufReader::new(script.stdout.take().unwrap()).lines();
        Self { orders, answers, _script: script }
    }

    async fn told(&mut self, order: &str) -> String {
        self.orders.write_all(format!("{order}\n").as_bytes()).await.unwrap();
        self.answers.next_line().await.unwrap().expect("the broker's script ended")
    }

    pub(crate) async fn start(&mut self) -> String {
        self.told("start").await.strip_prefix("up ").unwrap().to_owned()
    }

    pub(crate) async fn kill(&mut self) {
        assert_eq!(self.told("kill").await, "down");
    }
}
