import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { useTranslation } from 'react-i18next';
import { type Pattern, weekScheme } from '@/shared/training/week-scheme';
import type { NewPlan } from './use-new-plan';

const PATTERNS = ['blocks', 'linear', 'waves', 'empty'] as const;
const PICTURE_WEEKS = 16;

interface Props {
  value: NewPlan['pattern'];
  onChange: (pattern: NewPlan['pattern']) => void;
}

/** How the weeks build up, each way with its picture. */
export function PatternChoice({ value, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <RadioGroup value={value} onChange={(next) => onChange(next as NewPlan['pattern'])}>
      <Label className="mb-1.5 block font-medium text-13">{t('plan.new.pattern')}</Label>
      <div className="grid grid-cols-1 gap-2.5 sm:grid-cols-2">
        {PATTERNS.map((pattern) => (
          <Radio
            key={pattern}
            value={pattern}
            className="flex cursor-pointer items-center gap-4 rounded-action border border-edge bg-s1 px-4 py-3 outline-offset-0 data-selected:border-act data-selected:outline-1 data-selected:outline-act"
          >
            <span className="min-w-0 flex-1">
              <span className="block font-semibold">{t(`plan.new.${pattern}`)}</span>
              <span className="mt-0.5 block text-13 text-mute">{t(`plan.new.${pattern}Text`)}</span>
            </span>
            {pattern === 'empty' ? null : <Picture pattern={pattern} />}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

/** The main lift's heavy work, week by week. */
function Picture({ pattern }: { pattern: Pattern }) {
  const loads = Array.from({ length: PICTURE_WEEKS }, (_, week) => {
    const { heavy, volume } = weekScheme(pattern, week, PICTURE_WEEKS);
    return [heavy, volume].reduce((sum, { sets, reps, percent }) => sum + (sets * reps) / (100 - percent), 0);
  });
  const most = Math.max(...loads);
  return (
    <span aria-hidden="true" className="flex h-10 w-18 shrink-0 items-end gap-px">
      {loads.map((load, week) => (
        <i
          // biome-ignore lint/suspicious/noArrayIndexKey: a week is its place
          key={week}
          className="flex-1 rounded-[1px] bg-edge"
          style={{ height: `${Math.max(8, (load / most) * 100)}%` }}
        />
      ))}
    </span>
  );
}
