// The access token: in memory only, shared between tabs, renewed by the cookie. Nothing is renewed while a sign-out
// has not reached the server.
import type { Tokens } from '@/shared/api/contract';
import { listen, send } from './channel';
import { clock } from './clock';
import { exchange } from './http';
import {
  closeSession,
  currentSession,
  expireSession,
  lastRefresh,
  loadSession,
  logoutDelivered,
  logoutIsPending,
  openSession,
  renewSession,
} from './session-store';

/** Renew this long before the token runs out. */
const MARGIN_MS = 60_000;
/** A refusal sooner than any sign-in can run out (30 days) means that it was revoked. */
const SHORTEST_SIGN_IN_MS = 29 * 24 * 3600 * 1000;
/** How long another tab, perhaps a frozen one, may hold the lock or keep us waiting for its token. */
const LOCK_PATIENCE_MS = 10_000;
const ASK_TABS_MS = 60;
const LOCK = 'taper-refresh';

interface Held {
  userId: string;
  token: string;
  /** On the steady clock. */
  until: number;
}

let held: Held | null = null;
/** The token that is good no more; another tab may still hold it, and offer it. */
let spent = '';
let renewing: Promise<string | null> | null = null;

/** null: not signed in, or the server cannot be asked now. `fresh`: the one at hand was refused, or is outdated. */
export async function getAccessToken(options: { fresh?: boolean } = {}): Promise<string | null> {
  const { store, status } = currentSession();
  if (!store || status !== 'signed-in') return null;
  if (options.fresh) {
    spent = held?.token ?? spent;
    held = null;
  }
  const token = heldFor(store.userId);
  if (token) return token;
  renewing ??= underLock(() => renew(store.userId)).finally(() => {
    renewing = null;
  });
  return renewing;
}

function heldFor(userId: string): string | null {
  return held?.userId === userId && held.until - MARGIN_MS > clock.steady() ? held.token : null;
}

/** One tab at a time; a frozen tab may hold the lock, and the server gives two askers the same successor. */
async function underLock<T>(work: () => Promise<T>): Promise<T> {
  const locks = globalThis.navigator?.locks;
  if (!locks) return work();
  let begun = false;
  try {
    return await locks.request(LOCK, { signal: AbortSignal.timeout(LOCK_PATIENCE_MS) }, () => {
      begun = true;
      return work();
    });
  } catch (error) {
    if (begun) throw error;
    return work();
  }
}

async function renew(userId: string): Promise<string | null> {
  const shared = heldFor(userId) ?? (await askTabs(userId));
  if (shared) return shared;
  if (!(await deliverLogout())) return null;
  const answer = await refresh({});
  if (answer === 'unknown' || currentSession().store?.userId !== userId) return null;
  if (answer === 'revoked' || answer === 'invalid') {
    const young = clock.now() - (await lastRefresh(userId)) < SHORTEST_SIGN_IN_MS;
    if (answer === 'revoked' || young) await closeSession({ erase: false, tellServer: false });
    else await expireSession(userId);
    return null;
  }
  if (!(await renewSession(answer))) return null;
  hold(answer);
  return answer.access_token;
}

async function refresh(body: { store_key?: true }): Promise<Tokens | 'invalid' | 'revoked' | 'unknown'> {
  const answer = await exchange('/auth/refresh', { body });
  if (!answer.ours) return 'unknown';
  if (answer.status === 200) return answer.data as Tokens;
  if (answer.status !== 401) return 'unknown';
  return answer.problem?.code === 'refresh_reused' ? 'revoked' : 'invalid';
}

function hold(tokens: Tokens): void {
  const expiresInMs = tokens.expires_in * 1000;
  held = { userId: tokens.user.id, token: tokens.access_token, until: clock.steady() + expiresInMs };
  send({ type: 'token', userId: tokens.user.id, token: tokens.access_token, expiresInMs });
}

function askTabs(userId: string): Promise<string | null> {
  send({ type: 'token-wanted', userId });
  return new Promise((resolve) => {
    const stop = listen((message, own) => {
      if (own || message.type !== 'token' || message.userId !== userId) return;
      finish();
    });
    const timer = setTimeout(() => finish(), ASK_TABS_MS);
    const finish = () => {
      clearTimeout(timer);
      stop();
      resolve(heldFor(userId));
    };
  });
}

/** Keeps what other tabs tell, and tells them. */
export function shareTokens(): () => void {
  return listen((message, own) => {
    if (own) return;
    if (message.type === 'session') {
      held = null;
      void loadSession();
    }
    if (message.type === 'token' && message.token !== spent)
      held = { userId: message.userId, token: message.token, until: clock.steady() + message.expiresInMs };
    if (message.type === 'token-wanted' && held && heldFor(message.userId)) {
      send({ type: 'token', userId: held.userId, token: held.token, expiresInMs: held.until - clock.steady() });
    }
  });
}

/** A sign-out made offline reaches the server before anything else is asked of it. True when none is outstanding. */
export async function deliverLogout(): Promise<boolean> {
  if (!(await logoutIsPending())) return true;
  const answer = await exchange('/auth/logout', { method: 'POST' });
  const heard = answer.ours && (answer.status === 204 || answer.status === 401);
  if (heard) await logoutDelivered();
  return heard;
}

export async function takeTokens(tokens: Tokens): Promise<void> {
  await openSession(tokens);
  hold(tokens);
}

export function dropToken(): void {
  held = null;
}

/** On a new database: whether the cookie is alive all the same. Signs in if so. */
export async function signInByCookie(): Promise<boolean> {
  if (!(await deliverLogout())) return false;
  const answer = await underLock(() => refresh({ store_key: true }));
  if (typeof answer === 'string' || !answer.store_key) return false;
  await takeTokens(answer);
  return true;
}
