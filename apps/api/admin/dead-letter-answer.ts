import type { DeadLetter } from '#read-store';

/** A dead letter as it is sent: its revision is a text. */
export type DeadLetterAnswer = Omit<DeadLetter, 'revision'> & { readonly revision: string };

export const deadLetterAnswer = ({ revision, ...letter }: DeadLetter): DeadLetterAnswer => ({
  ...letter,
  revision: String(revision),
});
