import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '@/shared/design/announcer';
import { Button, Pill } from '@/shared/design/button';
import { ConfirmSheet } from '@/shared/design/sheet';
import { toDay } from '@/shared/lib/dates';
import { useFormat } from '@/shared/lib/use-format';

export interface KeptRow {
  id: string;
  since: Date;
  until: Date;
  /** What it is called, where that stands in its line. */
  name?: string;
  line: React.ReactNode;
  /** What is asked before it is taken. */
  question(): React.ReactNode;
  take(): Promise<void>;
}

/** What can be come back to, each asked about first. Only which is remembered: what it would change is what holds by then. */
export function KeptRows({ rows }: { rows: KeptRow[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [askedId, setAskedId] = useState('');
  const asked = rows.find((row) => row.id === askedId);
  if (askedId && !asked) setAskedId('');
  if (rows.length === 0) return null;
  const whenOf = ({ since, until }: KeptRow) =>
    t('queue.kept.at', { when: format.instant(since), day: format.day(toDay(until), 'numeric') });
  const close = () => setAskedId('');
  const take = (row: KeptRow) => row.take().then(close, () => announce(t('common.storage.failed'), { tone: 'error' }));
  return (
    <section className="border-line border-t pt-4">
      <h3 className="text-17">{t('queue.kept.title')}</h3>
      <p className="mt-1 text-13 text-mute">{t('queue.kept.text')}</p>
      <ul className="mt-2">
        {rows.map((row) => (
          <li key={row.id} className="flex min-h-14 flex-wrap items-center justify-between gap-x-3 gap-y-2 py-2">
            <div className="min-w-0 flex-1 basis-[10rem]">
              {row.line}
              <p className="text-13 text-mute">{whenOf(row)}</p>
            </div>
            <Pill
              aria-label={row.name === undefined ? undefined : t('queue.kept.takeNamed', { name: row.name })}
              onPress={() => setAskedId(row.id)}
            >
              {t('queue.kept.take')}
            </Pill>
          </li>
        ))}
      </ul>
      <ConfirmSheet
        title={t('queue.kept.ask')}
        isOpen={asked !== undefined}
        onClose={close}
        closeLabel={t('common.close')}
        actions={
          <>
            <Button onPress={() => asked && take(asked)}>{t('queue.kept.take')}</Button>
            <Button kind="quiet" onPress={close}>
              {t('common.cancel')}
            </Button>
          </>
        }
      >
        {asked ? (
          <>
            <p>{whenOf(asked)}</p>
            {asked.question()}
            <p>{t('queue.kept.replaced')}</p>
          </>
        ) : null}
      </ConfirmSheet>
    </section>
  );
}
