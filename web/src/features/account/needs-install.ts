/** iOS forgets what a website keeps unless it is on the home screen; other browsers can be asked to keep it. */
export function needsInstall(): boolean {
  const isApple = /iPhone|iPad|iPod/.test(navigator.userAgent);
  return isApple && !window.matchMedia('(display-mode: standalone)').matches;
}
