/** An address of this app, to go on to after signing in; anything that could lead elsewhere is the first page. */
export function localPath(next: string | undefined): string {
  if (!next?.startsWith('/')) return '/';
  const at = new URL(next, 'https://here.invalid');
  return at.origin === 'https://here.invalid' ? at.pathname + at.search + at.hash : '/';
}
