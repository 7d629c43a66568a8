import { useTranslation } from 'react-i18next';
import { keep, useKept } from '@/sync/kept';
import { same } from '@/sync/same';
import { KeptRows } from './kept-rows';

/** One fact by which versions are told apart. */
export interface Fact {
  what: string;
  is: string;
}

interface Props<T extends { version: number }> {
  kind: string;
  id: string;
  /** What holds now. */
  now: T;
  /** The part that a person writes. */
  bodyOf: (value: T) => unknown;
  /** What a version is told apart by; `other`: the one it stands beside. */
  factsOf: (value: T, other: T) => Fact[];
  /** What is replaced, in a sentence. */
  warning: string;
  onTake: (value: T) => Promise<void>;
}

/** What was not chosen or was replaced, to come back to; asked before, and what holds now is kept in its turn. */
export function KeptVersions<T extends { version: number }>(props: Props<T>) {
  const { kind, id, now, bodyOf, factsOf, warning, onTake } = props;
  const { t } = useTranslation();
  const kept = useKept<T>(kind, id).filter(
    ({ value }, at, all) =>
      !same(bodyOf(value), bodyOf(now)) && all.findIndex((newer) => same(bodyOf(newer.value), bodyOf(value))) === at,
  );
  const take = async (value: T) => {
    await keep(kind, id, now.version, now);
    await onTake(value);
  };
  const rows = kept.map(({ value, ...one }) => ({
    ...one,
    line: (
      <p className="hyphens-auto break-words text-15">
        {factsOf(value, now)
          .map(({ what, is }) => `${what}: ${is}`)
          .join(' · ')}
      </p>
    ),
    question: () => (
      <>
        <ul className="mt-2 text-text">
          {changesOf(factsOf(now, value), factsOf(value, now)).map(({ what, from, to }) => (
            <li key={what}>{from === to ? `${what}: ${to}` : t('queue.kept.change', { what, from, to })}</li>
          ))}
        </ul>
        <p className="mt-3">{warning}</p>
      </>
    ),
    take: () => take(value),
  }));
  return <KeptRows rows={rows} />;
}

/** Facts that only one of them has stand against nothing. */
function changesOf(now: Fact[], next: Fact[]) {
  const of = (facts: Fact[], what: string) => facts.find((fact) => fact.what === what)?.is ?? '–';
  const names = new Set([...now, ...next].map(({ what }) => what));
  return [...names].map((what) => ({ what, from: of(now, what), to: of(next, what) }));
}
