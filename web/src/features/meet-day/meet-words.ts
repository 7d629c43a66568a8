import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { inKg } from './meet-draft';

/** How weights are written on the platform: in kilograms, as it is called there; beside it in pounds for who wants them. */
export function useMeetWords() {
  const { t } = useTranslation();
  const format = useFormat();
  const number = (grams: number) => format.number(grams / 1000);
  return {
    number,
    kg: (grams: number) => `${number(grams)}\u00a0kg`,
    /** null where kilograms are what the athlete reads. */
    also: (grams: number) => (format.unit === 'kg' ? null : format.weight(inKg(grams))),
    attempt: (lift: 'squat' | 'bench' | 'deadlift', at: number) =>
      t('meet.attempt', { number: at + 1, lift: t(`common.lifts.${lift}`) }),
    points: (value: number | null) => (value === null ? '–' : format.number(value, 1)),
  };
}
