//! Strength points: what a total is worth, whatever the lifter weighs.
//!
//! Each system multiplies the total by a coefficient of body weight and sex. Body weight and total are in kilograms,
//! points have no unit. Nothing is known (none) for a body weight that is not a positive number, or for a total that is
//! negative or no number; a total of zero is worth zero.

use crate::terms::{Equipment, Event, Sex};

/// DOTS (Tim Konertz, Bundesverband Deutscher Kraftdreikämpfer, 2019), with the coefficients OpenPowerlifting uses.
/// Body weight counts as 40 to 210 kg for men and 40 to 150 kg for women.
pub fn dots(sex: Sex, body_kg: f64, total_kg: f64) -> Option<f64> {
    points(total_kg, dots_coefficient(sex, body_kg)?)
}

/// Points per kilogram of [`dots`].
pub fn dots_coefficient(sex: Sex, body_kg: f64) -> Option<f64> {
    /// Of b⁴ down to b⁰.
    const MEN: [f64; 5] = [-0.000001093, 0.0007391293, -0.1918759221, 24.0900756, -307.75076];
    const WOMEN: [f64; 5] = [-0.0000010706, 0.0005158568, -0.1126655495, 13.6175032, -57.96288];
    let body_kg = body_weight(body_kg)?;
    Some(match sex {
        Sex::Male => 500.0 / polynomial(MEN, body_kg.clamp(40.0, 210.0)),
        Sex::Female => 500.0 / polynomial(WOMEN, body_kg.clamp(40.0, 150.0)),
    })
}

/// Wilks as first published (Robert Wilks, 1994), not its revision of 2020. Body weight counts as 40 to 201.9 kg for men
/// and 26.51 to 154.53 kg for women: beyond, the polynomials turn upwards again.
pub fn wilks(sex: Sex, body_kg: f64, total_kg: f64) -> Option<f64> {
    points(total_kg, wilks_coefficient(sex, body_kg)?)
}

/// Points per kilogram of [`wilks`].
pub fn wilks_coefficient(sex: Sex, body_kg: f64) -> Option<f64> {
    /// Of b⁵ down to b⁰.
    const MEN: [f64; 6] = [-1.291e-8, 7.01863e-6, -0.00113732, -0.002388645, 16.2606339, -216.0475144];
    const WOMEN: [f64; 6] =
        [-0.00000009054, 0.00004731582, -0.00930733913, 0.82112226871, -27.23842536447, 594.31747775582];
    let body_kg = body_weight(body_kg)?;
    Some(match sex {
        Sex::Male => 500.0 / polynomial(MEN, body_kg.clamp(40.0, 201.9)),
        Sex::Female => 500.0 / polynomial(WOMEN, body_kg.clamp(26.51, 154.53)),
    })
}

/// IPF GL ("GoodLift") points with the IPF's coefficients of May 2020. Zero below 35 kg of body weight, for which the
/// curve was not made.
pub fn ipf_gl(sex: Sex, equipment: Equipment, event: Event, body_kg: f64, total_kg: f64) -> Option<f64> {
    points(total_kg, ipf_gl_coefficient(sex, equipment, event, body_kg)?)
}

/// Points per kilogram of [`ipf_gl`].
pub fn ipf_gl_coefficient(sex: Sex, equipment: Equipment, event: Event, body_kg: f64) -> Option<f64> {
    const LIGHTEST_KG: f64 = 35.0;
    let body_kg = body_weight(body_kg)?;
    if body_kg < LIGHTEST_KG {
        return Some(0.0);
    }
    let [a, b, c] = match (event, equipment, sex) {
        (Event::FullPower, Equipment::Raw, Sex::Male) => [1199.72839, 1025.18162, 0.009210],
        (Event::FullPower, Equipment::Raw, Sex::Female) => [610.32796, 1045.59282, 0.03048],
        (Event::FullPower, Equipment::Equipped, Sex::Male) => [1236.25115, 1449.21864, 0.01644],
        (Event::FullPower, Equipment::Equipped, Sex::Female) => [758.63878, 949.31382, 0.02435],
        (Event::BenchOnly, Equipment::Raw, Sex::Male) => [320.98041, 281.40258, 0.01008],
        (Event::BenchOnly, Equipment::Raw, Sex::Female) => [142.40398, 442.52671, 0.04724],
        (Event::BenchOnly, Equipment::Equipped, Sex::Male) => [381.22073, 733.79378, 0.02398],
        (Event::BenchOnly, Equipment::Equipped, Sex::Female) => [221.82209, 357.00377, 0.02937],
    };
    Some(100.0 / (a - b * (-c * body_kg).exp()))
}

fn points(total_kg: f64, coefficient: f64) -> Option<f64> {
    (total_kg.is_finite() && total_kg >= 0.0).then_some(total_kg * coefficient)
}

fn body_weight(kg: f64) -> Option<f64> {
    (kg.is_finite() && kg > 0.0).then_some(kg)
}

/// By Horner's rule, highest power first.
fn polynomial<const N: usize>(coefficients: [f64; N], x: f64) -> f64 {
    coefficients.into_iter().fold(0.0, |sum, coefficient| sum * x + coefficient)
}
