import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { useTranslation } from 'react-i18next';
import type { MissionType } from '@/shared/api/contract';
import { KINDS } from './mission-form';

interface Props {
  value: MissionType;
  onChange: (value: MissionType) => void;
}

/** What kind of day it is. */
export function KindChoice({ value, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <RadioGroup value={value} onChange={(next) => onChange(next as MissionType)}>
      <Label className="mb-1.5 block font-medium text-13">{t('missions.form.kind')}</Label>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,9.5rem),1fr))] gap-2">
        {KINDS.map((kind) => (
          <Radio
            key={kind}
            value={kind}
            className="flex min-h-13 cursor-pointer items-center rounded-action border border-edge bg-s1 px-4 py-2 text-15 outline-offset-0 data-selected:border-act data-selected:font-semibold data-selected:outline-1 data-selected:outline-act"
          >
            {t(`missions.kinds.${kind}`)}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
