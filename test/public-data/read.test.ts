import t from 'tap';
import { meaningsIn, readFigure } from '../../src/public-data/blanks.js';
import { readPublicFile } from '../../src/public-data/file.js';
import { type PublicData, readPublicData } from '../../src/public-data/read.js';
import { fillTrusts, trustFigures } from '../../src/public-data/trusts.js';

const cells = (text: string): string[][] => text.split('\n').map((line) => line.split(';'));
function read(text: string, options = {}): PublicData {
  const reading = readPublicData(cells(text), 'published.csv', options);
  if (reading.status !== 'ok') throw new Error(reading.reason);
  return reading.data;
}

t.test('three kinds of blank stay three, and an unexplained one is no zero', async (t) => {
  const notes = ['"-" denotes zero.', "'..' means not available", '* = suppressed: fewer than 5'];
  const meanings = meaningsIn(notes);
  t.same(meanings, { '-': 'zero', '..': 'not-available', '*': 'suppressed' });
  t.same(readFigure('-', meanings), { status: 'ok', value: 0 });
  t.match(readFigure('..', meanings), { status: 'not-supplied', what: 'figure: not available in the file' });
  t.same(readFigure('*', meanings), { status: 'suppressed', why: 'at-source' });
  t.match(readFigure('', meanings), { status: 'not-supplied', what: /meaning of a blank cell/ });
  t.same(readFigure('1,234', {}), { status: 'ok', value: 1234 });
  t.equal(readFigure('about ten', {}), undefined);
});

t.test('reasons for leaving: years carried right over quarters, marks as the notes say', async (t) => {
  const data = read(
    `Reasons for leaving
"-" denotes suppressed figures
;2023-24;;;;2024-25
;Q1;Q2;Q3;Q4;Q1
Retirement Age;1,204;-;900;880;..
Total;5,000;4,000;4,100;4,300;4,400`,
  );
  t.equal(data.layout, 'reasons-for-leaving');
  const at = (reason: string, quarter: string) =>
    data.figures.find((f) => f.of.reason === reason && f.of.quarter === quarter)?.value;
  t.same(at('Retirement Age', '2023-24 Q1'), { status: 'ok', value: 1204 });
  t.same(at('Retirement Age', '2023-24 Q2'), { status: 'suppressed', why: 'at-source' });
  t.match(at('Retirement Age', '2024-25 Q1'), { status: 'not-supplied', what: /meaning of "\.\."/ });
  t.same(at('Total', '2024-25 Q1'), { status: 'ok', value: 4400 });
});

t.test(
  'layouts are known by their headers, wherever the header row is; headcount and FTE are never mixed',
  async (t) => {
    const sickness = read(`Title
DATE;NHSE_REGION_CODE;ORG_CODE;ORG_NAME;STAFF_GROUP;REASON;FTE_DAYS_LOST;FTE_DAYS_AVAILABLE;FTE_DAYS_LOST_REASON
01/03/2025;Y56;RXX;Fictional;All;S10;500;10000;120
01/03/2025;Y56;RXX;Fictional;All;S11;500;10000;80
01/03/2025;Y56;RXX;Fictional;All;S12;501;10000;20`);
    t.equal(sickness.layout, 'sickness-reason');
    t.same(
      sickness.figures.map((f) => f.what),
      ['FTE_DAYS_LOST', 'FTE_DAYS_AVAILABLE', 'FTE_DAYS_LOST_REASON', 'FTE_DAYS_LOST_REASON', 'FTE_DAYS_LOST_REASON'],
    );
    // Days lost and available are printed on every reason's row: once, and the row that says 501 is not used.
    t.same(sickness.unread, [5]);
    t.match(sickness.figures[2], { value: { value: 120 }, row: 3, of: { REASON: 'S10' } });
    const facts = read(
      'Measure;Time;Ethnicity;Ethnicity_type;Value\nHeadcount;2018;White;ONS 5+1;932,000\nHeadcount;2018;Mixed;ONS 5+1;-',
    );
    t.equal(facts.layout, 'ethnicity-facts');
    t.match(facts.figures[1]?.value, { status: 'not-supplied' });
    const mixed =
      'Date;Org code;Org name;Data type;Staff group;Total\n2025-03;RXX;F;FTE;All;10\n2025-03;RXX;F;Headcount;All;12';
    t.match(readPublicData(cells(mixed), 'x.csv'), { status: 'refused', reason: /FTE and Headcount/ });
    t.same(
      read(mixed, { basis: 'headcount' }).figures.map((f) => f.value),
      [{ status: 'ok', value: 12 }],
    );
    t.match(readPublicData(cells('a;b\n1;2'), 'x.csv'), { status: 'refused' });
  },
);

const nationality = `Month;Organisation code;Organisation name;Staff group;Nationality;FTE
2017-SEP;RXX;F;Nurses;Filipino;999
2018-JUN;RXX;F;Nurses;British;80
2018-JUN;RXX;F;Nurses;Filipino;15
2018-JUN;RXX;F;Managers;Irish;5
2018-JUN;RXX;F;Managers;Unknown;10
2018-JUN;RYY;G;Nurses;British;*`;
const turnover = (leavers: string): string =>
  `period_end;org_code;staff_group;leavers_hc;denom_end_hc\n${Array.from({ length: 12 }, (_, i) => `2018${String(i + 1).padStart(2, '0')};RXX;All staff groups;${leavers};100`).join('\n')}`;

t.test('a trust gets its staff, staff from abroad and turnover; a hidden figure leaves it without', async (t) => {
  const files = [read(nationality), read(turnover('1'))];
  // 80 + 15 + 5 + 10 of June; Filipino 15 and Irish 5 are not British; 12 leavers over a mean of 100
  t.same(Object.fromEntries(trustFigures(files)), { RXX: { staff: 110, international: 20, turnover: 12 } });
  t.same(Object.fromEntries(trustFigures([read(turnover(''))])), {}, 'a blank is no month without leavers');
  const table = {
    table: 'trusts',
    length: 2,
    columns: { trust: ['RXX', 'RYY'], region: ['North', 'North'], staff: [500, undefined] },
    sources: [],
  };
  const filled = fillTrusts(table, files);
  t.same(filled.columns.staff, [500, undefined], 'what the table says stays');
  t.same(filled.columns.international, [20, undefined]);
});

t.test('a workbook is read as its CSV is, with what its sheet of notes says of blanks', async (t) => {
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.Workbook();
  const notes = book.addWorksheet('Notes');
  notes.addRows([['NHS workforce statistics'], ['* = suppressed: fewer than 5'], ['".." means not available']]);
  const data = book.addWorksheet('Data');
  data.addRows([
    ['Staff by nationality'],
    [],
    ['Month', 'Organisation code', 'Organisation name', 'Staff group', 'Nationality', 'FTE'],
    [new Date(Date.UTC(2018, 5, 30)), 'RXX', 'F', 'Nurses', 'British', 1080.5],
    ['2018-JUN', 'RXX', 'F', 'Nurses', 'Filipino', '*'],
    ['2018-JUN', 'RXX', 'F', 'Nurses', 'Irish', '..'],
    ['2018-JUN', 'RXX', 'F', 'Nurses', 'Polish', null],
    ['2018-JUN', 'RXX', 'F', 'Nurses', 'Spanish', '-'],
    ['2018-JUN', 'RXX', 'F', 'Nurses', 'Greek', 0],
  ]);
  const bytes = new Uint8Array((await book.xlsx.writeBuffer()) as ArrayBuffer);
  const reading = await readPublicFile({ name: 'nationality.xlsx', bytes });
  if (reading.status !== 'ok') return void t.fail(reading.reason);
  const [made] = reading.data;
  t.match(made, { layout: 'nationality', file: 'nationality.xlsx, sheet Data', unread: [] });
  t.match(
    made?.figures.map((f) => [f.of.Nationality, f.row, f.value]),
    [
      ['British', 4, { status: 'ok', value: 1080.5 }],
      ['Filipino', 5, { status: 'suppressed', why: 'at-source' }],
      ['Irish', 6, { status: 'not-supplied', what: 'figure: not available in the file' }],
      ['Polish', 7, { status: 'not-supplied', what: /meaning of a blank cell/ }],
      ['Spanish', 8, { status: 'not-supplied', what: /meaning of "-"/ }],
      ['Greek', 9, { status: 'ok', value: 0 }],
    ],
  );
  t.equal(made?.figures[0]?.of.Month, '2018-06-30', 'a month that is a date cell');
  const other = await readPublicFile({ name: 'x.csv', bytes: new TextEncoder().encode('a,b\n1,2') });
  t.match(other, { status: 'refused' });
});

t.test('EU and UK staff by organisation: a header of two rows, the upper one merged', async (t) => {
  const data = read(
    `Staff by EU and UK nationality, 2016
;;EU;;;;UK;;;
Code;Organisation;All staff;HCHS doctors;Nurses & health visitors;Other staff;All staff;HCHS doctors;Nurses & health visitors;Other staff
RAA;A trust;300;40;110;150;5,000;500;1,600;2,900
RBB;B trust;12;*;4;;800;60;300;440
* = suppressed: fewer than 5`,
  );
  t.equal(data.layout, 'nationality-eu-uk');
  // 2 organisations x 2 nationalities x 4 groups
  t.equal(data.figures.length, 16);
  const at = (code: string, nationality: string, group: string) =>
    data.figures.find((f) => f.of.Code === code && f.of.nationality === nationality && f.of['staff group'] === group);
  t.same(at('RAA', 'UK', 'All staff')?.value, { status: 'ok', value: 5000 });
  t.equal(at('RAA', 'EU', 'HCHS doctors')?.of.Organisation, 'A trust');
  t.same(at('RBB', 'EU', 'HCHS doctors')?.value, { status: 'suppressed', why: 'at-source' });
  t.match(at('RBB', 'EU', 'Other staff')?.value, { status: 'not-supplied' });
  t.equal(at('RBB', 'UK', 'Other staff')?.row, 5);
});

t.test('turnover by staff group 2009 to 2018: columns by their places, wherever the rows begin', async (t) => {
  const row = (period: string, code: string, group: string, leavers: string, stock: string): string =>
    [period, 'a', 'b', 'c', 'd', 'e', code, 'f', 'g', group, 'h', 'i', leavers, stock].join(';');
  const data = read(
    `Turnover
${['Period', ...Array.from({ length: 13 }, (_, i) => `Column ${i}`)].join(';')}
${row('200909 to 201009', 'RAA', 'All staff group(s)', '120.5', '1,004.25')}
${row('201009 to 201109', 'RAA', 'Support to clinical staff', '30', '310')}`,
  );
  t.equal(data.layout, 'turnover-staff-group');
  t.same(data.figures[1], {
    of: { period: '200909 to 201009', 'organisation code': 'RAA', 'staff group': 'All staff group(s)' },
    what: 'denominator FTE',
    value: { status: 'ok', value: 1004.25 },
    row: 3,
  });
  t.same(data.figures[2]?.value, { status: 'ok', value: 30 });
  t.equal(data.figures.length, 4);
});
