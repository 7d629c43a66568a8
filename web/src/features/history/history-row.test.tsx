// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { HistoryRow } from './history-row';

let page: Shown | undefined;
afterEach(() => page?.leave());

const done = { duration_seconds: 3600, exercises_summary: [] } as never;
const row =
  (refused: boolean, asked = false) =>
  () => <HistoryRow id="w1" day="2026-11-20" done={done} title="Heavy" pending refused={refused} asked={asked} />;

test('what was refused is not said to be waiting', async () => {
  page = await showPage(row(true), '/history');
  expect(page.text()).toContain('Not accepted');
  expect(page.text()).not.toContain('Not sent yet');
});

test('what waits is said to wait', async () => {
  page = await showPage(row(false), '/history');
  expect(page.text()).toContain('Not sent yet');
});

test('what waits for an answer says so, and leads to where it is asked', async () => {
  page = await showPage(row(true, true), '/history');
  expect(page.text()).toContain('Waits for your answer');
  expect(page.text()).not.toContain('Not accepted');
  expect(page.links()).toContain('/history/w1');
});
