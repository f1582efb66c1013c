import { useMemo } from 'react';
import type { Draft, IntakeForm } from '../../../../shared/call/form';
import { canonicalJson } from '../../../../shared/canonical-json';
import type { ProblemDetails } from '../../../../shared/center-api/messages';
import { useSeatQuery } from '../../../seat/seat-queries';
import { formPath } from '../../../ui/refusal/refusal-words';
import type { FieldRefusal } from '../call/call-context';

export interface Refused {
  /** The center's refusal of the revision that is being put right; null: it did not refuse it. */
  refusal: ProblemDetails | null;
  byField: ReadonlyMap<string, FieldRefusal>;
}

/** What the center said against the record that this draft puts right, on the fields it named. */
export function useRefusal(draft: Draft): Refused {
  const detail = useSeatQuery('queue.detail', { id: draft.id }, { enabled: draft.revises !== null }).data;
  const refusal = draft.revises === null ? null : (detail?.refusal ?? null);
  const refused = detail?.revisions.at(-1)?.form;
  return useMemo(
    () => ({ refusal, byField: refusalsByField(refusal, refused, draft.form) }),
    [refusal, refused, draft.form],
  );
}

function refusalsByField(
  refusal: ProblemDetails | null,
  refused: IntakeForm | undefined,
  form: IntakeForm,
): ReadonlyMap<string, FieldRefusal> {
  const byField = new Map<string, FieldRefusal>();
  for (const { field, code } of refusal?.errors ?? []) {
    const path = formPath(field);
    const codes = [...(byField.get(path)?.codes ?? []), code];
    byField.set(path, { codes, isChanged: refused !== undefined && at(refused, path) !== at(form, path) });
  }
  return byField;
}

/** What stands at a path of the form, as text to compare; a place in an address is part of all of it. */
function at(form: IntakeForm, path: string): string {
  const parts = path.startsWith('report.address') ? ['report', 'address'] : path.split('.');
  const value = parts.reduce<unknown>(
    (here, part) =>
      typeof here === 'object' && here !== null ? (here as Record<string, unknown>)[part] : undefined,
    form,
  );
  return value === undefined ? '' : canonicalJson(value);
}
