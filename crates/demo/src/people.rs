//! Who is in the club.

use chrono::{Days, NaiveDate, Weekday};
use taper_events::{TimeZone, UserId};

use crate::chance::Chance;
use crate::lifter::Lifter;
use crate::rider::Rider;
use crate::writer::Writer;
use crate::{Member, WEEKS_BACK, gym};

/// `example` is nobody's (RFC 2606): what is mailed there goes nowhere.
const DOMAIN: &str = "taper.example";

pub(crate) struct Person {
    first_name: &'static str,
    last_name: &'static str,
    locale: &'static str,
    trains: Trains,
    chance: Chance,
}

enum Trains {
    Nothing,
    Lifting(Lifter),
    Riding(Rider),
}

use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};

const THREE_DAYS: &[Weekday] = &[Mon, Wed, Fri];
const FOUR_DAYS: &[Weekday] = &[Mon, Tue, Thu, Sat];
const RIDES: &[Weekday] = &[Tue, Thu, Sat, Sun];

/// First name, last name, language, body weight in kg, age, squat, bench press and deadlift in kg two years ago, growth in
/// %, days of training.
type Row = (&'static str, &'static str, &'static str, f64, u8, [f64; 3], u8, &'static [Weekday]);

const LIFTERS: [Row; 16] = [
    ("Toni", "Tester", "en", 82.4, 29, [140.0, 97.5, 170.0], 22, FOUR_DAYS),
    ("Mira", "Aldinger", "de", 62.1, 26, [95.0, 55.0, 117.5], 28, FOUR_DAYS),
    ("Jonas", "Brecht", "de", 91.8, 34, [185.0, 130.0, 215.0], 11, THREE_DAYS),
    ("Aylin", "Demir", "de", 70.6, 23, [105.0, 60.0, 130.0], 30, FOUR_DAYS),
    ("Sam", "Okafor", "en", 104.2, 31, [210.0, 145.0, 240.0], 10, FOUR_DAYS),
    ("Klara", "Vogt", "de", 57.3, 41, [80.0, 47.5, 100.0], 18, THREE_DAYS),
    ("Pavel", "Novak", "en", 73.9, 27, [150.0, 105.0, 185.0], 16, FOUR_DAYS),
    ("Lena", "Hofer", "de", 68.8, 33, [100.0, 62.5, 125.0], 20, THREE_DAYS),
    ("Marcus", "Lindgren", "en", 118.5, 38, [225.0, 150.0, 250.0], 8, FOUR_DAYS),
    ("Noor", "Haddad", "en", 54.9, 22, [75.0, 42.5, 95.0], 34, FOUR_DAYS),
    ("Bernd", "Kessler", "de", 88.1, 52, [145.0, 100.0, 175.0], 9, THREE_DAYS),
    ("Ines", "Ferreira", "en", 63.4, 30, [97.5, 57.5, 122.5], 21, THREE_DAYS),
    ("Tobias", "Raab", "de", 79.7, 20, [120.0, 80.0, 150.0], 38, FOUR_DAYS),
    ("Chioma", "Eze", "en", 83.0, 28, [125.0, 70.0, 150.0], 24, FOUR_DAYS),
    ("Erik", "Sand", "en", 66.0, 45, [115.0, 82.5, 145.0], 12, THREE_DAYS),
    ("Franziska", "Mohr", "de", 75.2, 36, [110.0, 65.0, 135.0], 17, THREE_DAYS),
];

/// First name, last name, language, body weight in kg, age, functional threshold power in W two years ago, growth in %.
const RIDERS: [(&str, &str, &str, f64, u8, f64, u8); 4] = [
    ("Hanna", "Weiss", "de", 61.0, 32, 205.0, 15),
    ("Luca", "Moretti", "en", 72.5, 27, 265.0, 12),
    ("Greta", "Sommer", "de", 58.2, 44, 180.0, 10),
    ("Anders", "Holm", "en", 78.9, 39, 240.0, 9),
];

/// The administrator, then the tester, then everybody else.
pub(crate) fn all(seed: u64, today: NaiveDate) -> Vec<Person> {
    let mut numbers = 0..;
    let mut chance = move || Chance::of(seed, today, numbers.next().unwrap_or_default());
    let admin =
        Person { first_name: "Ada", last_name: "Admin", locale: "en", trains: Trains::Nothing, chance: chance() };
    let mut people = vec![admin];
    for (first_name, last_name, locale, body_weight, age, maxima, growth, weekdays) in LIFTERS {
        let lifter = Lifter { body_weight, age, maxima, growth: f64::from(growth) / 100.0, weekdays };
        people.push(Person { first_name, last_name, locale, trains: Trains::Lifting(lifter), chance: chance() });
    }
    for (first_name, last_name, locale, body_weight, age, ftp, growth) in RIDERS {
        let rider = Rider { body_weight, age, ftp, growth: f64::from(growth) / 100.0, weekdays: RIDES };
        people.push(Person { first_name, last_name, locale, trains: Trains::Riding(rider), chance: chance() });
    }
    people
}

impl Person {
    pub(crate) fn member(mut self, today: NaiveDate, meet: NaiveDate) -> Member {
        let id = UserId(self.chance.id());
        let time_zone = TimeZone(chrono_tz::Europe::Berlin);
        let joined = today - Days::new(u64::try_from(WEEKS_BACK * 7).unwrap_or_default());
        let mut writer = Writer { user: id, chance: self.chance, events: Vec::new() };
        match &self.trains {
            Trains::Nothing => {}
            Trains::Lifting(lifter) => {
                gym::write(&mut writer, joined, time_zone);
                lifter.write(&mut writer, today, meet, time_zone);
            }
            Trains::Riding(rider) => rider.write(&mut writer, today, meet, time_zone),
        }
        Member {
            id,
            // The administrator and the tester are known by what they are for.
            email: match self.last_name {
                "Admin" | "Tester" => format!("{}@{DOMAIN}", self.last_name.to_lowercase()),
                _ => format!("{}.{}@{DOMAIN}", self.first_name.to_lowercase(), self.last_name.to_lowercase()),
            },
            display_name: format!("{} {}", self.first_name, self.last_name),
            locale: self.locale,
            time_zone,
            is_admin: matches!(self.trains, Trains::Nothing),
            events: writer.events,
        }
    }
}
