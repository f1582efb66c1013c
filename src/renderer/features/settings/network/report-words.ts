import type { TFunction } from 'i18next';
import { LinkCause } from '../../../../shared/network/causes';
import { clockError } from '../../../../shared/network/clock';
import type { LineTest, StepCause, StepFact } from '../../../../shared/network/line-test';
import { fullTime } from '../../../ui/times';

/** What went wrong in a step, and what to do. */
export function causeWords(t: TFunction, cause: StepCause): { what: string; todo: string } {
  const link = LinkCause.safeParse(cause);
  if (link.success) return { what: t(`sync.cause.${link.data}`), todo: t(`sync.todo.${link.data}`) };
  const own = cause as Exclude<StepCause, LinkCause>;
  return { what: t(`network.cause.${own}`), todo: t(`network.todo.${own}`) };
}

export function factWords(t: TFunction, { what, value }: StepFact): string {
  const label = t(`network.fact.${what}`);
  return `${label} ${typeof value === 'number' ? numberWords(t, what, value) : value}`;
}

function numberWords(t: TFunction, what: StepFact['what'], value: number): string {
  switch (what) {
    case 'valid_until':
    case 'center_time':
      return fullTime(value);
    case 'offset_ms': {
      const error = clockError(value, 1_000);
      if (error === null) return t('network.ms', { n: Math.abs(value) });
      return t(`clock.${error.way}`, { span: t(`clock.span.${error.unit}`, { n: error.n }) });
    }
    case 'milliseconds':
      return t('network.ms', { n: value });
    default:
      return String(value);
  }
}

/** The test as text, to be sent to whoever keeps the network: addresses and certificates, never a secret. */
export function reportText(t: TFunction, { steps, startedAt, version, seatId }: LineTest): string {
  const lines = steps.map(({ step, state, ms, cause, facts }) => {
    const took = ms === null ? '' : ` ${t('network.ms', { n: ms })}`;
    const words = cause === null ? null : causeWords(t, cause);
    return [
      `${t(`network.step.${step}`)}: ${t(`network.state.${state}`)}${took}`,
      ...(words === null ? [] : [`  ${words.what} [${String(cause)}] ${words.todo}`]),
      ...facts.map((fact) => `  ${factWords(t, fact)}`),
    ].join('\n');
  });
  return [`${t('network.reportTitle')} ${seatId} ${version} ${fullTime(startedAt)}`, ...lines].join('\n');
}
