/**
 * Keeps a processor busy as long as its parent lives, and for no longer than the milliseconds it is told:
 * `node hog.ts PARENT-PID LIFE-MS`.
 */
const [parent, lifeMs] = process.argv.slice(2).map(Number);
const endMs = Date.now() + (lifeMs ?? 0);

let turns = 0;
while (process.ppid === parent && Date.now() < endMs) {
  // Looking whether it is time to end should not be all it does.
  for (let turn = 0; turn < 1e6; turn += 1) turns += turn % 7;
}
process.exitCode = turns < 0 ? 1 : 0;
