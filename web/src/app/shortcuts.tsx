import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Sheet } from '@/shared/design/sheet';
import { SwitchField } from '@/shared/design/switch-field';

/** Single keys can be switched off on this device: they get in the way of speech input. */
const KEY = 'taper.keys';
const PLACES = { t: '/', p: '/plan', w: '/train', m: '/me' } as const;

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** `?` for the list, `/` for search, `g` and a letter to go somewhere. */
export function Shortcuts() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const [enabled, setEnabled] = useState(() => localStorage.getItem(KEY) !== 'off');
  useEffect(() => {
    let going = false;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === '?' && (enabled || open)) {
        setOpen(true);
        return;
      }
      if (!enabled) return;
      if (event.key === '/') {
        const search = document.querySelector<HTMLInputElement>('input[type=search]');
        if (search) {
          event.preventDefault();
          search.focus();
        } else {
          void navigate({ to: '/history' });
        }
      }
      const place = going ? PLACES[event.key as keyof typeof PLACES] : undefined;
      if (place) void navigate({ to: place });
      going = event.key === 'g';
    };
    const onAsk = () => setOpen(true);
    window.addEventListener('keydown', onKey);
    window.addEventListener('taper:shortcuts', onAsk);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('taper:shortcuts', onAsk);
    };
  }, [navigate, enabled, open]);
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
    <Sheet
      title={t('common.shortcuts.title')}
      isOpen={open}
      onClose={() => setOpen(false)}
      closeLabel={t('common.close')}
    >
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
        <SwitchField
          label={t('common.shortcuts.enable')}
          value={enabled}
          onChange={(next) => {
            localStorage.setItem(KEY, next ? 'on' : 'off');
            setEnabled(next);
          }}
        />
      </div>
    </Sheet>
  );
}
