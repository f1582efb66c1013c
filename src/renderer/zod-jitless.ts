import { z } from 'zod';

// The window's CSP allows no eval. Imported before any schema is made: zod decides when a schema is built. First of all in
// main.tsx and in seat-client.ts: a bundler may lay the schemas into another file than main.tsx, which then runs earlier.
z.config({ jitless: true });
