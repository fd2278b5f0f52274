interface StandardWords {
  readonly name: string;
  readonly short: string;
}

/** The standards in the order a board reads them: the two national ones, what grew around them, then measures beside them. */
const STANDARDS: Readonly<Record<string, StandardWords>> = {
  wres: { name: 'Workforce Race Equality Standard', short: 'WRES' },
  wdes: { name: 'Workforce Disability Equality Standard', short: 'WDES' },
  'medical-wres': { name: 'Medical Workforce Race Equality Standard', short: 'Medical WRES' },
  'bank-wres': { name: 'Bank Workforce Race Equality Standard', short: 'Bank WRES' },
  'board-profile': { name: 'Board profile', short: 'Board profile' },
  'model-employer': { name: 'Model Employer', short: 'Model Employer' },
  'disparity-ratio': { name: 'Disparity ratios', short: 'Disparity ratio' },
  turnover: { name: 'Turnover', short: 'Turnover' },
  retention: { name: 'Retention programme', short: 'Retention' },
  recruitment: { name: 'Recruitment', short: 'Recruitment' },
  'pay-gap': { name: 'Pay gaps', short: 'Pay gap' },
  edi: { name: 'EDI improvement plan', short: 'EDI plan' },
  'horizon-scan': { name: 'Policy horizon scan', short: 'Horizon scan' },
};

const order = Object.keys(STANDARDS);

/** "Workforce Race Equality Standard" for "wres"; a standard not known here keeps its own name: "Staff voice" for "staff-voice". */
export const standardName = (standard: string): string => STANDARDS[standard]?.name ?? spelt(standard);

/** "WRES" for "wres", "Bank WRES" for "bank-wres". */
export const standardShort = (standard: string): string => STANDARDS[standard]?.short ?? spelt(standard);

const spelt = (standard: string): string => standard.charAt(0).toUpperCase() + standard.slice(1).replaceAll('-', ' ');

/** Its place in a report, for sorting; those not known here come last, and keep their order. */
export const standardPlace = (standard: string): number => {
  const at = order.indexOf(standard);
  return at < 0 ? order.length : at;
};
