import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '@/shared/design/button';
import { buttonClass } from '@/shared/design/button-class';
import { PasswordField } from '@/shared/design/text-field';
import { useForm } from '@/shared/form/use-form';
import { useBusy } from '@/sync/busy';
import { ApiProblem } from '@/sync/problem';
import { authErrorText } from './auth-errors';
import { AuthPage, FormProblem } from './auth-page';
import { MAX_PASSWORD, MIN_PASSWORD } from './password-rules';
import { useLinkToken } from './use-link-token';
import { useResetPassword } from './use-reset-password';

export function ResetPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const token = useLinkToken();
  const form = useForm(
    { new_password: '' },
    {
      new_password: (password) =>
        password.length < MIN_PASSWORD ? t('common.fieldErrors.tooShort', { count: MIN_PASSWORD }) : undefined,
    },
  );
  const reset = useResetPassword();
  useBusy(form.isTouched);
  if (!token || (reset.error instanceof ApiProblem && reset.error.code === 'token_invalid')) {
    return (
      <AuthPage title={t('auth.reset.failedTitle')} text={t('auth.reset.failedText')}>
        <Link to="/forgot" className={buttonClass()}>
          {t('auth.reset.again')}
        </Link>
      </AuthPage>
    );
  }
  const submit = form.submit(({ new_password }) =>
    reset.run({ token, new_password }, () => navigate({ to: '/sign-in', search: { notice: 'reset' }, replace: true })),
  );
  return (
    <AuthPage title={t('auth.reset.title')} text={t('auth.reset.note')}>
      <FormProblem text={authErrorText(reset.error, t)} />
      <form onSubmit={submit} noValidate className="flex flex-col gap-5">
        <PasswordField
          {...form.field('new_password')}
          label={t('auth.newPassword')}
          hint={form.errors.new_password ? undefined : t('auth.passwordHint', { count: MIN_PASSWORD })}
          showLabel={t('auth.showPassword')}
          autoComplete="new-password"
          maxLength={MAX_PASSWORD}
          required
        />
        <Button type="submit" isPending={reset.isPending}>
          {t('auth.reset.submit')}
        </Button>
      </form>
    </AuthPage>
  );
}
