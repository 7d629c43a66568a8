import { useTranslation } from 'react-i18next';
import { NumberField } from '@/shared/design/number-field';
import { Segmented } from '@/shared/design/segmented';
import { Pair, Section } from './section';
import type { SectionProps } from './section-props';

const NUMBERS = [
  ['ftp', 'onboarding.ftp', 'onboarding.watts', 30, 700],
  ['cp', 'onboarding.cp', 'onboarding.watts', 30, 700],
  ['w_prime', 'onboarding.wPrime', 'onboarding.joules', 1000, 60_000],
  ['hr_max', 'onboarding.hrMax', 'onboarding.bpm', 80, 240],
  ['hr_rest', 'onboarding.hrRest', 'onboarding.bpm', 20, 120],
] as const;
const MAX_HOURS = 60;

export function SectionEndurance({ draft, set, findings }: SectionProps) {
  const { t } = useTranslation();
  const hours = draft.weekly_hours;
  const setHours = (side: 'min' | 'max', value: number | undefined) => {
    if (value === undefined) set('weekly_hours', undefined);
    else set('weekly_hours', { min: hours?.min ?? value, max: hours?.max ?? value, [side]: value });
  };
  return (
    <Section title={t('onboarding.sections.endurance')} text={t('onboarding.sectionText.endurance')}>
      <Pair>
        {NUMBERS.map(([field, label, unit, min, max]) => (
          <NumberField
            key={field}
            label={t(label)}
            unit={t(unit)}
            min={min}
            max={max}
            whole
            value={draft[field]}
            onChange={(next) => set(field, next)}
          />
        ))}
      </Pair>
      <Pair>
        <NumberField
          label={t('onboarding.hoursMin')}
          unit={t('onboarding.hours')}
          min={0}
          max={MAX_HOURS}
          value={hours?.min}
          onChange={(next) => setHours('min', next)}
          error={findings.weekly_hours && t('onboarding.hoursOrder')}
        />
        <NumberField
          label={t('onboarding.hoursMax')}
          unit={t('onboarding.hours')}
          min={0}
          max={MAX_HOURS}
          value={hours?.max}
          onChange={(next) => setHours('max', next)}
        />
      </Pair>
      <Segmented
        label={t('onboarding.eventStyle')}
        value={draft.event_style}
        onChange={(next) => set('event_style', next)}
        options={[
          { value: 'steady', label: t('onboarding.steady') },
          { value: 'gc', label: t('onboarding.gc') },
          { value: 'breakaway', label: t('onboarding.breakaway') },
        ]}
      />
    </Section>
  );
}
