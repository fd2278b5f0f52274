/** What a report says of published figures beside the organisation's. */
export const benchmarkWords = {
  caption: 'Published figures, each of the year it names',
  otherYear: (year: string): string => `${year}, the latest read at its source`,
  ratio: 'The same ratio',
  share: (group: string, of: 'board' | undefined): string => `${group}${of ? `, share of the ${of}` : ''}`,
} as const;
