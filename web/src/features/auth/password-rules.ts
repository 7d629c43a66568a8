/** As the server asks for it (IDN-7). */
export const MIN_PASSWORD = 10;
export const MAX_PASSWORD = 128;
/** RFC 5321: the longest path of a mail. */
export const MAX_EMAIL = 254;

/** Only what keeps an honest slip from being sent; the server and the mail itself decide. */
export const EMAIL_SHAPE = /^\S+@\S+\.\S+$/;
