import { useTranslation } from 'react-i18next';
import { Button } from '@/shared/design/button';
import { WeightField } from '@/shared/design/number-field';
import { Segmented } from '@/shared/design/segmented';
import { Sheet } from '@/shared/design/sheet';
import { SwitchField } from '@/shared/design/switch-field';
import { useFormat } from '@/shared/lib/use-format';
import { LIFTS_OF, type MeetEvent } from '@/shared/training/meet';
import type { Sex, Worn } from '@/shared/training/meet-points';
import type { MeetDraft } from './meet-draft';

interface Props {
  draft: MeetDraft;
  onChange: (part: Partial<MeetDraft>) => void;
  onClose: () => void;
}

/** What points and ranks are counted by. */
export function SetupSheet({ draft, onChange, onClose }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Sheet title={t('meet.setup.title')} isOpen onClose={onClose} closeLabel={t('common.close')}>
      <div className="flex flex-col gap-5">
        <WeightField
          label={t('meet.setup.body')}
          value={draft.body}
          onChange={(body) => onChange({ body })}
          unit={format.unit}
          unitLabel={t('common.unit')}
          min={20}
          max={500}
        />
        <Segmented<Sex>
          full
          label={t('meet.setup.table')}
          value={draft.sex}
          onChange={(sex) => onChange({ sex })}
          options={[
            { value: 'female', label: t('meet.setup.female') },
            { value: 'male', label: t('meet.setup.male') },
          ]}
        />
        <Segmented<MeetEvent>
          full
          label={t('meet.setup.event')}
          value={draft.event}
          onChange={(event) =>
            onChange({ event, at: LIFTS_OF[event].includes(draft.at) ? draft.at : (LIFTS_OF[event][0] ?? draft.at) })
          }
          options={[
            { value: 'full_power', label: t('meet.setup.fullPower') },
            { value: 'bench_only', label: t('meet.setup.benchOnly') },
          ]}
        />
        <Segmented<Worn>
          full
          label={t('meet.setup.worn')}
          value={draft.worn}
          onChange={(worn) => onChange({ worn })}
          options={[
            { value: 'raw', label: t('meet.setup.raw') },
            { value: 'equipped', label: t('meet.setup.equipped') },
          ]}
        />
        <SwitchField
          label={t('meet.setup.collars')}
          hint={t('meet.setup.collarsHint')}
          value={draft.collars}
          onChange={(collars) => onChange({ collars })}
        />
        <Button onPress={onClose}>{t('common.done')}</Button>
      </div>
    </Sheet>
  );
}
