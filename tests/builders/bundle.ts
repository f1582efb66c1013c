import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { canonicalJson } from '../../src/shared/canonical-json';
import { Bundle, type SignedBundle } from '../../src/shared/script/bundle';
import { STEPS, type StepId } from '../../src/shared/script/steps';

/** A signing key of a pretended center: id, public half as the enrolment carries it, private half for signing. */
export interface SigningKey {
  id: string;
  publicKey: string;
  privateKey: KeyObject;
}

export function signingKey(id = 'center-2026'): SigningKey {
  const pair = generateKeyPairSync('ed25519');
  const spki = pair.publicKey.export({ format: 'der', type: 'spki' });
  return { id, publicKey: spki.subarray(-32).toString('base64'), privateKey: pair.privateKey };
}

export function signText(key: SigningKey, text: string): string {
  return sign(null, Buffer.from(text, 'utf8'), key.privateKey).toString('base64');
}

const LINES: Partial<Record<StepId, Bundle['script']['steps'][number]['lines']>> = {
  greeting: [
    { id: 'greeting', text: '您好，河南省12369生态环境举报热线，{agentNumber}号为您服务。', must: true },
  ],
  identity: [
    { id: 'choice', text: '您可以选择匿名举报，也可以选择实名举报。', must: true },
    { id: 'named_kept', text: '您的个人信息我们会严格保密。', must: false, only: 'named' },
  ],
  read_back: [{ id: 'read_back', text: '我给您复述一遍：{readBack}', must: true, only: 'report' }],
  deadline: [
    {
      id: 'deadline',
      text: '您反映的问题为{urgency}举报，将在{days}日内，即{dueDate}前办理。',
      must: true,
      only: 'report',
    },
  ],
  closing: [{ id: 'thanks', text: '感谢您的来电，再见。', must: false }],
};

/** A small bundle that passes `checkBundle`; the shipped one is `src/center/bundle`. */
export function aBundle(changes: Partial<Bundle> = {}): Bundle {
  return Bundle.parse({
    schema: 1,
    version: '2026.1',
    effectiveFrom: Date.UTC(2026, 0, 1),
    hotline: { name: '河南省12369生态环境举报热线', number: '12369' },
    script: { version: '2026.1', steps: STEPS.map((id) => ({ id, lines: LINES[id] ?? [] })) },
    deadlines: { urgent: 3, important: 15, general: 30 },
    catalogue: {
      pollutionTypes: [
        { code: 'water', name: '废水', parent: '' },
        { code: 'air', name: '废气', parent: '' },
        { code: 'noise', name: '噪声', parent: '' },
      ],
      industries: [{ code: 'chemical', name: '化工' }],
      referrals: [
        { id: 'forestry', matter: '毁林', department: '林业部门', phone: '12345', basis: '森林法' },
      ],
    },
    ...changes,
  });
}

export function signBundle(bundle: unknown, key: SigningKey): SignedBundle {
  const body = canonicalJson(bundle);
  return { keyId: key.id, body, signature: signText(key, body) };
}
