import type { TFunction } from 'i18next';
import type { PlanWords } from '@/shared/training/generate-plan';

/** What the generator writes into a plan, in the athlete's language. */
export function planWords(t: TFunction, number: (value: number) => string): PlanWords {
  return {
    lift: { squat: t('plan.lift.squat'), bench: t('plan.lift.bench'), deadlift: t('plan.lift.deadlift') },
    assistance: {
      pauseBench: t('plan.assistance.pauseBench'),
      beltSquat: t('plan.assistance.beltSquat'),
      row: t('plan.assistance.row'),
      rdl: t('plan.assistance.rdl'),
      press: t('plan.assistance.press'),
      pullUp: t('plan.assistance.pullUp'),
      split: t('plan.assistance.split'),
      core: t('plan.assistance.core'),
    },
    share: (percent) => t('plan.at', { percent: number(percent) }),
  };
}
