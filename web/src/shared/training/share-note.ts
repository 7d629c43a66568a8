import type { TFunction } from 'i18next';

/** What the generator writes beside a weight, in either language. */
const SHARE_NOTE = /^(?:at|bei) (\d+(?:[.,]\d+)?) %$/;

/** The share of the maximum a note stands for; null: somebody's own words. */
export function shareOf(note: string | null | undefined): number | null {
  const share = note?.match(SHARE_NOTE)?.[1];
  return share === undefined ? null : Number(share.replace(',', '.'));
}

/** A note as it is shown: the generator's in the language of the reader. */
export function noteText(note: string | null | undefined, t: TFunction, number: (value: number) => string): string {
  const share = shareOf(note);
  return share === null ? (note ?? '') : t('plan.at', { percent: number(share) });
}
