/** 16 bytes instead of 36 characters: the index of ids is what limits appends. */
export const idToBytes = (id: string): Uint8Array => Buffer.from(id.replaceAll('-', ''), 'hex');

/** From the `hex()` of SQL, which crosses into JavaScript faster than bytes do. */
export function idFromHex(hex: string): string {
  const id = hex.toLowerCase();
  return `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`;
}
