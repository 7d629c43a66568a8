//! The named flows of the specification, over HTTP, on the real binary. `TAPER_TEST_PROFILE` says in which
//! profile.

mod t01_login_event;
mod t02_settings_idempotency;
mod t06_plan_and_workout_completed;
mod t09_lock_under_load;
mod t10_retry_after_an_outage;
mod t16_event_by_hand;
mod t17_registration_leads_to_welcome;

use serde_json::{Value, json};
use taper_rig::{Ground, Person, Profile, Taper};

/// A process, and somebody who just signed up.
struct Day {
    ground: Ground,
    taper: Taper,
    person: Person,
}

impl Day {
    async fn begin() -> Self {
        Self::on(Ground::borrow(Profile::of_test().unwrap()).await.unwrap()).await
    }

    async fn on(ground: Ground) -> Self {
        let mut taper = ground.taper("taper", &[]).unwrap();
        taper.start().await.unwrap();
        let person = Person::sign_up(&taper.url, 1).await.unwrap();
        Self { ground, taper, person }
    }

    /// Sends and waits for the fact that answers.
    async fn sends(&mut self, event_type: &str, data: &Value) -> Value {
        let draft = self.person.writes(event_type, data);
        let (status, answer) = self.person.posts_one(&self.taper.url, &draft.envelope).await.unwrap();
        assert_eq!(status, 202, "{answer}");
        self.answer_to(&json!(draft.client_generated_id)).await
    }

    async fn answer_to(&self, client_generated_id: &Value) -> Value {
        self.person.hears(&self.taper.url, |fact| fact["causation_id"] == *client_generated_id).await.unwrap()
    }

    async fn reads(&self, path: &str) -> Value {
        let (status, body) = self.person.reads(&self.taper.url, path).await.unwrap();
        assert_eq!(status, 200, "{path}: {body}");
        body
    }
}

fn settings(federation: &str) -> Value {
    json!({"weight": {"value": 82.5, "unit": "kg"}, "training_days_per_week": 4, "federation": federation})
}
