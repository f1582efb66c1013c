import { connect, type Socket } from 'node:net';

export interface HttpAnswer {
  status: number;
  retryAfterMs: number;
  body: Buffer;
}

/**
 * One kept connection that asks and waits, with as little work as there can be: the generator must not be what is
 * measured. Reads answers with a Content-Length, which is what the center sends.
 */
export class Connection {
  private socket: Socket | null = null;
  private chunks: Buffer[] = [];
  private missing = Infinity;
  private settle: { resolve: (answer: HttpAnswer) => void; reject: (error: Error) => void } | null = null;

  constructor(
    private readonly host: string,
    private readonly port: number,
  ) {}

  /** Sends a whole request as it is. Rejects where the connection breaks. */
  ask(request: Buffer): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
      this.chunks = [];
      this.missing = Infinity;
      this.socket ??= this.open();
      this.socket.write(request);
    });
  }

  close(): void {
    this.socket?.destroy();
  }

  private open(): Socket {
    const socket = connect(this.port, this.host);
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    const broken = (error: Error) => {
      if (this.socket !== socket) return;
      this.socket = null;
      this.settle?.reject(error);
      this.settle = null;
    };
    socket.on('error', broken).on('close', () => broken(new Error('closed')));
    return socket;
  }

  private take(chunk: Buffer): void {
    this.chunks.push(chunk);
    if (this.missing !== Infinity) this.missing -= chunk.length;
    else this.missing = this.lengthOf(Buffer.concat(this.chunks));
    if (this.missing > 0 || this.settle === null) return;
    const whole = Buffer.concat(this.chunks);
    const end = whole.indexOf('\r\n\r\n');
    const head = whole.toString('latin1', 0, end);
    const retryAfterMs = Number(/^retry-after: (\d+)/im.exec(head)?.[1] ?? 0) * 1_000;
    const answer = { status: Number(head.slice(9, 12)), retryAfterMs, body: whole.subarray(end + 4) };
    const { resolve } = this.settle;
    this.settle = null;
    resolve(answer);
  }

  /** Bytes still to come of an answer of which this is the beginning; Infinity before its head is here. */
  private lengthOf(begun: Buffer): number {
    const end = begun.indexOf('\r\n\r\n');
    if (end === -1) return Infinity;
    const length = /^content-length: (\d+)/im.exec(begun.toString('latin1', 0, end))?.[1];
    return end + 4 + Number(length ?? 0) - begun.length;
  }
}
