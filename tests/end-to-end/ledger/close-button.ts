import { connect, type Socket } from 'node:net';

/** What the X server answers, one message at a time. */
class Display {
  private buffer = Buffer.alloc(0);
  private waiting: (() => void) | undefined;
  root = 0;

  private constructor(private readonly socket: Socket) {
    socket.on('data', (data: Buffer) => {
      this.buffer = Buffer.concat([this.buffer, data]);
      this.waiting?.();
    });
  }

  static async open(name: string): Promise<Display> {
    const number = /:(\d+)/.exec(name)?.[1];
    if (number === undefined) throw new Error(`No X display in "${name}"`);
    const socket = connect(`/tmp/.X11-unix/X${number}`);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    const display = new Display(socket);
    socket.write(Buffer.from([0x6c, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
    const head = await display.take(8);
    const rest = await display.take(head.readUInt16LE(6) * 4);
    if (head[0] !== 1) throw new Error('The X server refused the connection');
    const vendor = Math.ceil(rest.readUInt16LE(16) / 4) * 4;
    display.root = rest.readUInt32LE(32 + vendor + (rest[21] ?? 0) * 8);
    return display;
  }

  close(): void {
    this.socket.end();
  }

  async atom(name: string): Promise<number> {
    const padded = Buffer.alloc(Math.ceil(name.length / 4) * 4);
    padded.write(name);
    const head = Buffer.alloc(8);
    head.writeUInt8(16, 0);
    head.writeUInt16LE(2 + padded.length / 4, 2);
    head.writeUInt16LE(name.length, 4);
    return (await this.ask(Buffer.concat([head, padded]))).readUInt32LE(8);
  }

  async children(window: number): Promise<number[]> {
    const answer = await this.ask(words(15, window));
    return Array.from({ length: answer.readUInt16LE(16) }, (_, index) => answer.readUInt32LE(32 + index * 4));
  }

  /** True for a window that is on the screen: Chromium keeps others for itself. */
  async isViewable(window: number): Promise<boolean> {
    return (await this.ask(words(3, window)))[26] === 2;
  }

  async property(window: number, name: number): Promise<number[]> {
    const answer = await this.ask(words(20, window, name, 0, 0, 64));
    const count = answer[1] === 32 ? answer.readUInt32LE(16) : 0;
    return Array.from({ length: count }, (_, index) => answer.readUInt32LE(32 + index * 4));
  }

  send(window: number, type: number, value: number): void {
    const event = Buffer.alloc(32);
    event.writeUInt8(33, 0); // ClientMessage
    event.writeUInt8(32, 1);
    event.writeUInt32LE(window, 4);
    event.writeUInt32LE(type, 8);
    event.writeUInt32LE(value, 12);
    const head = words(25, window, 0);
    head.writeUInt16LE(11, 2);
    this.socket.write(Buffer.concat([head, event]));
  }

  private async ask(request: Buffer): Promise<Buffer> {
    this.socket.write(request);
    const head = await this.take(32);
    if (head[0] !== 1) throw new Error(`The X server answered with ${String(head[0])}, ${String(head[1])}`);
    return Buffer.concat([head, await this.take(head.readUInt32LE(4) * 4)]);
  }

  private async take(length: number): Promise<Buffer> {
    while (this.buffer.length < length) await new Promise<void>((resolve) => (this.waiting = resolve));
    const taken = this.buffer.subarray(0, length);
    this.buffer = this.buffer.subarray(length);
    return taken;
  }
}

function words(opcode: number, ...values: number[]): Buffer {
  const request = Buffer.alloc(4 + values.length * 4);
  request.writeUInt8(opcode, 0);
  request.writeUInt16LE(1 + values.length, 2);
  values.forEach((value, index) => request.writeUInt32LE(value, 4 + index * 4));
  return request;
}

/**
 * Presses the cross in the title bar of a program's windows, as a window manager tells it (WM_DELETE_WINDOW); returns how
 * many it pressed. DevTools can only close the page, which no person can.
 */
export async function pressCloseButton(pid: number): Promise<number> {
  const display = await Display.open(process.env['DISPLAY'] ?? '');
  try {
    const [owner, protocols, deleteWindow] = [
      await display.atom('_NET_WM_PID'),
      await display.atom('WM_PROTOCOLS'),
      await display.atom('WM_DELETE_WINDOW'),
    ];
    let pressed = 0;
    for (const window of await display.children(display.root)) {
      if ((await display.property(window, owner))[0] !== pid) continue;
      if (!(await display.property(window, protocols)).includes(deleteWindow)) continue;
      if (!(await display.isViewable(window))) continue;
      display.send(window, protocols, deleteWindow);
      pressed += 1;
    }
    await display.atom('WM_PROTOCOLS'); // answered after what was sent before it
    return pressed;
  } finally {
    display.close();
  }
}
