/** Own time a program has for anything a check does not set a time for. */
export const defaultWithinMs = 5000;

/** Where the kernel cannot show that nothing more will come, silence for so long stands for it. */
export const silenceMs = 400;

/** Starting an interpreter on a cold disk takes long, and is not the student's doing. */
export const startWithinMs = 20_000;
