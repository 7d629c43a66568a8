/** iOS forgets what a website keeps unless it is on the home screen; other browsers can be asked to keep it. */
export function needsInstall(): boolean {
  const { userAgent, maxTouchPoints } = navigator;
  // An iPad says that it is a Macintosh, of which none has a touch screen.
  const isApple = /iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes('Macintosh') && maxTouchPoints > 1);
  return isApple && !window.matchMedia('(display-mode: standalone)').matches;
}
