import type { Preferences } from '@/shared/lib/default-preferences';

export type Language = Preferences['locale'];

type Texts = () => Promise<{ default: object }>;

/** What the first pages say, and what all others say: whoever comes for the first time waits only for the one. */
export const TEXTS: Record<Language, { first: Texts; rest: Texts }> = {
  en: { first: () => import('./en-first'), rest: () => import('./en-rest') },
  de: { first: () => import('./de-first'), rest: () => import('./de-rest') },
};
