import { useTranslation } from 'react-i18next';
import { Button } from '@/shared/design/button';
import { Segmented } from '@/shared/design/segmented';
import { Sheet } from '@/shared/design/sheet';
import { TextField } from '@/shared/design/text-field';
import { formatClock } from '@/shared/lib/duration';
import { MAX_WORKOUT_NOTES } from '@/shared/lib/limits';
import { useFormat } from '@/shared/lib/use-format';
import { type SessionDraft, totals } from './session-draft';
import { useNow } from './use-now';

const RATINGS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'] as const;

interface Props {
  draft: SessionDraft;
  isOpen: boolean;
  onChange: (part: Partial<SessionDraft>) => void;
  onFinish: () => void;
  onDiscard: () => void;
  onClose: () => void;
  /** Also without a ticked set there is something to hand in. */
  mayBeEmpty: boolean;
  isFinishing: boolean;
}

/** What was done, how hard it was, and the end of it. */
export function FinishSheet({ draft, isOpen, onChange, onFinish, onDiscard, onClose, mayBeEmpty, isFinishing }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const nowMs = useNow(isOpen);
  const { done, undone, volume } = totals(draft, format.unit);
  const numbers = [
    [t('workout.duration'), formatClock((nowMs - Date.parse(draft.started_at)) / 1000), ''],
    [t('workout.sets'), String(done), ''],
    [t('workout.volume'), format.number(volume, 0), format.unit],
  ];
  return (
    <Sheet title={t('workout.finishTitle')} isOpen={isOpen} onClose={onClose} closeLabel={t('common.close')}>
      <dl className="grid grid-cols-3 gap-2 py-3">
        {numbers.map(([name, value, unit]) => (
          <div key={name}>
            <dt className="text-13 text-mute">{name}</dt>
            <dd className="mt-1">
              <span className="num text-28">{value}</span>
              {unit ? <span className="ml-1 text-13 text-mute">{unit}</span> : null}
            </dd>
          </div>
        ))}
      </dl>
      {undone > 0 ? (
        <p className="mb-3 text-13 text-mute">
          {done > 0 ? t('workout.undone', { count: undone }) : t('workout.nothingDone')}
        </p>
      ) : null}
      <div className="flex flex-col gap-5">
        <Segmented
          label={t('workout.rpeSummary')}
          full
          value={draft.rpe_summary ? (String(draft.rpe_summary) as (typeof RATINGS)[number]) : null}
          onChange={(rating) => onChange({ rpe_summary: Number(rating) })}
          options={RATINGS.map((rating) => ({ value: rating, label: rating }))}
          compact
        />
        <TextField
          label={t('workout.notes')}
          multiline
          maxLength={MAX_WORKOUT_NOTES}
          value={draft.notes}
          onChange={(notes) => onChange({ notes })}
        />
        <Button onPress={onFinish} isPending={isFinishing} isDisabled={done === 0 && !mayBeEmpty}>
          {t('workout.finishGo')}
        </Button>
        <Button kind="warn" size="small" onPress={onDiscard}>
          {t('workout.discard')}
        </Button>
      </div>
    </Sheet>
  );
}
