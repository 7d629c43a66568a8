import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/shared/design/button';
import { PasswordField, TextField } from '@/shared/design/text-field';
import { fieldErrors } from '@/shared/form/server-errors';
import { useForm } from '@/shared/form/use-form';
import { usePreferences } from '@/shared/lib/preferences';
import { useBusy } from '@/sync/busy';
import { ApiProblem } from '@/sync/problem';
import { authErrorText, fieldText } from './auth-errors';
import { AuthPage, FormProblem, TEXT_LINK } from './auth-page';
import { MailSent } from './mail-sent';
import { EMAIL_SHAPE, MAX_EMAIL, MAX_PASSWORD, MIN_PASSWORD } from './password-rules';
import { useGoIn } from './use-go-in';
import { useRegister } from './use-register';

const FIELDS = ['email', 'password', 'display_name'] as const;

export function SignUpPage() {
  const { t } = useTranslation();
  useGoIn();
  const { locale } = usePreferences();
  const form = useForm(
    { email: '', password: '', display_name: '' },
    {
      email: (email) => {
        if (!email.trim()) return t('common.fieldErrors.required');
        return EMAIL_SHAPE.test(email.trim()) ? undefined : t('common.fieldErrors.email');
      },
      password: (password) =>
        password.length < MIN_PASSWORD ? t('common.fieldErrors.tooShort', { count: MIN_PASSWORD }) : undefined,
    },
  );
  const register = useRegister();
  useBusy(form.isTouched && !register.isSuccess);
  const { setErrors } = form;
  useEffect(() => {
    if (register.error instanceof ApiProblem)
      setErrors(fieldErrors(register.error.errors, FIELDS, (error) => fieldText(error, t)));
  }, [register.error, setErrors, t]);
  const submit = form.submit(({ display_name, email, password }) =>
    register.run({ email: email.trim(), password, locale, display_name: display_name.trim() || undefined }),
  );
  const { email } = form.values;
  if (register.isSuccess) {
    return (
      <MailSent title={t('auth.signUp.sentTitle')} text={t('auth.signUp.sentText', { email: email })} email={email} />
    );
  }
  const beside = Object.values(form.errors).some(Boolean);
  return (
    <AuthPage title={t('auth.signUp.title')}>
      <FormProblem text={beside ? null : authErrorText(register.error, t)} />
      <form onSubmit={submit} noValidate className="flex flex-col gap-5">
        <TextField
          {...form.field('display_name')}
          label={t('auth.name')}
          hint={t('auth.nameHint')}
          maxLength={50}
          autoComplete="name"
        />
        <TextField
          {...form.field('email')}
          label={t('auth.email')}
          type="email"
          autoComplete="email"
          maxLength={MAX_EMAIL}
          required
        />
        <PasswordField
          {...form.field('password')}
          label={t('auth.password')}
          hint={form.errors.password ? undefined : t('auth.passwordHint', { count: MIN_PASSWORD })}
          showLabel={t('auth.showPassword')}
          autoComplete="new-password"
          maxLength={MAX_PASSWORD}
          required
        />
        <Button type="submit" isPending={register.isPending}>
          {t('auth.signUp.submit')}
        </Button>
      </form>
      <p className="text-mute">
        {t('auth.signUp.have')}{' '}
        <Link to="/sign-in" className={`${TEXT_LINK} text-text`}>
          {t('auth.signUp.signIn')}
        </Link>
      </p>
    </AuthPage>
  );
}
