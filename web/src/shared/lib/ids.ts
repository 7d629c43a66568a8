/** Ids of things are made where they are first written, also without a network. */
export function newId(): string {
  return crypto.randomUUID();
}
