import { z } from 'zod';

// The window's CSP allows no eval. Imported before any schema is made: zod decides when a schema is built.
z.config({ jitless: true });
