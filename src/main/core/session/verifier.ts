import type { Person } from '../../../shared/center-api/enrolment';

/** What a person's argon2id verifier says of a password; `unknowable`: it is of parameters that are not ours. */
export async function judgePassword(
  password: string,
  { verifier }: Pick<Person, 'verifier'>,
): Promise<'right' | 'wrong' | 'unknowable'> {
  if (password === '') return 'wrong';
  const { argon2Verify } = await import('hash-wasm');
  try {
    return (await argon2Verify({ password, hash: verifier })) ? 'right' : 'wrong';
  } catch {
    return 'unknowable';
  }
}
