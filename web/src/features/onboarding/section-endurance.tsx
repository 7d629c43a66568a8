import { useTranslation } from 'react-i18next';
import { NumberField } from '@/shared/design/number-field';
import { Segmented } from '@/shared/design/segmented';
import { Pair, Section } from './section';
import type { SectionProps } from './section-props';
import { HOURS, RANGES } from './settings-form';

const NUMBERS = [
  ['ftp', 'onboarding.ftp', 'onboarding.watts'],
  ['cp', 'onboarding.cp', 'onboarding.watts'],
  ['w_prime', 'onboarding.wPrime', 'onboarding.joules'],
  ['hr_max', 'onboarding.hrMax', 'onboarding.bpm'],
  ['hr_rest', 'onboarding.hrRest', 'onboarding.bpm'],
] as const;

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
        {NUMBERS.map(([field, label, unit]) => (
          <NumberField
            key={field}
            label={t(label)}
            unit={t(unit)}
            {...RANGES[field]}
            value={draft[field]}
            onChange={(next) => set(field, next)}
            error={field === 'hr_rest' && findings.hr_rest === 'restOrder' ? t('onboarding.restOrder') : undefined}
          />
        ))}
      </Pair>
      <Pair>
        <NumberField
          label={t('onboarding.hoursMin')}
          unit={t('onboarding.hours')}
          {...HOURS}
          value={hours?.min}
          onChange={(next) => setHours('min', next)}
          error={findings.weekly_hours === 'hoursOrder' ? t('onboarding.hoursOrder') : undefined}
        />
        <NumberField
          label={t('onboarding.hoursMax')}
          unit={t('onboarding.hours')}
          {...HOURS}
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
