import { useTranslation } from 'react-i18next';
import { convert } from '@/shared/lib/units';
import { bombedOut, totalOf } from '@/shared/training/meet';
import { dots, ipfGl } from '@/shared/training/meet-points';
import { type MeetDraft, subtotalOf } from './meet-draft';
import { useMeetWords } from './meet-words';

/** What it has come to: the sum so far or the total, and what that is worth. */
export function Numbers({ draft }: { draft: MeetDraft }) {
  const { t } = useTranslation();
  const words = useMeetWords();
  const { sex, body, worn, event } = draft;
  const lost = bombedOut(draft.card, event);
  const total = totalOf(draft.card, event);
  const sum = total ?? subtotalOf(draft);
  const known = sex && body && total !== null ? { sex, kg: convert(body, 'kg'), total: total / 1000 } : null;
  const also = sum > 0 ? words.also(sum) : null;
  return (
    <div>
      <dl className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,5.5rem),1fr))] gap-3">
        <Figure
          name={t(total === null ? 'meet.subtotal' : 'meet.total')}
          value={sum > 0 ? words.number(sum) : '–'}
          more={also}
        />
        <Figure name="DOTS" value={words.points(known && dots(known.sex, known.kg, known.total))} />
        <Figure name="IPF GL" value={words.points(known && ipfGl(known.sex, worn, event, known.kg, known.total))} />
      </dl>
      {lost ? (
        <p role="status" className="mt-2 text-13 text-red">
          {t('meet.bombedOut', { lift: t(`common.lifts.${lost}`) })}
        </p>
      ) : !sex || !body ? (
        <p className="mt-2 text-13 text-mute">{t('meet.pointsNeed')}</p>
      ) : null}
    </div>
  );
}

function Figure({ name, value, more }: { name: string; value: string; more?: string | null }) {
  return (
    <div>
      <dt className="text-13 text-mute">{name}</dt>
      <dd className="num mt-1 text-28">{value}</dd>
      {more ? <dd className="mt-1 text-12 text-mute">{more}</dd> : null}
    </div>
  );
}
