import { useTranslation } from 'react-i18next';
import type { MachineSetting } from '@/shared/api/contract';
import { IconButton, Pill } from '@/shared/design/button';
import { TextField } from '@/shared/design/text-field';
import { MAX_MACHINE_SETTINGS, MAX_SETTING_NAME, MAX_SETTING_VALUE } from '@/shared/lib/limits';

interface Props {
  rows: MachineSetting[];
  /** Said at the first row that is only half there. */
  error: string | undefined;
  onChange: (rows: MachineSetting[]) => void;
}

/** What can be set, and to what: seat 4, foot plate 3. */
export function SettingRows({ rows, error, onChange }: Props) {
  const { t } = useTranslation();
  const put = (at: number, part: Partial<MachineSetting>) =>
    onChange(rows.map((row, place) => (place === at ? { ...row, ...part } : row)));
  const wrong = (mine: string, other: string) => (error && !mine.trim() && other.trim() ? error : undefined);
  return (
    <section aria-labelledby="machine-settings">
      <h2 id="machine-settings" className="font-medium font-sans text-13">
        {t('tools.notes.settings')}
      </h2>
      <ol className="mt-1.5 flex flex-col gap-2">
        {rows.map(({ name, value }, at) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: rows differ only by place while they are typed
            key={at}
            className="grid grid-cols-[1fr_1fr_2.75rem] items-start gap-2"
          >
            <TextField
              label={t('tools.notes.settingName', { number: at + 1 })}
              hideLabel
              placeholder={t('tools.notes.settingNameHint')}
              maxLength={MAX_SETTING_NAME}
              value={name}
              error={wrong(name, value)}
              onChange={(next) => put(at, { name: next })}
            />
            <TextField
              label={t('tools.notes.settingValue', { number: at + 1 })}
              hideLabel
              placeholder={t('tools.notes.settingValueHint')}
              maxLength={MAX_SETTING_VALUE}
              value={value}
              error={wrong(value, name)}
              onChange={(next) => put(at, { value: next })}
            />
            <IconButton
              icon="close"
              label={t('tools.notes.removeSetting', { number: at + 1 })}
              onPress={() => onChange(rows.filter((_, place) => place !== at))}
            />
          </li>
        ))}
      </ol>
      <Pill
        className="mt-2"
        isDisabled={rows.length >= MAX_MACHINE_SETTINGS}
        onPress={() => onChange([...rows, { name: '', value: '' }])}
      >
        + {t('tools.notes.addSetting')}
      </Pill>
    </section>
  );
}
