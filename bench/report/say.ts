import process from 'node:process';

/** Between two lines where what is said is kept, in milliseconds. */
const SELDOM_MS = 5_000;

/** Says what is being done, on standard error: in one line of a terminal, else line by line, the same thing seldom. */
export interface Saying {
  readonly say: (doing: string) => void;
  /** Says something that stays. */
  readonly told: (words: string) => void;
  /** Makes room for what comes next. */
  readonly done: () => void;
}

export function createSaying(): Saying {
  const { stderr } = process;
  let last = { words: '', at: 0 };
  const done = (): void => {
    if (stderr.isTTY) stderr.write('\r\u001b[K');
  };
  return {
    say: (doing) => {
      if (stderr.isTTY) {
        stderr.write(`\r\u001b[K${doing}`);
        return;
      }
      const words = doing.replace(/[\d,]+/g, '');
      const now = Date.now();
      if (words === last.words && now - last.at < SELDOM_MS) return;
      last = { words, at: now };
      stderr.write(`${doing}\n`);
    },
    told: (words) => {
      done();
      stderr.write(`${words}\n`);
    },
    done,
  };
}
