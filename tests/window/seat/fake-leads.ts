import type { Input, LeadAlert, LeadAlerts, Output } from '../../../src/shared/ipc/contract';

// TEST ONLY: major leads that wait for a supervisor, in memory.

export function fakeLeads(scenario: { alerts?: LeadAlert[] }, isSupervisor: () => boolean) {
  let alerts = scenario.alerts ?? [];
  const list = (): LeadAlerts => ({ count: alerts.length, alerts: isSupervisor() ? alerts : [] });
  return {
    'lead.alerts': list,
    'lead.acknowledge': ({ seq }: Input<'lead.acknowledge'>): Output<'lead.acknowledge'> => {
      alerts = alerts.filter((alert) => alert.seq !== seq);
      return list();
    },
  };
}
