import type { PlannedExercise } from '@/shared/api/contract';
import { usePrescription } from './use-prescription';

/** The exercises of a planned workout, each with what is asked for and how heavy. */
export function ExerciseList({ exercises, most = 30 }: { exercises: PlannedExercise[]; most?: number }) {
  const prescribe = usePrescription();
  return (
    <ul className="divide-y divide-line">
      {exercises.slice(0, most).map((exercise, at) => {
        const words = prescribe(exercise.sets);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an exercise may stand twice in a workout
          <li key={at} className="grid grid-cols-[1fr_auto] items-baseline gap-x-3 gap-y-0.5 py-2.5">
            <span className="font-semibold">{exercise.name}</span>
            <span className="num text-right text-[1.1875rem]">{words.weight}</span>
            <span className="line-clamp-2 text-13 text-mute">
              {[words.what, exercise.notes].filter(Boolean).join(' · ')}
            </span>
            <span className="text-right text-13 text-mute">{words.effort}</span>
          </li>
        );
      })}
    </ul>
  );
}
