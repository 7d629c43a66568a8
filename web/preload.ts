// What is certainly wanted is asked for with the page, not when the script comes upon it.
import type { Plugin } from 'vite';

/** The app itself, which src/app/boot.ts asks for as soon as it runs. */
const APP = 'src/app/main.tsx';

interface Chunk {
  type: 'chunk' | 'asset';
  fileName: string;
  isEntry?: boolean;
  facadeModuleId?: string | null;
  imports?: string[];
}

export function preload(): Plugin {
  return {
    name: 'preload',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, context) {
        const bundle = (context.bundle ?? {}) as unknown as Record<string, Chunk>;
        const app = Object.values(bundle).find(({ facadeModuleId }) => facadeModuleId?.endsWith(APP));
        const scripts = new Set<string>();
        const take = (chunk: Chunk | undefined) => {
          if (!chunk || scripts.has(chunk.fileName)) return;
          scripts.add(chunk.fileName);
          for (const name of chunk.imports ?? []) take(bundle[name]);
        };
        take(app);
        for (const { fileName, isEntry } of Object.values(bundle)) if (isEntry) scripts.delete(fileName);
        if (!app) this.error(`nothing is built of ${APP}`);
        const link = (attrs: Record<string, string | boolean>) => ({
          tag: 'link',
          attrs: { crossorigin: true, ...attrs },
          injectTo: 'head' as const,
        });
        // Text that changes its font under a finger moves what the finger is on; but the script comes first.
        const fonts = Object.keys(bundle).filter((file) => file.endsWith('.woff2'));
        return [
          ...[...scripts].map((file) => link({ rel: 'modulepreload', href: `/${file}` })),
          ...fonts.map((file) =>
            link({ rel: 'preload', as: 'font', type: 'font/woff2', fetchpriority: 'low', href: `/${file}` }),
          ),
        ];
      },
    },
  };
}
