import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Pill } from '@/shared/design/button';
import { Sheet } from '@/shared/design/sheet';
import { TextField } from '@/shared/design/text-field';
import { MAX_DONE_EXERCISES, MAX_WORKOUT_NOTES } from '@/shared/lib/limits';
import { inUnit } from '@/shared/lib/units';
import { useFormat } from '@/shared/lib/use-format';
import { isBarbell } from '@/shared/training/lifts';
import { ExerciseSheet } from './exercise-sheet';
import {
  addExercise,
  addSet,
  changeExercise,
  lastTime,
  type SessionDraft,
  type SessionExercise,
  suggestedWeight,
} from './session-draft';
import type { useWorkoutSession } from './use-session';
import { WarmUpSheet } from './warm-up-sheet';

type Open = 'note' | 'swap' | 'add' | 'warmUp' | null;

interface Props {
  session: ReturnType<typeof useWorkoutSession>;
  draft: SessionDraft;
  exercise: SessionExercise | undefined;
  /** Present when the end is not offered elsewhere on the screen. */
  onFinish: (() => void) | undefined;
}

/** What is done now and then: another set, a note, another exercise. */
export function SessionTools({ session, draft, exercise, onFinish }: Props) {
  const { t } = useTranslation();
  const { unit } = useFormat();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const { known } = session;
  const first =
    exercise && suggestedWeight(exercise, 0, lastTime(session.history, exercise.name, draft.workout_id), unit);
  const change = (part: (one: SessionExercise) => SessionExercise) =>
    session.setDraft((old) => changeExercise(old, old.at, part));
  const canRemove = exercise && exercise.sets.length > 1 && !exercise.sets.at(-1)?.done_at;
  return (
    <div className="mt-4 flex flex-wrap gap-2">
      {exercise ? (
        <>
          <Pill className="min-h-13" onPress={() => change(addSet)}>
            + {t('workout.addSet')}
          </Pill>
          {canRemove ? (
            <Pill className="min-h-13" onPress={() => change((one) => ({ ...one, sets: one.sets.slice(0, -1) }))}>
              − {t('workout.removeSet')}
            </Pill>
          ) : null}
          <Pill className="min-h-13" onPress={() => setOpen('swap')}>
            {t('workout.swap')}
          </Pill>
          {first && isBarbell(exercise.name) ? (
            <Pill className="min-h-13" onPress={() => setOpen('warmUp')}>
              {t('workout.warmUp')}
            </Pill>
          ) : null}
        </>
      ) : null}
      <Pill className="min-h-13" onPress={() => setOpen('note')}>
        {t('workout.note')}
      </Pill>
      {exercise ? (
        <Pill
          className="min-h-13"
          onPress={() => setOpen('add')}
          isDisabled={draft.exercises.length >= MAX_DONE_EXERCISES}
        >
          + {t('workout.addExercise')}
        </Pill>
      ) : null}
      {onFinish ? (
        <Button kind="ghost" onPress={onFinish} className="mt-2 w-full">
          {t('workout.finish')}
        </Button>
      ) : null}
      <Sheet title={t('workout.noteTitle')} isOpen={open === 'note'} onClose={close} closeLabel={t('common.close')}>
        <TextField
          label={t('workout.noteLabel')}
          multiline
          maxLength={MAX_WORKOUT_NOTES}
          autoFocus
          value={draft.notes}
          onChange={(notes) => session.setDraft((old) => ({ ...old, notes }))}
        />
      </Sheet>
      <ExerciseSheet
        title={t('workout.swapTitle', { name: exercise?.name ?? '' })}
        label={t('workout.swapLabel')}
        action={t('workout.swapGo')}
        known={known.filter((name) => name !== exercise?.name)}
        isOpen={open === 'swap'}
        onClose={close}
        onChoose={(name) => {
          // What was asked for was asked of the other exercise.
          change((one) => ({ name, sets: one.sets.map((set) => (set.done_at ? set : { reps: set.reps })) }));
          close();
        }}
      />
      <ExerciseSheet
        title={t('workout.addTitle')}
        label={t('workout.addLabel')}
        action={t('workout.addGo')}
        known={known}
        isOpen={open === 'add'}
        onClose={close}
        onChoose={(name) => {
          session.setDraft((old) => addExercise(old, name));
          close();
        }}
      />
      {first ? <WarmUpSheet target={inUnit(first, unit)} isOpen={open === 'warmUp'} onClose={close} /> : null}
    </div>
  );
}
