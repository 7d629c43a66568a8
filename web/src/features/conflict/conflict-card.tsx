import { useTranslation } from 'react-i18next';
import { announce } from '@/shared/design/announcer';
import { Button } from '@/shared/design/button';
import { Icon } from '@/shared/design/icon';
import { useFormat } from '@/shared/lib/use-format';
import type { QueueItem } from '@/sync/outbox';
import { describeSide } from './describe-side';
import { resolveConflict } from './resolve-conflict';
import { useConflict } from './use-conflict';

/** Two devices changed the same thing: both versions, one tap. */
export function ConflictCard({ item }: { item: QueueItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  const conflict = useConflict(item);
  if (!item.conflict) return null;
  const words = { day: format.day, weight: format.weight };
  const choose = (side: 'mine' | 'theirs') =>
    resolveConflict(item.id, side).catch(() => announce(t('common.storage.failed'), { tone: 'error' }));
  const sides = conflict.data?.overlaps ?? [];
  const removed = conflict.data?.mine === null;
  const kind = item.conflict.deleted ? 'deleted' : removed ? 'removed' : 'changed';
  return (
    <section
      aria-label={t('queue.conflict.title')}
      className="mb-3 rounded-card border-2 border-yellow bg-s1 px-4.5 py-4"
    >
      <h2 className="flex items-center gap-2 text-17">
        <Icon name="swap" size={18} className="text-yellow" />
        {t('queue.conflict.title')}
      </h2>
      <p className="mt-1 text-13 text-mute">{t(`queue.conflict.${kind}.text`)}</p>
      {sides.map((overlap) => (
        <dl key={overlap.path} className="mt-3 grid grid-cols-2 gap-3 border-line border-t pt-3">
          {(['mine', 'theirs'] as const).map((side) => (
            <div key={side}>
              <dt className="text-12 text-mute">{t(`queue.conflict.changed.${side}`)}</dt>
              <dd className="mt-0.5 text-15">{describeSide(overlap[side], words, t)}</dd>
            </div>
          ))}
        </dl>
      ))}
      <div className="mt-4 grid grid-cols-2 gap-3">
        <Button kind="ghost" size="small" onPress={() => choose('mine')}>
          {t(`queue.conflict.${kind}.mine`)}
        </Button>
        <Button kind="ghost" size="small" onPress={() => choose('theirs')}>
          {t(`queue.conflict.${kind}.theirs`)}
        </Button>
      </div>
    </section>
  );
}
