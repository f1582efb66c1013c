import { measure } from './repeats';
import { readRows } from './rows';
for (const f of process.argv.slice(2)) {
  const { figures, misses } = measure(readRows(f));
  console.log(f, figures);
  for (const m of misses) console.log('  ', m.slice(0, 220));
}
