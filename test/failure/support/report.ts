import { appendFileSync } from 'node:fs';

/** A file named by this variable gets a line of JSON for each figure. */
const FIGURES = 'OVATION_FAILURE_FIGURES';

function tell(line: string, figure: object): void {
  process.stderr.write(`  ${line}\n`);
  const file = process.env[FIGURES];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ ...figure, at: new Date().toISOString() })}\n`);
}

/** Prints what a scenario found, on a line of its own. @param seed Repeats what can be repeated of it. */
export function report(scenario: string, figure: string, seed?: number): void {
  tell(`${scenario}: ${figure}${seed === undefined ? '' : ` (seed ${String(seed)})`}`, {
    scenario,
    figure,
    ...(seed === undefined ? {} : { seed }),
  });
}

/**
 * The `it` of a scenario that needs something this machine may not have.
 * @param missing What is missing, in words; undefined when nothing is.
 */
export const itUnless =
  (missing: string | undefined) =>
  (scenario: string, test: () => Promise<void>, timeout?: number): void => {
    if (missing === undefined) {
      it(scenario, test, timeout);
      return;
    }
    tell(`${scenario}: not run, ${missing}`, { scenario, notRun: missing });
    it.skip(`${scenario} (${missing})`, test);
  };
