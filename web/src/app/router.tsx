import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { AuthLayout } from '@/features/auth/auth-layout';
import { allTexts } from '@/shared/i18n/language';
import { wasSignedIn } from '@/sync/device-cookie';
import { currentSession } from '@/sync/session-store';
import { startSync } from '@/sync/start';
import { AppShell } from './app-shell';
import { arriving } from './come-again';
import { CrashPage, NotFoundPage } from './error-pages';
import { toSignIn } from './to-sign-in';

/** Takes the named words from the address, and nothing else. */
const words =
  <Name extends string>(...names: Name[]) =>
  (search: Record<string, unknown>): { [name in Name]?: string } => {
    const taken: { [name in Name]?: string } = {};
    for (const name of names) {
      const value = search[name];
      if (typeof value === 'string') taken[name] = value;
    }
    return taken;
  };

/** The step of a form. The first has none: whoever comes begins there. */
const step = ({ step: at }: Record<string, unknown>): { step?: number } =>
  Number.isInteger(at) && Number(at) > 1 ? { step: Number(at) } : {};

const first: typeof lazyRouteComponent = (load, name) => lazyRouteComponent(() => arriving(load), name);

/** A page beyond the first ones: its texts come with it. */
const page: typeof lazyRouteComponent = (load, name) =>
  first(async () => {
    const [found] = await Promise.all([load(), allTexts()]);
    return found;
  }, name);

const root = createRootRoute({ notFoundComponent: NotFoundPage, errorComponent: CrashPage });

const door = createRoute({ getParentRoute: () => root, id: 'door', component: AuthLayout });
const signIn = createRoute({
  getParentRoute: () => door,
  path: '/sign-in',
  validateSearch: words('next', 'notice'),
  component: first(() => import('@/features/auth/sign-in-page'), 'SignInPage'),
});
const signUp = createRoute({
  getParentRoute: () => door,
  path: '/sign-up',
  validateSearch: words('next', 'notice'),
  component: first(() => import('@/features/auth/sign-up-page'), 'SignUpPage'),
});
const verify = createRoute({
  getParentRoute: () => door,
  path: '/verify',
  component: first(() => import('@/features/auth/verify-page'), 'VerifyPage'),
});
const forgot = createRoute({
  getParentRoute: () => door,
  path: '/forgot',
  component: first(() => import('@/features/auth/forgot-page'), 'ForgotPage'),
});
const reset = createRoute({
  getParentRoute: () => door,
  path: '/reset',
  component: first(() => import('@/features/auth/reset-page'), 'ResetPage'),
});
const confirmEmail = createRoute({
  getParentRoute: () => door,
  path: '/confirm-email',
  component: first(() => import('@/features/auth/confirm-email-page'), 'ConfirmEmailPage'),
});
const unavailable = createRoute({
  getParentRoute: () => door,
  path: '/auth-unavailable',
  component: first(() => import('@/features/auth/auth-unavailable'), 'AuthUnavailablePage'),
});

const mailbox = createRoute({
  getParentRoute: () => root,
  path: '/mailbox',
  validateSearch: words('to'),
  component: page(() => import('@/features/mailbox/mailbox-page'), 'MailboxPage'),
});

const home = createRoute({
  getParentRoute: () => root,
  id: 'home',
  component: AppShell,
  // Somebody new is led to the door before a page of the house is asked for.
  beforeLoad: async ({ location }) => {
    if (!wasSignedIn()) await startSync().catch(() => {});
    const { status, revoked } = currentSession();
    if (status === 'signed-out') throw redirect(toSignIn(location.pathname, revoked));
  },
});
const today = createRoute({
  getParentRoute: () => home,
  path: '/',
  component: first(() => import('@/features/today/today-page'), 'TodayPage'),
});
const onboarding = createRoute({
  getParentRoute: () => home,
  path: '/onboarding',
  validateSearch: step,
  component: page(() => import('@/features/onboarding/onboarding-page'), 'OnboardingPage'),
});
const plan = createRoute({
  getParentRoute: () => home,
  path: '/plan',
  validateSearch: words('plan', 'workout', 'details'),
  component: page(() => import('@/features/planner/planner-page'), 'PlannerPage'),
});
const newPlan = createRoute({
  getParentRoute: () => home,
  path: '/plan/new',
  validateSearch: words('mission'),
  component: page(() => import('@/features/planner/new-plan-page'), 'NewPlanPage'),
});
const train = createRoute({
  getParentRoute: () => home,
  path: '/train',
  component: page(() => import('@/features/workout/train-page'), 'TrainPage'),
});
const session = createRoute({
  getParentRoute: () => home,
  path: '/train/$workoutId',
  validateSearch: (search: Record<string, unknown>): { free?: boolean } => (search.free === true ? { free: true } : {}),
  component: page(() => import('@/features/workout/session-page'), 'SessionPage'),
});
const history = createRoute({
  getParentRoute: () => home,
  path: '/history',
  component: page(() => import('@/features/history/history-page'), 'HistoryPage'),
});
const pastWorkout = createRoute({
  getParentRoute: () => home,
  path: '/history/$workoutId',
  component: page(() => import('@/features/history/past-workout-page'), 'PastWorkoutPage'),
});
const me = createRoute({
  getParentRoute: () => home,
  path: '/me',
  component: page(() => import('@/features/account/me-page'), 'MePage'),
});
const account = createRoute({
  getParentRoute: () => home,
  path: '/me/account',
  component: page(() => import('@/features/account/account-page'), 'AccountPage'),
});
const settings = createRoute({
  getParentRoute: () => home,
  path: '/me/settings',
  component: page(() => import('@/features/app-settings/app-settings-page'), 'AppSettingsPage'),
});
const plates = createRoute({
  getParentRoute: () => home,
  path: '/tools',
  component: page(() => import('@/features/plates/plates-page'), 'PlatesPage'),
});
const machines = createRoute({
  getParentRoute: () => home,
  path: '/tools/machines',
  component: page(() => import('@/features/machine-notes/machines-page'), 'MachinesPage'),
});
const machineNote = createRoute({
  getParentRoute: () => home,
  path: '/tools/machines/$noteId',
  component: page(() => import('@/features/machine-notes/note-page'), 'NotePage'),
});
const gyms = createRoute({
  getParentRoute: () => home,
  path: '/tools/gyms',
  component: page(() => import('@/features/gyms/gyms-page'), 'GymsPage'),
});
const gym = createRoute({
  getParentRoute: () => home,
  path: '/tools/gyms/$gymId',
  component: page(() => import('@/features/gyms/gym-page'), 'GymPage'),
});
const meet = createRoute({
  getParentRoute: () => home,
  path: '/meet/$meetId',
  component: page(() => import('@/features/meet-day/meet-page'), 'MeetPage'),
});
const missions = createRoute({
  getParentRoute: () => home,
  path: '/missions',
  component: page(() => import('@/features/missions/missions-page'), 'MissionsPage'),
});
const newMission = createRoute({
  getParentRoute: () => home,
  path: '/missions/new',
  validateSearch: step,
  component: page(() => import('@/features/missions/wizard-page'), 'WizardPage'),
});
const mission = createRoute({
  getParentRoute: () => home,
  path: '/missions/$missionId',
  component: page(() => import('@/features/missions/mission-page'), 'MissionPage'),
});
const editMission = createRoute({
  getParentRoute: () => home,
  path: '/missions/$missionId/edit',
  component: page(() => import('@/features/missions/edit-page'), 'EditMissionPage'),
});
const queue = createRoute({
  getParentRoute: () => home,
  path: '/queue',
  component: page(() => import('@/features/queue/queue-page'), 'QueuePage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    door.addChildren([signIn, signUp, verify, forgot, reset, confirmEmail, unavailable]),
    mailbox,
    home.addChildren([
      today,
      onboarding,
      plan,
      newPlan,
      train,
      session,
      history,
      pastWorkout,
      me,
      account,
      settings,
      plates,
      machines,
      machineNote,
      gyms,
      gym,
      meet,
      missions,
      newMission,
      mission,
      editMission,
      queue,
    ]),
  ]),
  scrollRestoration: true,
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
