/** For what stays at the bottom of the screen, as its `ref`: tells how high it is, so that notices stand above it. */
export function dock(bar: HTMLElement | null): (() => void) | undefined {
  if (!bar) return;
  const root = document.documentElement;
  const observer = new ResizeObserver(() => root.style.setProperty('--dock', `${bar.offsetHeight}px`));
  observer.observe(bar);
  return () => {
    observer.disconnect();
    root.style.removeProperty('--dock');
  };
}
