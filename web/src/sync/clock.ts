// The time that is stamped on what a person does: the device's clock, corrected by what our server last said, and
// never running backwards within a page.

/** The Date header counts whole seconds and travels; smaller differences are not worth correcting. */
const TOLERANCE_MS = 2_000;

interface TimeSource {
  wall(): number;
  /** Milliseconds that no one can set back. */
  steady(): number;
}

export class CorrectedClock {
  #offset = 0;
  /** wall − steady when last looked at: it shrinks only when somebody sets the clock back. */
  #wallLead: number;
  #lastStamp = 0;

  constructor(private readonly source: TimeSource) {
    this.#wallLead = source.wall() - source.steady();
  }

  get offset(): number {
    return this.#offset;
  }

  /** Takes up the correction learned before the last restart. */
  restore(offset: number): void {
    this.#offset = offset;
  }

  /** Call with the Date header of an answer that is ours; true when the correction changed. */
  learn(dateHeader: string | null, sentAtSteady: number): boolean {
    const server = dateHeader === null ? Number.NaN : Date.parse(dateHeader);
    if (Number.isNaN(server)) return false;
    const travelled = (this.source.steady() - sentAtSteady) / 2;
    const offset = server + 500 + travelled - this.source.wall();
    if (Math.abs(offset - this.#offset) <= TOLERANCE_MS + travelled) return false;
    this.#offset = Math.abs(offset) <= TOLERANCE_MS ? 0 : offset;
    this.#wallLead = this.source.wall() - this.source.steady();
    return true;
  }

  now(): number {
    const lead = this.source.wall() - this.source.steady();
    const setBack = this.#wallLead - lead;
    if (setBack > TOLERANCE_MS) this.#offset += setBack;
    this.#wallLead = lead;
    return Math.round(this.source.wall() + this.#offset);
  }

  /** Each stamp is later than the one before. */
  stamp(): number {
    this.#lastStamp = Math.max(this.now(), this.#lastStamp + 1);
    return this.#lastStamp;
  }

  steady(): number {
    return this.source.steady();
  }
}

export const clock = new CorrectedClock({ wall: () => Date.now(), steady: () => performance.now() });

export const now = (): Date => new Date(clock.now());
export const stamp = (): string => new Date(clock.stamp()).toISOString();
