import type { TFunction } from 'i18next';
import { plainNumber, type Range } from './units';

const SAID = { 1: 'wholeRange', 0.5: 'halfRange' } as const;

/** "From 1 to 10 in steps of 0.5." */
export function rangeText({ min, max, step }: Range, locale: string, t: TFunction): string {
  const [from, to] = [plainNumber(min, locale), plainNumber(max, locale)];
  return t(`common.fieldErrors.${step ? SAID[step] : 'range'}`, { min: from, max: to });
}
