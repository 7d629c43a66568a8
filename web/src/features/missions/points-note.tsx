import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PointsSchema } from '@/shared/api/contract';
import { featOf } from '@/shared/training/stage-score';
import { type Feat, RIDE_MODES, STAGE_TYPES } from './mission-form';

/** How the points come about, for who wants to know. */
export function PointsNote({ schema }: { schema: PointsSchema }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const types = STAGE_TYPES.filter((type) => Object.keys(schema[type] ?? {}).length > 0);
  const bonuses = Object.entries(schema.bonuses ?? {});
  return (
    <div className="mt-3 text-13 text-mute">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="inline-flex min-h-11 items-center underline decoration-dotted underline-offset-4"
      >
        {t('missions.points.how')}
      </button>
      <ul hidden={!open} className="mt-1 flex flex-col gap-1 [&[hidden]]:hidden">
        {types.map((type) => (
          <li key={type}>
            {t(`missions.types.${type}`)}:{' '}
            {RIDE_MODES.filter((mode) => schema[type]?.[mode] !== undefined)
              .map((mode) => `${t(`missions.modes.${mode}`)} ${schema[type]?.[mode]}`)
              .join(', ')}
          </li>
        ))}
        {bonuses.map(([name, { threshold, points }]) => {
          const feat = featOf(name).feat as Feat;
          return (
            <li key={name}>
              {t(feat === 'consecutive' ? 'missions.points.eachRow' : 'missions.points.once', {
                threshold,
                feat: t(`missions.feats.${feat}`),
                count: points,
              })}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
