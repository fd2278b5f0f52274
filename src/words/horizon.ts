const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

export const sampled = (
  selected: number,
  all: number,
  { size, leaving, middle }: { readonly size: string; readonly leaving: string; readonly middle: string },
  name: string,
): string =>
  `${selected} of ${all} trusts have more minoritised or international staff (by ${size}) than the ${middle} of their region and ${leaving === 'stability' ? 'stability below' : 'turnover above'} its ${middle} (${name}).`;

export const greenOf = (green: number, rated: number, all: number): string =>
  `${green} of ${rated} statements rated are green${rated === 0 ? '' : ` (${percent(green / rated)})`}; ${all - rated} of ${all} have no agreed rating.`;

export const phases = (first: string, last: string): string =>
  `Green were {rate:${last}} of those rated in ${last}, {rate:${first}} in ${first}: {value} points ({low} to {high}).`;

export const agreed = (alike: number, all: number, observed: number, weights: string): string =>
  `The raters agree on ${alike} of ${all} statements${weights === 'none' ? '' : `, or ${percent(observed)} with ${weights} weights`}: kappa {value} ({low} to {high}).`;
