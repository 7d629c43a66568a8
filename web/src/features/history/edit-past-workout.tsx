import { useTranslation } from 'react-i18next';
import type { WorkoutDone } from '@/shared/api/contract';
import { announce } from '@/shared/design/announcer';
import { Button } from '@/shared/design/button';
import { TextField } from '@/shared/design/text-field';
import { focusInvalid } from '@/shared/form/focus-invalid';
import { MAX_WORKOUT_NOTES } from '@/shared/lib/limits';
import { useBusy } from '@/sync/busy';
import { useDraft } from '@/sync/drafts';
import { DoneExerciseCard } from './done-exercise';
import { editWorkout } from './edit-workout';

const DRAFT = 'workout_edit';

/** The sets of a finished workout, to be put right. */
export function EditPastWorkout({
  workoutId,
  done,
  onDone,
}: {
  workoutId: string;
  done: WorkoutDone;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const [draft, setDraft, { remove }] = useDraft<WorkoutDone>(DRAFT, workoutId, done, {
    of: { kind: 'workout', id: workoutId },
  });
  useBusy(true);
  const save = async () => {
    try {
      await editWorkout(workoutId, draft, { kind: DRAFT, id: workoutId });
      announce(t('history.saved'));
      onDone();
    } catch {
      announce(t('common.storage.failed'), { tone: 'error' });
    }
  };
  return (
    <form
      noValidate
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!focusInvalid(event.currentTarget)) void save();
      }}
    >
      {draft.exercises_summary.map((exercise, at) => (
        <DoneExerciseCard
          // biome-ignore lint/suspicious/noArrayIndexKey: an exercise may stand twice in a workout
          key={at}
          exercise={exercise}
          onChange={(next) =>
            setDraft((old) => ({
              ...old,
              exercises_summary: old.exercises_summary.map((one, place) => (place === at ? next : one)),
            }))
          }
        />
      ))}
      <TextField
        label={t('history.notes')}
        multiline
        maxLength={MAX_WORKOUT_NOTES}
        value={draft.notes ?? ''}
        onChange={(notes) => setDraft((old) => ({ ...old, notes: notes || undefined }))}
      />
      <Button type="submit">{t('history.save')}</Button>
      <Button
        kind="quiet"
        size="small"
        onPress={async () => {
          await remove();
          onDone();
        }}
      >
        {t('common.cancel')}
      </Button>
    </form>
  );
}
