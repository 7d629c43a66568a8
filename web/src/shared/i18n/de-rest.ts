import account from './locales/de/account.json';
import history from './locales/de/history.json';
import mailbox from './locales/de/mailbox.json';
import meet from './locales/de/meet.json';
import missions from './locales/de/missions.json';
import onboarding from './locales/de/onboarding.json';
import planner from './locales/de/planner.json';
import queue from './locales/de/queue.json';
import settings from './locales/de/settings.json';
import tools from './locales/de/tools.json';
import workout from './locales/de/workout.json';

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
