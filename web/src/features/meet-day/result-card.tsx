import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingsView } from '@/shared/api/contract';
import { announce } from '@/shared/design/announcer';
import { Button } from '@/shared/design/button';
import { buttonClass } from '@/shared/design/button-class';
import { Card } from '@/shared/design/card';
import type { Day } from '@/shared/lib/dates';
import { MAX_COMPETITIONS } from '@/shared/lib/limits';
import { same } from '@/sync/same';
import { keepResult } from './keep-result';
import { competitionOf, isOver, type MeetDraft, newMeet } from './meet-draft';

interface Props {
  meetId: string;
  draft: MeetDraft;
  day: Day;
  /** Among what the athlete said of their training, where results are kept. */
  settings: SettingsView | null;
}

/** The end of the day: what was lifted stands among the competitions that are behind. */
export function ResultCard({ meetId, draft, day, settings }: Props) {
  const { t } = useTranslation();
  const [sending, setSending] = useState(false);
  const begun = Object.values(draft.card).some((taken) => taken.length > 0);
  if (!begun) return null;
  const all = settings?.settings.past_competitions ?? [];
  const kept = all.find(({ start_date }) => start_date === day);
  const isKept = kept !== undefined && same(newMeet(kept, {}).card, draft.card);
  const isFull = kept === undefined && all.length >= MAX_COMPETITIONS;
  const keep = async () => {
    if (!settings) return;
    setSending(true);
    await keepResult(settings, competitionOf(draft, day), meetId)
      .then(() => announce(t('meet.result.kept')))
      .catch(() => announce(t('common.storage.failed'), { tone: 'error' }))
      .finally(() => setSending(false));
  };
  return (
    <Card>
      <h2 className="text-17">{t('meet.result.title')}</h2>
      <p className="mt-1 text-mute">
        {!settings
          ? t('meet.result.needsYou')
          : isFull
            ? t('queue.reasons.maxItems')
            : t(isKept ? 'meet.result.isKept' : isOver(draft) ? 'meet.result.over' : 'meet.result.soFar')}
      </p>
      {!settings ? (
        <Link to="/onboarding" className={buttonClass('ghost', 'small', 'mt-3')}>
          {t('today.welcome.go')}
        </Link>
      ) : isKept ? null : (
        <Button
          kind={isOver(draft) ? 'action' : 'ghost'}
          size={isOver(draft) ? 'big' : 'small'}
          className="mt-3 w-full"
          isDisabled={isFull}
          isPending={sending}
          onPress={keep}
        >
          {t('meet.result.keep')}
        </Button>
      )}
    </Card>
  );
}
