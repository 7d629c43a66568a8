import { useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { Icon } from './icon';

interface Notice {
  id: number;
  text: string;
  tone: 'good' | 'error';
  undo?: { label: string; run: () => void };
}

/** How long a notice stays; one with something to press stays longer. */
const SHOWN_MS = 4000;
const SHOWN_WITH_ACTION_MS = 8000;

let notice: Notice | null = null;
let nextId = 1;
const listeners = new Set<() => void>();

function set(next: Notice | null) {
  notice = next;
  for (const listener of listeners) listener();
}

/** Shows a line above the navigation at the bottom and says it to a screen reader. */
export function announce(text: string, options: { tone?: Notice['tone']; undo?: Notice['undo'] } = {}) {
  const id = nextId++;
  set({ id, text, tone: options.tone ?? 'good', undo: options.undo });
  setTimeout(() => notice?.id === id && set(null), options.undo ? SHOWN_WITH_ACTION_MS : SHOWN_MS);
}

const GAP_PX = 8;

/** How far up from its place at the bottom a notice goes, so as not to lie over the page's one action. */
function clearance(place: HTMLElement): number {
  const { top, bottom } = place.getBoundingClientRect();
  const tops = [...document.querySelectorAll('.primary')].map((button) => button.getBoundingClientRect());
  const under = tops.filter((button) => button.top < bottom && button.bottom > top);
  return Math.min(top, Math.max(0, ...under.map((button) => bottom - button.top + GAP_PX)));
}

/** Until it is called off: who announces something often goes to another page, whose action is elsewhere. */
function keepOff(place: HTMLElement): () => void {
  const settle = () => {
    place.style.translate = '';
    place.style.translate = `0 ${-clearance(place)}px`;
  };
  settle();
  const changes = new MutationObserver(settle);
  changes.observe(document.body, { childList: true, subtree: true, attributeFilter: ['class'] });
  // How high the bars at the bottom are (dock.ts).
  changes.observe(document.documentElement, { attributeFilter: ['style'] });
  window.addEventListener('resize', settle);
  return () => {
    changes.disconnect();
    window.removeEventListener('resize', settle);
    place.style.translate = '';
  };
}

export function Announcer() {
  const current = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => notice,
  );
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (place.current && current) return keepOff(place.current);
  }, [current]);
  return (
    <div
      ref={place}
      role="status"
      aria-live="polite"
      // Also of use while a sheet holds everything else still; that one has the bottom of the screen.
      data-react-aria-top-layer="true"
      className="pointer-events-none fixed inset-x-0 bottom-[calc(var(--dock)+8px)] z-60 flex justify-center px-5 in-[:has([role$=dialog])]:top-3 in-[:has([role$=dialog])]:bottom-auto lg:bottom-[calc(var(--dock)+24px)]"
    >
      {current ? (
        <div
          key={current.id}
          // Where there is nothing to press, what lies under it can be pressed.
          className={`${current.undo ? 'pointer-events-auto' : ''} flex min-h-12 animate-[rise_180ms_var(--ease-out)] items-center gap-3 rounded-action border border-edge bg-s1 px-4 text-15`}
        >
          <Icon
            name={current.tone === 'good' ? 'check' : 'alert'}
            size={16}
            className={current.tone === 'good' ? 'text-green' : 'text-red'}
          />
          {current.text}
          {current.undo ? (
            <button
              type="button"
              className="min-h-11 px-2 font-semibold underline"
              onClick={() => {
                current.undo?.run();
                set(null);
              }}
            >
              {current.undo.label}
            </button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
