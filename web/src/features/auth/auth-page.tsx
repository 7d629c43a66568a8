import { useEffect } from 'react';

/** One question of the door: a heading, a line, the form. */
export function AuthPage({ title, text, children }: { title: string; text?: string; children: React.ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Taper`;
  }, [title]);
  return (
    <main id="content">
      <h1 className="text-28">{title}</h1>
      {text ? <p className="mt-2 text-mute">{text}</p> : null}
      <div className="mt-6 flex flex-col gap-5">{children}</div>
    </main>
  );
}

/** What the server said about the form as a whole. */
export function FormProblem({ text }: { text: string | null }) {
  return (
    <div role="alert" className="empty:-mt-5">
      {text ? <p className="rounded-field border border-red px-3.5 py-2.5 text-15">{text}</p> : null}
    </div>
  );
}

export const TEXT_LINK =
  'inline-flex min-h-11 items-center font-medium underline underline-offset-4 decoration-edge hover:decoration-text';
