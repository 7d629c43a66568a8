import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';

// Read only when somebody asks for it.
const ShortcutList = lazy(async () => ({ default: (await import('./shortcut-list')).ShortcutList }));

/** Single keys can be switched off on this device: they get in the way of speech input. */
const KEY = 'taper.keys';
const PLACES = { t: '/', p: '/plan', w: '/train', m: '/me' } as const;

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** `?` for the list, `/` for search, `g` and a letter to go somewhere. */
export function Shortcuts() {
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
        event.preventDefault();
        const search = document.querySelector<HTMLInputElement>('input[type=search]');
        if (search) search.focus();
        else void navigate({ to: '/history', state: { toSearch: true } });
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
  if (!open) return null;
  const enable = (next: boolean) => {
    localStorage.setItem(KEY, next ? 'on' : 'off');
    setEnabled(next);
  };
  return (
    <Suspense>
      <ShortcutList enabled={enabled} onEnable={enable} onClose={() => setOpen(false)} />
    </Suspense>
  );
}
