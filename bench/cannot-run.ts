/** Something that whoever asked can mend: the message says how. */
export class CannotRun extends Error {
  override readonly name = 'CannotRun';
}
