/** Where things stand in the project, whatever folder the command is run from. */
import { fileURLToPath } from 'node:url';

function inProject(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

export const exercisesFolder = inProject('exercises');
export const referenceFolder = inProject('reference');
export const fixturesFolder = inProject('fixtures');
/** The door in front of every command. */
export const mainFile = inProject('grader/main.js');
/** For what can be made again at any time. */
export const exerciseMemory = inProject('node_modules/.cache/socklab/exercises');
export const packageFile = inProject('package.json');
