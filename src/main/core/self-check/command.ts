import { assertNever } from '../../../shared/assert-never';
import type { AuditVerification } from '../../../shared/audit/verification';
import { overall } from '../../../shared/self-check/check';
import { reportLines, type Words } from '../../../shared/self-check/report-text';
import { shanghaiTimestamp } from '../../../shared/shanghai-time';
import { AuditChain } from '../audit/chain';
import { runVerification } from '../audit/verifier';
import { restoreCommand } from '../backup/command';
import { enrolmentOf, keysOf } from '../enrolment/enrolment';
import { checkPolicy } from '../policy/check-policy';
import { policyInForce } from '../policy/policies';
import type { CommandReport, CoreConfig, KeyStore, PrinterList, SettingsStore } from '../ports';
import { openInProcess } from '../reader/in-process';
import { Refusal } from '../refusal';
import { Store } from '../store/store';
import { createCenterClient } from '../sync/center/center-client';
import { createSignatureCheck } from '../sync/center/receipt-check';
import { LineTester } from '../sync/line/line-tester';
import { Network } from '../sync/line/network';
import type { Clock } from '../sync/ports';
import type { Command, RestoreAsked } from '../shell-messages';
import { stageCommand } from '../updates/stage-command';
import { failureOf } from '../vault/keeper';
import { takeKept } from '../vault/key';
import { readKeyFile } from '../vault/key-file';
import { sealingReady } from '../vault/sealing';
import { wordsOf } from './command-words';
import { keyFileIn, storeFileIn } from './measures';
import type { Opened, StandingStore } from './opened';
import { owes } from './owes';
import { SelfCheck } from './self-check';

export interface CommandPorts {
  keyStore: KeyStore;
  settings: SettingsStore;
  resolveProxy: (url: string) => Promise<string>;
  printers: () => Promise<PrinterList | null>;
  clock: Clock;
  /** For `restore` alone. */
  restore?: RestoreAsked;
  /** The PC's own clock, which goes on between two commands; that of the system unless told. */
  sinceBoot?: () => number;
}

type Opening =
  { open: Opened; close: () => Promise<void> } | { failure: ReturnType<typeof failureOf> | null };

/**
 * A command of the program's own command line, without a window: opens the store through a connection that can write
 * nothing, beside a running seat, too, and changes nothing; but for `restore`, which puts a backup in the store's place and
 * needs that no seat runs. Never rejects for what it finds.
 */
export async function runCommand(
  { name, file }: Command,
  config: CoreConfig,
  ports: CommandPorts,
): Promise<CommandReport> {
  const words = await wordsOf(ports.settings);
  if (name === 'check-policy') return checkPolicy(words, file, config.policyPlaces ?? []);
  if (name === 'restore') return restoreCommand(words, config, ports);
  const opening = await openToRead(config, ports);
  try {
    switch (name) {
      case 'verify-audit':
        return await verifyAudit(words, opening, ports.clock);
      case 'self-check':
        return await selfCheck(words, opening, config, ports);
      case 'owes':
        return owes(words, 'open' in opening ? opening.open.store : null);
      case 'stage-update':
        return await stageCommand(words, file, config, 'open' in opening ? opening.open.store : null);
      case 'recover':
        throw new Error('Runs by itself: core/vault/recovery-command.ts');
      default:
        return assertNever(name);
    }
  } finally {
    if ('close' in opening) await opening.close();
  }
}

async function verifyAudit(words: Words, opening: Opening, clock: Clock): Promise<CommandReport> {
  if ('failure' in opening) return cannotOpen(words, opening);
  const { reader, enrolment, store } = opening.open;
  const done = await runVerification({
    reader,
    seatId: enrolment.seat.id,
    signingKeys: keysOf(store, enrolment).signing,
    rows: () => store.audit.head().seq,
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
    lane: 'command',
  });
  const { verdict, isWhole } = done;
  const { rows, anchors, matched, fault, restores } = verdict;
  const lines = [
    words('selfCheck.command.audit', { seat: enrolment.seat.id, rows, anchors, matched, ms: done.ms }),
  ];
  for (const { seq, at, by, reason, proof, from } of restores) {
    const why = words(`backup.reason.${reason}`);
    const who = words(`backup.proof.${proof}`, { by });
    lines.push(words('selfCheck.command.restored', { row: seq, at: shanghaiTimestamp(at), who, why, from }));
  }
  if (fault !== null) {
    const at = fault.at === null ? '-' : shanghaiTimestamp(fault.at);
    const kind = words(`selfCheck.auditFault.${fault.kind}`);
    lines.push(words('selfCheck.command.fault', { row: fault.seq, at, kind }));
  } else if (!isWhole) lines.push(words('selfCheck.command.notWhole'));
  else if (restores.length > 0) lines.push(words('selfCheck.command.holdsRestored'));
  else if (anchors === 0) lines.push(words('selfCheck.command.noAnchor'));
  else lines.push(words('selfCheck.command.holds'));
  return { lines: [...lines, jsonOf(done)], exitCode: fault === null && isWhole ? 0 : 1 };
}

const jsonOf = ({ verdict, isWhole, ms }: AuditVerification): string =>
  JSON.stringify({ command: 'verify-audit', ...verdict, isWhole, ms });

async function selfCheck(
  words: Words,
  opening: Opening,
  config: CoreConfig,
  { keyStore, printers, clock }: CommandPorts,
): Promise<CommandReport> {
  const storeState = (): StandingStore => {
    if ('open' in opening) return { kind: 'open' };
    return opening.failure === null
      ? { kind: 'needs_passphrase' }
      : { kind: 'failed', error: opening.failure };
  };
  const check = new SelfCheck({
    config,
    keyStore,
    printers,
    clock,
    storeState,
    opened: () => ('open' in opening ? opening.open : undefined),
    onProgress: () => undefined,
  });
  const report = await check.finished();
  const result = overall(report.checks);
  const { startedAt, seatId, checks } = report;
  const json = JSON.stringify({ command: 'self-check', result, startedAt, seatId, checks });
  return { lines: [...reportLines(words, report), json], exitCode: result === 'fault' ? 1 : 0 };
}

function cannotOpen(words: Words, { failure }: Extract<Opening, { failure: unknown }>): CommandReport {
  const code = failure?.code ?? 'store_locked';
  const line =
    failure === null ? words('selfCheck.command.locked') : words('selfCheck.command.cannotOpen', { code });
  return { lines: [line, JSON.stringify({ command: 'verify-audit', failure: code })], exitCode: 1 };
}

/** `failure` null: the store is there and wants a passphrase that nobody gave, or there is none yet. */
async function openToRead(config: CoreConfig, ports: CommandPorts): Promise<Opening> {
  try {
    await sealingReady;
    const kept = readKeyFile(keyFileIn(config));
    if (kept === undefined) return { failure: null };
    const key = await takeKept(kept.kept, config.passphrase, ports.keyStore);
    if (key === null) return { failure: null };
    const options = { file: storeFileIn(config), nativeBinding: config.nativeBinding };
    const store = Store.openToRead({ ...options, key, salt: kept.storeSalt });
    const reader = openInProcess({ ...options, key: new Uint8Array(key) });
    key.fill(0);
    const close = async (): Promise<void> => {
      await reader.stop();
      store.close();
    };
    const enrolment = enrolmentOf(store);
    if (enrolment === undefined) {
      await close();
      return { failure: { code: 'not_enrolled' } };
    }
    return { open: openedOf(config, ports, { store, reader, enrolment }), close };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

function openedOf(
  config: CoreConfig,
  { clock, resolveProxy }: CommandPorts,
  { store, reader, enrolment }: Pick<Opened, 'store' | 'reader' | 'enrolment'>,
): Opened {
  const { centerUrl, token, seat } = enrolment;
  const { version } = config;
  const { line: linePolicy } = policyInForce(config, { keeps: false });
  const announce = (): void => undefined;
  const network = new Network({
    meta: store.meta,
    // Nothing can be written through this connection, and nothing here asks for it.
    writer: { write: refuseToWrite },
    audit: new AuditChain(store.audit),
    clock,
    announce,
    seatId: seat.id,
    resolveProxy,
    clockOffset: () => store.meta.clockOffset(),
    policy: linePolicy,
  });
  const tester = new LineTester({
    line: network,
    centerUrl,
    connect: () => createCenterClient({ centerUrl, token, seatId: seat.id, version, line: network }),
    isSigned: createSignatureCheck(keysOf(store, enrolment).signing),
    clock,
    announce,
    seatId: seat.id,
    version,
  });
  return {
    store,
    reader,
    enrolment,
    network,
    tester,
    clockOffset: () => store.meta.clockOffset(),
    isSeats: false,
  };
}

function refuseToWrite(): never {
  throw new Refusal('store_read_only');
}
