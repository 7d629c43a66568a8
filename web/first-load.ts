// How much JavaScript somebody waits for who comes for the first time, counted at every build and held to a limit.
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** web.md, Quality. */
const LIMIT_BYTES = 200_000;
/** Whoever comes meets one of these pages, in one of these languages. */
const FIRST_PAGES = ['features/auth/sign-in-page.tsx', 'features/today/today-page.tsx'];
/** What src/app/boot.ts asks for as soon as it runs. */
const APP = 'app/main.tsx';
const LANGUAGES = ['shared/i18n/en-first.ts', 'shared/i18n/de-first.ts'];

interface Chunk {
  type: 'chunk' | 'asset';
  fileName: string;
  code?: string;
  isEntry?: boolean;
  facadeModuleId?: string | null;
  imports?: string[];
}

/** Everything that has to be there before these chunks can run. */
function withImports(bundle: Record<string, Chunk>, start: Chunk[]): Set<Chunk> {
  const found = new Set<Chunk>();
  const visit = (chunk: Chunk | undefined) => {
    if (!chunk || found.has(chunk)) return;
    found.add(chunk);
    for (const name of chunk.imports ?? []) visit(bundle[name]);
  };
  for (const chunk of start) visit(chunk);
  return found;
}

interface Size {
  gzip: number;
  brotli: number;
}

const sizeOf = (code: string): Size => ({
  gzip: gzipSync(code, { level: constants.Z_BEST_COMPRESSION }).byteLength,
  brotli: brotliCompressSync(code).byteLength,
});

const inKb = (bytes: number): string => `${(bytes / 1000).toFixed(1)} KB`;

export function firstLoad(): Plugin {
  return {
    name: 'first-load',
    apply: 'build',
    generateBundle(_options, output) {
      const bundle = output as unknown as Record<string, Chunk>;
      const chunks = Object.values(bundle).filter((each) => each.type === 'chunk');
      const entry = chunks.filter((each) => each.isEntry);
      const chunkOf = (path: string) => chunks.find((each) => each.facadeModuleId?.endsWith(path));
      const sizes = new Map(chunks.map((each) => [each, sizeOf(each.code ?? '')]));
      const tooLarge: string[] = [];
      for (const [page, language] of FIRST_PAGES.flatMap((page) => LANGUAGES.map((language) => [page, language]))) {
        const wanted = [APP, page, language]
          .map((path) => path && chunkOf(path))
          .filter((each) => typeof each === 'object');
        if (wanted.length < 3) this.error(`first load: no chunk of ${page} or of ${language}`);
        const all = [...withImports(bundle, [...entry, ...wanted])].map((each) => sizes.get(each));
        const sum = (of: keyof Size) => all.reduce((total, size) => total + (size?.[of] ?? 0), 0);
        const told = `${page} with ${language}: ${inKb(sum('gzip'))} gzip, ${inKb(sum('brotli'))} brotli`;
        this.info(told);
        if (sum('gzip') > LIMIT_BYTES) tooLarge.push(told);
      }
      if (tooLarge.length > 0) this.error(`more than ${inKb(LIMIT_BYTES)} at first load: ${tooLarge.join('; ')}`);
    },
  };
}
