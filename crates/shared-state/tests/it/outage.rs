use std::time::{Duration, Instant};

use taper_shared_state::{Limit, SharedState, Wake};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::{a_key, now, redis_url};

const TWICE: Limit = Limit::new(2, Duration::from_secs(60));

/// A way to Redis that can be cut and healed.
struct Line {
    url: String,
    open: watch::Sender<bool>,
}

impl Line {
    async fn lay() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("redis://{}/", listener.local_addr().unwrap());
        let (open, state) = watch::channel(true);
        let target = redis_url().trim_start_matches("redis://").trim_end_matches('/').to_owned();
        #[expect(clippy::disallowed_methods, reason = "a proxy of the test")]
        tokio::spawn(async move {
            while let Ok((mut from, _)) = listener.accept().await {
                let (target, mut state) = (target.clone(), state.clone());
                tokio::spawn(async move {
                    if !*state.borrow() {
                        return;
                    }
                    let mut to = TcpStream::connect(target).await.unwrap();
                    tokio::select! {
                        _ = copy_bidirectional(&mut from, &mut to) => {}
                        _ = state.wait_for(|open| !open) => {}
                    }
                });
            }
        });
        Self { url, open }
    }

    fn set_open(&self, open: bool) {
        self.open.send(open).unwrap();
    }
}

#[tokio::test]
async fn without_redis_the_process_counts_for_itself_and_later_together_again() {
    let line = Line::lay().await;
    let state = SharedState::redis(&line.url, "one").unwrap();
    let (key, now) = (a_key(), now());
    assert!(state.take(&key, TWICE, now).await.is_allowed());
    assert!(state.take(&key, TWICE, now).await.is_allowed());
    line.set_open(false);
    // Its own count begins anew: more lenient, and still a limit.
    assert!(state.take(&key, TWICE, now).await.is_allowed());
    assert!(state.take(&key, TWICE, now).await.is_allowed());
    assert!(!state.take(&key, TWICE, now).await.is_allowed());
    line.set_open(true);
    let other = a_key();
    let deadline = Instant::now() + Duration::from_secs(20);
    // Back when what this process takes is seen by another.
    loop {
        let direct = SharedState::redis(&redis_url(), "two").unwrap();
        state.take(&other, TWICE, now).await;
        state.take(&other, TWICE, now).await;
        if !direct.take(&other, TWICE, now).await.is_allowed() {
            break;
        }
        assert!(Instant::now() < deadline, "Redis is not used again");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test]
async fn a_redis_that_accepts_and_never_answers_costs_one_short_wait() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let state = SharedState::redis(&format!("redis://{}/", listener.local_addr().unwrap()), "one").unwrap();
    let (key, now, started) = (a_key(), now(), Instant::now());
    for _ in 0..2 {
        assert!(state.take(&key, TWICE, now).await.is_allowed());
    }
    for _ in 0..100 {
        assert!(!state.take(&key, TWICE, now).await.is_allowed());
    }
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
}

#[tokio::test]
async fn after_a_cut_the_listener_is_told_to_look_everywhere() {
    let line = Line::lay().await;
    let state = SharedState::redis(&line.url, "one").unwrap();
    let (sender, mut heard) = tokio::sync::mpsc::unbounded_channel();
    let story = async {
        assert_eq!(heard.recv().await, Some(Wake::Missed));
        line.set_open(false);
        tokio::time::sleep(Duration::from_millis(100)).await;
        line.set_open(true);
        while heard.recv().await != Some(Wake::Missed) {}
    };
    tokio::select! {
        told = tokio::time::timeout(Duration::from_secs(20), story) => told.expect("in time"),
        () = state.carry_wakes(move |wake| drop(sender.send(wake))) => unreachable!(),
    }
}

#[tokio::test]
async fn what_is_no_wake_up_is_ignored() {
    let state = SharedState::redis(&redis_url(), "one").unwrap();
    let (sender, mut heard) = tokio::sync::mpsc::unbounded_channel();
    let story = async {
        assert_eq!(heard.recv().await, Some(Wake::Missed));
        let mut raw =
            TcpStream::connect(redis_url().trim_start_matches("redis://").trim_end_matches('/')).await.unwrap();
        for message in [
            "\"\"",
            "\"garbage\"",
            "\"two lanes training xyz\"",
            "\"two users nobody\"",
            "\"two lanes training-ignored-test 3\"",
        ] {
            raw.write_all(format!("PUBLISH taper.wakes {message}\r\n").as_bytes()).await.unwrap();
        }
        let mut answer = [0; 4];
        raw.read_exact(&mut answer).await.unwrap();
        loop {
            match heard.recv().await {
                Some(Wake::Lanes { service, lanes }) if service == "training-ignored-test" => {
                    assert_eq!(lanes, 3);
                    break;
                }
                Some(Wake::Lanes { service, .. }) => assert_ne!(service, "training"),
                // Other tests' users, of which there is at least one.
                Some(Wake::Users(users)) => assert!(!users.is_empty()),
                other => panic!("{other:?}"),
            }
        }
    };
    tokio::select! {
        told = tokio::time::timeout(Duration::from_secs(20), story) => told.expect("in time"),
        () = state.carry_wakes(move |wake| drop(sender.send(wake))) => unreachable!(),
    }
}
