import { useTranslation } from 'react-i18next';
import type { Mission } from '@/shared/api/contract';
import { useFormat } from '@/shared/lib/use-format';
import { cityOf } from '@/shared/lib/zones';
import type { Countdown, NextStep } from './mission-days';

/** What is said of a mission in a few words, wherever it is shown. */
export function useMissionWords() {
  const { t } = useTranslation();
  const format = useFormat();
  return {
    /** "Powerlifting meet · Sat 9 January". */
    kindAndDay: ({ mission_type, event_start }: Mission) =>
      `${t(`missions.kinds.${mission_type}`)} · ${format.day(event_start)}`,
    state: ({ state }: Mission) => t(`missions.states.${state}`),
    /** Of an event that has begun: which day of it is, or that it is over. */
    inEvent: (when: Countdown) => {
      if (when.is !== 'now') return t('missions.over');
      return when.of === 1 ? t('today.isToday') : t('missions.dayOf', { day: when.day, total: when.of });
    },
    elsewhere: ({ timezone }: Mission) => t('missions.elsewhere', { city: cityOf(timezone) }),
    next: (step: NonNullable<NextStep>) =>
      step.is === 'stage'
        ? t('missions.nextStep.stage', { number: step.stage.stage_number })
        : t(`missions.nextStep.${step.is}`),
  };
}
