import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DisputedNotice } from '@/features/conflict/disputed-notice';
import type { Plan } from '@/shared/api/contract';
import { Button, IconButton } from '@/shared/design/button';
import { buttonClass } from '@/shared/design/button-class';
import { useFormat } from '@/shared/lib/use-format';
import { EnduranceLine } from '@/shared/training/endurance-line';
import { ExerciseList } from '@/shared/training/exercise-list';
import { useDrafts } from '@/sync/drafts';
import type { Planner } from './use-planner';
import { PLANNED_WORKOUT, WorkoutEditor } from './workout-editor';

interface Props {
  planner: Planner;
  plan: Plan;
  workoutId: string;
}

/** The chosen workout: beside the calendar on a wide screen, in its place on a narrow one. */
export function WorkoutPanel({ planner, plan, workoutId }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const workout = plan.workouts.find((one) => one.workout_id === workoutId);
  const [asked, setAsked] = useState(!workout);
  // What was typed before a reload is still there, and is shown.
  const begun = useDrafts(PLANNED_WORKOUT).some((draft) => draft.id === workoutId);
  const editing = asked || begun;
  const close = () => planner.select(undefined);
  const place = useRef<HTMLElement>(null);
  // Opened, and where its form comes or goes, the keyboard is at its beginning.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was in the keyboard has gone then
  useEffect(() => place.current?.focus({ preventScroll: true }), [editing]);
  const doneOn = planner.doneOn.get(workoutId);
  const done = doneOn !== undefined;
  const about: string[] = [];
  if (doneOn) about.push(t('plan.doneOn', { day: format.day(doneOn) }));
  if (workout && doneOn !== workout.date)
    about.push(done ? t('plan.plannedFor', { day: format.day(workout.date, 'short') }) : format.day(workout.date));
  if (workout?.original_date) about.push(t('plan.moved', { day: format.day(workout.original_date, 'short') }));
  return (
    <section
      ref={place}
      tabIndex={-1}
      aria-label={workout?.title ?? t('plan.newWorkout')}
      className="outline-none"
      onKeyDown={({ key, target, currentTarget }) => {
        // Not from what lies over the page: that closes itself.
        if (key === 'Escape' && currentTarget.contains(target as Node)) void close();
      }}
    >
      <div className="mb-1 flex items-center gap-1">
        <IconButton icon="back" label={t('common.back')} onPress={close} className="-ml-3 xl:hidden" />
        <p className="flex-1 text-13 text-mute">{workout ? about.join(' · ') : t('plan.addWorkout')}</p>
        <IconButton icon="close" label={t('common.close')} onPress={close} className="-mr-2 hidden xl:grid" />
      </div>
      {editing || !workout ? (
        <WorkoutEditor
          plan={plan}
          workout={
            workout ?? {
              workout_id: workoutId,
              date: planner.today < plan.start_date ? plan.start_date : planner.today,
              exercises: [],
            }
          }
          isNew={!workout}
          onDone={(kept) => (kept ? setAsked(false) : close())}
        />
      ) : (
        <>
          <h2 className="mb-3 text-22">{workout.title ?? t('plan.newWorkout')}</h2>
          <div className="border-line border-t">
            {workout.endurance ? <EnduranceLine endurance={workout.endurance} /> : null}
            <ExerciseList exercises={workout.exercises ?? []} />
          </div>
          {workout.notes ? <p className="mt-3 whitespace-pre-wrap text-mute">{workout.notes}</p> : null}
          <DisputedNotice planId={plan.plan_id} workoutId={workoutId} />
          <div className="mt-6 flex flex-col gap-2.5">
            {done ? (
              <Link to="/history/$workoutId" params={{ workoutId }} className={buttonClass('action')}>
                {t('workout.see')}
              </Link>
            ) : (
              <Link to="/train/$workoutId" params={{ workoutId }} className={buttonClass('action')}>
                {t('plan.startThis')}
              </Link>
            )}
            {planner.over || done ? null : (
              <Button kind="ghost" onPress={() => setAsked(true)}>
                {t('common.edit')}
              </Button>
            )}
          </div>
        </>
      )}
    </section>
  );
}
