import type { TFunction } from 'i18next';
import type { FieldError } from '@/shared/api/contract';

const KNOWN = [
  'deleted',
  'version_conflict',
  'competition_is_over',
  'already_completed',
  'too_old',
  'user_mismatch',
  'too_large',
  'behind',
  'superseded',
  'not_completed',
  'exists',
  'in_the_past',
  'before_start',
  'outside_plan',
] as const;

/** Why the server said no, in the athlete's language where the code is known, else in the server's words. */
export function reasonOf(item: { code: string; errors: FieldError[] }, t: TFunction): string[] {
  const say = (code: string, message: string) => {
    const known = KNOWN.find((name) => name === code);
    return known ? t(`queue.reasons.${known}`) : message || code;
  };
  if (item.errors.length > 0) return [...new Set(item.errors.map((error) => say(error.code, error.message)))];
  return item.code ? [say(item.code, '')] : [t('queue.unreadable')];
}
