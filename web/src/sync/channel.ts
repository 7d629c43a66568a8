// Talk between the tabs of this origin. A tab hears its own messages too, so nobody has to ask who is leading.

export type Message =
  | { type: 'wake'; force?: boolean }
  | { type: 'alive'; epoch: number }
  | { type: 'session' }
  | { type: 'token'; userId: string; token: string; expiresInMs: number }
  | { type: 'token-wanted'; userId: string }
  | { type: 'contact'; ok: boolean }
  /** How often in a row whoever leads has tried to send in vain. */
  | { type: 'tries'; failed: number };

type Listener = (message: Message, own: boolean) => void;

const listeners = new Set<Listener>();
let channel: BroadcastChannel | undefined;

export function openChannel(name = 'taper-sync'): void {
  if (channel || typeof BroadcastChannel === 'undefined') return;
  channel = new BroadcastChannel(name);
  channel.onmessage = (event: MessageEvent<Message>) => tell(event.data, false);
}

export function send(message: Message): void {
  channel?.postMessage(message);
  tell(message, true);
}

export function listen(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(message: Message, own: boolean): void {
  for (const listener of [...listeners]) listener(message, own);
}
