/** Says at the end of a run which tests could not be made here, and what they need: none is left out in silence. */
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node';

export class SkippedTests implements Reporter {
  #isChoice = false;

  onInit({ config }: Vitest): void {
    this.#isChoice = config.testNamePattern !== undefined;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((module) => [...module.children.allTests('skipped')]);
    const lines = skipped.flatMap((test) => this.#reasonOf(test)).map((line) => `  ${line}\n`);
    if (lines.length > 0) process.stdout.write(`\nSkipped:\n${lines.join('')}`);
  }

  /** A test that was not chosen by its name is not worth a line. */
  #reasonOf(test: TestCase): string[] {
    const result = test.result();
    const note = result.state === 'skipped' ? result.note : undefined;
    const name = `${test.module.relativeModuleId} > ${test.fullName}`;
    if (note !== undefined) return [`${name}: ${note}`];
    return this.#isChoice ? [] : [name];
  }
}
