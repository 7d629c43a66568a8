/** The kind of the draft of a workout under way. */
export const SESSION = 'session';
