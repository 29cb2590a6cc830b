/** Own time a program has for anything a check does not set a time for. */
export const defaultWithinMs = 5000;

/** Starting an interpreter on a cold disk takes long, and is not the student's doing. */
export const startWithinMs = 20_000;
