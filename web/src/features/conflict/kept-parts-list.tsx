import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '@/shared/design/announcer';
import { Button, Pill } from '@/shared/design/button';
import { ConfirmSheet } from '@/shared/design/sheet';
import { toDay } from '@/shared/lib/dates';
import { useFormat } from '@/shared/lib/use-format';
import { keep, useKept } from '@/sync/kept';
import { type EditData, kindOf } from '@/sync/kinds';
import { Apart } from './conflict-sides';
import { type KeptPart, useKeptParts } from './kept-parts';

/** Of each part in the list; its question tells all. */
const MAX_LINES = 3;

interface Props<T extends { version: number }> {
  kind: string;
  id: string;
  /** What holds now. */
  now: T;
  /** What the thing itself is called, where the part has no name of its own. */
  name: string;
  /** What goes along, in a sentence, if anything does. */
  warningOf?: (next: EditData) => string;
  /** `on`: what `next` was made of, and what the person had before them. */
  onTake: (next: EditData, on: T) => Promise<void>;
}

/** What was not chosen or was replaced, part by part, to come back to; asked before, and what holds now is kept in turn. */
export function KeptParts<T extends { version: number }>({ kind, id, now, name, warningOf, onTake }: Props<T>) {
  const { t } = useTranslation();
  const format = useFormat();
  // Only which: what it would change is what holds by then.
  const [askedId, setAskedId] = useState('');
  const parts = useKeptParts(kind, useKept<T>(kind, id), now);
  const asked = parts.find((part) => part.id === askedId);
  if (askedId && !asked) setAskedId('');
  if (parts.length === 0) return null;
  const nameOf = ({ told }: KeptPart) => told.what || name;
  const whenOf = ({ since, until }: KeptPart) =>
    t('queue.kept.at', { when: format.instant(since), day: format.day(toDay(until), 'numeric') });
  const take = async ({ on, next }: KeptPart<T>) => {
    const edit = { clientGeneratedId: '', eventType: kindOf(kind)?.edit?.eventType ?? '', timestamp: '', data: next };
    try {
      await keep(kind, id, on.version, on, kindOf(kind)?.applyIntent(on, edit));
      await onTake(next, on);
      setAskedId('');
    } catch {
      announce(t('common.storage.failed'), { tone: 'error' });
    }
  };
  const warning = asked && warningOf?.(asked.next);
  return (
    <section className="border-line border-t pt-4">
      <h3 className="text-17">{t('queue.kept.title')}</h3>
      <p className="mt-1 text-13 text-mute">{t('queue.kept.text')}</p>
      <ul className="mt-2">
        {parts.map((part) => (
          <li key={part.id} className="flex min-h-14 flex-wrap items-center justify-between gap-x-3 gap-y-2 py-2">
            <div className="min-w-0 flex-1 basis-[10rem]">
              <p className="hyphens-auto break-words font-medium text-15">{nameOf(part)}</p>
              <Lines part={part} />
              <p className="text-13 text-mute">{whenOf(part)}</p>
            </div>
            <Pill aria-label={t('queue.kept.takeNamed', { name: nameOf(part) })} onPress={() => setAskedId(part.id)}>
              {t('queue.kept.take')}
            </Pill>
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
            <Button onPress={() => asked && take(asked)}>{t('queue.kept.take')}</Button>
            <Button kind="quiet" onPress={() => setAskedId('')}>
              {t('common.cancel')}
            </Button>
          </>
        }
      >
        {asked ? (
          <>
            <p>{whenOf(asked)}</p>
            <Apart told={{ ...asked.told, what: nameOf(asked) }} heads={[t('queue.kept.now'), t('queue.kept.then')]} />
            <p className="mt-3">{t('queue.kept.onlyThis')}</p>
            {warning ? <p>{warning}</p> : null}
            <p>{t('queue.kept.replaced')}</p>
          </>
        ) : null}
      </ConfirmSheet>
    </section>
  );
}

function Lines({ part: { told } }: { part: KeptPart }) {
  const { t } = useTranslation();
  const rest = told.differences.length - MAX_LINES + told.more;
  return (
    <>
      {told.differences.slice(0, MAX_LINES).map(({ what, mine, theirs }) => (
        <p key={what} className="hyphens-auto break-words text-15">
          {what ? t('queue.kept.change', { what, from: mine, to: theirs }) : `${mine} → ${theirs}`}
        </p>
      ))}
      {rest > 0 ? <p className="text-13 text-mute">{t('queue.conflict.more', { count: rest })}</p> : null}
    </>
  );
}
