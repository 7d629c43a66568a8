import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { editPlan } from '@/features/plans/edit-plan';
import type { Plan, PlannedExercise, PlannedWorkout } from '@/shared/api/contract';
import { announce } from '@/shared/design/announcer';
import { Button } from '@/shared/design/button';
import { ConfirmDeletion } from '@/shared/design/confirm-deletion';
import { DateField } from '@/shared/design/date-field';
import { Icon } from '@/shared/design/icon';
import { TextField } from '@/shared/design/text-field';
import { focusInvalid } from '@/shared/form/focus-invalid';
import { MAX_PLANNED_EXERCISES, MAX_WORKOUT_NOTES, MAX_WORKOUT_TITLE } from '@/shared/lib/limits';
import { useBusy } from '@/sync/busy';
import { useDraft } from '@/sync/drafts';
import { EnduranceEditor } from './endurance-editor';
import { ExerciseEditor } from './exercise-editor';
import { moved, withoutWorkout, withWorkout } from './plan-changes';

/** The kind of a planned workout's draft. */
export const PLANNED_WORKOUT = 'planned_workout';
const FIRST_ENDURANCE = { sport: 'ride', duration_seconds: 3600 };
const FIRST_SETS = [1, 2, 3].map(() => ({ reps: 5, rest_seconds: 150 }));

interface Props {
  plan: Plan;
  workout: PlannedWorkout;
  isNew: boolean;
  /** `kept`: the workout is (still) in the plan. */
  onDone: (kept: boolean) => void;
}

/** One planned workout, kept as it is typed; the plan changes when it is saved. */
export function WorkoutEditor({ plan, workout, isNew, onDone }: Props) {
  const { t } = useTranslation();
  const [draft, setDraft, { loaded, remove }] = useDraft<PlannedWorkout>(PLANNED_WORKOUT, workout.workout_id, workout, {
    of: { kind: 'plan', id: plan.plan_id },
  });
  const [tried, setTried] = useState(false);
  const [asking, setAsking] = useState(false);
  useBusy(true);
  if (!loaded) return null;
  const exercises = draft.exercises ?? [];
  const nameless = exercises.some((exercise) => !exercise.name.trim());
  const outside = draft.date < plan.start_date ? 'early' : draft.date > plan.comp_date ? 'late' : null;
  const set = (part: Partial<PlannedWorkout>) => setDraft((old) => ({ ...old, ...part }));
  const put = (at: number, next: PlannedExercise) =>
    setDraft((old) => ({ ...old, exercises: (old.exercises ?? []).map((one, place) => (place === at ? next : one)) }));
  const swap = (at: number, other: number) =>
    set({
      exercises: exercises.map(
        (one, place) => (place === at ? exercises[other] : place === other ? exercises[at] : one) ?? one,
      ),
    });
  const commit = async (next: Plan, said: string, kept: boolean) => {
    await editPlan(next, { on: plan, draft: { kind: PLANNED_WORKOUT, id: workout.workout_id } });
    announce(said);
    onDone(kept);
  };
  const save = () => {
    setTried(true);
    if (nameless || outside) return;
    commit(
      withWorkout(plan, { ...moved(isNew ? draft : { ...draft, date: workout.date }, draft.date) }),
      t('plan.edit.saved'),
      true,
    ).catch(() => announce(t('common.storage.failed'), { tone: 'error' }));
  };
  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!focusInvalid(event.currentTarget)) save();
      }}
    >
      <h2 className="text-22">{isNew ? t('plan.addWorkout') : t('plan.edit.title')}</h2>
      <TextField
        label={t('plan.edit.name')}
        maxLength={MAX_WORKOUT_TITLE}
        value={draft.title ?? ''}
        onChange={(title) => set({ title: title || undefined })}
      />
      <DateField
        label={t('plan.edit.date')}
        value={draft.date}
        min={plan.start_date}
        max={plan.comp_date}
        onChange={(date) => date && set({ date })}
        error={outside ? t(`plan.edit.${outside}`) : undefined}
      />
      {exercises.map((exercise, at) => (
        <ExerciseEditor
          // biome-ignore lint/suspicious/noArrayIndexKey: an exercise is its place
          key={at}
          exercise={exercise}
          error={tried && !exercise.name.trim() ? t('plan.edit.nameNeeded') : undefined}
          onChange={(next) => put(at, next)}
          onRemove={() => set({ exercises: exercises.filter((_, place) => place !== at) })}
          onUp={at > 0 ? () => swap(at, at - 1) : undefined}
          onDown={at < exercises.length - 1 ? () => swap(at, at + 1) : undefined}
        />
      ))}
      {draft.endurance ? (
        <EnduranceEditor
          endurance={draft.endurance}
          onChange={(endurance) => set({ endurance })}
          onRemove={() => set({ endurance: undefined })}
        />
      ) : null}
      <div className="flex flex-wrap gap-2.5">
        <Button
          kind="ghost"
          size="small"
          className="flex-1 basis-[11rem]"
          isDisabled={exercises.length >= MAX_PLANNED_EXERCISES}
          onPress={() => set({ exercises: [...exercises, { name: '', sets: FIRST_SETS }] })}
        >
          <Icon name="plus" size={18} />
          {t('plan.edit.addExercise')}
        </Button>
        {draft.endurance ? null : (
          <Button
            kind="ghost"
            size="small"
            className="flex-1 basis-[11rem]"
            onPress={() => set({ endurance: FIRST_ENDURANCE })}
          >
            <Icon name="plus" size={18} />
            {t('plan.edit.addEndurance')}
          </Button>
        )}
      </div>
      <TextField
        label={t('plan.edit.notes')}
        multiline
        maxLength={MAX_WORKOUT_NOTES}
        value={draft.notes ?? ''}
        onChange={(notes) => set({ notes: notes || undefined })}
      />
      <div className="flex flex-col gap-2">
        <Button type="submit">{t('plan.edit.save')}</Button>
        <Button
          kind="quiet"
          size="small"
          onPress={async () => {
            await remove();
            onDone(!isNew);
          }}
        >
          {t('plan.edit.discard')}
        </Button>
        {isNew ? null : (
          <Button kind="warn" size="small" onPress={() => setAsking(true)}>
            {t('plan.edit.delete')}
          </Button>
        )}
      </div>
      <ConfirmDeletion
        title={t('plan.edit.deleteTitle')}
        isOpen={asking}
        onClose={() => setAsking(false)}
        onDelete={() => commit(withoutWorkout(plan, workout.workout_id), t('plan.edit.deleted'), false)}
      >
        {t('plan.edit.deleteText')}
      </ConfirmDeletion>
    </form>
  );
}
