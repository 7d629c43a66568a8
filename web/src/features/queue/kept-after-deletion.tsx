import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tellPlan } from '@/features/conflict/tell-conflict';
import { useKeepPlace } from '@/features/plans/use-keep-place';
import { useTitles } from '@/features/plans/use-titles';
import { dayOf } from '@/features/workouts/workout-day';
import type { MachineNote, Mission, Plan, Stage, Workout } from '@/shared/api/contract';
import { announce } from '@/shared/design/announcer';
import { Pill } from '@/shared/design/button';
import { CardList } from '@/shared/design/card';
import { toDay } from '@/shared/lib/dates';
import { useFormat } from '@/shared/lib/use-format';
import { bringBack, type KeptOfGone, useKeptOfGone } from '@/sync/bring-back';

/** Versions of what was deleted: it has no page where they would stand. */
export function KeptAfterDeletion() {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useTell();
  const keepPlace = useKeepPlace();
  const kept = useKeptOfGone();
  const [running, setRunning] = useState('');
  if (kept.length === 0) return null;
  const take = async (one: KeptOfGone) => {
    setRunning(one.id);
    try {
      const newId = await bringBack(one);
      if (newId) await keepPlace(one.kind, one.objectId, newId);
      announce(t('queue.kept.back'));
    } catch {
      announce(t('common.storage.failed'), { tone: 'error' });
    } finally {
      setRunning('');
    }
  };
  return (
    <section aria-labelledby="kept-after-deletion" className="mt-7">
      <h2 id="kept-after-deletion" className="text-17">
        {t('queue.kept.goneTitle')}
      </h2>
      <p className="mt-1 mb-3 text-13 text-mute">{t('queue.kept.goneText')}</p>
      <CardList label={t('queue.kept.goneTitle')}>
        {kept.map((one) => {
          const { name, detail } = tell(one);
          return (
            <li key={one.id} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-2 py-3 pr-3 pl-4.5">
              <div className="min-w-0 flex-1 basis-[10rem]">
                <p className="hyphens-auto break-words font-medium">{name}</p>
                <p className="text-13 text-mute">{detail}</p>
                <p className="text-13 text-mute">
                  {t('queue.kept.until', { day: format.day(toDay(one.until), 'numeric') })}
                </p>
              </div>
              <Pill
                aria-label={t('queue.kept.bringBackNamed', { name })}
                isPending={running === one.id}
                onPress={() => take(one)}
              >
                {t('queue.kept.bringBack')}
              </Pill>
            </li>
          );
        })}
      </CardList>
    </section>
  );
}

/** What it was. */
function useTell() {
  const { t } = useTranslation();
  const format = useFormat();
  const titleOf = useTitles();
  return ({ kind, value }: KeptOfGone): { name: string; detail: string } => {
    if (kind === 'plan') {
      const plan = value as Plan;
      return { name: plan.name ?? t('plan.untitled'), detail: tellPlan(plan, format, t) };
    }
    if (kind === 'machine_note') {
      const { brand, model, machine_type } = value as MachineNote;
      return { name: `${brand} ${model}`, detail: t(`tools.types.${machine_type}`) };
    }
    if (kind === 'mission') {
      const { name, event_start } = value as Mission;
      return { name, detail: format.day(event_start) };
    }
    if (kind === 'mission_stage') {
      const { stage_number, stage_type } = value as Stage;
      return { name: t('missions.stages.one', { number: stage_number }), detail: t(`missions.types.${stage_type}`) };
    }
    const workout = value as Workout;
    const sets = workout.done?.exercises_summary.reduce((sum, exercise) => sum + exercise.sets.length, 0) ?? 0;
    const detail = [format.day(dayOf(workout)), t('plan.setCount', { count: sets })].join(' · ');
    return { name: titleOf(workout), detail };
  };
}
