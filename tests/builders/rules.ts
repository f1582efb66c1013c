import { SHIPPED_BUNDLE } from '../../src/center/bundle/shipped';
import { NO_RULES, Rules } from '../../src/shared/rules/rules';
import { checkBundle } from '../../src/shared/script/bundle';

/** The rules of the bundle that the reference center offers, as a seat has them. */
export function shippedRules(): Rules {
  const checked = checkBundle(SHIPPED_BUNDLE);
  if (!checked.ok) throw new Error(JSON.stringify(checked));
  return checked.bundle.rules;
}

type Loose = { [Key in keyof Rules]?: unknown };

/** Rules of a few words, through the schema. */
export function someRules(parts: Loose): Rules {
  return Rules.parse({ ...NO_RULES, version: 'test', ...parts });
}
