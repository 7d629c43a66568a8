import { useMemo } from 'react';
import type { Weight } from '@/shared/api/contract';
import { type Day, formatDay, formatInstant, formatTime, toDay } from './dates';
import { usePreferences } from './preferences';
import { formatNumber, inUnit } from './units';

/** Writing numbers, weights, days and times the way the athlete set it. */
export function useFormat() {
  const { units, locale, clock } = usePreferences();
  return useMemo(() => {
    const hour12 = clock === '12h';
    const number = (value: number, digits = 2) => formatNumber(value, locale, digits);
    return {
      unit: units,
      locale,
      number,
      /** "182.5", in the athlete's unit. */
      weightNumber: (weight: Weight) => number(inUnit(weight, units)),
      /** "182.5 kg" with a space that does not break. */
      weight: (weight: Weight) => `${number(inUnit(weight, units))}\u00a0${units}`,
      day: (day: Day, style?: Parameters<typeof formatDay>[2]) => formatDay(day, locale, style, toDay(new Date())),
      time: (instant: Date) => formatTime(instant, locale, hour12),
      instant: (instant: Date) => formatInstant(instant, locale, hour12),
    };
  }, [units, locale, clock]);
}
