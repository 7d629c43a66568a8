import { useTranslation } from 'react-i18next';
import { Segmented } from '@/shared/design/segmented';
import { PasswordField } from '@/shared/design/text-field';
import { MAX_PASSCODE } from '@/shared/lib/limits';
import { Section } from './section';
import type { SectionProps } from './section-props';

export function SectionSharing({ draft, set, findings, hasPasscode }: SectionProps) {
  const { t } = useTranslation();
  return (
    <Section title={t('onboarding.sections.sharing')} text={t('onboarding.sectionText.sharing')}>
      <Segmented
        label={t('onboarding.visibility')}
        value={draft.feed_visibility}
        onChange={(next) => set('feed_visibility', next)}
        hint={draft.feed_visibility === 'public' ? t('onboarding.publicNote') : undefined}
        options={[
          { value: 'passcode', label: t('onboarding.passcode') },
          { value: 'public', label: t('onboarding.public') },
        ]}
      />
      {draft.feed_visibility === 'passcode' ? (
        <PasswordField
          label={t('onboarding.passcodeField')}
          hint={hasPasscode ? t('onboarding.passcodeKept') : t('onboarding.passcodeHint')}
          error={findings.passcode && t('onboarding.passcodeHint')}
          showLabel={t('auth.showPassword')}
          autoComplete="off"
          maxLength={MAX_PASSCODE}
          value={draft.passcode ?? ''}
          onChange={(next) => set('passcode', next)}
        />
      ) : null}
    </Section>
  );
}
