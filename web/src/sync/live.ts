// A live query whose rows are opened after it was read: the cipher must stay outside Dexie's transactions.
import { liveQuery } from 'dexie';
import { useEffect, useState } from 'react';

/** The newest answer wins, however long an older one took to open. */
export function watch<Rows, View>(
  read: () => Promise<Rows>,
  open: (rows: Rows) => Promise<View>,
  show: (view: View) => void,
  fail: (error: unknown) => void = () => {},
): () => void {
  let newest = 0;
  const subscription = liveQuery(read).subscribe({
    next: (rows) => {
      newest += 1;
      const turn = newest;
      open(rows).then((view) => {
        if (turn === newest) show(view);
      }, fail);
    },
    error: fail,
  });
  return () => {
    newest = Number.NaN;
    subscription.unsubscribe();
  };
}

/** `name` says when the query is another one. Until its first answer, `initial`. */
export function useWatch<Rows, View>(
  name: string,
  read: () => Promise<Rows>,
  open: (rows: Rows) => Promise<View>,
  initial: View,
): View {
  const [shown, setShown] = useState<{ name: string; view: View } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `name` stands for everything `read` and `open` close over.
  useEffect(() => watch(read, open, (view) => setShown({ name, view })), [name]);
  return shown?.name === name ? shown.view : initial;
}
