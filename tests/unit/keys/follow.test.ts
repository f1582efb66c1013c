import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { follow, inForce, type KnownKeys } from '../../../src/shared/keys/follow';
import { knownKeys } from '../../../src/shared/keys/known';
import {
  KEY_KINDS,
  KeyStatement,
  type SignedKeyStatement,
  statementText,
  type KeyKind,
} from '../../../src/shared/keys/statement';
import {
  aPair,
  aStatement,
  enrolledKeys,
  hashOfLast,
  PROOFS,
  rolledCenter,
  sha256,
} from '../../builders/keys/chain';

const kinds = fc.array(fc.constantFrom<KeyKind>(...KEY_KINDS), { minLength: 1, maxLength: 7 });

function followed(known: KnownKeys, offered: readonly SignedKeyStatement[]): KnownKeys {
  const outcome = follow(known, offered, PROOFS);
  if (!outcome.ok) throw new Error(`${outcome.reason} at ${outcome.seq}`);
  return outcome.known;
}

const kept = (statements: readonly SignedKeyStatement[]) =>
  statements.map(({ body, keyId }) => ({
    statement: KeyStatement.parse(JSON.parse(body)),
    signedBy: keyId,
    hash: sha256(body),
  }));

const ids = (known: KnownKeys) => KEY_KINDS.map((kind) => inForce(known, kind).id);

describe('a seat that follows', () => {
  test('ends at the keys in force, whenever it was enrolled and in how many steps it follows', async () => {
    await fc.assert(
      fc.asyncProperty(kinds, fc.nat(7), fc.nat(7), async (rolls, enrolledAfter, seenAfter) => {
        const { keys, enrolments, statements } = await rolledCenter(rolls);
        const from = Math.min(enrolledAfter, rolls.length);
        const seen = Math.max(from, Math.min(seenAfter, rolls.length));
        const enrolment = enrolments[from];
        if (enrolment === undefined) throw new Error('No enrolment');
        const enrolled = knownKeys(enrolment, []);
        const half = followed(enrolled, statements.slice(0, seen));
        const whole = followed(half, statements);
        expect(ids(whole)).toEqual([keys.signing.id, keys.sealing.id, keys.recovery.id]);
        expect(ids(followed(enrolled, statements))).toEqual(ids(whole));
        // Every signing key since the enrolment proves what it signed.
        for (const key of enrolledKeys(keys).signing.slice(enrolment.signing.length - 1))
          expect(whole.signing).toContainEqual(key);
      }),
      { numRuns: 60 },
    );
  });

  test('knows the same after a restart, and follows on from there', async () => {
    await fc.assert(
      fc.asyncProperty(kinds, fc.nat(7), async (rolls, enrolledAfter) => {
        const { enrolments, statements } = await rolledCenter(rolls);
        const from = Math.min(enrolledAfter, rolls.length);
        const enrolment = enrolments[from];
        if (enrolment === undefined) throw new Error('No enrolment');
        const known = knownKeys(enrolment, []);
        for (let upTo = from; upTo <= statements.length; upTo += 1) {
          const outcome = follow(known, statements.slice(0, upTo), PROOFS);
          if (!outcome.ok) throw new Error(outcome.reason);
          const again = knownKeys(enrolment, kept(outcome.fresh.map(({ signed }) => signed)));
          expect(ids(again)).toEqual(ids(outcome.known));
          expect(ids(followed(again, statements))).toEqual(ids(followed(known, statements)));
        }
      }),
      { numRuns: 40 },
    );
  });

  test('goes on from a newer enrolment file, whichever rolls it had followed before', async () => {
    await fc.assert(
      fc.asyncProperty(kinds, fc.nat(7), fc.nat(7), async (rolls, a, b) => {
        const { keys, enrolments, statements } = await rolledCenter(rolls);
        const [followedUpTo, renewedAfter] = [Math.min(a, rolls.length), Math.min(b, rolls.length)];
        const first = enrolments[0];
        const renewed = enrolments[renewedAfter];
        if (!first || !renewed) throw new Error('No enrolment');
        const before = follow(knownKeys(first, []), statements.slice(0, followedUpTo), PROOFS);
        if (!before.ok) throw new Error(before.reason);
        // A file is taken where the key in force signed it: the store then holds it and what was followed.
        if (inForce(before.known, 'signing').id !== renewed.signing.at(-1)?.id) return;
        const known = knownKeys(renewed, kept(before.fresh.map(({ signed }) => signed)));
        expect(ids(followed(known, statements))).toEqual([
          keys.signing.id,
          keys.sealing.id,
          keys.recovery.id,
        ]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('what does not follow changes nothing', () => {
  const refusal = (known: KnownKeys, offered: readonly SignedKeyStatement[]) => {
    const before = JSON.stringify(known);
    const outcome = follow(known, offered, PROOFS);
    expect(JSON.stringify(known)).toBe(before);
    return outcome.ok ? `followed ${outcome.fresh.length}` : outcome.reason;
  };

  test('told backwards, with one left out, in another order', async () => {
    await fc.assert(
      fc.asyncProperty(kinds, fc.nat(6), async (rolls, pick) => {
        const { enrolments, statements } = await rolledCenter([...rolls, 'signing']);
        const [enrolment] = enrolments;
        if (enrolment === undefined) throw new Error('No enrolment');
        const known = followed(knownKeys(enrolment, []), statements);
        const cut = pick % statements.length;
        expect(refusal(known, statements.slice(0, cut))).toBe('shorter');
        if (statements.length < 2) return;
        const fresh = knownKeys(enrolment, []);
        const without = statements.filter((_, at) => at !== cut);
        // The last one cut off is only an earlier moment.
        if (cut < statements.length - 1) expect(refusal(fresh, without)).toBe('gap');
        const swapped = statements.toSpliced(0, 2, ...statements.slice(0, 2).reverse());
        expect(refusal(fresh, swapped)).toBe('gap');
      }),
      { numRuns: 40 },
    );
  });

  test('any text altered, any signature exchanged', async () => {
    const { enrolments, statements } = await rolledCenter(['sealing', 'signing', 'recovery', 'signing']);
    const [enrolment] = enrolments;
    if (enrolment === undefined) throw new Error('No enrolment');
    const known = knownKeys(enrolment, []);
    const alter = (text: string, at: number) => {
      const sign = text[at % text.length] === 'A' ? 'B' : 'A';
      return text.slice(0, at % text.length) + sign + text.slice((at % text.length) + 1);
    };
    fc.assert(
      fc.property(
        fc.nat(statements.length - 1),
        fc.constantFrom('body', 'signature', 'proof', 'keyId' as const),
        fc.nat(400),
        (which, field, at) => {
          const offered = statements.map((each, index) => {
            const text = each[field as 'body'];
            if (index !== which || text === null) return each;
            // The last signs of a signature have spellings of the same bytes.
            const place = field === 'signature' || field === 'proof' ? at % 80 : at;
            return { ...each, [field]: alter(text, place) };
          });
          if (JSON.stringify(offered) === JSON.stringify(statements)) return;
          expect(follow(known, offered, PROOFS).ok).toBe(false);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a fork by the key before, a stranger, a key without its proof, a key of before', async () => {
    const center = await rolledCenter(['signing']);
    const { keys, enrolments, statements } = center;
    const [enrolment] = enrolments;
    if (enrolment === undefined) throw new Error('No enrolment');
    const known = followed(knownKeys(enrolment, []), statements);
    const next = { seq: 2, previous: hashOfLast(statements) };
    const word = { id: keys.signing.id, sign: (text: string) => keys.sign(text) };
    const thief = aPair('signing');
    const stolen = aPair('sealing').key;

    const stranger = aStatement(
      { ...next, kind: 'sealing', key: stolen },
      { id: thief.key.id, sign: thief.sign },
    );
    expect(refusal(known, [...statements, stranger])).toBe('wrong_signer');
    const posing = aStatement({ ...next, kind: 'sealing', key: stolen }, { id: word.id, sign: thief.sign });
    expect(refusal(known, [...statements, posing])).toBe('bad_signature');

    const announced = { ...next, kind: 'signing' as const, key: thief.key };
    expect(refusal(known, [...statements, aStatement(announced, word)])).toBe('bad_proof');
    expect(refusal(known, [...statements, aStatement(announced, word, (text) => keys.sign(text))])).toBe(
      'bad_proof',
    );
    expect(refusal(known, [...statements, aStatement(announced, word, thief.sign)])).toBe('followed 1');

    // Another history under the same numbers, however well it is signed.
    const fork = aStatement({ seq: 1, previous: null, kind: 'signing', key: thief.key }, word, thief.sign);
    expect(refusal(known, [fork])).toBe('forked');
    const [first] = enrolment.signing;
    if (first === undefined) throw new Error('No key');
    const back = aStatement({ ...next, kind: 'signing', key: first }, word, (text) => keys.sign(text));
    expect(['bad_proof', 'reused_key']).toContain(refusal(known, [...statements, back]));

    // A box key that borrows the number of one that is known.
    const lookalike = { id: keys.sealing.id, publicKey: stolen.publicKey };
    expect(
      refusal(known, [...statements, aStatement({ ...next, kind: 'sealing', key: lookalike }, word)]),
    ).toBe('reused_key');
    const withProof = aStatement({ ...next, kind: 'sealing', key: stolen }, word, thief.sign);
    expect(refusal(known, [...statements, withProof])).toBe('malformed');
  });

  test('a seat enrolled after a roll is not led astray by the key that was laid down', async () => {
    // The first key's private half, as a thief would have it: it signs a history of its own.
    const first = aPair('signing');
    const second = aPair('signing');
    const word = { id: first.key.id, sign: first.sign };
    const enrolled = {
      signing: [first.key, second.key],
      sealing: [aPair('sealing').key],
      recovery: aPair('recovery').key,
    };
    const known = knownKeys(enrolled, []);
    const evil = aPair('signing');
    const fork = aStatement({ seq: 1, previous: null, kind: 'signing', key: evil.key }, word, evil.sign);
    expect(refusal(known, [fork])).toBe('wrong_signer');
    const honest = aStatement(
      { seq: 1, previous: null, kind: 'signing', key: second.key },
      word,
      second.sign,
    );
    expect(refusal(known, [honest])).toBe('followed 0');
  });

  test('another spelling, another schema, one field more', () => {
    const word = aPair('signing');
    const known = knownKeys(
      { signing: [word.key], sealing: [aPair('sealing').key], recovery: aPair('recovery').key },
      [],
    );
    const good = aStatement(
      { seq: 1, previous: null, kind: 'sealing', key: aPair('sealing').key },
      { id: word.key.id, sign: word.sign },
    );
    const signed = (body: string) => ({ ...good, body, signature: word.sign(statementText(body)) });
    expect(refusal(known, [good])).toBe('followed 1');
    expect(refusal(known, [signed(` ${good.body}`)])).toBe('malformed');
    expect(refusal(known, [signed(good.body.replace('"schema":1', '"schema":2'))])).toBe('malformed');
    expect(refusal(known, [signed(good.body.replace('"seq":1', '"seq":1,"sign":1'))])).toBe('malformed');
    // Signed without the words that set it apart from all else the center signs.
    expect(refusal(known, [{ ...good, signature: word.sign(good.body) }])).toBe('bad_signature');
  });
});
