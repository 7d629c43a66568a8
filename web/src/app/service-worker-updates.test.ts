import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { holdBusy } from '@/sync/busy';
import { FakeLocks } from '@/sync/testing/fake-locks';
import { activateUpdate, watchForUpdate } from './service-worker-updates';

const settled = () => new Promise((done) => setTimeout(done, 0));

/** A build that waits beside the one that runs. */
class Waiting extends EventTarget {
  state = 'installed';
  postMessage = vi.fn();
}

let container: EventTarget & { controller: object | null; register: ReturnType<typeof vi.fn> };
const reload = vi.fn();
/** What the worker keeps. */
let kept: string[];
const OWN_SCRIPT = '/assets/index-own.js';

beforeEach(() => {
  const session = new Map<string, string>();
  kept = [OWN_SCRIPT];
  vi.stubGlobal('document', { querySelector: () => ({ src: OWN_SCRIPT }) });
  vi.stubGlobal('caches', { match: async (src: string) => (kept.includes(src) ? {} : undefined) });
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => session.get(name) ?? null,
    setItem: (name: string, value: string) => session.set(name, value),
  });
  container = Object.assign(new EventTarget(), { controller: {} as object | null, register: vi.fn() });
  vi.stubGlobal('navigator', { locks: new FakeLocks(), serviceWorker: container });
  vi.stubGlobal('window', { location: { reload } });
  vi.stubEnv('PROD', true);
  reload.mockReset();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

test('nothing is put in place while anybody on the device is in the middle of something', async () => {
  const build = new Waiting();
  const leave = [holdBusy(), holdBusy()];
  for (const one of leave) {
    expect(await activateUpdate(build as unknown as ServiceWorker)).toBe(false);
    one();
    await settled();
  }
  expect(build.postMessage).not.toHaveBeenCalled();
  expect(await activateUpdate(build as unknown as ServiceWorker)).toBe(true);
  expect(build.postMessage).toHaveBeenCalledExactlyOnceWith({ type: 'SKIP_WAITING' });
});

test.each([
  ['over another build loads the page anew, in every tab', {}, 1],
  ['on a new device replaces nothing and loads nothing', null, 0],
] as const)('a build that takes over %s', async (_what, controller, reloads) => {
  container.controller = controller;
  container.register.mockResolvedValue(Object.assign(new EventTarget(), { waiting: null, update: vi.fn() }));
  const stop = watchForUpdate(() => {});
  await settled();
  expect(reload).not.toHaveBeenCalled();
  container.dispatchEvent(new Event('controllerchange'));
  expect(reload).toHaveBeenCalledTimes(reloads);
  stop();
});

test('the first worker of a device waits until the page is done with itself', async () => {
  let isIdle = () => {};
  vi.stubGlobal('requestIdleCallback', (callback: () => void) => {
    isIdle = callback;
  });
  container.controller = null;
  container.register.mockResolvedValue(Object.assign(new EventTarget(), { waiting: null, update: vi.fn() }));
  const stop = watchForUpdate(() => {});
  await settled();
  expect(container.register).not.toHaveBeenCalled();
  isIdle();
  await settled();
  expect(container.register).toHaveBeenCalledOnce();
  stop();
});

test('a build that waits is announced, at the start and when it arrives later; the first one never is', async () => {
  const found = vi.fn();
  const build = new Waiting();
  const registration = Object.assign(new EventTarget(), {
    waiting: null as Waiting | null,
    installing: build,
    update: vi.fn(),
  });
  container.register.mockResolvedValue(registration);
  const stop = watchForUpdate(found);
  await settled();
  expect(found).not.toHaveBeenCalled();
  registration.dispatchEvent(new Event('updatefound'));
  registration.waiting = build;
  container.controller = null;
  build.dispatchEvent(new Event('statechange'));
  expect(found).not.toHaveBeenCalled();
  container.controller = {};
  build.dispatchEvent(new Event('statechange'));
  expect(found).toHaveBeenCalledExactlyOnceWith(build);
  stop();
});

const opened = async (active: object) => {
  container.register.mockResolvedValue(Object.assign(new EventTarget(), { waiting: null, active, update: vi.fn() }));
  const stop = watchForUpdate(() => {});
  await settled();
  return stop;
};

test('a page that was on its way while another build took over is loaded anew, once', async () => {
  kept = ['/assets/index-new.js'];
  (await opened({ state: 'activated' }))();
  expect(reload).toHaveBeenCalledTimes(1);
  (await opened({ state: 'activated' }))();
  expect(reload).toHaveBeenCalledTimes(1);
});

test('nor is it kept by what the last build leaves until the new one has cleared up', async () => {
  const active = Object.assign(new EventTarget(), { state: 'activating' });
  const stop = await opened(active);
  expect(reload).not.toHaveBeenCalled();
  kept = ['/assets/index-new.js'];
  active.dispatchEvent(new Event('statechange'));
  await settled();
  expect(reload).toHaveBeenCalledTimes(1);
  stop();
});

test('a page of the build that answers for it stays, and so does one that no worker answers for', async () => {
  (await opened({ state: 'activated' }))();
  kept = [];
  container.controller = null;
  (await opened({ state: 'activated' }))();
  expect(reload).not.toHaveBeenCalled();
});
