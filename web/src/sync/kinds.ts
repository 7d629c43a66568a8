// What the engine must know about each kind of object. Features register theirs once, at start-up, with pure
// functions; the engine knows no sport.
import type { EventType } from '@/shared/api/contract';
import type { Merge } from './merge';

export interface Intent {
  clientGeneratedId: string;
  eventType: string;
  timestamp: string;
  data: Record<string, unknown>;
}

export interface DateRange {
  from?: string;
  to?: string;
}

export type FactData = { id?: string; version?: number } & Record<string, unknown>;

export interface KindDefinition<T = unknown, Type extends string = string> {
  kind: string;
  /** null: it is not there (any more). Throws ApiProblem. */
  fetchOne(id: string, signal?: AbortSignal): Promise<T | null>;
  /** All of the range, every page of it. */
  fetchList(range: DateRange, signal?: AbortSignal): Promise<T[]>;
  /** The list's elements are abridged: only their id and version count, newer ones are read one by one. */
  listIsSummary?: boolean;
  idOf(value: T): string;
  versionOf(value: T): number;
  /** ISO day for lists by date, or ''. */
  dateOf(value: T): string;
  /** The object after a queued intent; null when the intent deletes it. Must not change `value`. */
  applyIntent(value: T | null, intent: Intent): T | null;
  /** Facts that carry the whole state of this kind; null means that it was deleted. */
  facts?: Record<string, (data: FactData) => T | null>;
  /**
   * The intent that replaces the whole object, and its data for a state of the object (without `base_version` and
   * `after`, which the engine adds). Of a kind without `create` it also makes the object.
   */
  edit?: {
    eventType: Type;
    toData(value: T): Record<string, unknown>;
    /** Fields that are handed in and never read back. */
    secrets?: string[];
  };
  /** The intent that deletes it; the engine adds the same to it as to `edit`. */
  remove?: Type;
  /** The intent that creates it, to bring back one that was deleted elsewhere; null: there is nothing to bring back. */
  create?: { eventType: Type; toData(value: T, newId: string): Record<string, unknown> | null };
  /** Instead of field by field. All three are data of the edit intent. */
  merge?(base: EditData, mine: EditData, theirs: EditData): Promise<Merge<EditData>>;
}

export type EditData = Record<string, unknown>;

const kinds = new Map<string, KindDefinition>();

export function registerKind<T, Type extends string = EventType>(definition: KindDefinition<T, Type>): void {
  kinds.set(definition.kind, definition as unknown as KindDefinition);
}

export const kindOf = (kind: string): KindDefinition | undefined => kinds.get(kind);

export const allKinds = (): KindDefinition[] => [...kinds.values()];

/** The kind whose state a fact carries. */
export const kindOfFact = (factType: string): KindDefinition | undefined =>
  allKinds().find((kind) => kind.facts?.[factType] !== undefined);

export async function mergeOf(
  kind: KindDefinition,
  base: EditData,
  mine: EditData,
  theirs: EditData,
): Promise<Merge<EditData>> {
  return kind.merge ? kind.merge(base, mine, theirs) : (await import('./merge')).mergeFields(base, mine, theirs);
}

/** Whether this intent writes the whole object over what was there. */
export const isWholeEdit = (kind: KindDefinition | undefined, eventType: string): boolean =>
  kind?.edit?.eventType === eventType;

export const isRemoval = (kind: KindDefinition | undefined, eventType: string): boolean =>
  kind?.remove !== undefined && kind.remove === eventType;

const ANSWERS = /\.(persisted|updated|deleted|granted|denied)$/;

/** Whether a fact is the owner's answer to an intent on an object of this kind, rather than something it set off. */
export function isAnswer(kind: KindDefinition | undefined, factType: string): boolean {
  return kind?.facts ? kind.facts[factType] !== undefined : ANSWERS.test(factType);
}
