import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lift } from '@/shared/api/contract';
import { Button } from '@/shared/design/button';
import { NumberField } from '@/shared/design/number-field';
import { Sheet } from '@/shared/design/sheet';
import { HEAVIEST, refusalOf } from '@/shared/training/meet';
import type { MeetDraft } from './meet-draft';
import { useMeetWords } from './meet-words';

interface Props {
  draft: MeetDraft;
  lift: Lift;
  at: number;
  onMean: (grams: number | null) => void;
  onCorrect: (good: boolean | null) => void;
  onGo: () => void;
  onClose: () => void;
}

/** One attempt: what it is meant to weigh, or what was lifted and may be put right. */
export function AttemptSheet({ draft, lift, at, onMean, onCorrect, onGo, onClose }: Props) {
  const { t } = useTranslation();
  const words = useMeetWords();
  const taken = draft.card[lift];
  const attempt = taken[at];
  const [grams, setGrams] = useState(draft.planned[lift][at] ?? undefined);
  const isNext = taken.length === at;
  const refusal = grams === undefined || !isNext ? null : refusalOf(taken, grams, 'record');
  const close = (then: () => void) => {
    then();
    onClose();
  };
  return (
    <Sheet title={words.attempt(lift, at)} isOpen onClose={onClose} closeLabel={t('common.close')}>
      {attempt ? (
        <div className="flex flex-col gap-2.5">
          <p className="text-mute">
            {words.kg(attempt.grams)} · {t(attempt.good ? 'meet.good' : 'meet.noLift')}
          </p>
          <Button kind="ghost" onPress={() => close(() => onCorrect(!attempt.good))}>
            {t(attempt.good ? 'meet.wasNoLift' : 'meet.wasGood')}
          </Button>
          <Button kind="warn" size="small" onPress={() => close(() => onCorrect(null))}>
            {t(taken.length > at + 1 ? 'meet.notTakenNorLater' : 'meet.notTaken')}
          </Button>
        </div>
      ) : (
        <form
          noValidate
          className="flex flex-col gap-5"
          onSubmit={(event) => {
            event.preventDefault();
            if (!refusal) close(() => onMean(grams ?? null));
          }}
        >
          <NumberField
            label={t('meet.meantWeight')}
            unit="kg"
            min={0.5}
            max={HEAVIEST / 1000}
            value={grams === undefined ? undefined : grams / 1000}
            hint={grams === undefined ? t('meet.stepHint') : (words.also(grams) ?? t('meet.stepHint'))}
            error={refusal ? t(`meet.rules.${refusal}`) : undefined}
            onChange={(kg) => setGrams(kg === undefined ? undefined : Math.round(kg * 1000))}
          />
          <Button type="submit" isDisabled={refusal !== null}>
            {t('common.save')}
          </Button>
          {isNext && draft.at !== lift ? (
            <Button kind="ghost" size="small" onPress={() => close(onGo)}>
              {t('meet.goHere')}
            </Button>
          ) : null}
        </form>
      )}
    </Sheet>
  );
}
