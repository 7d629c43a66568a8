import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Banner } from '@/shared/design/banner';
import { Button } from '@/shared/design/button';
import { PasswordControl, SwitchControl, TextControl } from '@/shared/form/controls';
import { authErrorText, isUnavailable } from './auth-errors';
import { AuthPage, FormProblem, TEXT_LINK } from './auth-page';
import { AuthUnavailable } from './auth-unavailable';
import { type Credentials, useSignIn } from './use-sign-in';

export function SignInPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { next?: string; notice?: string };
  const form = useForm<Credentials>({ defaultValues: { email: '', password: '', stay_signed_in: true } });
  const signIn = useSignIn();
  const submit = form.handleSubmit((credentials) =>
    signIn.mutate(credentials, { onSuccess: () => navigate({ href: search.next ?? '/', replace: true }) }),
  );
  const required = t('common.fieldErrors.required');
  return (
    <AuthPage title={t('auth.signIn.title')}>
      {search.notice === 'reset' ? <Banner tone="info">{t('auth.signIn.resetDone')}</Banner> : null}
      {search.notice === 'expired' ? <Banner>{t('auth.signIn.expired')}</Banner> : null}
      {isUnavailable(signIn.error) ? (
        <AuthUnavailable onRetry={submit} />
      ) : (
        <FormProblem text={authErrorText(signIn.error, t)} />
      )}
      <form onSubmit={submit} noValidate className="flex flex-col gap-5">
        <TextControl
          control={form.control}
          name="email"
          rules={{ required }}
          label={t('auth.email')}
          type="email"
          autoComplete="username"
          required
        />
        <PasswordControl
          control={form.control}
          name="password"
          rules={{ required }}
          label={t('auth.password')}
          showLabel={t('auth.showPassword')}
          autoComplete="current-password"
          required
        />
        <SwitchControl control={form.control} name="stay_signed_in" label={t('auth.staySignedIn')} />
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
