import { useEffect } from 'react';

interface Props {
  title: string;
  /** Said under the title, or above it. */
  lead?: React.ReactNode;
  actions?: React.ReactNode;
  /** Before the title: the way back to the page this one belongs to. */
  back?: React.ReactNode;
  children: React.ReactNode;
  /** Reading width; planner and calendar use all there is. */
  wide?: boolean;
  /** The page shows its own heading. */
  hideTitle?: boolean;
  /** On a wide screen heading and actions stay in sight of a long page. */
  stays?: boolean;
}

/** One page: its title in the tab, its heading, its content. */
export function Page({ title, lead, actions, back, children, wide = false, hideTitle = false, stays = false }: Props) {
  useEffect(() => {
    document.title = `${title} · Taper`;
  }, [title]);
  return (
    <main
      id="content"
      tabIndex={-1}
      className={`page-margin w-full pt-1 pb-8 ${stays ? 'lg:pt-2' : 'lg:pt-6'} ${wide ? '' : 'mx-auto max-w-160'}`}
    >
      {hideTitle ? (
        <h1 className="sr-only">{title}</h1>
      ) : (
        <header
          className={`mb-4 flex flex-wrap items-end justify-between gap-3 ${stays ? 'bg-ink lg:sticky lg:top-0 lg:z-20 lg:mb-0 lg:min-h-19 lg:items-center lg:pt-3 lg:pb-2' : ''}`}
        >
          {back}
          {/* As wide as its longest word: then the actions go below, before the word is broken. */}
          <div className="max-w-full flex-1 basis-48">
            <h1 className="text-28">{title}</h1>
            {lead ? <p className="mt-1 text-13 text-mute">{lead}</p> : null}
          </div>
          {actions ? <div className="flex shrink-0 items-center gap-2">{actions}</div> : null}
        </header>
      )}
      {children}
    </main>
  );
}
