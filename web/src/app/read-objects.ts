// How kinds are read from the server: one, or a list page by page.
import type { Page } from '@/shared/api/contract';
import { api } from '@/sync/api-client';
import type { FactData } from '@/sync/kinds';
import { ApiProblem } from '@/sync/problem';

/** Reading stops here even if the server keeps handing out cursors. */
const MAX_PAGES = 200;

export async function readOne<T>(path: string, signal?: AbortSignal): Promise<T | null> {
  try {
    return (await api<T>(path, { signal })).data;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}

/** Until something was saved there is none (404), or one of version 0. */
export async function readSaved<T extends { version: number }>(path: string, signal?: AbortSignal): Promise<T | null> {
  const one = await readOne<T>(path, signal);
  return one && one.version > 0 ? one : null;
}

export async function readAll<T>(
  path: string,
  query: Record<string, string | undefined>,
  signal?: AbortSignal,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...query, cursor: cursor ?? undefined }))
      if (value) search.set(name, value);
    const { data } = await api<Page<T>>(`${path}?${search}`, { signal });
    items.push(...data.items);
    cursor = data.next_cursor;
    if (!cursor) break;
  }
  return items;
}

export const unlessDeleted =
  <T>() =>
  (data: FactData): T | null =>
    data.deleted ? null : (data as unknown as T);
