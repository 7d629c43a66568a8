import { useTranslation } from 'react-i18next';
import { TagInput } from '@/shared/design/tag-input';
import { TextField } from '@/shared/design/text-field';
import { Section } from './section';
import type { SectionProps } from './section-props';

const MAX_TAGS = 30;
const MAX_TAG_LENGTH = 80;

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
        maxLength={200}
        value={draft.communication_preference ?? ''}
        onChange={(next) => set('communication_preference', next)}
      />
    </Section>
  );
}
