import { useTranslation } from 'react-i18next';
import { IconButton, Pill } from '@/shared/design/button';
import { InlineNumber } from '@/shared/design/inline-number';
import { TextField } from '@/shared/design/text-field';
import { useFormat } from '@/shared/lib/use-format';
import { neededFor, ranksOf, totalOf, totalsNeeded } from '@/shared/training/meet';
import { gramsOf, type MeetDraft, type Rival } from './meet-draft';
import { useMeetWords } from './meet-words';

interface Props {
  draft: MeetDraft;
  onChange: (rivals: Rival[]) => void;
}

const MAX_RIVALS = 20;
const MAX_NAME = 40;
const TOTAL = { min: 0, max: 2000 };
const BODY = { min: 20, max: 500 };

/** Who is in the class, and what it takes to be before them: told for the lift that is on. */
export function Ranks({ draft, onChange }: Props) {
  const { t } = useTranslation();
  const { rivals } = draft;
  const put = (at: number, part: Partial<Rival>) =>
    onChange(rivals.map((one, place) => (place === at ? { ...one, ...part } : one)));
  return (
    <section aria-labelledby="meet-ranks">
      <h2 id="meet-ranks" className="text-17">
        {t('meet.ranks.title')}
      </h2>
      <p className="mt-1 mb-3 text-13 text-mute">{t('meet.ranks.text')}</p>
      {rivals.length > 0 ? <Needed draft={draft} /> : null}
      <ol className="flex flex-col gap-2">
        {rivals.map((rival, at) => (
          <RivalRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a rival is their row
            key={at}
            rival={rival}
            number={at + 1}
            onChange={(part) => put(at, part)}
            onRemove={() => onChange(rivals.filter((_, place) => place !== at))}
          />
        ))}
      </ol>
      <Pill
        className="mt-3"
        isDisabled={rivals.length >= MAX_RIVALS}
        onPress={() => onChange([...rivals, { name: '' }])}
      >
        + {t('meet.ranks.add')}
      </Pill>
    </section>
  );
}

interface RowProps {
  rival: Rival;
  number: number;
  onChange: (part: Partial<Rival>) => void;
  onRemove: () => void;
}

function RivalRow({ rival, number, onChange, onRemove }: RowProps) {
  const { t } = useTranslation();
  const { locale } = useFormat();
  const kg = (grams: number | undefined) => (grams === undefined ? undefined : grams / 1000);
  const grams = (value: number | undefined) => (value === undefined ? undefined : Math.round(value * 1000));
  return (
    <li className="flex flex-wrap items-end gap-2">
      <span className="min-w-0 flex-1 basis-[7rem]">
        <TextField
          label={t('meet.ranks.name', { number })}
          hideLabel
          placeholder={t('meet.ranks.name', { number })}
          maxLength={MAX_NAME}
          value={rival.name}
          onChange={(name) => onChange({ name })}
        />
      </span>
      <span className="w-[4.75rem]">
        <span className="mb-1 block text-center text-12 text-mute">{t('meet.total')}</span>
        <InlineNumber
          label={t('meet.ranks.totalOf', { number })}
          value={kg(rival.total)}
          locale={locale}
          range={TOTAL}
          onChange={(value) => onChange({ total: grams(value) })}
        />
      </span>
      <span className="w-[4.75rem]">
        <span className="mb-1 block text-center text-12 text-mute">{t('meet.ranks.body')}</span>
        <InlineNumber
          label={t('meet.ranks.bodyOf', { number })}
          value={kg(rival.body)}
          locale={locale}
          range={BODY}
          onChange={(value) => onChange({ body: grams(value) })}
        />
      </span>
      <IconButton icon="trash" label={t('meet.ranks.remove', { number })} onPress={onRemove} />
    </li>
  );
}

/** A rival whose weight nobody knows is taken to be the lighter one. */
const UNKNOWN_BODY = 0;

function Needed({ draft }: { draft: MeetDraft }) {
  const { t } = useTranslation();
  const words = useMeetWords();
  const { body, card, event, at: lift } = draft;
  if (!body) return <p className="mb-3 text-15 text-mute">{t('meet.ranks.needsBody')}</p>;
  const mine = gramsOf(body);
  const rivals = draft.rivals.map((rival) => ({ total: rival.total ?? null, body: rival.body ?? UNKNOWN_BODY }));
  const total = totalOf(card, event);
  const rank = ranksOf([...rivals, { total, body: mine }]).at(-1);
  const needed = totalsNeeded(mine, rivals).slice(0, -1);
  return (
    <div className="mb-4">
      {rank ? <p className="mb-1 font-medium">{t('meet.ranks.now', { rank })}</p> : null}
      <ol className="divide-y divide-line rounded-card border border-line bg-s1">
        {needed.map((grams, place) => {
          const lifted = neededFor(card, event, lift, grams);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a rank is its place
            <li key={place} className="flex flex-wrap items-baseline justify-between gap-x-4 px-4.5 py-2.5">
              <span>{t('meet.ranks.place', { rank: place + 1 })}</span>
              <span className="text-right">
                <span className="num text-22">{words.number(grams)}</span>
                <span className="text-13 text-mute">
                  {' kg'}
                  {lifted === null
                    ? ''
                    : ` · ${t('meet.ranks.with', { lift: t(`common.lifts.${lift}`), weight: words.kg(lifted) })}`}
                </span>
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
