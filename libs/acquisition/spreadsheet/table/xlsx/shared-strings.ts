import type { XmlReader } from './read-xml';

/** Collects the texts that cells refer to by their number. How they are pronounced is passed over. */
export function sharedStringsReader(): XmlReader & { readonly strings: readonly string[] } {
  const strings: string[] = [];
  let text = '';
  let isText = false;
  let isPhonetic = false;
  return {
    strings,
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 't') isText = !isPhonetic;
      if (name === 'rPh') isPhonetic = true;
    },
    text: (piece) => {
      if (isText) text += piece;
    },
    close: (name) => {
      if (name === 't') isText = false;
      if (name === 'rPh') isPhonetic = false;
      if (name === 'si') strings.push(text);
    },
  };
}
