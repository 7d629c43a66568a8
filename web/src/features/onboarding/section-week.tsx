import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { useTranslation } from 'react-i18next';
import type { Weekday } from '@/shared/api/contract';
import { NumberField } from '@/shared/design/number-field';
import { Segmented } from '@/shared/design/segmented';
import { useFormat } from '@/shared/lib/use-format';
import { Pair, Section } from './section';
import type { SectionProps } from './section-props';
import { RANGES } from './settings-form';

const WEEKDAYS: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

export function SectionWeek({ draft, set }: SectionProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t('onboarding.sections.week')} text={t('onboarding.sectionText.week')}>
      <NumberField
        label={t('onboarding.sessionLength')}
        unit={t('onboarding.minutes')}
        {...RANGES.session_length_minutes}
        value={draft.session_length_minutes}
        onChange={(next) => set('session_length_minutes', next)}
      />
      <div>
        <span aria-hidden="true" className="mb-1.5 block font-medium text-13">
          {t('onboarding.preferredDays')}
        </span>
        <ToggleButtonGroup
          aria-label={t('onboarding.preferredDays')}
          selectionMode="multiple"
          selectedKeys={draft.preferred_days ?? []}
          onSelectionChange={(keys) =>
            set(
              'preferred_days',
              WEEKDAYS.filter((day) => keys.has(day)),
            )
          }
          className="grid grid-cols-7 gap-1.5"
        >
          {WEEKDAYS.map((day) => (
            <ToggleButton
              key={day}
              id={day}
              className="min-h-12 rounded-field border border-edge bg-s1 text-15 text-mute transition-colors data-selected:border-text data-selected:bg-text data-selected:font-semibold data-selected:text-ink"
            >
              {t(`common.days.${day}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </div>
      <Pair>
        <Segmented
          label={t('onboarding.volume')}
          value={draft.volume_preference}
          onChange={(next) => set('volume_preference', next)}
          options={[
            { value: 'low', label: t('onboarding.low') },
            { value: 'high', label: t('onboarding.high') },
          ]}
        />
        <Segmented
          label={t('onboarding.perMonth')}
          value={draft.add_per_month}
          onChange={(next) => set('add_per_month', next)}
          options={[
            { value: 'none', label: t('onboarding.none') },
            { value: '2.5', label: `${format.number(2.5)} kg` },
            { value: '5', label: '5 kg' },
          ]}
        />
      </Pair>
    </Section>
  );
}
