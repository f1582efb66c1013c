import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCore, type Core } from '../../../src/main/core/compose';
import type { KeyStore } from '../../../src/main/core/ports';
import type { CenterClient } from '../../../src/main/core/sync/ports';
import { receiptText } from '../../../src/shared/center-api/receipt';
import { SeatId } from '../../../src/shared/ids';
import {
  DEFAULT_SETTINGS,
  type Input,
  type Output,
  type RequestName,
} from '../../../src/shared/ipc/contract';
import type { Answer } from '../../../src/shared/ipc/errors';
import { Enrolment } from '../../../src/shared/center-api/enrolment';
import { AGENT, anEnrolment, DEMO_PASSWORD, signEnrolment } from '../../builders/enrolment';
import { SimulatedCenter } from '../../builders/sync/simulated-center';
import type { Signer } from '../../builders/sync/keys';

export const RESERVE_BYTES = 192 * 1024;

/** Stands in for the operating system's key store. */
export class TurnedKeyStore implements KeyStore {
  key: Buffer | undefined;

  describe() {
    return Promise.resolve({ isAvailable: true, backend: 'gnome_libsecret' });
  }

  wrap(key: string): Promise<string> {
    this.key = Buffer.from(key, 'base64');
    return Promise.resolve(turned(key));
  }

  unwrap(wrapped: string): Promise<string> {
    const key = turned(wrapped);
    this.key = Buffer.from(key, 'base64');
    return Promise.resolve(key);
  }
}

function turned(text: string): string {
  return Buffer.from(Buffer.from(text, 'base64').map((byte) => byte ^ 0x5a)).toString('base64');
}

export interface Enrolled {
  enrolmentFile: string;
  signerKey: string;
}

/** An enrolment outside the disk under test, with the key of a center that signs in memory. */
export async function enrolledIn(folder: string): Promise<Enrolled> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
  const { enrolment, signing } = await anEnrolment();
  const keys = { ...enrolment.keys, signing: [...enrolment.keys.signing, { id: 'memory', publicKey: raw }] };
  mkdirSync(folder, { recursive: true });
  const enrolmentFile = join(folder, 'enrolment.json');
  writeFileSync(
    enrolmentFile,
    JSON.stringify(signEnrolment(Enrolment.parse({ ...enrolment, keys }), signing)),
  );
  return {
    enrolmentFile,
    signerKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  };
}

function signerOf(keyInBase64: string): Signer {
  const privateKey = createPrivateKey({
    key: Buffer.from(keyInBase64, 'base64'),
    format: 'der',
    type: 'pkcs8',
  });
  const raw = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32);
  return {
    key: { id: 'memory', publicKey: raw.toString('base64') },
    anchor: () => {
      throw new Error('This center anchors nothing');
    },
    receipt(about, change = {}) {
      const claim = {
        recordId: about.id,
        revision: about.revision,
        bodySha256: about.bodySha256,
        seatId: SeatId.parse('ZZ01'),
        centerNumber: `HN-${about.id.slice(-6)}`,
        receivedAt: Date.now(),
        keyId: 'memory',
        ...change,
      };
      return {
        ...claim,
        signature: sign(null, Buffer.from(receiptText(claim)), privateKey).toString('base64'),
      };
    },
  };
}

/** A center in this process: nothing of it is on the disk under test. */
export function centerInMemory(signerKey: string): CenterClient {
  const signer = signerOf(signerKey);
  return new SimulatedCenter(signer, signer, Date.now);
}

/** A seat's core as the app runs it, on `folder`. */
export class DiskSeat {
  private readonly caller;
  ioErrors = 0;

  private constructor(
    readonly core: Core,
    readonly keyStore: TurnedKeyStore,
  ) {
    this.caller = core.openWindow();
  }

  static async open(dataFolder: string, enrolmentFile: string, center: CenterClient): Promise<DiskSeat> {
    const keyStore = new TurnedKeyStore();
    const seat: { at?: DiskSeat } = {};
    const core = createCore(
      {
        dataFolder,
        enrolmentFile,
        version: '0.0.0',
        runtime: 'node',
        isDemo: false,
        passphrase: null,
        nativeBinding: null,
        readerScript: null,
        practiceCallers: '',
      },
      {
        keyStore,
        settings: { load: () => Promise.resolve(DEFAULT_SETTINGS), save: () => Promise.resolve() },
        log: () => undefined,
        // Pauses as in life: a center out of reach that is asked again at once would leave no room for anything else.
        random: () => 0.5,
        reserveBytes: RESERVE_BYTES,
        spareBytes: 0,
        connectCenter: () => center,
        onBroken: () => {
          if (seat.at !== undefined) seat.at.ioErrors += 1;
        },
      },
    );
    await core.whenOpened();
    return (seat.at = new DiskSeat(core, keyStore));
  }

  answer<N extends RequestName>(name: N, input: Input<N>): Promise<Answer<Output<N>>> {
    return this.core.request(this.caller, name, input) as Promise<Answer<Output<N>>>;
  }

  async ask<N extends RequestName>(name: N, input: Input<N>): Promise<Output<N>> {
    const answer = await this.answer(name, input);
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
    return answer.value;
  }

  signIn() {
    return this.answer('session.signIn', { personId: AGENT.id as never, password: DEMO_PASSWORD });
  }
}
