import { expect, test } from 'vitest';
import {
  addDays,
  dayIn,
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
  // Summer time ends in Auckland on 4 April 2027 and begins on 26 September: 13 hours before UTC, then 12.
  ['Pacific/Auckland', '2027-04-03T10:59:59Z', '2027-04-03'],
  ['Pacific/Auckland', '2027-04-03T11:00:00Z', '2027-04-04'],
  ['Pacific/Auckland', '2027-04-04T11:59:59Z', '2027-04-04'],
  ['Pacific/Auckland', '2027-04-04T12:00:00Z', '2027-04-05'],
  ['Pacific/Auckland', '2027-09-25T12:00:00Z', '2027-09-26'],
  ['Pacific/Auckland', '2027-09-26T10:59:59Z', '2027-09-26'],
  ['Pacific/Auckland', '2027-09-26T11:00:00Z', '2027-09-27'],
  // In Los Angeles it begins on 14 March 2027 and ends on 7 November: 8 hours behind UTC, then 7.
  ['America/Los_Angeles', '2027-03-14T07:59:59Z', '2027-03-13'],
  ['America/Los_Angeles', '2027-03-14T08:00:00Z', '2027-03-14'],
  ['America/Los_Angeles', '2027-03-15T06:59:59Z', '2027-03-14'],
  ['America/Los_Angeles', '2027-03-15T07:00:00Z', '2027-03-15'],
  ['America/Los_Angeles', '2027-11-07T07:00:00Z', '2027-11-07'],
  ['America/Los_Angeles', '2027-11-08T07:59:59Z', '2027-11-07'],
  ['America/Los_Angeles', '2027-11-08T08:00:00Z', '2027-11-08'],
])('in %s it is at %s the %s', (zone, instant, day) => {
  expect(dayIn(zone, new Date(instant))).toBe(day);
});

test('a zone that nobody knows here has the day of the device', () => {
  const noon = new Date(2027, 2, 6, 12);
  expect(dayIn('Mars/Olympus', noon)).toBe('2027-03-06');
});

test.each([
  ['2027-01-09', 6, '48 days are six whole weeks, as the server says'],
  ['2027-01-10', 7, 'a week has seven days'],
  ['2026-11-27', 0, 'the last week'],
  ['2026-11-20', 0, 'after the day'],
])('weeks left to %s: %i (%s)', (day, weeks) => {
  expect(weeksLeft('2026-11-22', day)).toBe(weeks);
});
