import { useTranslation } from 'react-i18next';
import { NumberField, WeightField } from '@/shared/design/number-field';
import { Segmented } from '@/shared/design/segmented';
import { TextField } from '@/shared/design/text-field';
import { MAX_WEIGHT_CLASS } from '@/shared/lib/limits';
import { usePreferences } from '@/shared/lib/preferences';
import { Pair, Section } from './section';
import type { SectionProps } from './section-props';
import { RANGES } from './settings-form';

const DAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;

export function SectionYou({ draft, set, findings }: SectionProps) {
  const { t } = useTranslation();
  const { units } = usePreferences();
  const required = t('common.fieldErrors.required');
  return (
    <Section title={t('onboarding.sections.you')} text={t('onboarding.sectionText.you')}>
      <WeightField
        label={t('onboarding.weight')}
        value={draft.weight}
        onChange={(next) => set('weight', next)}
        unit={units}
        unitLabel={t('common.unit')}
        {...RANGES.weight}
        required
        error={findings.weight === 'required' ? required : undefined}
      />
      <Segmented
        label={t('onboarding.trainingDays')}
        value={draft.training_days_per_week ? (String(draft.training_days_per_week) as (typeof DAYS)[number]) : null}
        onChange={(next) => set('training_days_per_week', Number(next))}
        options={DAYS.map((day) => ({ value: day, label: day }))}
        full
        error={findings.training_days_per_week && required}
      />
      <Pair>
        <NumberField
          label={t('onboarding.height')}
          unit={t('onboarding.cm')}
          {...RANGES.height}
          value={draft.height}
          onChange={(next) => set('height', next)}
        />
        <NumberField
          label={t('onboarding.age')}
          unit={t('onboarding.years')}
          {...RANGES.age}
          value={draft.age}
          onChange={(next) => set('age', next)}
        />
      </Pair>
      <TextField
        label={t('onboarding.weightClass')}
        placeholder={t('onboarding.weightClassPlaceholder')}
        maxLength={MAX_WEIGHT_CLASS}
        value={draft.target_weight_class ?? ''}
        onChange={(next) => set('target_weight_class', next)}
      />
      <Segmented
        label={t('onboarding.weightPlan')}
        value={draft.weight_plan}
        onChange={(next) => set('weight_plan', next)}
        options={[
          { value: 'lose', label: t('onboarding.lose') },
          { value: 'maintain', label: t('onboarding.maintain') },
          { value: 'gain', label: t('onboarding.gain') },
        ]}
      />
    </Section>
  );
}
