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
