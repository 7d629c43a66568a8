import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from '@/shared/design/banner';
import { Button } from '@/shared/design/button';
import { SwitchField } from '@/shared/design/switch-field';
import { PasswordField, TextField } from '@/shared/design/text-field';
import { useForm } from '@/shared/form/use-form';
import { localPath } from '@/shared/lib/local-path';
import { useBusy } from '@/sync/busy';
import { authErrorText, isUnavailable, isUnverified } from './auth-errors';
import { AuthPage, FormProblem, TEXT_LINK } from './auth-page';
import { AuthUnavailable } from './auth-unavailable';
import { useGoIn } from './use-go-in';
import { useSignIn } from './use-sign-in';

// Few ever need it, and all would wait for it.
const ResendVerification = lazy(async () => ({
  default: (await import('./resend-verification')).ResendVerification,
}));

export function SignInPage() {
  const { t } = useTranslation();
  useGoIn();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { next?: string; notice?: string };
  const required = (value: string) => (value ? undefined : t('common.fieldErrors.required'));
  const form = useForm(
    { email: '', password: '', stay_signed_in: true as boolean },
    { email: required, password: required },
  );
  const signIn = useSignIn();
  useBusy(form.isTouched);
  const submit = form.submit((credentials) =>
    signIn.run(credentials, () => navigate({ href: localPath(search.next), replace: true })),
  );
  return (
    <AuthPage title={t('auth.signIn.title')}>
      {search.notice === 'reset' ? (
        <Banner tone="good" icon="check">
          {t('auth.signIn.resetDone')}
        </Banner>
      ) : null}
      {search.notice === 'expired' ? <Banner>{t('auth.signIn.expired')}</Banner> : null}
      {isUnavailable(signIn.error) ? (
        <AuthUnavailable onRetry={() => submit()} />
      ) : isUnverified(signIn.error) ? (
        <Suspense>
          <ResendVerification email={form.values.email} password={form.values.password} />
        </Suspense>
      ) : (
        <FormProblem text={authErrorText(signIn.error, t)} />
      )}
      <form onSubmit={submit} noValidate className="flex flex-col gap-5">
        <TextField {...form.field('email')} label={t('auth.email')} type="email" autoComplete="username" required />
        <PasswordField
          {...form.field('password')}
          label={t('auth.password')}
          showLabel={t('auth.showPassword')}
          autoComplete="current-password"
          required
        />
        <SwitchField
          label={t('auth.staySignedIn')}
          value={form.values.stay_signed_in}
          onChange={form.field('stay_signed_in').onChange}
        />
        <Button type="submit" isPending={signIn.isPending}>
          {t('auth.signIn.submit')}
        </Button>
      </form>
      <div className="flex flex-wrap items-center justify-between gap-x-6">
        <p className="text-mute">
          {t('auth.signIn.new')}{' '}
          <Link to="/sign-up" className={`${TEXT_LINK} text-text`}>
            {t('auth.signIn.create')}
          </Link>
        </p>
        <Link to="/forgot" className={TEXT_LINK}>
          {t('auth.signIn.forgot')}
        </Link>
      </div>
    </AuthPage>
  );
}
