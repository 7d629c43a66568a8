import { useTranslation } from 'react-i18next';
import { Button } from '@/shared/design/button';
import { toDay } from '@/shared/lib/dates';
import { MAX_COMPETITIONS } from '@/shared/lib/limits';
import { now } from '@/sync/clock';
import { PastCompetitionCard } from './past-competition-card';
import { Section } from './section';
import type { SectionProps } from './section-props';

export function SectionPast({ draft, set }: SectionProps) {
  const { t } = useTranslation();
  const list = draft.past_competitions ?? [];
  return (
    <Section title={t('onboarding.sections.past')} text={t('onboarding.sectionText.past')}>
      {list.map((competition, at) => (
        <PastCompetitionCard
          // biome-ignore lint/suspicious/noArrayIndexKey: a competition has no id; the list only grows and shrinks by hand
          key={at}
          number={at + 1}
          competition={competition}
          onChange={(next) =>
            set(
              'past_competitions',
              list.map((other, place) => (place === at ? next : other)),
            )
          }
          onRemove={() =>
            set(
              'past_competitions',
              list.filter((_, place) => place !== at),
            )
          }
        />
      ))}
      <Button
        kind="ghost"
        isDisabled={list.length >= MAX_COMPETITIONS}
        onPress={() => set('past_competitions', [...list, { start_date: toDay(now()) }])}
      >
        {t('onboarding.addCompetition')}
      </Button>
    </Section>
  );
}
