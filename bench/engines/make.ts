import { DuckDBInstance } from '@duckdb/node-api';

// Staff in Post of many organisations and 13 month-ends, drawn by hashing row numbers: the same arguments give the same rows, and no row is of a person.
const values = (texts: readonly (string | null)[]): string =>
  `[${texts.map((t) => (t === null ? 'NULL' : `'${t}'`)).join(', ')}]`;
const ethnic = values([
  'A White - British',
  'A White - British',
  'A White - British',
  'A White - British',
  'B White - Irish',
  'C White - Any other White background',
  'CA White English',
  'D Mixed - White & Black Caribbean',
  'H Asian or Asian British - Indian',
  'J Asian or Asian British - Pakistani',
  'M Black or Black British - Caribbean',
  'N Black or Black British - African',
  'R Chinese',
  'SC Filipino',
  'Z Not Stated',
  'Unspecified',
  null,
]);
const groups = values([
  'Medical and Dental',
  'Nursing and Midwifery Registered',
  'Nursing and Midwifery Registered',
  'Additional Clinical Services',
  'Administrative and Clerical',
  'Estates and Ancillary',
  'Allied Health Professionals',
  'Healthcare Scientists',
  'Add Prof Scientific and Technic',
]);
const nations = values([
  'British',
  'British',
  'British',
  'British',
  'Indian',
  'Filipino',
  'Nigerian',
  'Irish',
  'Polish',
  'Portuguese',
  'Not Stated',
  null,
]);
const categories = values([
  'Permanent',
  'Permanent',
  'Permanent',
  'Permanent',
  'Permanent',
  'Fixed Term Temp',
  'Locum',
  'Bank',
  'Honorary',
  null,
]);
const disabilities = values(['Yes', 'No', 'No', 'No', 'Not Declared', null]);

const sexes = values(['Female', 'Female', 'Female', 'Male', null]);
const ages = values([
  '25 and under',
  '26 to 35',
  '26 to 35',
  '36 to 45',
  '36 to 45',
  '46 to 55',
  '46 to 55',
  '56 to 65',
  '66 and over',
  null,
]);
const hours = values(['Full Time', 'Full Time', 'Full Time', 'Part Time', 'Part Time']);
const reasons = values([
  'Voluntary Resignation - Promotion',
  'Voluntary Resignation - Relocation',
  'Voluntary Resignation - Work Life Balance',
  'Retirement Age',
  'End of Fixed Term Contract',
  'Employee Transfer',
  'Dismissal - Capability',
  null,
]);

const rows = (people: number, snapshots: number, lastSnapshot: string, organisations: number): string => `
  with d as (select ${ethnic} as eth, ${groups} as sg, ${nations} as nat, ${categories} as cat, ${disabilities} as dis),
  r as (select s, p, a, band, d.* from (select s, p, a, 1 + (hash(p + s // 6 + a * 5) % 12)::int as band
    from range(${snapshots}) t(s), range(${people}) u(p), range(2) v(a)
    where (a = 0 or hash(p) % 20 = 0) and hash(p * 31) % 40 <> s order by s desc, hash(p + s)), d)
  select 'R' || (100 + p % ${organisations}) as "Organisation",
    (20000000 + p)::varchar as "Employee Number",
    (20000000 + p)::varchar || case when a = 0 then '' else '-2' end as "Assignment Number",
    case when a = 0 then 'Yes' else 'No' end as "Primary Assignment",
    cat[1 + (hash(p * 7 + a) % len(cat))::int] as "Assignment Category",
    sg[1 + (hash(p + 3) % len(sg))::int] as "Staff Group",
    'NHS|XR' || lpad(band::varchar, 2, '0') || '|Review Body Band ' || band as "Pay Scale",
    [1.0, 1.0, 0.6, 0.8, 0.5][1 + (hash(p + 9 + a) % 5)::int] as "FTE",
    eth[1 + (hash(p + 4) % len(eth))::int] as "Ethnic Origin",
    nat[1 + (hash(p + 5) % len(nat))::int] as "Nationality",
    dis[1 + (hash(p + 6) % len(dis))::int] as "Disability",
    date '2000-01-01' + (hash(p + 7) % 7000)::int as "Latest Hire Date",
    last_day(date '${lastSnapshot}' - to_months(s::int)) as "Snapshot Date"
  from r`;

/** Writes about `assignments` rows of `organisations` organisations over `snapshots` month-ends to a `.parquet` or `.csv` file. */
export async function makeStaff(
  file: string,
  assignments: number,
  snapshots: number,
  lastSnapshot: string,
  organisations = 220,
): Promise<number> {
  const people = Math.round(assignments / snapshots / 1.02);
  const db = await DuckDBInstance.create(':memory:', { memory_limit: '2GiB', temp_directory: `${file}.spill` });
  const connection = await db.connect();
  const options = file.endsWith('.csv') ? 'header' : 'format parquet, row_group_size 122880';
  await connection.run(
    `copy (${rows(people, snapshots, lastSnapshot, organisations)}) to '${file.replaceAll("'", "''")}' (${options})`,
  );
  const [[n] = []] = (await connection.runAndReadAll(`select count(*) from '${file.replaceAll("'", "''")}'`)).getRows();
  connection.closeSync();
  db.closeSync();
  return Number(n);
}

/** One of the texts, drawn by a hash. */
const drawn = (texts: string, hash: string): string => `${texts}[1 + (hash(${hash}) % len(${texts}))::int]`;

/** What is said of assignment `a` of person `p`, whichever table it is in. */
const person = (organisations: number): string => `
  'R' || (100 + p % ${organisations}) as "Organisation",
  (20000000 + p)::varchar as "Employee Number",
  (20000000 + p)::varchar || case when a = 0 then '' else '-2' end as "Assignment Number",
  case when a = 0 then 'Yes' else 'No' end as "Primary Assignment",
  ${drawn(categories, 'p * 7 + a')} as "Assignment Category",
  ${drawn(groups, 'p + 3')} as "Staff Group",
  'NHS|XR' || lpad((1 + hash(p * 5) % 12)::varchar, 2, '0') || '|Review Body Band ' || (1 + hash(p * 5) % 12) as "Pay Scale",
  [1.0, 1.0, 0.6, 0.8, 0.5][1 + (hash(p + 9 + a) % 5)::int] as "FTE",
  ${drawn(ethnic, 'p + 4')} as "Ethnic Origin",
  ${drawn(nations, 'p + 5')} as "Nationality",
  ${drawn(disabilities, 'p + 6')} as "Disability",
  ${drawn(sexes, 'p + 11')} as "Gender",
  ${drawn(ages, 'p + 12')} as "Age Band",
  ${drawn(hours, 'p + 13')} as "Employee Category"`;

/**
 * Writes Staff in Post of a day and the leavers of the twelve months before it as Parquet, two files for each organisation: about `people` in post, of whom one in
 * twenty has two assignments, and an eighth as many who left. Gives the paths.
 */
export async function makeNational(
  folder: string,
  people: number,
  asAt: string,
  organisations: number,
): Promise<readonly string[]> {
  const db = await DuckDBInstance.create(':memory:', { memory_limit: '3GiB', temp_directory: `${folder}.spill` });
  const connection = await db.connect();
  const gone = Math.round(people / 8);
  await connection.run(`create temp table staff as select ${person(organisations)},
    date '${asAt}' - (hash(p + 7) % 9000)::int as "Latest Hire Date", date '${asAt}' as "Snapshot Date"
    from (select * from range(${people}) u(p), range(2) v(a) where a = 0 or hash(p) % 20 = 0)`);
  // Who left and who did not: one in a hundred of them left one of several posts.
  await connection.run(`create temp table leavers as
    select * exclude (served), "Termination Date" - served::int as "Latest Hire Date" from (select ${person(organisations)},
      date '${asAt}' - (hash(p + 17) % 365)::int as "Termination Date",
      case when hash(p + 18) % 3 = 0 then hash(p + 19) % 700 else hash(p + 19) % 8000 end as served,
      ${drawn(reasons, 'p + 20')} as "Reason for Leaving"
      from (select *, 0 as a from range(${people - Math.round(gone / 100)}, ${people + gone}) u(p)))`);
  const files: string[] = [];
  for (let o = 0; o < organisations; o++)
    for (const table of ['staff', 'leavers']) {
      const name = `R${100 + o}`;
      const file = `${folder}/${name}-${table}.parquet`;
      const own = organisations === 1 ? '' : ` where "Organisation" = '${name}'`;
      await connection.run(`copy (select * from ${table}${own}) to '${file.replaceAll("'", "''")}' (format parquet)`);
      files.push(file);
    }
  connection.closeSync();
  db.closeSync();
  return files;
}
