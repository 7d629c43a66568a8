use chrono::NaiveDate;
use taper_demo::club;
use taper_events::{bus_schema, entry};
use taper_platform::Checker;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day")
}

#[test]
fn the_same_seed_is_the_same_club_and_another_is_another() {
    let told = |seed| serde_json::to_string(&club(seed, today()).members.iter().map(|m| &m.events).collect::<Vec<_>>());
    assert_eq!(told(1).expect("JSON"), told(1).expect("JSON"));
    assert_ne!(told(1).expect("JSON"), told(2).expect("JSON"));
}

#[test]
fn it_has_an_administrator_a_tester_and_twenty_athletes_who_trained_for_two_years() {
    let club = club(1, today());
    assert_eq!(club.members.len(), 21);
    assert!(club.members[0].is_admin && club.members[0].events.is_empty());
    assert_eq!(club.members[1].email, "tester@taper.example");
    for member in &club.members[1..] {
        let workouts: Vec<_> = member.events.iter().filter(|event| event.event_type == "workout.completed").collect();
        assert!(workouts.len() > 150, "{} trained {} times", member.display_name, workouts.len());
        let first = workouts.iter().map(|event| event.timestamp.date_naive()).min().expect("one");
        let last = workouts.iter().map(|event| event.timestamp.date_naive()).max().expect("one");
        assert!((today() - first).num_weeks() >= 100, "{first}");
        assert!(last < today() && (today() - last).num_days() < 14, "{last}");
        assert_eq!(member.events.iter().filter(|event| event.event_type == "program.plan.created").count(), 3);
    }
    assert!((28..35).contains(&(club.meet - today()).num_days()), "{}", club.meet);
}

#[test]
fn every_event_is_as_its_schema_says() {
    for event in club(7, today()).members.iter().flat_map(|member| &member.events) {
        let entry = entry(&event.event_type).expect("in the catalogue");
        let checker = Checker::new(&bus_schema(entry)).expect("a schema");
        let faults = checker.check(&serde_json::to_value(event).expect("JSON"));
        assert!(faults.is_empty(), "{}: {:?}", event.event_type, faults.first().map(|f| (&f.pointer, &f.message)));
    }
}
