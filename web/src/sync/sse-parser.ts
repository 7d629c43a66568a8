// Server-sent events out of a byte stream (the HTML standard's grammar), because EventSource cannot send a token.

export interface Frame {
  id: string;
  event: string;
  data: string;
}

/** Feed it text as it comes; it answers with the frames that are complete. Comments and unfinished frames give none. */
export class SseParser {
  #rest = '';
  #event = '';
  #data: string[] = [];
  #id = '';

  push(text: string): Frame[] {
    const frames: Frame[] = [];
    // A CR at the very end may be half of a CRLF.
    const whole = this.#rest + text;
    const usable = whole.endsWith('\r') ? whole.slice(0, -1) : whole;
    const lines = usable.split(/\r\n|\n|\r/);
    this.#rest = (lines.pop() ?? '') + whole.slice(usable.length);
    for (const line of lines) {
      const frame = this.#line(line);
      if (frame) frames.push(frame);
    }
    return frames;
  }

  #line(line: string): Frame | undefined {
    if (line === '') return this.#dispatch();
    if (line.startsWith(':')) return undefined;
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.#event = value;
    if (field === 'data') this.#data.push(value);
    if (field === 'id' && !value.includes('\0')) this.#id = value;
    return undefined;
  }

  #dispatch(): Frame | undefined {
    const data = this.#data;
    const event = this.#event || 'message';
    this.#data = [];
    this.#event = '';
    return data.length === 0 ? undefined : { id: this.#id, event, data: data.join('\n') };
  }
}
