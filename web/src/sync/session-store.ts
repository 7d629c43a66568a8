// Who is signed in on this device. The answer lives in the database, so that a restart without network knows it; the
// key opens that user's rows only.
import type { Tokens, User } from '@/shared/api/contract';
import { send } from './channel';
import { clock } from './clock';
import { deriveDeviceKey, seal, unseal } from './crypto';
import { DEVICE, database, type Store } from './database';
import { markDevice } from './device-cookie';
import { forgetOpened } from './opened';

export type SessionStatus = 'loading' | 'signed-out' | 'signed-in' | 'expired';

export interface Session {
  status: SessionStatus;
  user: User | null;
  /** Open while signed in or expired. */
  store: Store | null;
  /** Signed out from elsewhere, not by whoever sits here. */
  revoked?: boolean;
}

interface SessionMeta {
  userId: string;
  status: 'signed-in' | 'expired' | 'signed-out';
  revoked?: boolean;
}

const SESSION = 'session';
const PENDING_LOGOUT = 'pending_logout';

let session: Session = { status: 'loading', user: null, store: null };
const listeners = new Set<() => void>();

export const currentSession = (): Session => session;

/** The signed-in user's store; throws when nobody is. */
export function currentStore(): Store {
  if (!session.store) throw new Error('nobody is signed in');
  return session.store;
}

export function onSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function setSession(next: Session): void {
  if (next.store?.userId !== session.store?.userId) forgetOpened();
  session = next;
  for (const listener of [...listeners]) listener();
}

/** Whether this device has ever known whether somebody is signed in; false on a database that is new, or was lost. */
export async function loadSession(): Promise<boolean> {
  const db = database();
  const meta = (await db.meta.get([DEVICE, SESSION]))?.value as SessionMeta | undefined;
  const row = meta && meta.status !== 'signed-out' ? await db.users.get(meta.userId) : undefined;
  if (!meta || !row) {
    setSession({ status: 'signed-out', user: null, store: null, revoked: meta?.revoked ?? false });
    return meta !== undefined;
  }
  const place = { store: 'users' as const, userId: row.user_id, id: row.user_id };
  const user = await unseal<User>(row.key, place, row.profile);
  const same = session.store?.userId === row.user_id && session.store.key === row.key;
  const store = same ? session.store : { db, userId: row.user_id, key: row.key };
  setSession({ status: meta.status as 'signed-in' | 'expired', user, store });
  return true;
}

/** Opens the device for the tokens' user, and closes it for everybody else. */
export async function openSession(tokens: Tokens): Promise<void> {
  const db = database();
  const userId = tokens.user.id;
  const known = await db.users.get(userId);
  const key = tokens.store_key ? await deriveDeviceKey(tokens.store_key) : known?.key;
  if (!key) throw new Error('tokens without store_key on a device without its key');
  const profile = await seal(key, { store: 'users', userId, id: userId }, tokens.user);
  await db.transaction('rw', db.users, db.meta, async () => {
    await db.users.where('user_id').notEqual(userId).delete();
    await db.users.put({ user_id: userId, key, profile, refreshed_at: clock.now() });
    await db.meta.put({ user_id: DEVICE, name: SESSION, value: { userId, status: 'signed-in' } satisfies SessionMeta });
  });
  markDevice(true);
  await loadSession();
  send({ type: 'session' });
}

/** Takes up a refresh of the signed-in user; false when that is no longer who is signed in. */
export async function renewSession(tokens: Tokens): Promise<boolean> {
  const db = database();
  const current = session;
  if (!current.store || current.store.userId !== tokens.user.id) return false;
  const { userId, key } = current.store;
  const profile = await seal(key, { store: 'users', userId, id: userId }, tokens.user);
  const renewed = await db.transaction('rw', db.users, db.meta, async () => {
    const meta = (await db.meta.get([DEVICE, SESSION]))?.value as SessionMeta | undefined;
    if (meta?.userId !== userId || meta.status === 'signed-out') return false;
    await db.users.update(userId, { profile, refreshed_at: clock.now() });
    if (meta.status !== 'signed-in')
      await db.meta.put({
        user_id: DEVICE,
        name: SESSION,
        value: { userId, status: 'signed-in' } satisfies SessionMeta,
      });
    return true;
  });
  // The browser forgets it after a while, and whoever comes back every day is known all the same.
  if (renewed) markDevice(true);
  const isNews = current.status !== 'signed-in' || JSON.stringify(current.user) !== JSON.stringify(tokens.user);
  if (renewed && isNews) {
    await loadSession();
    send({ type: 'session' });
  }
  return renewed;
}

/** The sign-in ran out: what is here stays readable. */
export async function expireSession(userId: string): Promise<void> {
  const db = database();
  await db.meta.put({ user_id: DEVICE, name: SESSION, value: { userId, status: 'expired' } satisfies SessionMeta });
  await loadSession();
  send({ type: 'session' });
}

/** Closes the device. The key goes; what is sealed waits for its owner's return, unless erased. */
export async function closeSession(options: { erase: boolean; tellServer: boolean }): Promise<void> {
  const db = database();
  const userId = session.store?.userId;
  const tables = [db.events, db.objects, db.bases, db.drafts, db.uploads, db.users, db.meta];
  await db.transaction('rw', tables, async () => {
    await db.users.clear();
    await db.meta.put({
      user_id: DEVICE,
      name: SESSION,
      value: { userId: userId ?? '', status: 'signed-out', revoked: !options.tellServer } satisfies SessionMeta,
    });
    if (options.tellServer) await db.meta.put({ user_id: DEVICE, name: PENDING_LOGOUT, value: true });
    if (!options.erase || !userId) return;
    for (const table of [db.events, db.objects, db.bases, db.drafts, db.uploads, db.meta]) {
      await table.filter((row: { user_id: string }) => row.user_id === userId).delete();
    }
  });
  markDevice(false);
  await loadSession();
  send({ type: 'session' });
}

/** A new device, with nobody on it. */
export async function markSignedOut(): Promise<void> {
  await database().meta.put({
    user_id: DEVICE,
    name: SESSION,
    value: { userId: '', status: 'signed-out' } satisfies SessionMeta,
  });
}

export const logoutIsPending = async (): Promise<boolean> =>
  (await database().meta.get([DEVICE, PENDING_LOGOUT])) !== undefined;

export const logoutDelivered = (): PromiseLike<void> => database().meta.delete([DEVICE, PENDING_LOGOUT]);

export const lastRefresh = async (userId: string): Promise<number> =>
  (await database().users.get(userId))?.refreshed_at ?? 0;
