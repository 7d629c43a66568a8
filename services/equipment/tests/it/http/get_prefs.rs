use serde_json::json;

use crate::{a_gym, prefs, sends, world};

const PATH: &str = "/api/v1/equipment/prefs";

#[tokio::test]
async fn they_are_read_as_they_were_submitted() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    assert_eq!(athlete.get(PATH).await.body, json!({"version": 0}), "nothing is said yet");
    let gyms = [a_gym(&world, "Cellar"), a_gym(&world, "Club")];
    sends(&world, &athlete, "equipment.prefs.submitted", prefs(&gyms)).await;
    let answer = athlete.get(PATH).await;
    assert_eq!(answer.headers["etag"], "\"1\"");
    assert_eq!(answer.body["version"], 1);
    assert_eq!(answer.body["prefs"]["inventories"][1]["name"], "Club");
    assert_eq!(answer.body["prefs"]["inventories"][0]["inventory_id"], gyms[0]["inventory_id"]);
    assert_eq!(other.get(PATH).await.body, json!({"version": 0}));
}
