// One tab of a device as a browser loads it, and a server of which each test says what it answers.
import Dexie from 'dexie';
import { vi } from 'vitest';
import type { Tokens } from '@/shared/api/contract';

type Handler = (path: string, init: RequestInit) => Response | Promise<Response>;

const nobody: Handler = () => problem(401, 'refresh_invalid');

/** What the server answers, and what it was asked. */
export const door: { answer: Handler; calls: string[] } = { answer: nobody, calls: [] };

/** Closes what the tabs hold open. */
const opened: (() => void)[] = [];

/** A device on which nobody is signed in; answers with its end. */
export async function freshDevice(): Promise<() => void> {
  await Dexie.delete('offlineQueue');
  door.calls.length = 0;
  door.answer = nobody;
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    door.calls.push(path);
    return door.answer(path, init);
  });
  return () => {
    for (const close of opened.splice(0)) close();
    vi.unstubAllGlobals();
  };
}

/** The engine as one tab loads it, on the device's database. */
export async function openTab() {
  vi.resetModules();
  const store = await import('../session-store');
  const tokens = await import('../tokens');
  const session = await import('../session');
  const outbox = await import('../outbox');
  const database = await import('../database');
  const apiClient = await import('../api-client');
  const channel = await import('../channel');
  await store.loadSession();
  opened.push(() => database.database().close());
  return { ...store, ...tokens, ...session, ...outbox, ...database, ...apiClient, ...channel };
}

export const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' },
  });

export const problem = (status: number, code: string) =>
  json(status, { status, code, title: code, detail: '', errors: [] });

export const offline: Handler = () => {
  throw new TypeError('network');
};

export const user = (id: string) => ({
  id,
  email: `${id}@example.com`,
  display_name: id,
  roles: [],
  locale: 'en',
  time_zone: 'UTC',
  created_at: '',
});

export const tokensOf = (
  id: string,
  store_key: string | undefined = btoa(id.repeat(16).slice(0, 32).padEnd(32, 'x')),
): Tokens => ({
  access_token: `token-${id}`,
  token_type: 'Bearer',
  expires_in: 3600,
  user: user(id),
  store_key,
});
