import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { receiptText } from '../../src/shared/center-api/receipt';
import type { PushRequest } from '../../src/shared/center-api/messages';
import type { CallId, SeatId } from '../../src/shared/ids';

/**
 * The bench's far end, the same for the seat and for the bare loop: keeps bodies in memory, hashes them and signs a
 * receipt for each as the real center does, but has no database, so that the seat's side is what is measured.
 * Run as a process of its own; prints one line with its address and public key.
 */
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const stored = new Map<string, string>();

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const answer = answerTo(request.url ?? '', Buffer.concat(chunks).toString('utf8'));
    // As a center that has no such route says it: another type would be a stranger's page.
    const type = answer === undefined ? 'application/problem+json' : 'application/json';
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': type });
    response.end(JSON.stringify(answer ?? { type: 'about:blank', title: 'Not Found', status: 404 }));
  });
}).listen(0, '127.0.0.1', function (this: { address(): AddressInfo | string | null }) {
  const address = this.address() as AddressInfo;
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
  process.stdout.write(
    `${JSON.stringify({ listening: `http://127.0.0.1:${address.port}`, publicKey: raw })}\n`,
  );
});
process.stdin.resume().on('end', () => process.exit(0));

function answerTo(url: string, body: string): unknown {
  if (url.endsWith('/records')) return push(body);
  // It has what it answered, and no answer of it is lost but those it never gave.
  if (url.endsWith('/receipts/query')) return { centerTime: Date.now(), receipts: [] };
  return health(url);
}

function health(url: string): unknown {
  if (url !== '/v1/health') return undefined;
  return { service: 'hn12369-center', status: 'ok', centerTime: Date.now() };
}

function push(text: string): unknown {
  const { records } = JSON.parse(text) as PushRequest;
  const receivedAt = Date.now();
  const results = records.map(({ id, revision, bodySha256, body }) => {
    if (createHash('sha256').update(body).digest('hex') !== bodySha256) throw new Error('Wrong hash');
    stored.set(`${id}/${revision}`, body);
    const claim = {
      recordId: id as CallId,
      revision,
      bodySha256,
      seatId: 'ZZ01' as SeatId,
      centerNumber: `HN${stored.size}`,
      receivedAt,
      keyId: 'bench',
    };
    const signature = sign(null, Buffer.from(receiptText(claim)), privateKey).toString('base64');
    return { id, revision, status: 201, receipt: { ...claim, signature } };
  });
  return { centerTime: receivedAt, results };
}
