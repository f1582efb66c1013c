import axe from 'axe-core';
import type { Page } from 'playwright-core';

/**
 * What stands in a person's way who reads by screen reader, by key or with weak eyes, as axe finds it: a line each with
 * the rule's name first. `rules`: those alone.
 */
export async function barriersIn(page: Page, rules?: string[]): Promise<string[]> {
  // Once for a page, not once for each look: half a megabyte to read costs as much as the look itself.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (only) =>
      (window as unknown as { axe: typeof axe }).axe.run(document, {
        resultTypes: ['violations'],
        ...(only !== undefined && { runOnly: { type: 'rule' as const, values: only } }),
      }),
    rules,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${html.slice(0, 200)} ${any[0]?.message ?? ''}`),
  );
}
