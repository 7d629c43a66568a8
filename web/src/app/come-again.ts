// One of the app's files did not come. The page says so and is asked for again, with everything that is missing, when
// the server answers.
/** From who notices it to the script in the page, which has a copy of its own of all that it imports (inline.ts). */
const MISSING = 'taper-missing';
/** How many times that was so, one after the other, in this tab. */
const TIMES = 'taper.missing';
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;

export const tellMissing = (): void => void dispatchEvent(new Event(MISSING));

/** Says it; in the page until the app draws its first one (index.html). */
export const notice = (): HTMLElement | null => document.getElementById('late');

/** Without what the first page is made of nothing is drawn: its frame stays and says so. Later the router tells. */
export async function arriving<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch (error) {
    if (!notice()) throw error;
    tellMissing();
    return new Promise(() => {});
  }
}

/** The app is here. */
export const nothingMissing = (): void => sessionStorage.removeItem(TIMES);

/** `say` is called once, before the first pause. */
export function whenMissingComeAgain(say: () => void): void {
  const missing = () => {
    say();
    void comeAgain();
  };
  addEventListener(MISSING, missing, { once: true });
}

/** The pause doubles from time to time: a file that is broken, not missing, must not make the page flicker. */
async function comeAgain(): Promise<void> {
  const times = Number(sessionStorage.getItem(TIMES) ?? 0);
  sessionStorage.setItem(TIMES, String(times + 1));
  const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** times);
  do await new Promise((done) => setTimeout(done, pauseMs));
  while (!(await isThere()));
  location.reload();
}

/** Without that a page that says what is wrong would become the browser's own, which says nothing. */
async function isThere(): Promise<boolean> {
  const answer = await fetch('/', { method: 'HEAD', cache: 'no-store' }).catch(() => null);
  return answer?.ok ?? false;
}
