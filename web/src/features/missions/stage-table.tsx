import { useTranslation } from 'react-i18next';
import type { Stage } from '@/shared/api/contract';
import { Icon } from '@/shared/design/icon';
import { toDay } from '@/shared/lib/dates';
import { useFormat } from '@/shared/lib/use-format';
import { featOf, type Score } from '@/shared/training/stage-score';
import type { Shown } from '@/sync/objects';
import type { Feat } from './mission-form';

interface Props {
  items: Shown<Stage>[];
  score: Score;
  /** Points are counted. */
  pays: boolean;
  onOpen: (stage: Stage) => void;
}

/** Stage by stage: what it is, whether it is done, what it pays; and all of it together. */
export function StageTable({ items, score, pays, onOpen }: Props) {
  const { t } = useTranslation();
  return (
    <div className="overflow-hidden rounded-card border border-line bg-s1">
      <table className="w-full text-left">
        <caption className="sr-only">{t('missions.stages.title')}</caption>
        <thead>
          <tr className="border-line border-b text-12 text-mute">
            <th scope="col" className="w-10 py-2.5 pl-4.5 font-normal">
              <span className="sr-only">{t('missions.stages.number')}</span>
            </th>
            <th scope="col" className="py-2.5 pl-2 font-normal">
              {t('missions.points.stage')}
            </th>
            {pays ? (
              <>
                <th scope="col" className="py-2.5 pl-2 text-right font-normal">
                  {t('missions.stages.points')}
                </th>
                <th scope="col" className="py-2.5 pr-4.5 pl-2 text-right font-normal">
                  {t('missions.stages.bonus')}
                </th>
              </>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {items.map((item) =>
            item.value ? (
              <Row
                key={item.id}
                item={item}
                stage={item.value}
                paid={score.byStage.get(item.value.stage_number)}
                pays={pays}
                onOpen={onOpen}
              />
            ) : null,
          )}
        </tbody>
        <tfoot>
          <tr className="border-line border-t">
            <td className="py-3.5 pl-4.5" />
            <th scope="row" className="py-3.5 pl-2 font-medium">
              {t('missions.stages.done', { done: score.completed, count: items.length })}
            </th>
            {pays ? (
              <>
                <td className="num py-3.5 pl-2 text-right text-22">{score.points}</td>
                <td className="num py-3.5 pr-4.5 pl-2 text-right text-22">{score.bonusPoints}</td>
              </>
            ) : null}
          </tr>
        </tfoot>
      </table>
      {pays ? (
        <p className="flex items-baseline justify-between border-line border-t px-4.5 py-3.5">
          <span className="font-medium">{t('missions.stages.total')}</span>
          <span className="num text-46">{score.total}</span>
        </p>
      ) : null}
    </div>
  );
}

interface RowProps extends Pick<Props, 'pays' | 'onOpen'> {
  item: Shown<Stage>;
  stage: Stage;
  paid: { points: number; bonuses: { bonus: string; points: number }[] } | undefined;
}

function Row({ item, stage, paid, pays, onOpen }: RowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const done = stage.completed_at;
  const name = [t(`missions.types.${stage.stage_type}`), stage.ride_mode ? t(`missions.modes.${stage.ride_mode}`) : '']
    .filter(Boolean)
    .join(' · ');
  const bonus = paid?.bonuses.reduce((sum, one) => sum + one.points, 0) ?? 0;
  return (
    <tr className="border-line border-t first:border-t-0">
      <td className="py-1 pl-4.5">
        <span className={`num text-22 ${done ? '' : 'text-mute'}`}>{stage.stage_number}</span>
      </td>
      <th scope="row" className="py-1 pl-2 font-normal">
        <button
          type="button"
          onClick={() => onOpen(stage)}
          className="flex min-h-13 w-full flex-col items-start justify-center rounded-field text-left hover:underline"
        >
          <span className={done ? 'font-medium' : 'text-mute'}>
            <span className="sr-only">{t('missions.stages.one', { number: stage.stage_number })}: </span>
            {name}
          </span>
          <span className="flex items-center gap-1 text-12 text-mute">
            {done ? <Icon name="check" size={12} className="text-green" /> : null}
            {done ? format.day(toDay(new Date(done)), 'short') : t('missions.stages.toDo')}
            {item.pending ? ` · ${t('common.notSent')}` : ''}
          </span>
        </button>
      </th>
      {pays ? (
        <>
          <td className="num py-1 pl-2 text-right text-17">{done ? (paid?.points ?? 0) : '–'}</td>
          <td className="py-1 pr-4.5 pl-2 text-right">
            {bonus > 0 ? (
              <>
                <span className="num text-17">+{bonus}</span>
                <span className="block text-12 text-mute">
                  {paid?.bonuses
                    .map(({ bonus: one }) => {
                      const { feat, threshold } = featOf(one);
                      return `${threshold} ${t(`missions.feats.${feat as Feat}`)}`;
                    })
                    .join(', ')}
                </span>
              </>
            ) : (
              <span className="num text-17 text-mute">–</span>
            )}
          </td>
        </>
      ) : null}
    </tr>
  );
}
