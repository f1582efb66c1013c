import { z } from 'zod';
import { AuditVerification } from '../../audit/verification';
import { SelfCheckReport } from '../../self-check/check';
import { ShippedComponent } from '../../licences/component';
import { SupportBundle } from '../../self-check/support';
import { nothing, request } from './request';

/** How this PC is, what an auditor asks of it, and what goes to whoever helps. */
export const careRequests = {
  /** Begins a self-check, unless one runs. Nothing of a call is in it. */
  'check.run': request('anyone', nothing, SelfCheckReport),
  'check.report': request('anyone', nothing, SelfCheckReport.nullable()),
  /** Begins to verify the audit, unless somebody does. */
  'audit.verify': request('supervisor', nothing, AuditVerification),
  'audit.verification': request('supervisor', nothing, AuditVerification.nullable()),
  /** Puts a support bundle together, for the person to read before it is saved. */
  'support.prepare': request('signed_in', nothing, SupportBundle),
  /** Saves exactly what was prepared under this id, where the person says in the system's dialog. */
  'support.save': request(
    'signed_in',
    z.strictObject({ id: z.uuid() }),
    z.strictObject({ isSaved: z.boolean() }),
  ),
  /** What the program carries of others, each with its licence, as its build noted it. */
  'licences.list': request('signed_in', nothing, z.array(ShippedComponent)),
} as const;
