import type { IntakeForm } from '../../../../shared/call/form';
import { HENAN } from '../../../../shared/catalog/areas';

/** The form with the city of the seat's unit offered, where the agent has picked none yet. */
export function withHomeCity(form: IntakeForm, unitName: string): IntakeForm {
  const home = HENAN.find((city) => unitName.includes(city.name));
  if (home === undefined || form.report.address.city !== '') return form;
  return { ...form, report: { ...form.report, address: { ...form.report.address, city: home.code } } };
}
