import account from './locales/en/account.json';
import history from './locales/en/history.json';
import mailbox from './locales/en/mailbox.json';
import meet from './locales/en/meet.json';
import missions from './locales/en/missions.json';
import onboarding from './locales/en/onboarding.json';
import planner from './locales/en/planner.json';
import queue from './locales/en/queue.json';
import settings from './locales/en/settings.json';
import tools from './locales/en/tools.json';
import workout from './locales/en/workout.json';

// What only the planner says of plans joins what the first pages say of them.
export default {
  account,
  history,
  mailbox,
  meet,
  missions,
  onboarding,
  plan: planner,
  queue,
  settings,
  tools,
  workout,
};
