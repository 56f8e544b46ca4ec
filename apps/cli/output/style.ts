import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Coloured where a person looks: on a terminal, unless NO_COLOR says otherwise. */
const styled =
  (style: Style) =>
  (text: string): string =>
    styleText(style, text, { stream: process.stdout });

export const bold = styled('bold');
export const dim = styled('dim');
