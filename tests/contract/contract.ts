import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundle, createConfig } from '@redocly/openapi-core';
import { Ajv2020, type AnySchema, type ValidateFunction } from 'ajv/dist/2020';
import { parse } from 'yaml';
import { z } from 'zod';

const folder = new URL('../../src/shared/center-api/', import.meta.url);

const Content = z.record(z.string(), z.object({ schema: z.unknown(), examples: z.unknown().optional() }));
const Header = z.object({ required: z.boolean().optional(), schema: z.unknown() });
const Answer = z.object({
  headers: z.record(z.string(), z.unknown()).optional(),
  content: Content.optional(),
});
const Operation = z.object({
  requestBody: z.object({ content: Content }).optional(),
  responses: z.record(z.string(), z.unknown()),
});
const Document = z.object({
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});

const bundled = await bundle({
  ref: fileURLToPath(new URL('openapi.yaml', folder)),
  config: await createConfig({}),
});
const source: unknown = bundled.bundle.parsed;
const document = Document.parse(source);
// OpenAPI's own keywords around the schemas mean nothing to the validator.
const ajv = new Ajv2020({ strict: false, allErrors: true, discriminator: false });
ajv.addSchema(source as AnySchema, 'openapi');

/** The contract's schema of this name, as a validator. */
export function schemaNamed(name: string): ValidateFunction {
  return ajv.compile({ $ref: `openapi#/components/schemas/${name}` });
}
const read = (name: string) => parse(readFileSync(new URL(name, folder), 'utf8')) as AnySchema;
const bodies = new Ajv2020({ strict: false });
export const callRecordSchema: ValidateFunction = bodies.compile(read('contract/bodies/call-record.yaml'));
export const changeSchema: ValidateFunction = bodies.compile(read('contract/bodies/change.yaml'));

function resolve(value: unknown): unknown {
  const reference = z.object({ $ref: z.string() }).safeParse(value);
  if (!reference.success) return value;
  return reference.data.$ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, part) => z.record(z.string(), z.unknown()).parse(at)[part], source);
}

function validatorOf(schema: unknown): ValidateFunction {
  // References inside stay references into the document.
  const text = JSON.stringify(schema).replaceAll('"#/', '"openapi#/');
  return ajv.compile(JSON.parse(text) as AnySchema);
}

/** What of an answer breaks the contract; empty where it keeps it. Paths are the contract's, e.g. `/v1/health`. */
export function breaches(
  method: string,
  path: string,
  answer: { status: number; headers: Headers; text: string },
): string[] {
  const operation = document.paths[path]?.[method];
  if (operation === undefined) return [`${method} ${path} is not in the contract`];
  const agreed = operation.responses[String(answer.status)] ?? operation.responses['default'];
  const { headers = {}, content } = Answer.parse(resolve(agreed));
  const found: string[] = [];
  for (const [name, entry] of Object.entries(headers)) {
    const header = Header.parse(resolve(entry));
    const value = answer.headers.get(name);
    if (value === null) {
      if (header.required === true) found.push(`${name} is missing`);
    } else if (!validatorOf(header.schema)(value)) found.push(`${name}: ${value}`);
  }
  const type = answer.headers.get('content-type')?.split(';')[0]?.trim() ?? '';
  const body = content?.[type];
  if (content === undefined) return answer.text === '' ? found : [...found, 'has a body'];
  if (body === undefined) return [...found, `content type ${type} is not agreed for ${answer.status}`];
  const validate = validatorOf(body.schema);
  if (!validate(JSON.parse(answer.text))) found.push(ajv.errorsText(validate.errors));
  return found;
}

/** Every example of the document with the schema it stands beside. */
export function examples(): { where: string; value: unknown; validate: ValidateFunction }[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, operation]) => {
      const contents = [
        ['request', operation.requestBody?.content],
        ...Object.entries(operation.responses).map(
          ([status, answer]) => [status, Answer.parse(resolve(answer)).content] as const,
        ),
      ] as const;
      return contents.flatMap(([what, content]) =>
        Object.values(content ?? {}).flatMap((each) =>
          Object.entries(z.record(z.string(), z.unknown()).parse(each.examples ?? {})).map(
            ([name, example]) => ({
              where: `${method} ${path} ${what} ${name}`,
              value: z.object({ value: z.unknown() }).parse(resolve(example)).value,
              validate: validatorOf(each.schema),
            }),
          ),
        ),
      );
    }),
  );
}
