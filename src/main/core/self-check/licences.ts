import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ShippedComponent } from '../../../shared/licences/component';
import { Refusal } from '../refusal';

/** What the build wrote down of all that it carries. Throws `not_found` where it was not written or is damaged. */
export function shippedComponents(file: string | undefined): ShippedComponent[] {
  try {
    return z.array(ShippedComponent).parse(JSON.parse(readFileSync(file ?? '', 'utf8')));
  } catch (error) {
    throw new Refusal('not_found', undefined, error);
  }
}
