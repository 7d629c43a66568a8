import type { IconName } from '@/shared/design/icon';

/** The tabs of the phone; the side column of the desktop has the same and a little more. */
export const TABS = [
  { to: '/', icon: 'today', label: 'common.nav.today' },
  { to: '/plan', icon: 'plan', label: 'common.nav.plan' },
  { to: '/train', icon: 'train', label: 'common.nav.train' },
  { to: '/me', icon: 'me', label: 'common.nav.me' },
] as const satisfies readonly { to: string; icon: IconName; label: string }[];

export const SIDE = [
  TABS[0],
  TABS[1],
  TABS[2],
  { to: '/history', icon: 'history', label: 'common.nav.history' },
  { to: '/tools', icon: 'train', label: 'common.nav.tools' },
  TABS[3],
] as const;
