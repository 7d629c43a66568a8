import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '@/shared/design/announcer';
import { Button, Pill } from '@/shared/design/button';
import { ConfirmSheet } from '@/shared/design/sheet';
import { toDay } from '@/shared/lib/dates';
import { useFormat } from '@/shared/lib/use-format';
import { type Kept, keep, useKept } from '@/sync/kept';
import { same } from '@/sync/same';

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
  const format = useFormat();
  const [askedId, setAskedId] = useState('');
  const kept = useKept<T>(kind, id).filter(
    ({ value }, at, all) =>
      !same(bodyOf(value), bodyOf(now)) && all.findIndex((newer) => same(bodyOf(newer.value), bodyOf(value))) === at,
  );
  const asked = kept.find((one) => one.id === askedId);
  if (askedId && !asked) setAskedId('');
  if (kept.length === 0) return null;
  const whenOf = ({ since, until }: Kept<T>) =>
    t('queue.kept.at', { when: format.instant(since), day: format.day(toDay(until), 'numeric') });
  const take = async (value: T) => {
    try {
      await keep(kind, id, now.version, now);
      await onTake(value);
      setAskedId('');
    } catch {
      announce(t('common.storage.failed'), { tone: 'error' });
    }
  };
  return (
    <section className="border-line border-t pt-4">
      <h3 className="text-17">{t('queue.kept.title')}</h3>
      <p className="mt-1 text-13 text-mute">{t('queue.kept.text')}</p>
      <ul className="mt-2">
        {kept.map((one) => (
          <li key={one.id} className="flex min-h-14 flex-wrap items-center justify-between gap-x-3 gap-y-2 py-2">
            <span className="min-w-0 flex-1 basis-[10rem]">
              <span className="block hyphens-auto break-words text-15">
                {factsOf(one.value, now)
                  .map(({ what, is }) => `${what}: ${is}`)
                  .join(' · ')}
              </span>
              <span className="block text-13 text-mute">{whenOf(one)}</span>
            </span>
            <Pill onPress={() => setAskedId(one.id)}>{t('queue.kept.take')}</Pill>
          </li>
        ))}
      </ul>
      <ConfirmSheet
        title={t('queue.kept.ask')}
        isOpen={asked !== undefined}
        onClose={() => setAskedId('')}
        closeLabel={t('common.close')}
        actions={
          <>
            <Button onPress={() => asked && take(asked.value)}>{t('queue.kept.take')}</Button>
            <Button kind="quiet" onPress={() => setAskedId('')}>
              {t('common.cancel')}
            </Button>
          </>
        }
      >
        {asked ? (
          <>
            <p>{whenOf(asked)}</p>
            <ul className="mt-2 text-text">
              {changesOf(factsOf(now, asked.value), factsOf(asked.value, now)).map(({ what, from, to }) => (
                <li key={what}>{from === to ? `${what}: ${to}` : t('queue.kept.change', { what, from, to })}</li>
              ))}
            </ul>
            <p className="mt-3">{warning}</p>
            <p>{t('queue.kept.replaced')}</p>
          </>
        ) : null}
      </ConfirmSheet>
    </section>
  );
}

/** Facts that only one of them has stand against nothing. */
function changesOf(now: Fact[], next: Fact[]) {
  const of = (facts: Fact[], what: string) => facts.find((fact) => fact.what === what)?.is ?? '–';
  const names = new Set([...now, ...next].map(({ what }) => what));
  return [...names].map((what) => ({ what, from: of(now, what), to: of(next, what) }));
}
