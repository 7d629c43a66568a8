/** The words of the thing itself, where it has any. */
export function labelOf({ data: own, before }: { data: Record<string, unknown>; before?: unknown }): string {
  // A deletion says no more than which one.
  const data = { ...(before as Record<string, unknown> | null), ...own };
  for (const field of ['name', 'title']) if (typeof data[field] === 'string') return data[field];
  if (typeof data.brand === 'string' && typeof data.model === 'string') return `${data.brand} ${data.model}`;
  if (typeof data.stage_number === 'number') return String(data.stage_number);
  const exercises = data.exercises_summary;
  if (!Array.isArray(exercises)) return '';
  return exercises
    .map((exercise: { name?: unknown }) => (typeof exercise.name === 'string' ? exercise.name : ''))
    .filter(Boolean)
    .join(', ');
}
