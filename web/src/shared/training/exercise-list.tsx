import { useTranslation } from 'react-i18next';
import type { PlannedExercise } from '@/shared/api/contract';
import { useFormat } from '@/shared/lib/use-format';
import { noteText } from './share-note';
import { usePrescription } from './use-prescription';

/** The exercises of a planned workout, each with what is asked for and how heavy. */
export function ExerciseList({ exercises, most = 30 }: { exercises: PlannedExercise[]; most?: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const prescribe = usePrescription();
  return (
    <ul className="divide-y divide-line">
      {exercises.slice(0, most).map((exercise, at) => {
        const words = prescribe(exercise.sets);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an exercise may stand twice in a workout
          <li key={at} className="py-2.5">
            <span className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span className="min-w-0 break-words font-semibold">{exercise.name}</span>
              <span className="num text-[1.1875rem]">{words.weight}</span>
            </span>
            <span className="mt-0.5 flex flex-wrap justify-between gap-x-3 text-13 text-mute">
              <span className="line-clamp-2">
                {[words.what, noteText(exercise.notes, t, format.number)].filter(Boolean).join(' · ')}
              </span>
              <span>{words.effort}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
