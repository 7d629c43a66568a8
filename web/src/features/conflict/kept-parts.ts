import type { TFunction } from 'i18next';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import type { Kept } from '@/sync/kept';
import { type EditData, kindOf, mergeOf } from '@/sync/kinds';
import { same } from '@/sync/same';
import { withParts } from './parts';
import { editDataOf, tellChanges } from './tell-changes';
import type { Told } from './tell-conflict';
import type { Write } from './write-side';

/** A workout finished twice has two lengths: nobody was asked about that alone (merge-done.ts). */
const NEVER_ASKED = new Set(['/title', '/plan_id', '/start_timestamp', '/duration_seconds']);

/** One part that was not taken: a workout, an exercise, or what the thing itself says. */
export interface KeptPart<T = unknown> {
  id: string;
  /** What would change now, and how. */
  told: Told;
  since: Date;
  until: Date;
  /** What stood when this was read, and the same with this part brought back. */
  on: T;
  next: EditData;
}

/**
 * What can still be brought back, newest first. Only what was in question then is: what was changed elsewhere in the thing
 * since, and in that part beside it, stands.
 */
export async function keptParts<T>(
  kindName: string,
  all: Kept<T>[],
  now: T,
  write: Write,
  t: TFunction,
): Promise<KeptPart<T>[]> {
  const kind = kindOf(kindName);
  const stands = editDataOf(kindName, now);
  const found: KeptPart<T>[] = [];
  for (const { id, value, instead, since, until } of all) {
    const taken = editDataOf(kindName, instead ?? now);
    const other = editDataOf(kindName, value);
    for (const { paths } of tellChanges(kindName, taken, other, write, t)) {
      if (paths.every((path) => NEVER_ASKED.has(path))) continue;
      const mine = withParts(taken, other, paths);
      const next = kind ? (await mergeOf(kind, taken, mine, stands)).mine : mine;
      const [change] = tellChanges(kindName, stands, next, write, t);
      if (!change || found.some((newer) => same(newer.next, next))) continue;
      found.push({ id: `${id} ${paths.join()}`, told: change.told, since, until, on: now, next });
    }
  }
  return found;
}

export function useKeptParts<T>(kind: string, all: Kept<T>[], now: T): KeptPart<T>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const [parts, setParts] = useState<KeptPart<T>[]>([]);
  useEffect(() => {
    let over = false;
    keptParts(kind, all, now, format, t).then((found) => !over && setParts(found));
    return () => {
      over = true;
    };
  }, [kind, all, now, format, t]);
  return parts;
}
