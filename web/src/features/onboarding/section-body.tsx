import { useTranslation } from 'react-i18next';
import { TagInput } from '@/shared/design/tag-input';
import { TextField } from '@/shared/design/text-field';
import { MAX_COMMUNICATION, MAX_TAG_LENGTH, MAX_TAGS } from '@/shared/lib/limits';
import { Section } from './section';
import type { SectionProps } from './section-props';

export function SectionBody({ draft, set }: SectionProps) {
  const { t } = useTranslation();
  const tags = {
    addLabel: t('common.add'),
    removeLabel: t('common.remove'),
    maxTags: MAX_TAGS,
    maxLength: MAX_TAG_LENGTH,
  };
  return (
    <Section title={t('onboarding.sections.body')} text={t('onboarding.sectionText.body')}>
      <TagInput
        {...tags}
        label={t('onboarding.injuries')}
        hint={t('onboarding.injuriesHint')}
        value={draft.injuries ?? []}
        onChange={(next) => set('injuries', next)}
      />
      <TagInput
        {...tags}
        label={t('onboarding.formIssues')}
        hint={t('onboarding.formIssuesHint')}
        value={draft.form_issues ?? []}
        onChange={(next) => set('form_issues', next)}
      />
      <TextField
        label={t('onboarding.communication')}
        multiline
        maxLength={MAX_COMMUNICATION}
        value={draft.communication_preference ?? ''}
        onChange={(next) => set('communication_preference', next)}
      />
    </Section>
  );
}
