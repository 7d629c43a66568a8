// The kinds of the model server: notes are replaced whole with a version, logs only grow, prefs are made and replaced by the same intent.
import { type KindDefinition, registerKind } from '../kinds';
import { mergeFields } from '../merge';
import { ApiProblem } from '../problem';
import type { Log, ModelServer, Note, Prefs } from './model-server';

/** Whether reads reach the server now. */
export const network = { up: true };

export function registerModelKinds(server: () => ModelServer): void {
  const reach = (): ModelServer => {
    if (!network.up) throw new ApiProblem({ code: 'network' }, true);
    return server();
  };
  registerKind(notes(reach));
  registerKind(logs(reach));
  registerKind(prefs(reach));
}

const notes = (reach: () => ModelServer): KindDefinition<Note> => ({
  kind: 'note',
  fetchOne: async (id) => reach().notes.get(id) ?? null,
  fetchList: async () => [...reach().notes.values()],
  idOf: (note) => note.note_id,
  versionOf: (note) => note.version,
  dateOf: () => '',
  applyIntent: (note, { eventType, data }) => {
    if (eventType === 'note.deleted') return null;
    return { ...(data as unknown as Note), version: note?.version ?? 0 };
  },
  facts: { 'note.persisted': ({ id: _id, ...data }) => (data.deleted === true ? null : (data as unknown as Note)) },
  edit: {
    eventType: 'note.updated',
    toData: ({ version: _version, ...data }) => data,
  },
  merge: async (...sides) => mergeFields(...sides, { parts: { key: 'part_id' } }),
  remove: 'note.deleted',
  create: { eventType: 'note.created', toData: ({ version: _version, ...data }, note_id) => ({ ...data, note_id }) },
});

const logs = (reach: () => ModelServer): KindDefinition<Log> => ({
  kind: 'log',
  fetchOne: async (id) => reach().logs.get(id) ?? null,
  fetchList: async () => [...reach().logs.values()],
  idOf: (log) => log.log_id,
  versionOf: (log) => log.version,
  dateOf: () => '',
  applyIntent: (log, { data }) => {
    const entry = String(data.entry);
    const entries = log?.entries.includes(entry) ? log.entries : [...(log?.entries ?? []), entry];
    return { log_id: String(data.log_id), version: log?.version ?? 0, entries };
  },
  facts: { 'log.persisted': ({ id: _id, ...data }) => data as unknown as Log },
});

const prefs = (reach: () => ModelServer): KindDefinition<Prefs> => {
  return {
    kind: 'prefs',
    fetchOne: async () => reach().prefs,
    fetchList: async () => [reach().prefs].filter((value) => value !== null),
    idOf: () => 'me',
    versionOf: (value) => value.version,
    dateOf: () => '',
    applyIntent: (value, { data }) => ({ ...(data as unknown as Prefs), version: value?.version ?? 0 }),
    facts: { 'prefs.persisted': ({ id: _id, ...data }) => data as unknown as Prefs },
    edit: { eventType: 'prefs.submitted', toData: ({ theme, unit }) => ({ theme, unit }) },
  };
};
