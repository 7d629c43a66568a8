// Weights as the server knows them, and how an athlete reads them.
import type { Unit, Weight } from '@/shared/api/contract';

/** International avoirdupois pound, exact by definition. */
const KG_PER_LB = 0.45359237;

export function convert(weight: Weight, to: Unit): number {
  if (weight.unit === to) return weight.value;
  return to === 'kg' ? weight.value * KG_PER_LB : weight.value / KG_PER_LB;
}

/** What a bar is loaded by, and one tap of plus or minus goes. */
export function stepOf(unit: Unit): number {
  return unit === 'kg' ? 2.5 : 5;
}

/** Rounded to what can be loaded on a bar. */
export function toLoadable(value: number, unit: Unit): number {
  const step = stepOf(unit);
  return Math.round(value / step) * step;
}

/** The next weight above or below that can be loaded. */
export function nextLoadable(value: number, unit: Unit, up: boolean): number {
  const steps = value / stepOf(unit);
  return Math.max(0, up ? Math.floor(steps) + 1 : Math.ceil(steps) - 1) * stepOf(unit);
}

/** The weight in the athlete's unit. What was entered in that unit comes back to the digit; a conversion keeps one decimal. */
export function inUnit(weight: Weight, unit: Unit): number {
  const value = convert(weight, unit);
  return weight.unit === unit ? value : Math.round(value * 10) / 10;
}

/** A weight still to be lifted: one that was said in the other unit is what can be loaded in this one. */
export function toLift(weight: Weight, unit: Unit): Weight {
  if (weight.unit === unit) return weight;
  return { value: toLoadable(convert(weight, unit), unit) || inUnit(weight, unit), unit };
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
export const RIR: Range = { min: 0, max: 10, step: 0.5 };
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
