import type { AmendmentView, OpenAmendment, QueueDetail } from '../../../src/shared/ipc/contract';
import { differencesOf } from '../../../src/shared/report/differences';
import type { Report } from '../../../src/shared/report/report';

/** TEST ONLY: the center changed the first report of the queue; two parts by it alone, one by both, one here alone. */
export function fakeChanges(details: ReadonlyMap<string, QueueDetail>, isAmended: boolean) {
  const detail = [...details.values()].find(({ item }) => item.disposition === 'report');
  const at = Date.now() - 2_400_000;
  const by = '省中心受理组';
  const why = '与来电人核实后更正';
  if (isAmended && detail !== undefined) {
    detail.changes = [
      { position: 1, did: 'registered', at: at - 900_000, by, why: '', isOpen: false, decided: null },
      { position: 2, did: 'amended', at, by, why, isOpen: true, decided: null },
    ];
  }
  const view = (): AmendmentView => {
    if (detail === undefined) throw new Error('no report in the queue');
    const ours = detail.revisions.at(-1)?.form.report as Report;
    const base: Report = {
      ...ours,
      urgency: 'general',
      target: { ...ours.target, answer: '村东头的塑料颗粒厂' },
    };
    const theirs: Report = {
      ...base,
      target: {
        ...ours.target,
        answer: '郑州某某再生资源有限公司（原村东塑料颗粒加工点，无牌匾，院门朝西）',
      },
      address: {
        ...ours.address,
        detail: `${ours.address.detail}，距村卫生室约三百米，进村第二个路口右转到头`,
      },
      pollution: { ...ours.pollution, types: [...ours.pollution.types, 'noise'] },
    };
    const { id: callId, localNumber } = detail.item;
    const differences = differencesOf(base, ours, theirs);
    return {
      position: 2,
      callId,
      localNumber,
      by,
      at,
      why,
      baseRevision: 1,
      revision: 2,
      base,
      ours,
      theirs,
      differences,
    };
  };
  const open = (): OpenAmendment[] => {
    if (!isAmended) return [];
    const { position, callId, localNumber } = view();
    return [{ position, callId, localNumber, title: detail?.item.title ?? '', by, at }];
  };
  return { 'change.open': open, 'change.view': view };
}
