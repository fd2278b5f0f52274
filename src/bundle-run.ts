import { bundle } from './bundle.js';

const { path, bytes } = await bundle();
process.stderr.write(`${path}: ${(bytes / 1_048_576).toFixed(1)} MB\n`);
