/** Why nothing is released, and what to do: by rule. */
export type Refused = {
  readonly rule: 'submission-only' | 'exposed' | 'earlier-release' | 'nothing-left';
  readonly what: string;
  readonly todo: string;
};

export const refusals = {
  'submission-only': (policy: string): Refused => ({
    rule: 'submission-only',
    what: `The policy ${policy} is for the return to the national body alone; nothing may be shown to others under it.`,
    todo: 'Choose another policy, for example --policy board.',
  }),
  exposed: (policy: string): Refused => ({
    rule: 'exposed',
    what: `Under the policy ${policy} a hidden number of people could still be worked out from what would be shown, whatever else is hidden.`,
    todo: 'Ask for fewer breakdowns (--by), for fewer standards (--standard), or for a policy that hides or rounds more.',
  }),
  'earlier-release': (policy: string): Refused => ({
    rule: 'earlier-release',
    what: `Together with earlier releases in the ledger, a number of people that the policy ${policy} hides could be worked out from what would be shown.`,
    todo: 'Ask for the same breakdowns as before (--by), or for fewer; or release this to people who have not seen the earlier releases, with a ledger of its own.',
  }),
  'nothing-left': (policy: string): Refused => ({
    rule: 'nothing-left',
    what: `The numbers are so small that the policy ${policy} leaves nothing to show.`,
    todo: 'Add up more organisations or years, or show the figures only to those who hold the records (--policy internal).',
  }),
} as const;
