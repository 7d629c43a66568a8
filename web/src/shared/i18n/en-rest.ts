import account from './locales/en/account.json';
import history from './locales/en/history.json';
import mailbox from './locales/en/mailbox.json';
import onboarding from './locales/en/onboarding.json';
import queue from './locales/en/queue.json';
import settings from './locales/en/settings.json';
import workout from './locales/en/workout.json';

export default { account, history, mailbox, onboarding, queue, settings, workout };
