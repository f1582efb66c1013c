import { useInvestigation } from '../investigation-context';
import { TextRow } from '../fields/TextRow';

const LONG = 8000;

/** 一、案件来源 */
export function SourceSection() {
  const { form, change } = useInvestigation();
  const set = (part: Partial<typeof form.source>) =>
    change((before) => ({ ...before, source: { ...before.source, ...part } }));
  return (
    <>
      <TextRow
        field="source.origin"
        value={form.source.origin}
        maxLength={2000}
        rows={3}
        onChange={(origin) => set({ origin })}
      />
      <TextRow
        field="source.matters"
        value={form.source.matters}
        maxLength={LONG}
        rows={6}
        onChange={(matters) => set({ matters })}
      />
    </>
  );
}

/** 四、存在问题 */
export function ShortcomingsSection() {
  const { form, change } = useInvestigation();
  return (
    <TextRow
      field="shortcomings"
      value={form.shortcomings}
      maxLength={LONG}
      rows={10}
      onChange={(shortcomings) => change((before) => ({ ...before, shortcomings }))}
    />
  );
}

/** 五、属地生态环境部门履职情况 */
export function DutySection() {
  const { form, change } = useInvestigation();
  return (['supervision', 'enforcement', 'conclusion'] as const).map((part) => (
    <TextRow
      key={part}
      field={`duty.${part}`}
      value={form.duty[part]}
      maxLength={LONG}
      rows={4}
      onChange={(value) => change((before) => ({ ...before, duty: { ...before.duty, [part]: value } }))}
    />
  ));
}

/** 六、工作建议, with 反馈情况 as its third part (domain Q-5). */
export function AdviceSection() {
  const { form, change } = useInvestigation();
  return (['toLocal', 'next', 'feedback'] as const).map((part) => (
    <TextRow
      key={part}
      field={`advice.${part}`}
      value={form.advice[part]}
      maxLength={LONG}
      rows={4}
      onChange={(value) => change((before) => ({ ...before, advice: { ...before.advice, [part]: value } }))}
    />
  ));
}
