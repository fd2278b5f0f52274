// After a change to an edition file: npm run build && node dist/test/standard/write-golden.js, and read the difference.
import { writeGolden } from './golden.js';

writeGolden();
