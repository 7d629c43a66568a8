import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '@/shared/design/announcer';
import { Button } from '@/shared/design/button';
import { buttonClass } from '@/shared/design/button-class';
import { Card } from '@/shared/design/card';
import { Icon } from '@/shared/design/icon';
import { ConfirmSheet } from '@/shared/design/sheet';
import { eventName } from '@/shared/i18n/event-name';
import { reasonOf } from '@/shared/i18n/reason-of';
import { useFormat } from '@/shared/lib/use-format';
import type { QueueItem } from '@/sync/outbox';
import { discardItem } from './discard-item';
import { labelOf } from './label-of';
import { placeOf } from './place-of';

/** What the server did not take, why, and the two ways on: put it right, or let it go. */
export function RefusedItem({ item }: { item: QueueItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const label = labelOf(item);
  const correct = correctionOf(item);
  return (
    <Card className="border-red">
      <p className="flex items-center gap-2 font-medium">
        <Icon name="alert" size={18} className="text-red" />
        {eventName(item.eventType, t)}
        {label ? <span className="truncate font-normal text-mute">· {label}</span> : null}
      </p>
      <p className="mt-1 text-13 text-mute">{t('queue.since', { when: format.instant(new Date(item.createdAt)) })}</p>
      <ul className="mt-2 text-15">
        {reasonOf(item, t).map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <div className="mt-4 flex flex-wrap gap-2.5">
        {correct ? (
          <Link {...correct} className={buttonClass('action', 'small')}>
            {t('queue.correct')}
          </Link>
        ) : null}
        <Button kind="ghost" size="small" onPress={() => setAsking(true)}>
          {t('queue.discard')}
        </Button>
      </div>
      <ConfirmSheet
        title={t('queue.confirmDiscard.title')}
        isOpen={asking}
        onClose={() => setAsking(false)}
        closeLabel={t('common.close')}
        actions={
          <Button
            kind="danger"
            onPress={async () => {
              await discardItem(item.id);
              setAsking(false);
              announce(t('queue.discarded'));
            }}
          >
            {t('queue.confirmDiscard.go')}
          </Button>
        }
      >
        {t('queue.confirmDiscard.text')}
      </ConfirmSheet>
    </Card>
  );
}

/** Where it is put right; null: nowhere. */
function correctionOf({ eventType, objectKind, objectId, data }: QueueItem) {
  // One that was only begun has no page.
  if (eventType === 'workout.started') return null;
  if (objectKind === 'mission') return { to: '/missions/$missionId/edit', params: { missionId: objectId } } as const;
  return placeOf(objectKind, objectId, data);
}
