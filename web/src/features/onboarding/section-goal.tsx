import { useTranslation } from 'react-i18next';
import { NumberField, WeightField } from '@/shared/design/number-field';
import { Segmented } from '@/shared/design/segmented';
import { SwitchField } from '@/shared/design/switch-field';
import { TextField } from '@/shared/design/text-field';
import { MAX_FEDERATION } from '@/shared/lib/limits';
import { usePreferences } from '@/shared/lib/preferences';
import { Pair, Section } from './section';
import type { SectionProps } from './section-props';
import { RANGES } from './settings-form';

const GOALS = [
  ['squat_goal', 'onboarding.squatGoal'],
  ['bench_goal', 'onboarding.benchGoal'],
  ['dead_goal', 'onboarding.deadGoal'],
] as const;

export function SectionGoal({ draft, set }: SectionProps) {
  const { t } = useTranslation();
  const { units } = usePreferences();
  return (
    <Section title={t('onboarding.sections.goal')} text={t('onboarding.sectionText.goal')}>
      {GOALS.map(([field, label]) => (
        <WeightField
          key={field}
          label={t(label)}
          value={draft[field]}
          onChange={(next) => set(field, next)}
          unit={draft.weight?.unit ?? units}
          unitLabel={t('common.unit')}
        />
      ))}
      <SwitchField
        label={t('onboarding.feasibility')}
        hint={t('onboarding.feasibilityHint')}
        value={draft.evaluate_feasibility ?? false}
        onChange={(next) => set('evaluate_feasibility', next)}
      />
      <Pair>
        <NumberField
          label={t('onboarding.weeks')}
          unit={t('onboarding.weeksUnit')}
          {...RANGES.weeks_until_comp}
          value={draft.weeks_until_comp}
          onChange={(next) => set('weeks_until_comp', next)}
        />
        <TextField
          label={t('onboarding.federation')}
          maxLength={MAX_FEDERATION}
          value={draft.federation ?? ''}
          onChange={(next) => set('federation', next)}
        />
      </Pair>
      <Segmented
        label={t('onboarding.equipment')}
        value={draft.equipment}
        onChange={(next) => set('equipment', next)}
        options={[
          { value: 'raw', label: t('onboarding.raw') },
          { value: 'equipped', label: t('onboarding.equipped') },
        ]}
      />
    </Section>
  );
}
