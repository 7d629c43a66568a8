// Weights as the server knows them, and how an athlete reads them.
import type { Unit, Weight } from '@/shared/api/contract';

/** International avoirdupois pound, exact by definition. */
const KG_PER_LB = 0.45359237;

export function convert(weight: Weight, to: Unit): number {
  if (weight.unit === to) return weight.value;
  return to === 'kg' ? weight.value * KG_PER_LB : weight.value / KG_PER_LB;
}

/** Rounded to what can be loaded on a bar: 2.5 kg or 5 lb. */
export function toLoadable(value: number, unit: Unit): number {
  const step = unit === 'kg' ? 2.5 : 5;
  return Math.round(value / step) * step;
}

/** One tap of plus or minus. */
export function stepOf(unit: Unit): number {
  return unit === 'kg' ? 2.5 : 5;
}

/** The weight in the athlete's unit. What was entered in that unit comes back to the digit; a conversion keeps one decimal. */
export function inUnit(weight: Weight, unit: Unit): number {
  const value = convert(weight, unit);
  return weight.unit === unit ? value : Math.round(value * 10) / 10;
}

export function formatNumber(value: number, locale: string, digits = 2): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: digits, useGrouping: 'min2' }).format(value);
}

/** The number alone, to be typed over: no grouping that could be read as a decimal sign. */
export function plainNumber(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 3, useGrouping: false }).format(value);
}

/** What the event schemas take. */
export const MAX_WEIGHT = 2000;

export interface Range {
  min: number;
  max: number;
  /** 1 for whole numbers. */
  step?: 1 | 0.5;
}

/** The ranges of a set. */
export const WEIGHT: Range = { min: 0, max: MAX_WEIGHT };
export const DONE_REPS: Range = { min: 0, max: 200, step: 1 };
export const PLANNED_REPS: Range = { min: 1, max: 200, step: 1 };
export const PERCENT: Range = { min: 1, max: 150 };
export const RPE: Range = { min: 1, max: 10, step: 0.5 };

export function isWithin(value: number, { min, max, step }: Range): boolean {
  return value >= min && value <= max && (!step || Number.isInteger(value / step));
}

/** Reads "182,5" and "182.5" alike; anything else is no number. */
export function parseNumber(text: string): number | null {
  const plain = text.trim().replace(',', '.');
  if (!/^\d{1,6}(\.\d{0,3})?$/.test(plain)) return null;
  return Number(plain);
}
