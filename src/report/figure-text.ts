import type { FigureBlock } from './types.js';

/** What a chart shows, for those who do not see it: its name and its reading, as in the drawing itself. */
export const figureText = ({ wide }: FigureBlock): string => `${wide.usermeta.title}. ${wide.description}`;

/** "How to read figure 2" */
export const howTo = ({ name }: FigureBlock): string => `How to read ${name.toLowerCase().replace('.', '')}`;
