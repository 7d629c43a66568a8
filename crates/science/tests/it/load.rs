use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use taper_science::load::{
    ACUTE_DAYS, Actual, CHRONIC_DAYS, DailyStress, Form, MAX_DAYS, Projected, actual, projected,
};

use crate::golden::{assert_golden, days_ago, spec, today};

/// The same stress on each of so many days, the last of them `last`.
fn steady(days: u64, tss: f64, last: NaiveDate) -> DailyStress {
    (0..days).map(|day| (last - Days::new(day), tss)).collect()
}

#[test]
fn six_weeks_at_a_hundred_are_golden() {
    let golden = spec();
    let golden = &golden["pmc_42_days_at_100"];
    let done = steady(42, 100.0, days_ago(8));
    let curve = actual(&done, today());
    let Actual(last_trained) = curve[41];
    assert_eq!(last_trained.day, days_ago(8));
    assert_golden(last_trained.ctl, &golden["ctl"]);
    assert_golden(last_trained.atl, &golden["atl"]);
    // Seven days of rest, and the morning after them.
    let Actual(rested) = curve[49];
    assert_eq!(rested.day, today());
    assert_golden(rested.tsb, &golden["tsb_after_7_rest_days"]);
}

#[test]
fn form_is_of_the_morning() {
    let first = Form::before(today()).next(100.0);
    assert_eq!((first.day, first.tsb), (today(), 0.0));
    assert_eq!(first.next(500.0).tsb, first.ctl - first.atl);
}

#[test]
fn a_plan_goes_on_where_the_training_stands() {
    let done = steady(30, 80.0, today());
    let standing = actual(&done, today()).last().unwrap().0;
    let until = today() + Days::new(20);
    // What is planned for today or before does not count twice.
    let planned = steady(30, 60.0, until);
    let ahead = projected(standing, &planned, until);
    let as_if_done: DailyStress =
        done.into_iter().chain(planned.range(today() + Days::new(1)..).map(|(day, tss)| (*day, *tss))).collect();
    let lived = actual(&as_if_done, until);
    let expected: Vec<Projected> = lived[30..].iter().map(|Actual(form)| Projected(*form)).collect();
    assert_eq!(ahead, expected);
    assert_eq!(ahead.len(), 20);
}

#[test]
fn who_begins_stands_on_nothing() {
    assert_eq!(actual(&DailyStress::new(), today()), []);
    assert_eq!(actual(&steady(3, 50.0, today() + Days::new(9)), today()), []);
    let ahead = projected(Form::before(today()), &steady(1, 70.0, today()), today());
    assert_eq!(ahead, [Projected(Form::before(today()).next(70.0))]);
    assert_eq!(projected(Form::before(today()), &DailyStress::new(), days_ago(5)), []);
}

#[test]
fn what_is_no_stress_is_rest() {
    let standing = Form::before(today()).next(90.0);
    for odd in [-50.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(standing.next(odd), standing.next(0.0));
    }
}

/// Ten years, every day: the curve is complete, finite and within what was done, and its end is the closed formula.
#[test]
fn ten_years_stay_sane() {
    let days = 3_652;
    let stress = |day: u64| if day.is_multiple_of(7) { 0.0 } else { 40.0 + (day * 37 % 90) as f64 };
    let done: DailyStress = (0..days).map(|day| (days_ago(days - 1 - day), stress(day))).collect();
    let curve = actual(&done, today());
    assert_eq!(curve.len() as u64, days);
    assert!(curve.windows(2).all(|pair| pair[1].0.day == pair[0].0.day + Days::new(1)));
    assert!(curve.iter().all(|Actual(form)| (0.0..130.0).contains(&form.ctl) && (0.0..130.0).contains(&form.atl)));
    let closed = |tau: f64| -> f64 {
        let share = 1.0 - (-1.0 / tau).exp();
        (0..days).map(|day| stress(day) * share * (-((days - 1 - day) as f64) / tau).exp()).sum()
    };
    let end = curve.last().unwrap().0;
    assert!((end.ctl - closed(CHRONIC_DAYS)).abs() < 1e-9 && (end.atl - closed(ACUTE_DAYS)).abs() < 1e-9);
}

/// A day of the year 1 in an import must not become two thousand years of rest.
#[test]
fn curves_have_a_longest_length() {
    let ancient = NaiveDate::from_ymd_opt(1, 1, 1).unwrap();
    let done: DailyStress = [(ancient, 300.0), (days_ago(1), 100.0)].into();
    let curve = actual(&done, today());
    assert_eq!(curve.len() as u64, MAX_DAYS);
    assert_eq!(curve.last().unwrap().0, Actual(Form::before(days_ago(1)).next(100.0).next(0.0)).0);
    assert_eq!(projected(curve[0].0, &DailyStress::new(), NaiveDate::MAX).len() as u64, MAX_DAYS);
    assert_eq!(projected(Form::before(NaiveDate::MAX), &DailyStress::new(), NaiveDate::MAX).len(), 1);
}

fn stresses() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(prop_oneof![Just(0.0), 1.0_f64..400.0], 1..120)
}

proptest! {
    /// Loads never leave the range of what was done, and the acute one answers faster.
    #[test]
    fn loads_are_means(stresses in stresses()) {
        let most = stresses.iter().copied().fold(0.0, f64::max);
        let mut form = Form::before(today());
        for tss in stresses {
            let next = form.next(tss);
            prop_assert!((0.0..=most).contains(&next.ctl) && (0.0..=most).contains(&next.atl));
            prop_assert_eq!(next.ctl > form.ctl, tss > form.ctl);
            prop_assert_eq!(next.atl > form.atl, tss > form.atl);
            prop_assert_eq!(next.tsb, form.ctl - form.atl);
            form = next;
        }
    }

    /// More on any one day is more fitness and more fatigue ever after.
    #[test]
    fn more_training_is_more_load(stresses in stresses(), on in 0_usize..120, more in 1.0_f64..100.0) {
        let on = on.min(stresses.len() - 1);
        let end = |stresses: &[f64]| stresses.iter().fold(Form::before(today()), |form, tss| form.next(*tss));
        let mut harder = stresses.clone();
        harder[on] += more;
        prop_assert!(end(&harder).ctl > end(&stresses).ctl && end(&harder).atl > end(&stresses).atl);
    }
}
