import { type Args, WrongUse } from '../args.js';
import { say } from './say.js';
import { openStoreOf } from './store.js';

const day = 86_400_000;
const mostDays = 3_660;

/** Makes, lists and revokes API keys. Anybody who can write the store's file may. */
export async function keys(args: Args): Promise<number> {
  const [what, id, ...more] = args.files;
  if (more.length > 0 || (id !== undefined && what !== 'revoke'))
    throw new WrongUse('"keys" takes add, list or revoke ID.');
  const { roles, roleNames, scopes } = await import('../../api/who.js');
  switch (what) {
    case 'add': {
      const organisation = args.text('organisation')?.trim();
      const role = roleNames.find((r) => r === args.text('role'));
      if (!organisation || organisation.length > 100) throw new WrongUse('"keys add" needs --organisation CODE.');
      if (!role) throw new WrongUse(`"keys add" needs --role ${roleNames.join('|')}.`);
      const asked = args.list('scopes');
      for (const s of asked)
        if (!roles[role]!.some((own) => own === s))
          throw new WrongUse(`The role ${role} has no scope "${s.slice(0, 40)}"; it has ${roles[role]!.join(', ')}.`);
      const days = args.count('days', 90);
      if (days < 1 || days > mostDays) throw new WrongUse(`--days takes a number from 1 to ${mostDays}.`);
      const store = await openStoreOf(args);
      const { token, key } = await store.keys.add(
        {
          organisation,
          role,
          scopes: scopes.filter((s) => (asked.length > 0 ? asked.includes(s) : roles[role]!.includes(s))),
          label: (args.text('label') ?? '').slice(0, 100),
          expires: new Date(Date.now() + days * day).toISOString(),
        },
        'command line',
      );
      await store.close();
      if (args.flag('json')) process.stdout.write(`${JSON.stringify({ token, ...key }, null, 2)}\n`);
      else process.stdout.write(`${token}\n`);
      say(
        `Key ${key.id} of ${organisation}: ${role} (${key.scopes.join(', ')}), until ${key.expires.slice(0, 10)}. It is not shown again.`,
      );
      return 0;
    }
    case 'list': {
      const store = await openStoreOf(args);
      const found = await store.keys.list(args.text('organisation'));
      await store.close();
      const state = (k: (typeof found)[number]): string =>
        k.revoked ? `revoked ${k.revoked.slice(0, 10)}` : `until ${k.expires.slice(0, 10)}`;
      process.stdout.write(
        args.flag('json')
          ? `${JSON.stringify(found, null, 2)}\n`
          : found
              .map((k) => `${k.id}  ${k.organisation}  ${k.role} (${k.scopes.join(', ')})  ${state(k)}  ${k.label}\n`)
              .join(''),
      );
      return 0;
    }
    case 'revoke': {
      if (id === undefined) throw new WrongUse('"keys revoke" needs the id of a key; "keys list" shows them.');
      const store = await openStoreOf(args);
      const done = await store.keys.revoke(id, 'command line');
      await store.close();
      if (!done) throw new WrongUse(`There is no key ${id.slice(0, 40)}; "keys list" shows those there are.`);
      say(`Key ${id} is revoked. A running service stops believing it within 5 seconds.`);
      return 0;
    }
    default:
      throw new WrongUse('"keys" takes add, list or revoke ID.');
  }
}
