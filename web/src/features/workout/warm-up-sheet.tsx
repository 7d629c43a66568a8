import { useTranslation } from 'react-i18next';
import { useLoadWords } from '@/features/plates/use-load-words';
import { usePlace } from '@/features/plates/use-loading';
import { Sheet } from '@/shared/design/sheet';
import { useFormat } from '@/shared/lib/use-format';
import { warmUp } from './warm-up';

/** A way up to the first set, with the plates of each step. */
export function WarmUpSheet({ target, isOpen, onClose }: { target: number; isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useLoadWords();
  const { gym, machine } = usePlace({ barbell: true });
  const steps = machine ? warmUp(gym, machine, { value: target, unit: format.unit }) : [];
  const title = t('workout.warmUpTitle', { weight: `${format.number(target)} ${format.unit}` });
  return (
    <Sheet title={title} isOpen={isOpen} onClose={onClose} closeLabel={t('common.close')}>
      <p className="mb-2 text-13 text-mute">{t('workout.warmUpHint')}</p>
      <ol className="divide-y divide-line">
        {steps.map(({ load, reps }) => (
          <li key={load.total.value} className="grid grid-cols-[5.5rem_3rem_1fr] items-baseline gap-3 py-3">
            <span className="num text-28">{format.weightNumber(load.total)}</span>
            <span className="text-mute">× {reps}</span>
            <span className="text-right text-13 text-mute tabular-nums">
              {words.plates(load, format.unit) || t('workout.emptyBar')}
            </span>
          </li>
        ))}
      </ol>
    </Sheet>
  );
}
