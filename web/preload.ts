// All files of a first visit are asked for together, not one after the other as scripts come upon them: they wait in a
// template until the first picture is there (src/app/first-picture.ts).
import type { HtmlTagDescriptor, Plugin } from 'vite';
import { type Bundle, chunkWith, withImports } from './bundle.ts';

const ENTRY = 'app/boot.ts';
const APP = 'app/main.tsx';
/** What else is needed where: at the door or at home, in a language. */
const ONLY = {
  door: 'features/auth/sign-in-page.tsx',
  home: 'features/today/today-page.tsx',
  en: 'shared/i18n/en-first.ts',
  de: 'shared/i18n/de-first.ts',
};

/** How the page asks for it otherwise, and for what it imports. */
const ASKED = /\s*<(script|link)[^>]*(type="module"|rel="modulepreload")[^>]*>(<\/script>)?/g;

type Attributes = Record<string, string | boolean>;

const link = (attrs: Attributes): HtmlTagDescriptor => ({ tag: 'link', attrs: { crossorigin: true, ...attrs } });

export function preload(): Plugin {
  return {
    name: 'preload',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(page, context) {
        const bundle = (context.bundle ?? {}) as unknown as Bundle;
        const entry = chunkWith(bundle, ENTRY);
        if (!entry) throw new Error(`nothing is built of ${ENTRY}`);
        const taken = new Set([entry.fileName]);
        /** A link for each file of a source that has none yet. */
        const filesOf = (path: string, attributes: Attributes = {}): HtmlTagDescriptor[] => {
          const chunk = chunkWith(bundle, path);
          if (!chunk) throw new Error(`nothing is built of ${path}`);
          const fresh = [...withImports(bundle, [chunk])].filter(({ fileName }) => !taken.has(fileName));
          for (const { fileName } of fresh) taken.add(fileName);
          return fresh.map(({ fileName }) => link({ rel: 'modulepreload', href: `/${fileName}`, ...attributes }));
        };
        const app: HtmlTagDescriptor[] = [
          { tag: 'script', attrs: { type: 'module', crossorigin: true, src: `/${entry.fileName}` } },
          ...filesOf(ENTRY),
          ...filesOf(APP),
          ...Object.entries(ONLY).flatMap(([where, path]) => filesOf(path, { 'data-for': where })),
        ];
        // Text that changes its font under a finger moves what the finger is on; but the script comes first.
        const fonts = Object.keys(bundle)
          .filter((file) => file.endsWith('.woff2'))
          .map((file) =>
            link({ rel: 'preload', as: 'font', type: 'font/woff2', fetchpriority: 'low', href: `/${file}` }),
          );
        return {
          html: page.replace(ASKED, ''),
          tags: [
            ...fonts.map((font) => ({ ...font, injectTo: 'head' as const })),
            { tag: 'template', attrs: { id: 'app' }, children: app, injectTo: 'body-prepend' },
          ],
        };
      },
    },
  };
}
