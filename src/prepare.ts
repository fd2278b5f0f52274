import { prepareData } from './prepared.js';

await prepareData();
