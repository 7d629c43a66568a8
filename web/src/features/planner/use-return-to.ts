import { useEffect, useRef } from 'react';

/** Once the open workout is closed, the keyboard is where it was opened: at the one of its cells that is shown. */
export function useReturnTo(open: string | undefined): void {
  const last = useRef(open);
  useEffect(() => {
    const closed = open === undefined ? last.current : undefined;
    last.current = open;
    if (!closed || document.activeElement !== document.body) return;
    for (const cell of document.querySelectorAll<HTMLElement>(`[data-workout="${CSS.escape(closed)}"]`)) cell.focus();
  }, [open]);
}
