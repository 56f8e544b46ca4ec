import type { Manifest } from './members';
import { MEMBERS } from './members';

const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => `&#${String(letter.charCodeAt(0))};`);

/** The page that says what a bundle is and how to check it, also without this program. */
export function pageOf({ origin, size, film }: Pick<Manifest, 'origin' | 'size' | 'film'>, key: string): string {
  const what = film === null ? 'Everything that is recorded' : `What is recorded of ${escaped(film.title)}`;
  const proofs =
    film === null
      ? `<li><code>${MEMBERS.events}</code>: every event, a line each (CloudEvents 1.0). The first ${String(size)} are the leaves of the tree, in this order.</li>`
      : `<li><code>${MEMBERS.events}</code>: its events, a line each (CloudEvents 1.0).</li>
<li><code>${MEMBERS.proofs}</code>: for each of them the proof that it is under the checkpoint: its canonical form (RFC 8785), its number, and the hashes that lead to the root (RFC 9162).</li>`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${what}</title>
<style>body{font:16px/1.5 sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}code,pre{font-size:90%}pre{overflow-x:auto}</style>
<h1>${what}, and the proof of it</h1>
<p>This archive was made by Ovation, the system of record for how films get sold. It holds events as they were recorded, the documents behind
them, and what proves that none of it was altered since. Nobody has to be trusted for that but whoever told you the public key below.</p>
<h2>What is in it</h2>
<ul>
<li><code>${MEMBERS.checkpoint}</code>: the log as it was, signed: which log, how many events, the root of its tree.</li>
<li><code>${MEMBERS.key}</code>: the public key (Ed25519) that signed it. Compare it with the one that was published:
<pre>${escaped(key)}</pre></li>
${proofs}
<li><code>evidence/</code>: documents, each under the SHA-256 of its bytes. Open them with care: they come from outside.</li>
<li><code>${MEMBERS.manifest}</code>: every member with its size and its SHA-256.</li>
</ul>
<p>What is proven: that each of these events was recorded as it is, before the checkpoint was signed. That nothing else is recorded of a film, the
whole log alone can prove.</p>
<h2>Check it</h2>
<pre>npx ovation verify THIS-FILE.zip --key '${escaped(key)}'</pre>
<p>needs no server, no database and no network. Without Ovation: the leaf of an event is SHA-256 over a zero byte and the event as canonical
JSON (<code>data</code>, <code>id</code>, <code>metadata</code>, <code>recordedAt</code>, <code>revision</code>, <code>stream</code>,
<code>type</code>; RFC 8785); the tree is that of RFC 9162, section 2.1; <code>${MEMBERS.checkpoint}</code> is a signed note (C2SP signed-note, tlog-checkpoint)
of <code>${escaped(origin)}</code>.</p>
</html>
`;
}
