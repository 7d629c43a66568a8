use std::future::Future;
use std::time::Duration;

use taper_shared_state::{SharedState, Wake};
use tokio::sync::mpsc;

use crate::{a_key, redis};

const PATIENCE: Duration = Duration::from_secs(10);

/// Runs `story` with what `state` hears, while all of them carry.
async fn hearing<T>(
    state: &SharedState,
    others: &[&SharedState],
    story: impl AsyncFnOnce(mpsc::UnboundedReceiver<Wake>) -> T,
) -> T {
    let (sender, heard) = mpsc::unbounded_channel();
    let carrying = state.carry_wakes(move |wake| drop(sender.send(wake)));
    let carrying_others = futures::future::join_all(others.iter().map(|other| other.carry_wakes(|_| {})));
    // Of no others all are done at once.
    let carrying_others = async { (carrying_others.await, std::future::pending::<()>().await) };
    tokio::select! {
        told = story(heard) => told,
        () = carrying => unreachable!("carries until dropped"),
        _ = carrying_others => unreachable!("carries until dropped"),
    }
}

async fn in_time<T>(work: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, work).await.expect("in time")
}

/// The lanes heard of `service`, once as many as `wanted` are.
async fn lanes_of(heard: &mut mpsc::UnboundedReceiver<Wake>, wanted: &str, until: u64) -> u64 {
    let mut all = 0;
    while all & until != until {
        match in_time(heard.recv()).await {
            Some(Wake::Lanes { service, lanes }) if service == wanted => all |= lanes,
            Some(_) => {}
            None => break,
        }
    }
    all
}

#[tokio::test]
async fn what_one_process_publishes_another_hears_and_itself_does_not() {
    let (one, other, service) = (redis("one"), redis("other"), a_key());
    hearing(&one, &[&other], async |mut heard| {
        assert_eq!(in_time(heard.recv()).await, Some(Wake::Missed), "begins by looking everywhere");
        one.publish(&service, 0b1);
        // The other may not be listening yet: pub/sub keeps nothing, so it says it until it was heard.
        let repeat = async {
            loop {
                other.publish(&service, 0b110);
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        let lanes = tokio::select! {
            lanes = lanes_of(&mut heard, &service, 0b110) => lanes,
            () = repeat => unreachable!(),
        };
        assert_eq!(lanes, 0b110);
    })
    .await;
}

#[tokio::test]
async fn in_process_there_is_nobody_to_hear() {
    let state = SharedState::in_process();
    hearing(&state, &[], async |mut heard| {
        state.publish("training", 1);
        tokio::task::yield_now().await;
        assert!(heard.try_recv().is_err());
    })
    .await;
}

#[tokio::test]
async fn many_users_are_told_of_each_once_and_none_is_lost() {
    let (one, other) = (redis("one"), redis("other"));
    hearing(&one, &[&other], async |mut heard| {
        let users: std::collections::HashSet<uuid::Uuid> = (1..=1200).map(uuid::Uuid::from_u128).collect();
        let told: Vec<uuid::Uuid> = users.iter().copied().collect();
        let mut missing = users;
        let repeat = async {
            loop {
                other.publish_users(&told);
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        let listen = async {
            while !missing.is_empty() {
                if let Some(Wake::Users(users)) = in_time(heard.recv()).await {
                    for user in users {
                        missing.remove(&user);
                    }
                }
            }
        };
        tokio::select! {
            () = listen => {}
            () = repeat => unreachable!("says it until it was heard"),
        }
    })
    .await;
}
