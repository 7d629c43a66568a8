/** Takes the keyboard to the first field that says what is wrong with it; false where none does. */
export function focusInvalid(form: HTMLElement): boolean {
  const field = form.querySelector<HTMLElement>('[aria-invalid="true"]');
  field?.focus();
  return field !== null;
}
