import { useTranslation } from 'react-i18next';
import type { Plan } from '@/shared/api/contract';
import { useFormat } from '@/shared/lib/use-format';
import type { ConflictSides } from '@/sync/conflict-choice';
import { editDataOf, tellChanges } from './tell-changes';
import { type DoneSide, type Told, tellDone, tellPlan } from './tell-conflict';
import { tellStands } from './tell-stands';

/** What each device made of it, where it is chosen whole; of what one of them deleted, what the other changed. */
export function Sides({ sides }: { sides: ConflictSides }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { kind, base, mine, theirs } = sides;
  const left = mine ?? theirs;
  if (!left) return null;
  const changes =
    base && (mine === null || theirs === null)
      ? tellChanges(kind, editDataOf(kind, base), editDataOf(kind, left), format, t)
      : [];
  if (kind === 'workout' && changes.length === 0) {
    const done = tellDone(sides, format, t);
    return (
      <div className="mt-3 grid grid-cols-2 gap-3 border-line border-t pt-3">
        <Done title={t('queue.conflict.changed.mine')} side={done.mine} />
        <Done title={t('queue.conflict.changed.theirs')} side={done.theirs} />
      </div>
    );
  }
  const heads: Heads = [
    t('queue.conflict.before'),
    t(theirs === null ? 'queue.conflict.here' : 'queue.conflict.there'),
  ];
  return (
    <>
      {kind === 'plan' ? <p className="mt-2 text-15">{tellPlan(left as Plan, format, t)}</p> : null}
      {changes.map(({ paths, told }) => (
        <Apart key={paths.join()} told={told} heads={heads} />
      ))}
    </>
  );
}

type Heads = [string, string];

/** What is not the same on two sides, place by place. */
export function Apart({ told, heads }: { told: Told; heads: Heads }) {
  const { t } = useTranslation();
  const { what, differences, more } = told;
  return (
    <table className="mt-3 w-full table-fixed text-left">
      {what ? (
        <caption className="caption-top border-line border-t pt-3 text-left font-semibold text-15 text-text">
          {what}
        </caption>
      ) : null}
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col" className="pt-2 font-normal text-12 text-mute">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      {differences.map((one) => (
        <tbody key={one.what}>
          {one.what ? (
            <tr>
              <th scope="rowgroup" colSpan={2} className="pt-2 font-normal text-13 text-mute">
                {one.what}
              </th>
            </tr>
          ) : null}
          <tr className="align-top text-15 text-text">
            {(['mine', 'theirs'] as const).map((side) => (
              <td key={side} className="hyphens-auto break-words pr-3">
                {one[side]}
              </td>
            ))}
          </tr>
        </tbody>
      ))}
      {more > 0 ? (
        <tfoot>
          <tr>
            <td colSpan={2} className="pt-2 text-13 text-mute">
              {t('queue.conflict.more', { count: more })}
            </td>
          </tr>
        </tfoot>
      ) : null}
    </table>
  );
}

const MAX_STANDS = 8;

/** What was put together from both and stands whatever is chosen. */
export function Stands({ sides }: { sides: ConflictSides }) {
  const { t } = useTranslation();
  const format = useFormat();
  const all = tellStands(sides, format, t);
  if (all.length === 0) return null;
  return (
    <section className="mt-4 border-line border-t pt-3">
      <h3 className="font-normal font-sans text-13 text-mute">{t('queue.conflict.stands.title')}</h3>
      <ul className="mt-1">
        {all.slice(0, MAX_STANDS).map(({ what, text, from }) => (
          <li key={`${what}${text}${from}`} className="hyphens-auto break-words text-15">
            {[text ? `${what}: ${text}` : what, t(`queue.conflict.stands.${from}`)].join(' · ')}
          </li>
        ))}
      </ul>
      {all.length > MAX_STANDS ? (
        <p className="text-13 text-mute">{t('queue.conflict.more', { count: all.length - MAX_STANDS })}</p>
      ) : null}
    </section>
  );
}

function Done({ title, side }: { title: string; side: DoneSide }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <section aria-label={title} className="min-w-0">
      <h3 className="font-normal font-sans text-12 text-mute">{title}</h3>
      <dl>
        {side.lines.map(({ name, text }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an exercise may stand twice in a workout
          <div key={at} className="mt-1.5">
            <dt className="hyphens-auto break-words text-13 text-mute">{name}</dt>
            <dd className="break-words text-15">{text}</dd>
          </div>
        ))}
      </dl>
      {side.finished ? (
        <p className="mt-1.5 text-13 text-mute">
          {t('queue.conflict.finished', { when: format.instant(new Date(side.finished)) })}
        </p>
      ) : null}
    </section>
  );
}
