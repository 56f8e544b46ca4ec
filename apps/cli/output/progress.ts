import { SingleBar } from 'cli-progress';

/** The bar that is shown: one after the other. */
let shown: SingleBar | undefined;

/** Shows on standard error, where that is a terminal, how far `work` is: what was done, of as much as is known. */
export async function withProgress<T>(
  doing: string,
  unit: string,
  work: (done: (value: number, total?: number) => void) => Promise<T>,
): Promise<T> {
  const format = `${doing} {value} ${unit}, {duration_formatted}`;
  const bar = new SingleBar({ format, stream: process.stderr, noTTYOutput: false });
  const show = (): void => {
    if (shown === bar) return;
    shown?.stop();
    bar.start(0, 0);
    shown = bar;
  };
  try {
    return await work((value, total = value) => {
      show();
      bar.setTotal(total);
      bar.update(value);
    });
  } finally {
    bar.stop();
  }
}
