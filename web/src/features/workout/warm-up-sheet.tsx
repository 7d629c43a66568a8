import { useTranslation } from 'react-i18next';
import { Sheet } from '@/shared/design/sheet';
import { platesFor } from '@/shared/lib/plates';
import { useFormat } from '@/shared/lib/use-format';
import { warmUp } from './warm-up';

/** A way up to the first set, with the plates of each step. */
export function WarmUpSheet({ target, isOpen, onClose }: { target: number; isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const title = t('workout.warmUpTitle', { weight: `${format.number(target)} ${format.unit}` });
  return (
    <Sheet title={title} isOpen={isOpen} onClose={onClose} closeLabel={t('common.close')}>
      <p className="mb-2 text-13 text-mute">{t('workout.warmUpHint')}</p>
      <ol className="divide-y divide-line">
        {warmUp(target, format.unit).map((step) => (
          <li key={step.weight} className="grid grid-cols-[5.5rem_3rem_1fr] items-baseline gap-3 py-3">
            <span className="num text-28">{format.number(step.weight)}</span>
            <span className="text-mute">× {step.reps}</span>
            <span className="text-right text-13 text-mute tabular-nums">
              {platesFor(step.weight, format.unit)
                ?.perSide.map((plate) => format.number(plate))
                .join(' · ') || t('workout.emptyBar')}
            </span>
          </li>
        ))}
      </ol>
    </Sheet>
  );
}
