import type { TFunction } from 'i18next';
import type { FieldError } from '@/shared/api/contract';
import { ApiProblem } from '@/sync/problem';
import { MIN_PASSWORD } from './password-rules';

const KNOWN = [
  'invalid_credentials',
  'email_unverified',
  'rate_limited',
  'second_factor_required',
  'password_too_common',
] as const;

/** What went wrong at the door, in words. */
export function authErrorText(error: unknown, t: TFunction): string | null {
  if (!error) return null;
  if (!(error instanceof ApiProblem)) return t('common.error.network');
  if (error.code === 'locked')
    return t('auth.errors.locked', { count: Math.max(1, Math.ceil(error.retryAfterMs / 60_000)) });
  const known = KNOWN.find((code) => code === error.code);
  if (known) return t(`auth.errors.${known}`);
  if (error.status === 429) return t('auth.errors.rate_limited');
  if (error.transient) return error.status >= 500 ? t('common.error.busy') : t('common.error.network');
  const finding = error.errors[0];
  return finding ? fieldText(finding, t) : t('common.error.unexpected', { code: error.code });
}

/** What the server found wrong with one field, in words of ours. */
export function fieldText({ code }: FieldError, t: TFunction): string {
  switch (code) {
    case 'password_too_common':
      return t('auth.errors.password_too_common');
    case 'password_length':
      return t('common.fieldErrors.tooShort', { count: MIN_PASSWORD });
    case 'minLength':
    case 'required':
      return t('common.fieldErrors.required');
    case 'maxLength':
      return t('common.fieldErrors.tooLong');
    case 'format':
    case 'pattern':
    case 'email_invalid':
      return t('common.fieldErrors.email');
    default:
      return t('common.error.unexpected', { code });
  }
}

/** The server itself is away, rather than saying no. */
export function isUnavailable(error: unknown): boolean {
  return error instanceof ApiProblem ? error.transient && error.status !== 429 : Boolean(error);
}

/** The password was right, but nobody has followed the link in the mail yet. */
export const isUnverified = (error: unknown): boolean =>
  error instanceof ApiProblem && error.code === 'email_unverified';
