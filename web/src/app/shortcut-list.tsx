import { useTranslation } from 'react-i18next';
import { Sheet } from '@/shared/design/sheet';
import { SwitchField } from '@/shared/design/switch-field';

interface Props {
  enabled: boolean;
  onEnable: (enabled: boolean) => void;
  onClose: () => void;
}

/** What the keyboard can do, and the switch for single keys. */
export function ShortcutList({ enabled, onEnable, onClose }: Props) {
  const { t } = useTranslation();
  const rows: [string, string][] = [
    ['?', t('common.shortcuts.list')],
    ['/', t('common.shortcuts.search')],
    ['g t', t('common.shortcuts.today')],
    ['g p', t('common.shortcuts.plan')],
    ['g w', t('common.shortcuts.train')],
    ['g m', t('common.shortcuts.me')],
    ['x', t('common.shortcuts.tick')],
  ];
  return (
    <Sheet title={t('common.shortcuts.title')} isOpen onClose={onClose} closeLabel={t('common.close')}>
      <dl className="divide-y divide-line">
        {rows.map(([keys, meaning]) => (
          <div key={keys} className="flex min-h-11 items-center justify-between gap-4">
            <dt>{meaning}</dt>
            <dd className="flex gap-1">
              {keys.split(' ').map((key) => (
                <kbd
                  key={key}
                  className="num grid min-w-8 place-items-center rounded-tag border border-line bg-s2 px-2 py-1.5 text-15"
                >
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <div className="mt-3 border-line border-t pt-2">
        <SwitchField label={t('common.shortcuts.enable')} value={enabled} onChange={onEnable} />
      </div>
    </Sheet>
  );
}
