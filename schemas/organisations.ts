import { z } from 'zod';

const text = z.string().trim().min(1);

/** One organisation of the file that says what belongs to what; `organisation` is the code that the rows carry. */
export const organisationSchema = z
  .strictObject({
    organisation: text,
    name: text.optional(),
    system: text.optional(),
    region: text.optional(),
    'trust-type': text.optional(),
  })
  .meta({ id: 'Organisation', description: 'An organisation and the system, region and trust type it belongs to.' });

export type OrganisationEntry = z.infer<typeof organisationSchema>;
