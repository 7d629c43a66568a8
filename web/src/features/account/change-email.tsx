import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { authErrorText } from '@/features/auth/auth-errors';
import { EMAIL_SHAPE, MAX_PASSWORD } from '@/features/auth/password-rules';
import { useMailbox } from '@/features/mailbox/use-mailbox';
import { Button, Pill } from '@/shared/design/button';
import { buttonClass } from '@/shared/design/button-class';
import { Icon } from '@/shared/design/icon';
import { Sheet } from '@/shared/design/sheet';
import { PasswordField, TextField } from '@/shared/design/text-field';
import { useForm } from '@/shared/form/use-form';
import { useBusy } from '@/sync/busy';
import { ApiProblem } from '@/sync/problem';
import { useChangeEmail } from './use-change-email';

/** The address of the account, and the way to another one. */
export function ChangeEmail({ email }: { email: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <section className="mb-8">
      <h2 className="mb-3 text-17">{t('account.email.title')}</h2>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card border border-line bg-s1 py-3 pr-3 pl-4.5">
        <p className="min-w-0 flex-1 basis-32 break-words font-medium">{email}</p>
        <Pill onPress={() => setOpen(true)}>{t('account.email.change')}</Pill>
      </div>
      <Sheet
        title={t('account.email.sheetTitle')}
        isOpen={open}
        onClose={() => setOpen(false)}
        closeLabel={t('common.close')}
      >
        <ChangeEmailForm email={email} onDone={() => setOpen(false)} />
      </Sheet>
    </section>
  );
}

function ChangeEmailForm({ email, onDone }: { email: string; onDone: () => void }) {
  const { t } = useTranslation();
  const change = useChangeEmail();
  const form = useForm(
    { email: '', password: '' },
    {
      email: (next) => {
        if (!next.trim()) return t('common.fieldErrors.required');
        if (next.trim().toLowerCase() === email.toLowerCase()) return t('account.email.same');
        return EMAIL_SHAPE.test(next.trim()) ? undefined : t('common.fieldErrors.email');
      },
      password: (given) => (given ? undefined : t('common.fieldErrors.required')),
    },
  );
  const { setErrors } = form;
  useBusy(form.isTouched && !change.isSuccess);
  const isWrongPassword = change.error instanceof ApiProblem && change.error.code === 'password_wrong';
  useEffect(() => {
    if (isWrongPassword) setErrors({ password: t('account.email.wrongPassword') });
  }, [isWrongPassword, setErrors, t]);
  const next = form.values.email.trim();
  if (change.isSuccess) return <MailOnItsWay email={email} next={next} onDone={onDone} />;
  return (
    <form
      onSubmit={form.submit(({ password }) => change.run({ email: next, password }))}
      noValidate
      className="flex flex-col gap-5"
    >
      <p className="text-mute">{t('account.email.explain', { email })}</p>
      <TextField
        {...form.field('email')}
        label={t('account.email.next')}
        type="email"
        autoComplete="email"
        maxLength={254}
        required
        autoFocus
      />
      <PasswordField
        {...form.field('password')}
        label={t('account.email.password')}
        showLabel={t('auth.showPassword')}
        autoComplete="current-password"
        maxLength={MAX_PASSWORD}
        required
      />
      {change.error && !isWrongPassword ? (
        <p role="alert" className="text-15 text-red">
          {authErrorText(change.error, t)}
        </p>
      ) : null}
      <Button type="submit" isPending={change.isPending}>
        {t('account.email.send')}
      </Button>
    </form>
  );
}

function MailOnItsWay({ email, next, onDone }: { email: string; next: string; onDone: () => void }) {
  const { t } = useTranslation();
  const mailbox = useMailbox(next);
  return (
    <div role="status" className="flex flex-col gap-3">
      <p>{t('account.email.sent', { next })}</p>
      <p className="text-mute">{t('account.email.stands', { email })}</p>
      <div className="mt-2 flex flex-col gap-2.5">
        {mailbox.data ? (
          <Link to="/mailbox" search={{ to: next }} className={buttonClass('ghost')}>
            <Icon name="mail" size={18} />
            {t('account.email.mailbox')}
          </Link>
        ) : null}
        <Button onPress={onDone}>{t('account.email.done')}</Button>
      </div>
    </div>
  );
}
