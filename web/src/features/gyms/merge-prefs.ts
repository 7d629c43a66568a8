import { type KeyedLists, type Merge, mergeFields } from '@/sync/merge';

type Data = Record<string, unknown>;

const LISTS: KeyedLists = {
  inventories: { key: 'inventory_id', lists: { machines: { key: 'machine_id', lists: {} } } },
};

/** Two devices' changes to what gyms have: by gym, in a gym by its fields and by machine; its plates are one thing. */
export const mergePrefs = (base: Data, mine: Data, theirs: Data): Merge<Data> => mergeFields(base, mine, theirs, LISTS);
