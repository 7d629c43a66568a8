import { useTranslation } from 'react-i18next';
import type { PlannedSet } from '@/shared/api/contract';
import { toLift } from '@/shared/lib/units';
import { useFormat } from '@/shared/lib/use-format';
import { summarise } from './describe-sets';

/** Sets in the words of a lifter: "5 × 3 at 82 %", "RPE 8", "182.5 kg". */
export function usePrescription() {
  const { t } = useTranslation();
  const format = useFormat();
  return (sets: PlannedSet[]) => {
    const summary = summarise(sets, format.number);
    const volume = t('plan.prescription', { count: summary.count, reps: summary.reps });
    const percent = summary.percent ? t('plan.at', { percent: summary.percent }) : '';
    const effort = summary.rpe
      ? t('plan.rpe', { rpe: summary.rpe })
      : summary.rir
        ? t('plan.rir', { rir: summary.rir })
        : '';
    return {
      what: [volume, percent].filter(Boolean).join(' '),
      effort,
      weight: summary.top ? format.weight(toLift(summary.top, format.unit)) : '',
    };
  };
}
