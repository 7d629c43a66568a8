// Web Locks as the engine uses them: a line for each name, shared or alone, abort while waiting, theft, and a look
// whether it is free.

type Work = (lock: Lock | null) => unknown;

interface Holder {
  mode: LockMode;
  robbed: () => void;
}

interface Line {
  holders: Holder[];
  waiting: { mode: LockMode; start: () => void }[];
}

export class FakeLocks implements Pick<LockManager, 'request'> {
  private readonly lines = new Map<string, Line>();

  request(name: string, options: LockOptions | Work, work?: Work): Promise<never> {
    const how = typeof options === 'function' ? {} : options;
    const run = (typeof options === 'function' ? options : work) as Work;
    const mode = how.mode ?? 'exclusive';
    const line = this.lines.get(name) ?? { holders: [], waiting: [] };
    this.lines.set(name, line);
    return new Promise((resolve, reject) => {
      const start = () => {
        const me: Holder = { mode, robbed: () => reject(new DOMException('stolen', 'AbortError')) };
        line.holders.push(me);
        const free = () => {
          line.holders = line.holders.filter((each) => each !== me);
          next(line);
        };
        const ended = Promise.resolve(run({ name, mode }));
        ended.finally(free).then((value) => resolve(value as never), reject);
      };
      if (how.steal) for (const robbed of line.holders.splice(0)) robbed.robbed();
      if (isFree(line, mode)) return start();
      if (how.ifAvailable) return resolve(run(null) as never);
      const place = { mode, start };
      line.waiting.push(place);
      how.signal?.addEventListener('abort', () => {
        line.waiting = line.waiting.filter((each) => each !== place);
        reject(new DOMException('aborted', 'AbortError'));
      });
    });
  }
}

const isFree = ({ holders }: Line, mode: LockMode): boolean =>
  holders.length === 0 || (mode === 'shared' && holders.every((each) => each.mode === 'shared'));

function next(line: Line): void {
  while (line.waiting[0] && isFree(line, line.waiting[0].mode)) line.waiting.shift()?.start();
}
