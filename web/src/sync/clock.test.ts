import { expect, test } from 'vitest';
import { CorrectedClock } from './clock';

const DAY = 24 * 3600 * 1000;
const NOON = Date.parse('2026-11-21T12:00:00Z');
const at = (ms: number) => new Date(ms).toUTCString();

function device() {
  const time = { wallMs: NOON, steadyMs: 5_000 };
  const clock = new CorrectedClock({ wall: () => time.wallMs, steady: () => time.steadyMs });
  const pass = (ms: number) => {
    time.wallMs += ms;
    time.steadyMs += ms;
  };
  return { time, clock, pass };
}

test('a device two days off stamps the server’s time', () => {
  const { clock, pass } = device();
  expect(clock.learn(at(NOON + 2 * DAY), 5_000)).toBe(true);
  pass(60_000);
  expect(Math.abs(clock.now() - (NOON + 2 * DAY + 60_000))).toBeLessThan(1_000);
});

test('a good clock is left alone', () => {
  const { clock } = device();
  expect(clock.learn(at(NOON + 1_000), 5_000)).toBe(false);
  expect(clock.learn('not a date', 5_000)).toBe(false);
  expect(clock.learn(null, 5_000)).toBe(false);
  expect(clock.now()).toBe(NOON);
});

test('a clock set back while the page is open changes nothing', () => {
  const { clock, time, pass } = device();
  clock.now();
  time.wallMs -= DAY;
  pass(1_000);
  expect(clock.now()).toBe(NOON + 1_000);
  pass(1_000);
  expect(clock.now()).toBe(NOON + 2_000);
});

test('a sleep in which only the wall clock went on is believed', () => {
  const { clock, time } = device();
  clock.now();
  time.wallMs += 3_600_000;
  expect(clock.now()).toBe(NOON + 3_600_000);
});

test('the correction survives a restart', () => {
  const first = device();
  first.clock.learn(at(NOON - 2 * DAY), 5_000);
  const second = device();
  second.clock.restore(first.clock.offset);
  expect(Math.abs(second.clock.now() - (NOON - 2 * DAY))).toBeLessThan(1_000);
});

test('stamps only ever grow', () => {
  const { clock, time } = device();
  const first = clock.stamp();
  expect(clock.stamp()).toBe(first + 1);
  time.wallMs -= 1_000;
  expect(clock.stamp()).toBe(first + 2);
});
