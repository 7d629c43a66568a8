// Strength points, as crates/science/src/points.rs has them with their sources; both answer crates/science/vectors/meet.json.
// Kilograms in, points out; null where nothing is known.
import type { MeetEvent } from './meet';

export type Sex = 'male' | 'female';
export type Worn = 'raw' | 'equipped';

/** Highest power first, by Horner's rule. */
const polynomial = (coefficients: number[], x: number): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);

const clamp = (value: number, [min, max]: [number, number]): number => Math.min(max, Math.max(min, value));
const isKnown = (body: number, total: number): boolean =>
  Number.isFinite(body) && body > 0 && Number.isFinite(total) && total >= 0;

interface Curve {
  coefficients: number[];
  range: [number, number];
}

const DOTS: Record<Sex, Curve> = {
  male: { coefficients: [-0.000001093, 0.0007391293, -0.1918759221, 24.0900756, -307.75076], range: [40, 210] },
  female: { coefficients: [-0.0000010706, 0.0005158568, -0.1126655495, 13.6175032, -57.96288], range: [40, 150] },
};

/** Constant, factor and rate of the exponential curve. */
const GL: Record<MeetEvent, Record<Worn, Record<Sex, [number, number, number]>>> = {
  full_power: {
    raw: { male: [1199.72839, 1025.18162, 0.00921], female: [610.32796, 1045.59282, 0.03048] },
    equipped: { male: [1236.25115, 1449.21864, 0.01644], female: [758.63878, 949.31382, 0.02435] },
  },
  bench_only: {
    raw: { male: [320.98041, 281.40258, 0.01008], female: [142.40398, 442.52671, 0.04724] },
    equipped: { male: [381.22073, 733.79378, 0.02398], female: [221.82209, 357.00377, 0.02937] },
  },
};
const LIGHTEST_GL_KG = 35;

/** DOTS (Konertz, BVDK 2019). */
export function dots(sex: Sex, bodyKg: number, totalKg: number): number | null {
  if (!isKnown(bodyKg, totalKg)) return null;
  const { coefficients, range } = DOTS[sex];
  return (500 * totalKg) / polynomial(coefficients, clamp(bodyKg, range));
}

/** IPF GL points, coefficients of May 2020. */
export function ipfGl(sex: Sex, worn: Worn, event: MeetEvent, bodyKg: number, totalKg: number): number | null {
  if (!isKnown(bodyKg, totalKg)) return null;
  if (bodyKg < LIGHTEST_GL_KG) return 0;
  const [a, b, c] = GL[event][worn][sex];
  return (100 * totalKg) / (a - b * Math.exp(-c * bodyKg));
}
