import { fileURLToPath } from 'node:url';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { compress } from './compress.ts';
import { firstLoad } from './first-load.ts';
import { inline } from './inline.ts';
import { preload } from './preload.ts';

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  plugins: [
    react(),
    tailwind(),
    firstLoad(),
    inline(),
    preload(),
    compress(),
    VitePWA({
      registerType: 'prompt',
      // The page registers it itself, so that activation can wait for the `busy` lock.
      injectRegister: false,
      manifest: false,
      strategies: 'injectManifest',
      srcDir: 'src/app',
      filename: 'service-worker.ts',
      injectManifest: { globPatterns: ['**/*.{js,css,html,svg,png,woff2,webmanifest}'] },
    }),
  ],
  build: {
    target: 'es2022',
    // What a script asks for later, the browser finds by itself: a link element for each file of it takes a phone longer
    // than it saves. What a page needs at once stands in it (preload.ts).
    modulePreload: { polyfill: false, resolveDependencies: () => [] },
    rolldownOptions: {
      output: {
        // Few files: each costs a request, and one compresses better than many small ones. What a group names brings what
        // it imports, unless an earlier one has it.
        codeSplitting: {
          groups: [
            // Alone, or it would wait for what it asks for.
            { name: 'boot', test: /src\/app\/(boot|come-again)\.ts$|vite\/preload-helper/ },
            {
              name: 'base',
              test: /node_modules\/(react|react-dom|scheduler|dexie|i18next|react-i18next|use-sync-external-store|@tanstack\/(react-router|router-core|history|react-store|store))\//,
            },
            { name: 'app', test: /src\/app\/main\.tsx$/ },
            { name: 'door', test: /src\/features\/auth\/sign-in-page\.tsx$/ },
            { name: 'today', test: /src\/features\/today\/today-page\.tsx$/ },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/mailbox/messages': 'http://127.0.0.1:8080' } },
});
