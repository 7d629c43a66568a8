// How much JavaScript somebody waits for who comes for the first time, counted at every build and held to a limit.
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { type Bundle, type Chunk, chunkWith, withImports } from './bundle.ts';

/** web.md, Quality. */
const LIMIT_BYTES = 200_000;
/** Whoever comes meets one of these pages, in one of these languages. */
const FIRST_PAGES = ['features/auth/sign-in-page.tsx', 'features/today/today-page.tsx'];
const LANGUAGES = ['shared/i18n/en-first.ts', 'shared/i18n/de-first.ts'];
/** What begins, and asks for the rest. */
const START = ['app/boot.ts', 'app/main.tsx'];

interface Size {
  gzip: number;
  brotli: number;
}

const sizeOfCode = (code: string): Size => ({
  gzip: gzipSync(code, { level: constants.Z_BEST_COMPRESSION }).byteLength,
  brotli: brotliCompressSync(code).byteLength,
});

const inKb = (bytes: number): string => `${(bytes / 1000).toFixed(1)} KB`;

export function firstLoad(): Plugin {
  return {
    name: 'first-load',
    apply: 'build',
    generateBundle(_options, output) {
      const bundle = output as unknown as Bundle;
      const sizes = new Map<string, Size>();
      const sizeOf = ({ fileName, code = '' }: Chunk): Size => {
        const size = sizes.get(fileName) ?? sizeOfCode(code);
        sizes.set(fileName, size);
        return size;
      };
      const tooLarge: string[] = [];
      for (const [page, language] of FIRST_PAGES.flatMap((page) =>
        LANGUAGES.map((language) => [page, language] as const),
      )) {
        const chunks = [...START, page, language].map(
          (path) => chunkWith(bundle, path) ?? this.error(`first load: nothing is built of ${path}`),
        );
        const all = [...withImports(bundle, chunks)].map(sizeOf);
        const sum = (of: keyof Size) => all.reduce((total, size) => total + size[of], 0);
        const told = `${page} with ${language}: ${inKb(sum('gzip'))} gzip, ${inKb(sum('brotli'))} brotli`;
        this.info(told);
        if (sum('gzip') > LIMIT_BYTES) tooLarge.push(told);
      }
      if (tooLarge.length > 0) this.error(`more than ${inKb(LIMIT_BYTES)} at first load: ${tooLarge.join('; ')}`);
    },
  };
}
