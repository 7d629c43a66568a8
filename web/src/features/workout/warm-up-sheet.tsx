import { useTranslation } from 'react-i18next';
import { useLoadWords } from '@/features/plates/use-load-words';
import { usePlace } from '@/features/plates/use-loading';
import { Sheet } from '@/shared/design/sheet';
import { inUnit } from '@/shared/lib/units';
import { useFormat } from '@/shared/lib/use-format';
import { loadIn, nearestOf } from '@/shared/training/gym-loading';
import { warmUp } from './warm-up';

/** A way up to the first set, with the plates of each step. */
export function WarmUpSheet({ target, isOpen, onClose }: { target: number; isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useLoadWords();
  const { gym, machine } = usePlace({ barbell: true });
  const platesOf = (value: number) => {
    const load = machine && nearestOf(loadIn(gym, machine, { value, unit: format.unit }));
    return load ? words.plates(load) || t('workout.emptyBar') : '';
  };
  const bar = machine ? inUnit(machine.start_weight, format.unit) : 0;
  const title = t('workout.warmUpTitle', { weight: `${format.number(target)} ${format.unit}` });
  return (
    <Sheet title={title} isOpen={isOpen} onClose={onClose} closeLabel={t('common.close')}>
      <p className="mb-2 text-13 text-mute">{t('workout.warmUpHint')}</p>
      <ol className="divide-y divide-line">
        {warmUp(target, format.unit, bar).map((step) => (
          <li key={step.weight} className="grid grid-cols-[5.5rem_3rem_1fr] items-baseline gap-3 py-3">
            <span className="num text-28">{format.number(step.weight)}</span>
            <span className="text-mute">× {step.reps}</span>
            <span className="text-right text-13 text-mute tabular-nums">{platesOf(step.weight)}</span>
          </li>
        ))}
      </ol>
    </Sheet>
  );
}
