import { Navigate, Outlet, useMatchRoute, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Skeleton } from '@/shared/design/states';
import { useSession } from '@/sync/session';
import { InstallBanner } from './install-banner';
import { Shortcuts } from './shortcuts';
import { SideNav } from './side-nav';
import { StorageBanner } from './storage-banner';
import { TabBar } from './tab-bar';
import { toSignIn } from './to-sign-in';
import { ExpiredBanner, TopBar } from './top-bar';
import { useFocusOnNavigation } from './use-focus-on-navigation';

/** Everything behind the door: navigation around the page, and nothing of it without a signed-in person. */
export function AppShell() {
  const { t } = useTranslation();
  const { status, revoked } = useSession();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const matches = useMatchRoute();
  // A workout and a meet have the whole screen; the tabs would be a tap beside the timer.
  const inSession = Boolean(matches({ to: '/train/$workoutId' }) || matches({ to: '/meet/$meetId' }));
  useFocusOnNavigation();
  if (status === 'signed-out') {
    // Already on the way there: going again would forget where from.
    if (path === '/sign-in') return null;
    return <Navigate {...toSignIn(path, revoked)} />;
  }
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[13rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="fixed top-2 left-1/2 z-60 -translate-x-1/2 -translate-y-24 rounded-action bg-act px-4 py-3 text-on-act focus:translate-y-0"
      >
        {t('common.nav.skip')}
      </a>
      <SideNav />
      <div
        // Below the end of a page there is room for the tabs and for a notice above them.
        className={`flex min-h-dvh flex-col ${inSession ? '' : 'pb-[calc(7.25rem+env(safe-area-inset-bottom))] lg:pb-12'}`}
      >
        <TopBar />
        <StorageBanner />
        {path === '/' ? <InstallBanner /> : null}
        {status === 'expired' ? <ExpiredBanner path={path} /> : null}
        {status === 'loading' ? (
          <main id="content" className="page-margin mx-auto w-full max-w-160 pt-2">
            <Skeleton label={t('common.loading')} />
          </main>
        ) : (
          <Outlet />
        )}
      </div>
      {inSession ? null : <TabBar />}
      <Shortcuts />
    </div>
  );
}
