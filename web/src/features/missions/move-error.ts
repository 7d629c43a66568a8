import type { TFunction } from 'i18next';
import { ApiProblem } from '@/sync/problem';

/** Why a mission was not moved, in words. */
export function moveErrorText(error: unknown, t: TFunction): string {
  if (!(error instanceof ApiProblem)) return t('common.error.network');
  if (error.code === 'transition_not_allowed') return t('missions.moves.notAllowed');
  if (error.status === 404) return t('missions.gone.text');
  if (error.transient)
    return t(error.status >= 500 || error.status === 429 ? 'common.error.busy' : 'common.error.network');
  return t('common.error.unexpected', { code: error.code });
}
