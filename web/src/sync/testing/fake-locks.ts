// Web Locks as the engine uses them: a line for each name, abort while waiting, theft, and a look whether it is free.

type Work = (lock: Lock | null) => unknown;

interface Line {
  holder: { robbed: () => void } | null;
  waiting: (() => void)[];
}

export class FakeLocks implements Pick<LockManager, 'request'> {
  private readonly lines = new Map<string, Line>();

  request(name: string, options: LockOptions | Work, work?: Work): Promise<never> {
    const how = typeof options === 'function' ? {} : options;
    const run = (typeof options === 'function' ? options : work) as Work;
    const line = this.lines.get(name) ?? { holder: null, waiting: [] };
    this.lines.set(name, line);
    return new Promise((resolve, reject) => {
      const start = () => {
        const me = { robbed: () => reject(new DOMException('stolen', 'AbortError')) };
        line.holder = me;
        const free = () => {
          if (line.holder !== me) return;
          line.holder = null;
          line.waiting.shift()?.();
        };
        const ended = Promise.resolve(run({ name, mode: 'exclusive' } as Lock));
        ended.finally(free).then((value) => resolve(value as never), reject);
      };
      if (how.steal) line.holder?.robbed();
      if (!line.holder || how.steal) return start();
      if (how.ifAvailable) return resolve(run(null) as never);
      line.waiting.push(start);
      how.signal?.addEventListener('abort', () => {
        line.waiting = line.waiting.filter((each) => each !== start);
        reject(new DOMException('aborted', 'AbortError'));
      });
    });
  }
}
