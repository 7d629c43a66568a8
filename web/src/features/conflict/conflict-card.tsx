import { useTranslation } from 'react-i18next';
import { useTitles } from '@/features/plans/use-titles';
import type { Plan, Workout } from '@/shared/api/contract';
import { announce } from '@/shared/design/announcer';
import { Button } from '@/shared/design/button';
import { Icon } from '@/shared/design/icon';
import type { ConflictSides } from '@/sync/conflict-choice';
import type { QueueItem } from '@/sync/outbox';
import { Sides } from './conflict-sides';
import { resolveConflict } from './resolve-conflict';
import { useConflict } from './use-conflict';

/** Two devices changed the same thing: what it is, both versions, one tap. */
export function ConflictCard({ item }: { item: QueueItem }) {
  const { t } = useTranslation();
  const nameOf = useName();
  const { data: sides } = useConflict(item);
  if (!item.conflict) return null;
  const choose = (side: 'mine' | 'theirs') =>
    resolveConflict(item.id, side).catch(() => announce(t('common.storage.failed'), { tone: 'error' }));
  const kind = item.conflict.deleted ? 'deleted' : sides?.mine === null ? 'removed' : 'changed';
  const name = sides && nameOf(sides);
  return (
    <section
      aria-label={t('queue.conflict.title')}
      className="mb-3 rounded-card border-2 border-yellow bg-s1 px-4.5 py-4"
    >
      <h2 className="flex items-center gap-2 text-17">
        <Icon name="swap" size={18} className="text-yellow" />
        {t('queue.conflict.title')}
      </h2>
      {name ? <p className="mt-1 hyphens-auto break-words font-semibold">{name}</p> : null}
      <p className="mt-1 text-13 text-mute">{t(`queue.conflict.${kind}.text`)}</p>
      {sides ? <Sides sides={sides} /> : null}
      <div className="mt-4 grid grid-cols-2 gap-3">
        <Button kind="ghost" size="small" isDisabled={!sides} onPress={() => choose('mine')}>
          {t(`queue.conflict.${kind}.mine`)}
        </Button>
        <Button kind="ghost" size="small" isDisabled={!sides} onPress={() => choose('theirs')}>
          {t(`queue.conflict.${kind}.theirs`)}
        </Button>
      </div>
    </section>
  );
}

/** What the thing is called; settings need no name. */
function useName() {
  const { t } = useTranslation();
  const titleOf = useTitles();
  return ({ kind, mine, theirs }: ConflictSides): string => {
    const standing = theirs ?? mine;
    if (!standing) return '';
    if (kind === 'workout') return titleOf(standing as Workout);
    return kind === 'plan' ? ((standing as Plan).name ?? t('plan.untitled')) : '';
  };
}
