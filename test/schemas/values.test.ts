import t, { type Test } from 'tap';
import { findValue, type ListId } from '../../schemas/lists.js';
import { lists } from './read.js';

/** Checks `code: raw | raw | ...` lines; `-` is a value the list does not know. */
const check = (t: Test, id: ListId, expected: Readonly<Record<string, string>>) => {
  for (const [code, raws] of Object.entries(expected))
    for (const raw of raws.split(' ; ')) t.equal(findValue(lists[id], raw)?.code ?? '-', code, `${id}: ${raw}`);
};

t.test('ethnic origin: code, label, both, in every form seen', async (t) => {
  check(t, 'ethnicity', {
    A: 'A ; a ; A White - British ; A - White British ; White British ; White - British ; White: English, Welsh, Scottish, Northern Irish or British',
    B: 'B ; White Irish',
    C: 'C ; C White - Any other White background ; Any other White background',
    C3: 'C3 ; C3 White Unspecified ; White',
    CA: 'CA ; CA White English ; White English',
    CL: 'CL',
    CM: 'CM ; White Traveller ; T',
    CX: 'CX',
    CY: 'CY ; White Other European',
    D: 'D ; D Mixed - White & Black Caribbean ; Mixed/Multiple ethnic groups: White and Black Caribbean',
    GC: 'GC',
    GF: 'GF',
    H: 'H ; Asian or Asian British - Indian ; Indian',
    LE: 'LE ; Sri Lankan',
    M: 'M ; M Black or Black British - Caribbean ; Black, African, Caribbean or Black British: Caribbean',
    N: 'N ; N Black or Black British – African ; African',
    PC: 'PC ; Black Nigerian',
    R: 'R ; Chinese ; Asian or Asian British - Chinese',
    S: 'S ; S Any Other Ethnic Group',
    SC: 'SC ; SC Filipino ; Filipino',
    Z: 'Z ; Z Not Stated ; Not Stated ; I do not wish to disclose ; I do not wish to disclose my ethnic origin ; Prefer not to say',
    'not-known': '99 ; X ; NULL ; Not Known ; Unspecified ; Undefined ; N/A ; NA ; NK ; n/k',
    bme: 'BME ; BAME',
    '-': 'Brittish ; No ; Q ; O ; I ; EU ; FT ; Mr ; an officer ; Staff Nurse ; 10 ; 98',
  });
});

t.test('the first letter counts for a second character no list has, with a note', async (t) => {
  for (const [raw, code] of [
    ['A1', 'A'],
    ['CZ', 'C'],
    ['SZ', 'S'],
    ['H9 Local', 'H'],
  ] as const)
    t.match(findValue(lists.ethnicity, raw), { code, note: 'first-letter' }, raw);
  t.equal(findValue(lists.ethnicity, 'CM')?.note, undefined, 'a listed one has none');
});

t.test('codes from before April 2001 are stale, and 9 is no White', async (t) => {
  const bases = ['C3', 'M', 'N', 'P', 'H', 'J', 'K', 'R', 'S', 'not-known'];
  bases.forEach((code, digit) => {
    t.match(findValue(lists.ethnicity, String(digit)), { code, note: 'stale-code' }, `${digit}`);
    t.match(findValue(lists.ethnicity, digit), { code }, `${digit} as a number`);
  });
  t.equal(findValue(lists.ethnicity, '99')?.note, undefined);
});

t.test('the WRES vector: White, BME or unknown by code', async (t) => {
  const white = new Set(['A', 'B', 'C']);
  const group = (raw: string) => {
    const code = findValue(lists.ethnicity, raw)?.code;
    if (code === undefined || code === 'Z' || code === 'not-known') return 'unknown';
    return white.has(lists.ethnicity.codes.get(code)?.base ?? code) ? 'white' : 'bme';
  };
  for (const raw of ['CL', 'CX', 'C3', '0']) t.equal(group(raw), 'white', raw);
  for (const raw of ['GC', 'SC', 'R']) t.equal(group(raw), 'bme', raw);
  for (const raw of ['Z', '99', ' ', '9']) t.equal(group(raw), 'unknown', raw);
});

t.test('pay: codes, piped strings, bands in words, doctors', async (t) => {
  check(t, 'pay-scale', {
    'under-1': 'Under Band 1 ; Apprentice ; Apprentice Pay Year 1 ; NHS|AP01|Apprentice',
    '1': 'XR01 ; Band 1',
    '2': 'NHS|XR02|Review Body Band 2',
    '5': '5 ; 05 ; 5.0 ; XR05 ; XR005 ; NHS|XR05|Review Body Band 5 ; NHS|XN05|Non Review Body Band 5 ; Review Body Band 5 ; Band 5 ; band5 ; AfC Band 5 ; Agenda for Change Band 5 ; B5',
    '7': 'XN07 ; Band 7',
    '8a': 'XR08 ; 8a ; 8A ; Band 8a ; Band 8A ; Band 8 - Range A ; Review Body Band 8 - Range A ; NHS|XR08|Review Body Band 8 - Range A',
    '8b': 'XR09 ; XN09 ; 8B ; Review Body Band 8 - Range B',
    '8c': 'XR10 ; Band 8c',
    '8d': 'XR11 ; Agenda for Change Band 8d',
    '9': 'XR12 ; Band 9 ; 9',
    vsm: 'VSM ; Very Senior Manager ; LOCAL|VS01|Very Senior Managers ; NHS|VSM|VSM',
    'medical:consultant': 'MC72 ; YC72 ; YM72 ; NHS|MC72|Consultant (2003 contract) ; Consultant',
    'medical:non-consultant-career-grade':
      'MC46 ; MC75 ; MC41 ; MC70 ; NHS|MC46|Specialty Doctor ; Associate Specialist ; Non-consultant Career Grade',
    'medical:trainee':
      'MN25 ; MN35 ; MN37 ; MT03 ; NHS|MT01|Foundation Doctor ; Specialty Registrar ; Foundation Year 1',
    medical: 'MC99 ; Medical & Dental',
    '-': 'Ad hoc ; Local ; LOCAL|AH01|Ad Hoc Salary ; Personal salary ; Band 8 ; Band 5-6 ; Band 55 ; 8 ; 10 ; XR13 ; XR99 ; Non-Exec',
  });
});

t.test('apprentices paid in a band stay in it', async (t) => {
  check(t, 'pay-scale', { '3': 'NHS|XR03|Apprentice ; Band 3 Apprentice' });
});

t.test('job roles of doctors', async (t) => {
  check(t, 'medical-role', {
    consultant: 'Consultant',
    'senior-medical-manager':
      'Medical Director ; Clinical Director ; Associate Medical Director ; Clinical Director - Medical',
    'non-consultant-career-grade':
      'Specialty Doctor ; Associate Specialist ; Staff Grade ; Clinical Assistant ; Trust Grade (Career Grade)',
    trainee:
      'Foundation Year 1 ; Foundation Year 2 ; Specialty Registrar ; Trust Grade (Specialty Registrar) ; Core Trainee',
    other: 'Hospital Practitioner',
    '-': 'Staff Nurse ; Managing Director',
  });
});

t.test('staff groups: dictionary and ESR', async (t) => {
  check(t, 'staff-group', {
    'medical-dental': '01 ; 1 ; Medical and Dental ; 01 Medical and Dental ; Medical & Dental',
    'nursing-midwifery': 'Nursing and Midwifery Registered ; 03',
    'scientific-technical': 'Add Prof Scientific and Technic ; Additional Professional Scientific and Technical',
    'clinical-support': 'Additional Clinical Services',
    'estates-ancillary': 'Estates and Ancillary',
    other: 'Supplementary Roles',
    '-': 'Nurses ; Professionally qualified clinical staff',
  });
});

t.test('occupation codes: families by their characters, words never', async (t) => {
  check(t, 'occupation-code', {
    medical: '001 ; 21A ; 921',
    clinical: 'N6H ; N2C ; NGA ; NFA ; P1A ; A0A ; S1X ; U1A ; H1A ; N6H Community',
    'non-clinical': 'G2A ; G0A ; H2R ; H1R',
    'general-payments': 'Z2E',
    '-': 'Not Known ; Nurse ; all ; 8a ; Support ; 3AB',
  });
});

t.test('contract and status', async (t) => {
  check(t, 'assignment-category', {
    permanent: 'Permanent',
    'fixed-term': 'Fixed Term Temp ; Fixed Term',
    locum: 'Locum',
    bank: 'Bank',
    honorary: 'Honorary',
    'non-executive': 'Non-Exec Director/Chair ; Non-Exec Director ; Chair',
    'other-not-employed': 'Widow/Widower',
    '-': 'Wizard',
  });
  check(t, 'assignment-status', {
    active: 'Active Assignment ; ACTIVE_ASSIGN',
    'internal-secondment': 'Internal Secondment',
    'acting-up': 'Acting Up',
    maternity: 'Maternity & Adoption',
    'career-break': 'Career Break',
    'secondment-out': 'Out on External Secondment - Paid ; Out on External Secondment - Unpaid',
    suspended: 'Suspend With Pay ; Suspend No Pay',
    'inactive-not-worked': 'Inactive Not Worked',
    terminated: 'Terminate Assignment',
    'not-started': 'ACTIVE_APL',
  });
});

t.test('nationality: five home values, the 27, other EEA and EFTA, the rest; never a guess for unknown', async (t) => {
  const of = (base: string) => [...lists.nationality.codes.values()].filter((c) => c.base === base).map((c) => c.label);
  t.same(of('uk').sort(), ['British', 'English', 'Northern Irish', 'Scottish', 'Welsh']);
  t.equal(of('eu').length, 27);
  t.ok(of('eu').includes('Irish'));
  t.same(of('eea-efta').sort(), ['Icelandic', 'Liechtensteiner', 'Norwegian', 'Swiss']);
  t.ok(of('rest-of-world').length > 190, `${of('rest-of-world').length} others`);
  check(t, 'nationality', {
    'hong-kong-british-chinese': 'Hong Kong (British/Chinese)',
    'rest-of-world': 'Unknown_RoW ; Rest of the World',
    filipino: 'Filipino ; Philippine',
    'new-zealander': 'New Zealand',
    unknown: 'Unknown ; Not Stated',
    manx: 'Manx',
  });
  for (const label of ['Manx', 'Channel Islander', 'Gibraltarian', 'Yugoslavian', 'Latin American', 'Guadeloupe'])
    t.equal(lists.nationality.codes.get(findValue(lists.nationality, label)?.code ?? '')?.base, 'rest-of-world', label);
});

t.test('where a nurse trained is the last character of the registration number', async (t) => {
  check(t, 'training-country', {
    uk: '98I1234E ; 04A0001A ; 12K5555W ; UK',
    eu: '15C1234C',
    overseas: '19L4321O ; 19L43210',
    '-': '1234567 ; 98Z1234E ; 15C1234X',
  });
});

t.test('disability: the unknown answers stay unknown and apart', async (t) => {
  const group = (raw: string) => {
    const code = findValue(lists.disability, raw)?.code;
    return code === undefined ? '-' : (lists.disability.codes.get(code)?.base ?? code);
  };
  for (const raw of ['Yes', 'Y', 'Yes - Physical Impairment', 'Mental Health Condition', 'True', '1', 'Disabled'])
    t.equal(group(raw), 'disabled', raw);
  for (const raw of ['No', 'N', 'FALSE', '0', 'Non-disabled']) t.equal(group(raw), 'non-disabled', raw);
  for (const raw of [
    'Not Declared',
    'Prefer not to answer',
    'Unspecified',
    'Undefined',
    'NULL',
    'Not Stated',
    'Not Disclosed',
  ])
    t.equal(group(raw), 'unknown', raw);
  t.not(findValue(lists.disability, 'Unspecified')?.code, findValue(lists.disability, 'Not Declared')?.code);
  for (const raw of ['Maybe', 'No known disability']) t.equal(group(raw), '-', raw);
});

t.test('sex, age, working time, yes and no', async (t) => {
  check(t, 'sex', { female: 'Female ; F ; 2', male: 'Male ; M ; 1', unknown: 'Not Known ; 0' });
  check(t, 'age-band', {
    'under-26': '<=20 Years ; 21-25 ; 25 ; 17',
    '26-35': '26 - 30 ; 31-35 ; 26 ; 35 years',
    '56-65': '65',
    'over-65': '>=71 Years ; 66-70 ; 66 ; 90',
    '-': '25-34 ; 120 ; 0',
  });
  check(t, 'working-time', { 'full-time': 'FT ; Full Time ; Full-time', 'part-time': 'PT ; Part Time' });
  check(t, 'yes-no', {
    yes: 'Yes ; Y ; TRUE ; True ; 1 ; Formal ; Executive ; Voting ; Internal',
    no: 'No ; N ; FALSE ; 0 ; Informal ; Non-Executive ; Non-Voting ; External ; Not shortlisted ; Non-Mandatory',
    unknown: 'N/A ; Not Known ; NULL',
  });
  check(t, 'offer-declined', { yes: 'Declined ; Yes', no: 'Accepted ; No' });
});

t.test('leaving reasons carry kind, and whether they count', async (t) => {
  const reason = (raw: string) => {
    const {
      kind,
      in: counted,
      vol,
    } = lists['leaving-reason'].codes.get(findValue(lists['leaving-reason'], raw)?.code ?? '')?.attributes ?? {
      kind: '-',
    };
    return [kind, counted, vol].join(' ');
  };
  t.equal(reason('Voluntary Resignation – Work Life Balance'), 'V y y', 'with an en dash');
  t.equal(reason('Voluntary Resignation - Better Reward Package'), 'V y y', 'the older label');
  t.equal(reason('Flexi Retirement'), 'R n n');
  t.equal(reason('Retirement Age'), 'R y n');
  t.equal(reason('Dismissal - Conduct'), 'I y n');
  t.equal(reason('End of Fixed Term Contract - External Rotation'), 'P n n');
  t.equal(reason('Employee Transfer (TUPE and similar)'), 'T n n');
  t.equal(reason('Bank Staff not fulfilled minimum work requirement'), 'T n n');
  t.equal(reason('Unknown'), 'unknown y unknown');
  const kinds = [...lists['leaving-reason'].codes.values()].map((c) => c.attributes.kind);
  t.equal(kinds.filter((kind) => kind === 'V').length, 11);
  t.ok(lists['leaving-reason'].codes.size >= 39);
});

t.test('destinations, cases, grounds, stages', async (t) => {
  t.equal(lists.destination.codes.get('nhs-organisation')?.attributes.leftNhs, 'stayed');
  t.equal(lists.destination.codes.get('unknown')?.attributes.leftNhs, 'unknown');
  check(t, 'case-type', {
    disciplinary: 'Disciplinary ; Disciplinary Investigation',
    capability: 'Capability ; Capability - Ill Health',
    grievance: 'Grievance',
    dismissal: 'Dismissal',
    other: 'Suspension',
  });
  check(t, 'ground', { performance: 'Performance ; No', 'ill-health': 'Ill Health ; Ill-Health ; Yes' });
  check(t, 'recruitment-stage', { shortlisted: 'Shortlisted ; Short listed', appointed: 'Appointed ; Offer accepted' });
  check(t, 'measure', { staff: 'staff ; Workforce', trained: 'trained', members: 'Members', cases: 'cases' });
  check(t, 'part', { total: 'total ; Total Board', voting: 'Voting Members', executive: 'Executive' });
  check(t, 'block', { 'non-clinical': '1a Non Clinical', clinical: '1b Clinical', medical: 'Medical and Dental' });
});
