import type { Findings, SettingsDraft } from './settings-form';

export interface SectionProps {
  draft: SettingsDraft;
  set: <K extends keyof SettingsDraft>(field: K, value: SettingsDraft[K]) => void;
  /** Shown once somebody tried to go on. */
  findings: Findings;
  hasPasscode: boolean;
}
