import t from 'tap';
import { isoDate } from '../../src/core/dates.js';
import { mentionedDates, readDateNumber, readDateText } from '../../src/extract/dates.js';
import { saidSnapshot } from '../../src/extract/snapshot.js';

const said = (text: string): string => {
  const r = readDateText(text);
  return r.kind === 'day' ? isoDate(r.day) : r.kind;
};
const number = (n: number): string => {
  const r = readDateNumber(n);
  return r.kind === 'day' ? isoDate(r.day) : r.kind;
};

t.test('every way a date is written gives the same day', async (t) => {
  for (const text of [
    '31-Mar-2026',
    '31-MAR-26',
    '31/03/2026',
    '31/3/26',
    '31.03.2026',
    '2026-03-31',
    '2026/03/31',
    '2026-03-31T00:00:00',
    '2026-03-31 00:00:00.000',
    '2026-03-31T00:00:00Z',
    '31/03/2026 00:00',
    '31-Mar-2026 12:30:00 PM',
    '31 March 2026',
    '31st March 2026',
    'Tuesday, 31 March 2026',
    'March 31, 2026',
    '20260331',
    '46112', // 31 March 2025 is serial 45747, and 45747 + 365 = 46112
    '2026-MAR',
    'Mar-26',
    'March 2026',
    '2026-03',
    '2025/26',
  ])
    t.equal(said(text), '2026-03-31', text);
});

t.test('two digits of a year turn at 50, as Oracle does', async (t) => {
  t.equal(said('01-JAN-49'), '2049-01-01');
  t.equal(said('01-JAN-50'), '1950-01-01');
  const birth = readDateText('01/01/45', 15);
  t.equal(birth.kind === 'day' && isoDate(birth.day), '1945-01-01');
});

t.test('dates that mean none, cannot be, or cannot be read are told apart', async (t) => {
  t.equal(said('31-Dec-4712'), 'none');
  t.equal(said('31/12/9999'), 'none');
  t.equal(said('01/01/1900'), 'none');
  t.equal(said('00/01/1900'), 'none');
  t.equal(said('31/02/2025'), 'impossible');
  t.equal(said('29/02/2025'), 'impossible');
  t.equal(said('29/02/2024'), '2024-02-29');
  t.equal(said('2025-13-01'), 'impossible');
  t.equal(said('03/25/2025'), 'month-first');
  t.equal(said('next week'), 'unreadable');
  t.equal(said('31-Foo-2025'), 'unreadable');
});

t.test('numbers in a date column are serials, unless they are a day or a month written as digits', async (t) => {
  t.equal(number(45747), '2025-03-31');
  t.equal(number(45747.75), '2025-03-31');
  t.equal(number(20250331), '2025-03-31');
  t.equal(number(202503), '2025-03-31');
  t.equal(number(1), 'none');
  t.equal(number(0), 'none');
  t.equal(number(1027426), 'none'); // the end of 4712 as a serial
  t.equal(number(2025), 'impossible'); // a year typed into a date column is not 17 July 1905
  t.equal(number(-5), 'impossible');
});

t.test('dates are found in names', async (t) => {
  const days = (text: string) => mentionedDates(text).map((m) => isoDate(m.day));
  t.same(days('Staff in Post 31-MAR-2025'), ['2025-03-31']);
  t.same(days('sip_2025-03'), ['2025-03-31']);
  t.same(days('SIP Mar 25'), ['2025-03-31']);
  t.same(days('SIP_31_03_2025_v2'), ['2025-03-31']);
  t.same(days('SIP 20250331'), ['2025-03-31']);
  t.same(days('SIP 31032025'), ['2025-03-31']);
  t.same(days('Staff in Post - Workforce 202303 extracted May 23'), ['2023-03-31', '2023-05-31']);
  t.same(days('Leavers 2024-25'), []);
  t.same(days('Room 12345 Band 5'), []);
});

t.test(
  'the snapshot is what the title says, then the sheet, then the file; never when the report was made',
  async (t) => {
    const row = (text: string, row = 1) => ({ row, hidden: false, cells: [text] });
    const from = (title: readonly string[], sheet: string, file: string) => {
      const s = saidSnapshot(
        title.map((text, i) => row(text, i + 1)),
        sheet,
        file,
      );
      return s.kind === 'said' ? `${isoDate(s.day)} ${s.where}` : s.kind;
    };
    t.equal(from(['Staff in Post as at 31 March 2025'], '2024-03', 'x.csv'), '2025-03-31 title');
    t.equal(from(['Report run on 14/04/2025', 'As at: 31/03/2025'], 'Sheet1', 'x.csv'), '2025-03-31 title');
    t.equal(from(['Report run on 14/04/2025'], '31-MAR-2025', 'x.csv'), '2025-03-31 sheet');
    t.equal(from(['Period 01-APR-2024 to 31-MAR-2025'], 'Sheet1', 'x.csv'), '2025-03-31 title');
    t.equal(from([], 'Sheet1', 'Workforce 202303 extracted May 23.csv'), '2023-03-31 file');
    t.equal(from(['31/03/2025', '31/03/2024'], 'Sheet1', 'x.csv'), 'several');
    t.equal(from(['31/03/2025', '31/03/2024'], 'Sheet1', 'SIP 2024-03.csv'), '2024-03-31 file');
    t.equal(from([], 'Sheet1', 'Staff 2024-25.xlsx'), 'nothing');
  },
);
