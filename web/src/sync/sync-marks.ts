// Names in `meta` that say how far this device has heard the server.

/** The stream's cursor up to which every fact has been applied. */
export const CURSOR = 'cursor';
/** When this device last knew that it was up to date. */
export const LAST_SYNC = 'last_sync';
