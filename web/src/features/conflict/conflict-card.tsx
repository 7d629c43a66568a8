import { useTranslation } from 'react-i18next';
import { useTitles } from '@/features/plans/use-titles';
import type { Plan, Workout } from '@/shared/api/contract';
import { Button } from '@/shared/design/button';
import { Icon } from '@/shared/design/icon';
import { useFormat } from '@/shared/lib/use-format';
import type { ConflictSides } from '@/sync/conflict-choice';
import type { Side } from '@/sync/merge';
import type { QueueItem } from '@/sync/outbox';
import { Apart, Sides, Stands } from './conflict-sides';
import { questionsOf } from './questions';
import { useChoice } from './use-choice';
import { useConflict } from './use-conflict';

interface Props {
  item: QueueItem;
  /** Under which id the thing goes on: another one, where it was deleted and comes back. */
  onDecided?: (objectId: string) => void;
}

/** Two devices changed the same thing: what it is, both versions of what is in question, one tap for each. */
export function ConflictCard({ item, onDecided }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useName();
  const { data: sides } = useConflict(item);
  const { choose, pendingAt } = useChoice(item, sides, onDecided);
  if (!item.conflict) return null;
  const kind = item.conflict.deleted ? 'deleted' : sides?.mine === null ? 'removed' : 'changed';
  const name = sides && nameOf(sides);
  const questions = sides ? questionsOf(sides, format, t) : [];
  const open = questions.filter(({ answer }) => !answer).length;
  const heads: [string, string] = [t('queue.conflict.changed.mine'), t('queue.conflict.changed.theirs')];
  const since = (sides?.theirs as { updated_at?: string } | null | undefined)?.updated_at;
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
      <p className="mt-1 text-13 text-mute">
        {t(`queue.conflict.${kind}.text`)}
        {since ? ` ${t('queue.conflict.since', { when: format.instant(new Date(since)) })}` : ''}
      </p>
      {questions.map(({ paths, told, answer }) => (
        <section key={paths.join()} aria-label={told.what || name || t('queue.conflict.title')}>
          <Apart told={told} heads={heads} />
          <Choice labels={kind} chosen={answer} pending={pendingAt(paths)} onChoose={(side) => choose(side, paths)} />
        </section>
      ))}
      {sides ? <Stands sides={sides} /> : null}
      {questions.length > 1 && open > 0 ? (
        <p role="status" className="mt-3 text-13 text-mute">
          {t('queue.conflict.open', { count: open })}
        </p>
      ) : null}
      {questions.length > 0 ? null : (
        <>
          {sides ? <Sides sides={sides} /> : null}
          <Choice labels={kind} isDisabled={!sides} pending={pendingAt()} onChoose={choose} />
        </>
      )}
    </section>
  );
}

interface ChoiceProps {
  labels: 'deleted' | 'removed' | 'changed';
  chosen?: Side;
  pending?: Side;
  isDisabled?: boolean;
  onChoose: (side: Side) => void;
}

function Choice({ labels, chosen, pending, isDisabled, onChoose }: ChoiceProps) {
  const { t } = useTranslation();
  return (
    <div className="mt-4 grid grid-cols-2 gap-3">
      {(['mine', 'theirs'] as const).map((side) => (
        <Button
          key={side}
          kind={chosen === side ? 'action' : 'ghost'}
          size="small"
          aria-pressed={chosen && chosen === side}
          isPending={pending === side}
          isDisabled={isDisabled}
          onPress={() => chosen !== side && onChoose(side)}
        >
          {t(`queue.conflict.${labels}.${side}`)}
        </Button>
      ))}
    </div>
  );
}

/** What the thing is called. */
function useName() {
  const { t } = useTranslation();
  const titleOf = useTitles();
  return ({ kind, mine, theirs }: ConflictSides): string => {
    const standing = theirs ?? mine;
    if (!standing) return '';
    if (kind === 'workout') return titleOf(standing as Workout);
    if (kind === 'settings') return t('queue.events.user_settings_submitted');
    return kind === 'plan'
      ? ((standing as Plan).name ?? t('plan.untitled'))
      : t('queue.events.user_app_settings_submitted');
  };
}
