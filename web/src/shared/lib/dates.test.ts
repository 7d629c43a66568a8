import { expect, test } from 'vitest';
import {
  addDays,
  daysBetween,
  formatDay,
  formatTime,
  isDay,
  mondayOf,
  toDay,
  weekdayOf,
  weeksBetween,
  weeksLeft,
} from './dates';

test('days are counted across the end of summer time', () => {
  expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
  expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
});

test('weeks start on Monday', () => {
  expect(weekdayOf('2026-11-21')).toBe(5);
  expect(mondayOf('2026-11-22')).toBe('2026-11-16');
  expect(weeksBetween('2026-11-21', '2027-01-09')).toBe(7);
});

test('a day is said as people say it', () => {
  expect(formatDay('2027-01-09', 'en')).toBe('Sat 9 January');
  expect(formatDay('2027-01-09', 'de')).toBe('Sa 9. Januar');
});

test('a day that is far away has its year', () => {
  expect(formatDay('2099-01-09', 'en', 'long', '2026-11-21')).toBe('Fri 9 January 2099');
  expect(formatDay('2025-01-09', 'de', 'numeric', '2026-11-21')).toBe('9. Jan. 2025');
  expect(formatDay('2027-01-09', 'en', 'long', '2026-11-21')).toBe('Sat 9 January');
  expect(formatDay('2099-01-09', 'en', 'weekday', '2026-11-21')).toBe('Fri');
});

test('the clock follows the setting, not the language', () => {
  const afternoon = new Date(2026, 10, 21, 17, 5);
  expect(formatTime(afternoon, 'en', false)).toBe('17:05');
  expect(formatTime(afternoon, 'en', true).toLowerCase().replace(/\s/u, ' ')).toBe('5:05 pm');
});

test('the local day, and what is not a day', () => {
  expect(toDay(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
  expect(isDay('2026-13-01')).toBe(false);
  expect(isDay('2026-02-01')).toBe(true);
});

test.each([
  ['2027-01-09', 6, '48 days are six whole weeks, as the server says'],
  ['2027-01-10', 7, 'a week has seven days'],
  ['2026-11-27', 0, 'the last week'],
  ['2026-11-20', 0, 'after the day'],
])('weeks left to %s: %i (%s)', (day, weeks) => {
  expect(weeksLeft('2026-11-22', day)).toBe(weeks);
});
