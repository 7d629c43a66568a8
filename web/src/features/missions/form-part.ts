import type { Finding, MissionForm } from './mission-form';

/** What each part of the form is given. */
export interface FormPart {
  form: MissionForm;
  set: (part: Partial<MissionForm>) => void;
  /** Those that are to be shown by now. */
  findings: Set<Finding>;
}
