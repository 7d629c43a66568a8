/** To the door, and from there back to where somebody wanted to go. */
export function toSignIn(path: string, revoked = false) {
  const next = path === '/' ? {} : { next: path };
  return { to: '/sign-in', search: revoked ? { ...next, notice: 'expired' } : next, replace: true } as const;
}
