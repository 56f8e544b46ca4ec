import type { ApiClient } from './api-client';

/**
 * Uploads a document, which must be taken.
 * @returns its SHA-256.
 */
export async function upload(server: ApiClient, content: string): Promise<string> {
  const { status, text, body } = await server.send('/api/evidence', { method: 'POST', body: content });
  if (status !== 201) throw new Error(`The upload was answered ${String(status)}: ${text}`);
  return String(body['sha256']);
}
