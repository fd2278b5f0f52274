import t from 'tap';
import { indicatorBeside, indicatorName } from '../../src/words/report-indicators.js';
import { groupOf } from '../../src/words/report-sentences.js';
import { standardName, standardPlace } from '../../src/words/standards.js';

t.test('the group stands where a reader expects it', async (t) => {
  t.equal(groupOf('BME', 'staff'), 'BME staff');
  t.equal(groupOf('White', 'shortlisted applicants'), 'shortlisted White applicants');
  t.equal(
    groupOf('BME', 'shortlisted applicants for consultant posts'),
    'shortlisted BME applicants for consultant posts',
  );
  t.equal(groupOf('BME', 'doctors and dentists'), 'BME doctors and dentists');
});

t.test(
  'a standard has its name, its short name and its place; one of an organisation’s own keeps what it is called',
  async (t) => {
    t.equal(indicatorName('bank-wres.disciplinary'), 'Bank WRES disciplinary');
    t.equal(indicatorBeside('bank-wres.disciplinary'), 'Bank WRES');
    t.equal(indicatorBeside('wdes.4a.patients'), 'WDES 4a(i)');
    t.equal(indicatorBeside('bank-wres.survey-5'), 'Bank WRES');
    t.equal(standardName('staff-voice'), 'Staff voice');
    const mine = ['staff-voice', 'disparity-ratio', 'wdes', 'bank-wres', 'wres'];
    t.same(
      [...mine].sort((a, b) => standardPlace(a) - standardPlace(b)),
      ['wres', 'wdes', 'bank-wres', 'disparity-ratio', 'staff-voice'],
    );
  },
);
