import { useTranslation } from 'react-i18next';
import type { Lift } from '@/shared/api/contract';
import { Segmented } from '@/shared/design/segmented';
import { Pair, Section } from './section';
import type { SectionProps } from './section-props';

const LIFTS: Lift[] = ['squat', 'bench', 'deadlift'];
const RECOVERY = [
  ['recovery_rating_squat', 'squat'],
  ['recovery_rating_bench', 'bench'],
  ['recovery_rating_dead', 'deadlift'],
] as const;
const RATINGS = ['1', '2', '3', '4', '5'] as const;

export function SectionLifts({ draft, set, findings }: SectionProps) {
  const { t } = useTranslation();
  const lifts = LIFTS.map((lift) => ({ value: lift, label: t(`common.lifts.${lift}`) }));
  const yesNo = [
    { value: 'yes', label: t('common.yes') },
    { value: 'no', label: t('common.no') },
  ] as const;
  const said = (value: boolean | undefined) => (value === undefined ? null : value ? 'yes' : 'no');
  return (
    <Section title={t('onboarding.sections.lifts')} text={t('onboarding.sectionText.lifts')}>
      <Segmented
        label={t('onboarding.most')}
        value={draft.most_important_lift}
        onChange={(next) => set('most_important_lift', next)}
        options={lifts}
        full
      />
      <Segmented
        label={t('onboarding.least')}
        value={draft.least_important_lift}
        onChange={(next) => set('least_important_lift', next)}
        options={lifts}
        full
        error={findings.least_important_lift && t('onboarding.sameLift')}
      />
      <fieldset>
        <legend className="font-medium text-13">{t('onboarding.recovery')}</legend>
        <p className="mt-0.5 text-13 text-mute">{t('onboarding.recoveryHint')}</p>
        <div className="mt-3 flex flex-col gap-3">
          {RECOVERY.map(([field, lift]) => (
            <div key={field} className="grid grid-cols-1 items-center gap-1.5 sm:grid-cols-[8rem_1fr]">
              <span aria-hidden="true" className="text-15">
                {t(`common.lifts.${lift}`)}
              </span>
              <Segmented
                label={t(`common.lifts.${lift}`)}
                hideLabel
                full
                value={draft[field] ? (String(draft[field]) as (typeof RATINGS)[number]) : null}
                onChange={(next) => set(field, Number(next))}
                options={RATINGS.map((rating) => ({ value: rating, label: rating }))}
              />
            </div>
          ))}
        </div>
      </fieldset>
      <Pair>
        <Segmented
          label={t('onboarding.deadliftStyle')}
          value={draft.deadlift_style}
          onChange={(next) => set('deadlift_style', next)}
          options={[
            { value: 'conv', label: t('onboarding.conv') },
            { value: 'sumo', label: t('onboarding.sumo') },
          ]}
        />
        <Segmented
          label={t('onboarding.stance')}
          value={draft.squat_stance}
          onChange={(next) => set('squat_stance', next)}
          options={[
            { value: 'narrow', label: t('onboarding.narrow') },
            { value: 'wide', label: t('onboarding.wide') },
          ]}
        />
        <Segmented
          label={t('onboarding.kneeSleeve')}
          value={said(draft.knee_sleeve)}
          onChange={(next) => set('knee_sleeve', next === 'yes')}
          options={[...yesNo]}
        />
        <Segmented
          label={t('onboarding.heavyDeads')}
          value={said(draft.recovers_from_heavy_deads)}
          onChange={(next) => set('recovers_from_heavy_deads', next === 'yes')}
          options={[
            { value: 'yes', label: t('onboarding.well') },
            { value: 'no', label: t('onboarding.badly') },
          ]}
        />
      </Pair>
    </Section>
  );
}
