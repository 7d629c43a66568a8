import { useTranslation } from 'react-i18next';
import { keep, useKept } from '@/sync/kept';
import { type EditData, kindOf } from '@/sync/kinds';
import { Apart } from './conflict-sides';
import { type KeptPart, useKeptParts } from './kept-parts';
import { KeptRows } from './kept-rows';

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
  const parts = useKeptParts(kind, useKept<T>(kind, id), now);
  const take = async ({ on, next }: KeptPart<T>) => {
    const edit = { clientGeneratedId: '', eventType: kindOf(kind)?.edit?.eventType ?? '', timestamp: '', data: next };
    await keep(kind, id, on.version, on, kindOf(kind)?.applyIntent(on, edit));
    await onTake(next, on);
  };
  const rows = parts.map((part) => {
    const called = part.told.what || name;
    return {
      ...part,
      name: called,
      line: (
        <>
          <p className="hyphens-auto break-words font-medium text-15">{called}</p>
          <Lines part={part} />
        </>
      ),
      question: () => {
        const warning = warningOf?.(part.next);
        return (
          <>
            <Apart told={{ ...part.told, what: called }} heads={[t('queue.kept.now'), t('queue.kept.then')]} />
            <p className="mt-3">{t('queue.kept.onlyThis')}</p>
            {warning ? <p>{warning}</p> : null}
          </>
        );
      },
      take: () => take(part),
    };
  });
  return <KeptRows rows={rows} />;
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
