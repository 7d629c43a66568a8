import 'i18next';
import type first from './en-first';
import type rest from './en-rest';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof first & typeof rest };
  }
}
