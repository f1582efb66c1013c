import { randomBytes } from 'node:crypto';
import type { PhoneEvent } from '../../src/shared/telephony/event';

export interface SoftphoneOptions {
  /** Where the seat listens: `http://127.0.0.1:PORT/events`. */
  address: string;
  token: string;
}

/** A telephone in a program: tells a seat what happens on its line, as the softphones of a bureau would. */
export class Softphone {
  private callId = '';
  private number: string | undefined;

  constructor(private readonly options: SoftphoneOptions) {}

  /** A call comes in. Resolves with the HTTP status. */
  ring(number?: string): Promise<number> {
    this.callId = `sim-${randomBytes(6).toString('hex')}`;
    this.number = number;
    return this.tell('ring');
  }

  answer(): Promise<number> {
    return this.tell('answer');
  }

  hangUp(): Promise<number> {
    return this.tell('hang_up');
  }

  /** The same event as a link for the operating system to open. */
  link(event: PhoneEvent['event']): string {
    const number = this.number === undefined ? '' : `&number=${encodeURIComponent(this.number)}`;
    return `hn12369://call?event=${event}&id=${this.callId}${number}&token=${this.options.token}`;
  }

  /** Takes the line up without telling anybody, for events that go by link. */
  dial(number?: string): void {
    this.callId = `sim-${randomBytes(6).toString('hex')}`;
    this.number = number;
  }

  private async tell(event: PhoneEvent['event']): Promise<number> {
    const answer = await fetch(this.options.address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.options.token}` },
      body: JSON.stringify({ event, callId: this.callId, number: this.number }),
    });
    await answer.arrayBuffer();
    return answer.status;
  }
}
