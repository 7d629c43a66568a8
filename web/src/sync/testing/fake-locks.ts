// Web Locks as the leader uses them: a queue, abort while waiting, theft.

type Work = (lock: Lock | null) => unknown;

interface Waiting {
  start: () => void;
}

export class FakeLocks implements Pick<LockManager, 'request'> {
  private holder: { robbed: () => void } | null = null;
  private line: Waiting[] = [];

  request(_name: string, options: LockOptions | Work, work?: Work): Promise<never> {
    const how = typeof options === 'function' ? {} : options;
    const run = (typeof options === 'function' ? options : work) as Work;
    return new Promise((resolve, reject) => {
      const start = () => {
        const me = { robbed: () => reject(new DOMException('stolen', 'AbortError')) };
        this.holder = me;
        const free = () => {
          if (this.holder !== me) return;
          this.holder = null;
          this.line.shift()?.start();
        };
        const lock = { name: _name, mode: 'exclusive' } as Lock;
        Promise.resolve(run(lock)).then(
          (value) => {
            free();
            resolve(value as never);
          },
          (error) => {
            free();
            reject(error);
          },
        );
      };
      if (how.steal && this.holder) {
        this.holder.robbed();
        return start();
      }
      if (!this.holder) return start();
      const waiting = { start };
      this.line.push(waiting);
      how.signal?.addEventListener('abort', () => {
        this.line = this.line.filter((each) => each !== waiting);
        reject(new DOMException('aborted', 'AbortError'));
      });
    });
  }
}
