import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { z } from 'zod';
import { ChangesAnswer } from '../../../src/shared/center-api/changes';
import { AttachmentReceiptAnswer } from '../../../src/shared/center-api/attachments';
import { IdentityAnswer, IdentityStanding } from '../../../src/shared/center-api/identity';
import { LedgerAnswer } from '../../../src/shared/center-api/ledger';
import { Health, ProblemDetails, PushResponse, ReceiptAnswer } from '../../../src/shared/center-api/messages';
import { SessionAnswer, SignedRoster } from '../../../src/shared/center-api/people';
import { RegionAnswer } from '../../../src/shared/center-api/region';
import { SignedBundle } from '../../../src/shared/script/bundle';
import { hostileValue, nearly, spoilt } from './hostile';

const SHAPES: readonly z.ZodType[] = [
  PushResponse,
  ReceiptAnswer,
  Health,
  ProblemDetails,
  LedgerAnswer,
  ChangesAnswer,
  RegionAnswer,
  SignedBundle,
  SignedRoster,
  SessionAnswer,
  IdentityStanding,
  IdentityAnswer,
  AttachmentReceiptAnswer,
];

/** What a center, or whoever stands in its place, may write into the socket; and how. */
export interface HostileAnswer {
  bytes: Buffer;
  /** `hold`: says this much and no more; `drip`: byte by byte; `flood`: without an end. */
  way: 'end' | 'reset' | 'hold' | 'drip' | 'flood';
}

function text(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'undefined';
  } catch {
    return '{"cut":'; // cyclic, or no number of JSON's
  }
}

const BOMB = gzipSync(Buffer.alloc(60_000_000));

function body(): fc.Arbitrary<Buffer> {
  const json = fc
    .oneof(...SHAPES.flatMap((shape) => [spoilt(shape), nearly(shape)]), hostileValue())
    .map((value) => Buffer.from(text(value)));
  return fc.oneof(
    { arbitrary: json, weight: 6 },
    {
      arbitrary: fc.tuple(json, fc.nat()).map(([bytes, at]) => bytes.subarray(0, at % (bytes.length + 1))),
      weight: 2,
    },
    { arbitrary: fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)), weight: 2 },
    {
      arbitrary: fc.constantFrom(
        ...[
          Buffer.from('['.repeat(200_000)),
          Buffer.from('<html>请登录</html>'),
          Buffer.alloc(6_000_000, 0x20),
        ],
        ...[
          BOMB,
          Buffer.from('{"centerTime":1e999}'),
          Buffer.from('\uFEFF{}'),
          Buffer.of(0xff, 0xfe, 0x7b, 0),
        ],
        ...[Buffer.from('{"__proto__":{"isAdmin":true}}'), Buffer.from('{"a":1,"a":2}'), Buffer.from('null')],
      ),
      weight: 2,
    },
  );
}

const HEADERS = [
  'Content-Type: application/json',
  'Content-Type: application/problem+json; charset=gbk',
  'Content-Type: text/html',
  'Content-Encoding: gzip',
  'Content-Encoding: br',
  'Transfer-Encoding: chunked',
  'Retry-After: 99999999999999999999',
  'Retry-After: -1',
  'ETag: "\u0001"',
  'Location: file:///etc/passwd',
  'Set-Cookie: a=b',
  'Tus-Resumable: 1.0.0',
  'Upload-Offset: -9007199254740993',
  'Content-Length: 5',
  'Content-Length: 18446744073709551616',
  `X-Long: ${'x'.repeat(100_000)}`,
];

/** Answers of a center that has gone mad, or of somebody who would like the seat to. */
export function hostileAnswer(): fc.Arbitrary<HostileAnswer> {
  const status = fc.constantFrom(
    '200 OK',
    '201 Created',
    '204 No',
    '206 P',
    '208 H',
    '304 N',
    '301 M',
    '400 B',
    '401 U',
    '404 N',
    '409 C',
    '413 L',
    '422 U',
    '429 T',
    '500 E',
    '503 S',
    '999 X',
    '100 Continue',
    'x',
  );
  const way = fc.oneof(
    { arbitrary: fc.constant<'end'>('end'), weight: 12 },
    { arbitrary: fc.constantFrom<HostileAnswer['way']>('reset', 'hold', 'drip', 'flood'), weight: 1 },
  );
  const honest = ['Content-Type: application/json', 'Connection: close'];
  const http = fc
    .tuple(status, fc.subarray(HEADERS, { maxLength: 4 }), body(), fc.boolean())
    .map(([line, headers, bytes, isPlain]) =>
      Buffer.concat([
        Buffer.from(
          `HTTP/1.1 ${line}\r\n${(isPlain ? honest : ['Connection: close', ...headers]).join('\r\n')}\r\n\r\n`,
          'latin1',
        ),
        bytes,
      ]),
    );
  const none = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
  const bytes = fc.oneof({ arbitrary: http, weight: 12 }, { arbitrary: none, weight: 1 });
  return fc.record({ bytes, way });
}

/** A server that says to everybody what it was told last. */
export class HostileCenter {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  answer: HostileAnswer = { bytes: Buffer.alloc(0), way: 'end' };
  asked = 0;

  constructor() {
    this.server = createServer((socket) => {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => this.sockets.delete(socket));
      socket.once('data', () => {
        this.asked += 1;
        this.say(socket, this.answer);
      });
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }

  private say(socket: Socket, { bytes, way }: HostileAnswer): void {
    switch (way) {
      case 'end':
        socket.end(bytes);
        return;
      case 'reset':
        socket.write(bytes, () => socket.resetAndDestroy());
        return;
      case 'hold':
        socket.write(bytes);
        return;
      case 'drip': {
        let at = 0;
        const timer = setInterval(() => socket.write(bytes.subarray(at, (at += 1))), 5);
        socket.on('close', () => clearInterval(timer));
        return;
      }
      case 'flood': {
        const pour = (): void => {
          while (socket.writable && socket.write(Buffer.alloc(65_536, 0x20)));
          if (socket.writable) socket.once('drain', pour);
        };
        socket.write(bytes);
        pour();
      }
    }
  }
}
