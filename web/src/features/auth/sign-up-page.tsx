import { Link } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Button } from '@/shared/design/button';
import { PasswordControl, TextControl } from '@/shared/form/controls';
import { showFieldErrors } from '@/shared/form/server-errors';
import { usePreferences } from '@/shared/lib/preferences';
import { ApiProblem } from '@/sync/problem';
import { authErrorText } from './auth-errors';
import { AuthPage, FormProblem, TEXT_LINK } from './auth-page';
import { MailSent } from './mail-sent';
import { EMAIL_SHAPE, MIN_PASSWORD } from './password-rules';
import { useRegister } from './use-register';

interface Form {
  email: string;
  password: string;
  display_name: string;
}

export function SignUpPage() {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const form = useForm<Form>({ defaultValues: { email: '', password: '', display_name: '' } });
  const register = useRegister();
  const submit = form.handleSubmit(({ display_name, ...rest }) =>
    register.mutate(
      { ...rest, locale, display_name: display_name.trim() || undefined },
      {
        onError: (error) => {
          if (error instanceof ApiProblem)
            showFieldErrors(error.errors, ['email', 'password', 'display_name'], form.setError);
        },
      },
    ),
  );
  if (register.isSuccess) {
    return (
      <MailSent
        title={t('auth.signUp.sentTitle')}
        text={t('auth.signUp.sentText', { email: form.getValues('email') })}
        email={form.getValues('email')}
      />
    );
  }
  const beside = Object.keys(form.formState.errors).length > 0;
  return (
    <AuthPage title={t('auth.signUp.title')}>
      <FormProblem text={beside ? null : authErrorText(register.error, t)} />
      <form onSubmit={submit} noValidate className="flex flex-col gap-5">
        <TextControl
          control={form.control}
          name="display_name"
          label={t('auth.name')}
          hint={t('auth.nameHint')}
          maxLength={50}
          autoComplete="name"
        />
        <TextControl
          control={form.control}
          name="email"
          rules={{
            required: t('common.fieldErrors.required'),
            pattern: { value: EMAIL_SHAPE, message: t('common.fieldErrors.email') },
          }}
          label={t('auth.email')}
          type="email"
          autoComplete="email"
          required
        />
        <PasswordControl
          control={form.control}
          name="password"
          rules={{
            required: t('common.fieldErrors.required'),
            minLength: { value: MIN_PASSWORD, message: t('common.fieldErrors.tooShort', { count: MIN_PASSWORD }) },
          }}
          label={t('auth.password')}
          hint={t('auth.passwordHint', { count: MIN_PASSWORD })}
          showLabel={t('auth.showPassword')}
          autoComplete="new-password"
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
