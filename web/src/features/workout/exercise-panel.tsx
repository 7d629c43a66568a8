import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { isBarbell } from '@/shared/training/lifts';
import { noteText } from '@/shared/training/share-note';
import { usePrescription } from '@/shared/training/use-prescription';
import { PlateCard } from './plate-card';
import { RpeSheet } from './rpe-sheet';
import {
  changeSet,
  currentSet,
  lastTime,
  type SessionDraft,
  type SessionExercise,
  suggestedReps,
  suggestedWeight,
} from './session-draft';
import { SET_GRID, SetRow } from './set-row';
import type { useWorkoutSession } from './use-session';

interface Props {
  session: ReturnType<typeof useWorkoutSession>;
  draft: SessionDraft;
  exercise: SessionExercise;
  onTick: (set: number) => void;
}

/** The exercise in view: the bar to load, then its sets. */
export function ExercisePanel({ session, draft, exercise, onTick }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const prescribe = usePrescription();
  const [rating, setRating] = useState<number | null>(null);
  const last = lastTime(session.history, exercise.name, draft.workout_id);
  const current = currentSet(exercise);
  const shown = current >= 0 ? current : exercise.sets.length - 1;
  const put = (set: number, part: Parameters<typeof changeSet>[3]) =>
    session.setDraft((old) => changeSet(old, old.at, set, part));
  const asked = exercise.sets.flatMap((set) => set.planned ?? []);
  const words = asked.length > 0 ? prescribe(asked) : null;
  return (
    <>
      {words ? (
        <p className="mb-2.5 text-13 text-mute">
          {[t('workout.target'), words.what, noteText(exercise.notes, t, format.number), words.effort, words.weight]
            .filter(Boolean)
            .join(' · ')}
        </p>
      ) : null}
      <PlateCard
        weight={suggestedWeight(exercise, shown, last, format.unit)}
        barbell={isBarbell(exercise.name)}
        onChange={(weight) => put(shown, { weight })}
      />
      <div className="mt-3">
        <div aria-hidden="true" className={`${SET_GRID} pb-1.5 text-12 text-mute`}>
          <span />
          <span>{t('workout.last')}</span>
          <span className="text-center">{format.unit}</span>
          <span className="text-center">{t('workout.reps')}</span>
          <span className="text-center">{t('workout.rpe')}</span>
          <span />
        </div>
        <ol>
          {exercise.sets.map((set, at) => (
            <SetRow
              // biome-ignore lint/suspicious/noArrayIndexKey: a set is its place
              key={at}
              number={at + 1}
              set={set}
              weight={suggestedWeight(exercise, at, last, format.unit)}
              reps={suggestedReps(exercise, at, last)}
              last={last?.sets[at]}
              isCurrent={at === current}
              onWeight={(weight) => put(at, { weight })}
              onReps={(reps) => put(at, { reps })}
              onRpe={() => setRating(at)}
              onTick={() => onTick(at)}
            />
          ))}
        </ol>
      </div>
      <RpeSheet
        setNumber={rating === null ? null : rating + 1}
        value={rating === null ? undefined : exercise.sets[rating]?.rpe}
        onChoose={(rpe) => {
          if (rating !== null) put(rating, { rpe });
          setRating(null);
        }}
        onClose={() => setRating(null)}
      />
    </>
  );
}
