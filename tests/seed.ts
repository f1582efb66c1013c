import fc from 'fast-check';

// The same cases at every run, so that nothing but a change turns a test red. `SEED=random npm test` looks for others, and
// `SEED=1234 npm test` tries those of another number; what they find becomes a test of its own.
const seed = process.env['SEED'] ?? '12369';
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) });
