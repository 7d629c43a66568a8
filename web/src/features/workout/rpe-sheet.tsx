import { Button } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import { Button as AppButton } from '@/shared/design/button';
import { Sheet } from '@/shared/design/sheet';
import { useFormat } from '@/shared/lib/use-format';

const RATINGS = [6, 6.5, 7, 7.5, 8, 8.5, 9, 9.5, 10];

interface Props {
  /** From 1; null closes it. */
  setNumber: number | null;
  value: number | undefined;
  onChoose: (rpe: number | undefined) => void;
  onClose: () => void;
}

export function RpeSheet({ setNumber, value, onChoose, onClose }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Sheet
      title={t('workout.rpeTitle', { number: setNumber ?? 0 })}
      isOpen={setNumber !== null}
      onClose={onClose}
      closeLabel={t('common.close')}
    >
      <p className="mb-4 text-13 text-mute">{t('workout.rpeHint')}</p>
      <div className="grid grid-cols-3 gap-2">
        {RATINGS.map((rating) => (
          <Button
            key={rating}
            onPress={() => onChoose(rating)}
            className={`num min-h-15 rounded-field text-28 ${value === rating ? 'bg-act text-on-act' : 'bg-s2'}`}
          >
            {format.number(rating)}
          </Button>
        ))}
      </div>
      <AppButton kind="quiet" className="mt-3 w-full" onPress={() => onChoose(undefined)}>
        {t('workout.clear')}
      </AppButton>
    </Sheet>
  );
}
