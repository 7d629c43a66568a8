// What a build made of a source file.
export interface Chunk {
  fileName: string;
  code?: string;
  moduleIds?: string[];
  imports?: string[];
}

export type Bundle = Record<string, Chunk>;

export const chunkWith = (bundle: Bundle, path: string): Chunk | undefined =>
  Object.values(bundle).find(({ moduleIds }) => moduleIds?.some((id) => id.endsWith(`/src/${path}`)));

/** Everything that has to be there before these chunks can run, and they themselves. */
export function withImports(bundle: Bundle, start: Chunk[]): Set<Chunk> {
  const found = new Set<Chunk>();
  const visit = (chunk: Chunk | undefined) => {
    if (!chunk || found.has(chunk)) return;
    found.add(chunk);
    for (const name of chunk.imports ?? []) visit(bundle[name]);
  };
  for (const chunk of start) visit(chunk);
  return found;
}
