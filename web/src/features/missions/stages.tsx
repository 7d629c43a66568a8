import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConflictCard } from '@/features/conflict/conflict-card';
import { useFreshness } from '@/features/freshness/use-freshness';
import type { Mission, Stage } from '@/shared/api/contract';
import { Banner } from '@/shared/design/banner';
import { Button, Pill } from '@/shared/design/button';
import { reasonOf } from '@/shared/i18n/reason-of';
import { newId } from '@/shared/lib/ids';
import { scoreOf } from '@/shared/training/stage-score';
import { useQueue } from '@/sync/outbox';
import { PointsNote } from './points-note';
import { StageSheet } from './stage-sheet';
import { StageTable } from './stage-table';
import { useStages } from './use-stages';

/** The stages of a mission and what they have come to, counted here from all of them: also those not sent yet. */
export function Stages({ mission }: { mission: Mission }) {
  const { t } = useTranslation();
  const read = useStages(mission.mission_id);
  useFreshness('mission_stage', read);
  const [open, setOpen] = useState<{ id: string; stage: Stage | null } | null>(null);
  const queue = useQueue();
  const stages = read.items.flatMap(({ value }) => value ?? []);
  const score = scoreOf(mission.points_schema, stages);
  const own = new Set(read.items.map(({ id }) => id));
  const conflicts = queue.filter(
    ({ objectKind, objectId, conflict }) => objectKind === 'mission_stage' && own.has(objectId) && conflict,
  );
  const refused = read.items.filter((one) => one.refused && !conflicts.some(({ objectId }) => objectId === one.id));
  return (
    <section aria-labelledby="mission-stages">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <h2 id="mission-stages" className="text-17">
          {t('missions.stages.title')}
        </h2>
        <Pill onPress={() => setOpen({ id: newId(), stage: null })}>+ {t('missions.stages.add')}</Pill>
      </div>
      {conflicts.map((item) => (
        <ConflictCard key={item.id} item={item} />
      ))}
      {refused.map(({ id, value, refused: why }) => (
        <Banner
          key={id}
          tone="error"
          action={
            value ? (
              <Button kind="quiet" size="small" onPress={() => setOpen({ id, stage: value })}>
                {t('common.edit')}
              </Button>
            ) : undefined
          }
        >
          {t('missions.stages.refused', { number: value?.stage_number ?? 0 })} {why ? reasonOf(why, t).join(' ') : ''}
        </Banner>
      ))}
      {stages.length > 0 ? (
        <StageTable
          items={read.items}
          score={score}
          pays={mission.points_schema !== undefined}
          onOpen={(stage) => setOpen({ id: stage.stage_id, stage })}
        />
      ) : (
        <p className="text-mute">{t(read.loaded ? 'missions.stages.none' : 'common.loading')}</p>
      )}
      {mission.points_schema ? <PointsNote schema={mission.points_schema} /> : null}
      {open ? (
        <StageSheet
          mission={mission}
          stageId={open.id}
          stage={open.stage}
          others={stages.filter(({ stage_id }) => stage_id !== open.id)}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </section>
  );
}
