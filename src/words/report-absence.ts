import type { Absent } from '../core/outcome.js';

/** The word that stands in the place of a figure, never blank, 0 or a dash. `staff` true: an empty group is "no staff". */
export function absentWord(absent: Absent, people?: string): string {
  switch (absent.status) {
    case 'suppressed':
      return 'suppressed';
    case 'not-supplied':
      return 'not supplied';
    case 'not-in-force':
      return absent.why === 'not-yet' ? 'not yet in force' : absent.why === 'withdrawn' ? 'withdrawn' : 'not collected';
    case 'undefined':
      if (absent.why === 'not-comparable') return 'not comparable';
      return absent.why === 'no-group-members' && people !== undefined ? `no ${people}` : 'not calculable';
  }
}

/** What the absence means, as a whole sentence. `over` and `under` are groups as they stand inside a sentence ("BME staff"). */
export function absentSentence(absent: Absent, over: string, under: string): string {
  switch (absent.status) {
    case 'suppressed':
      return absent.why === 'at-source'
        ? 'The figure was already hidden in the data supplied. Suppressed is not zero.'
        : 'The figure is suppressed: a small count, or one that would reveal a small count, is hidden. Suppressed is not zero.';
    case 'not-supplied':
      return `There is no figure because something was not supplied: ${absent.what}. That is not the same as zero.`;
    case 'not-in-force':
      return absent.why === 'not-yet'
        ? `The indicator is not in force in edition ${absent.edition}: it comes later.`
        : absent.why === 'withdrawn'
          ? `The indicator was withdrawn by edition ${absent.edition}.`
          : `The indicator was not collected in edition ${absent.edition}, which is not the same as zero.`;
    case 'undefined':
      return undefinedSentence(absent.why, over, under);
  }
}

function undefinedSentence(why: string, over: string, under: string): string {
  switch (why) {
    case 'no-group-members':
      return 'It cannot be calculated because there is nobody in one of the groups compared. That is not a ratio of 1 or of 0.';
    case 'zero-comparator':
      return `It cannot be calculated because it happened to none of the ${under}, so there is nothing to divide by. It did happen to some of the ${over}.`;
    case 'no-events':
      return 'It cannot be calculated because it happened to nobody in either group. That is not a ratio of 1 or of 0.';
    case 'invalid-counts':
      return 'It cannot be calculated because a group has more events than people. The data-quality section says where to look.';
    case 'not-comparable':
      return 'The series breaks between the two years, so that they cannot be compared.';
    case 'not-reached':
      return 'It cannot be calculated: the level asked for is not reached in the data.';
    default:
      return 'It cannot be calculated from these counts.';
  }
}
