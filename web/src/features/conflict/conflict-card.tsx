import { useTranslation } from 'react-i18next';
import { dayOf } from '@/features/workouts/workout-day';
import type { Mission, Plan, Workout } from '@/shared/api/contract';
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
import { useNameOf } from './use-name';

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
  const sides = useConflict(item);
  const { choose, pendingAt } = useChoice(item, sides, onDecided);
  if (!item.conflict) return null;
  const kind = item.conflict.deleted ? 'deleted' : sides?.mine === null ? 'removed' : 'changed';
  const { name, more } = sides ? nameOf(sides) : { name: '', more: '' };
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
      {more ? <p className="text-13 text-mute">{more}</p> : null}
      <p className="mt-1 text-13 text-mute">
        {t(`queue.conflict.${kind}.text`)}
        {since ? ` ${t('queue.conflict.since', { when: format.instant(new Date(since)) })}` : ''}
      </p>
      {questions.map(({ paths, told, answer, again }) => (
        <section key={paths.join()} aria-label={told.what || name || t('queue.conflict.title')}>
          <Apart told={told} heads={heads} />
          {again ? <Again /> : null}
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
          {sides && sides.again.length > 0 ? <Again /> : null}
          <Choice labels={kind} isDisabled={!sides} pending={pendingAt()} onChoose={choose} />
        </>
      )}
    </section>
  );
}

/** What was answered is not what stands there now. */
function Again() {
  const { t } = useTranslation();
  return (
    <p role="status" className="mt-2 text-13 text-yellow">
      {t('queue.conflict.again')}
    </p>
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

/** What the thing is called, and by what it is told from others of that name. */
function useName() {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useNameOf();
  return ({ kind, base, mine, theirs, overlaps }: ConflictSides): { name: string; more: string } => {
    const standing = theirs ?? mine;
    if (!standing) return { name: '', more: '' };
    const name = nameOf(kind, standing);
    if (kind === 'workout') {
      const workout = standing as Workout;
      const day = format.day(dayOf(workout));
      return { name, more: workout.done ? t('queue.conflict.name.done', { day }) : day };
    }
    if (kind === 'mission') return { name, more: format.day((standing as Mission).event_start) };
    if (kind !== 'plan') return { name, more: '' };
    const asked = (path: string) => overlaps.some((one) => one.path === path);
    const [plan, before] = [standing as Plan, base as Plan | null];
    const day = (asked('/comp_date') ? before?.comp_date : null) ?? plan.comp_date;
    return {
      name: (asked('/name') ? before?.name : null) ?? name,
      more: day && overlaps.length > 0 ? t('queue.conflict.name.plan', { day: format.day(day) }) : '',
    };
  };
}
