const main = `Measures whether NHS staff are treated equally, from ESR-style extracts.

  workforce-equality check    FILE...            problems, mapping and reconciliation; no figures
  workforce-equality results  FILE...            every indicator, released under a disclosure policy
  workforce-equality report   FILE... --out board.html|.pdf|.docx|.xlsx
  workforce-equality chart    INDICATOR FILE... --out x.svg
  workforce-equality return   FILE... --standard wres|wdes --out return.xlsx
  workforce-equality describe [INDICATOR]        what an indicator counts, in plain English
  workforce-equality serve                       the same as a web service and a page, on this machine
  workforce-equality keys     add|list|revoke    who may use the service
  workforce-equality audit    verify             whether its audit is whole
  workforce-equality synth    --out DIR          a synthetic trust to try it on; no real person

FILE is .xlsx, .csv or .parquet, a folder, or a pattern in quotes; several make one extract. "COMMAND --help" says more.
Exit codes: 0 fine, 1 failure, 2 wrong use, 3 the input has errors, 4 a disclosure rule refused the output.`;

const run = `  --standard wres,...        only these standards
  --edition YEAR             the rules of this year (default: the year of the snapshot)
  --as-at YYYY-MM-DD         the staff snapshot to count, when there are several, or its date when nothing says it
  --years N                  this year and N - 1 before it (default: the year before too, when there is a staff snapshot of it)
  --compared-with YYYY-MM-DD   an earlier staff snapshot to set beside the one counted, in place of the year before (docs/trends.md)
  --organisation CODE        the organisation to count, when the files hold several
  --by KEY,KEY               also by these groups: staff-group, band, sex, age-band, religion, directorate, service, ...
                             organisation, system, region or trust-type: each apart, and all of them added
  --organisations FILE       CSV or YAML: organisation, name, system, region, trust-type (for --by these, and for a region's published figures)
  --peers FILE               only these organisations, and that of --organisation: funnels among them (one code a line, or as --organisations)
  --against white|white-british|all-others   what each group of a finer ethnicity is compared with (default white)
  --set NAME=VALUE           choose a value of an edition for this run, for example chinese=other (may be repeated)
  --labels FILE              results, report, chart: your own words for groups, in Welsh for example (docs/retention.md)
  --framework NAME|FILE      a self-assessment tool for retention.self-assessment: nhs-england, heiw-pledges or a YAML file (docs/retention.md)
  --public FILE              a published CSV or workbook of nationality or turnover that fills blanks of a trusts table (may be repeated; docs/horizon-scan.md)
  --policy NAME|FILE         internal, board (default) or publish; or a policy file
  --ledger FILE              what was released before; nothing that would undo it is shown, and this release is added
  --profile FILE             column names, values and warnings that a person settled (made by check --write-profile)
  --indicators DIR           also your own indicators and editions; their cases are run first (docs/local-measures.md)`;

const engine = `  --engine NAME              memory, duckdb, postgres://user@host/db or clickhouse://host:8123 (which then hold the tables; docs/engines.md).
                             When left out: memory, and DuckDB for Parquet and above 200,000 rows
  --mapping FILE             YAML: what a database calls its tables and columns
  --memory SIZE              memory for DuckDB, such as 4GiB (default 1GiB); beyond it works on disk
  --cache DIR                keep counts for the next run; they are unreleased, so keep DIR as safe as the data
  --explain                  say on stderr what was counted, pass by pass`;

const texts: Readonly<Record<string, string>> = {
  '': main,
  check: `workforce-equality check FILE... [options]
Lists every problem with sheet, row and column, how headers were read, and where every row went. Shows no figures.

  --write-profile FILE       write a profile to fill in: unknown headers and values, one line each
  --indicators DIR           without FILE: only checks your own indicators and runs their cases
  --rows RULE                list the rows behind an exclusion, for example --rows bank
  --json                     as JSON
${run}

Example: workforce-equality check staff.xlsx cases.csv --as-at 2025-03-31`,
  results: `workforce-equality results FILE... [options]
Every indicator with its counts, interval and reading.

  --format table|json|csv|funnel   how to print (default table; --json is the same as --format json; funnel with --by organisation)
  --format arrow|parquet --out FILE   as a file for other tools; --table results (default) or counts, one row for each group
  --table comparison         with --compared-with and --format json or csv: each figure then and now, and its change
  --out FILE                 write to a file and not to the terminal
${run}
${engine}

Example: workforce-equality results extract.xlsx --standard wres --format json > results.json`,
  report: `workforce-equality report FILE... --out board.html|.pdf|.docx|.xlsx [options]
A board report with charts, tables, data quality and method: a page that opens anywhere, an accessible PDF, Word, or a workbook with one table a sheet.

  --out FILE                 where to write it; .html, .pdf (on Linux, x64), .docx or .xlsx says in which format
  --cover FILE               YAML with the cover fields: organisation, meeting, date, agendaItem, author, ...
  --wording bme|ethnic-minority|global-majority   what the groups are called; changes no number
  --json                     also print the results as JSON
${run}
${engine}

Example: workforce-equality report extract.xlsx --out board.html`,
  chart: `workforce-equality chart INDICATOR FILE... --out x.svg|.png|.json [options]
One indicator's chart: SVG or PNG, or its Vega-Lite specification as JSON. With --years its main figure year by year.
${run}
${engine}

Example: workforce-equality chart wres.3 extract.xlsx --out wres-3.svg`,
  return: `workforce-equality return FILE... --standard wres|wdes --out return.xlsx|.json [options]
The numbers a trust enters in the national data collection, part by part, each checked against the results. Exact numbers: for submission
only, not for publication. A return that was filled in is itself a FILE.

  --standard wres|wdes       which collection
  --out FILE.xlsx|.json      a workbook with one sheet for each part, or JSON with rows of the counts table
  --json                     also print the JSON
  --edition YEAR, --as-at YYYY-MM-DD, --organisation CODE, --profile FILE, --indicators DIR as elsewhere
${engine}

Example: workforce-equality return extract.xlsx --standard wres --out return.xlsx`,
  describe: `workforce-equality describe [INDICATOR] [--edition YEAR] [--indicators DIR]
       workforce-equality describe INDICATOR|STANDARD --sql duckdb|postgres|clickhouse [--edition YEAR] [--as-at DATE]
What an indicator compares, counts and excludes, with the source of every rule and whether it has been checked. With
--sql the statements that count it where the data is; the CSV that they return is a FILE for results.

Example: workforce-equality describe wres.3 --edition 2025`,
  serve: `workforce-equality serve [options]
A web service on this machine: a page to drop an extract on, and an API (reference at /docs). Extracts stay in memory and are wiped.

  --port N                   default 3000; 0 takes a free one
  --host ADDRESS             default 127.0.0.1, which only this machine can reach
  --keep MINUTES             how long an extract stays (default 60)
  --believe SECONDS          how long a key that was recognised is believed before the store is asked again: a revoked key works no longer
                             (default 5; 0 asks each time)
  --store FILE|postgres://   where kept results, keys and the audit are (default workforce-equality.db)
  --auth keys                every request needs an API key (see "keys --help"); needed beyond this machine
  --oidc-issuer URL --oidc-audience NAME   tokens of a sign-in service are accepted too; claims organisation and role
  --trust-proxy              believe X-Forwarded-* of the proxy in front, which does the TLS

Example: workforce-equality serve --port 8080`,
  keys: `workforce-equality keys add|list|revoke [options]
API keys of the service. A key is shown once, when it is made.

  keys add --organisation CODE --role board|service|analyst|admin [--scopes read,work,exact,admin] [--days 90] [--label TEXT]
  keys list [--organisation CODE]
  keys revoke ID
  --store FILE|postgres://   default workforce-equality.db

Example: workforce-equality keys add --organisation RXX --role analyst --label "month-end job"`,
  audit: `workforce-equality audit verify [options]
Follows the chain of audit lines; says where it is broken, or its head to be noted. Exit code 1 when it is broken.

  --head HASH                a head noted before: whether it is still in the chain
  --store FILE|postgres://   default workforce-equality.db`,
  synth: `workforce-equality synth --out DIR [options]
Writes a synthetic trust's extract. The same seed gives the same bytes.

  --staff N                  people (default 12000; 0 writes the blank template workbook)
  --trusts N                 how many trusts (default 1)
  --seed N                   default 7
  --format xlsx|csv          default xlsx
  --retention                also absence by month, agency spend, interviews, flexible working and a pulse survey (docs/retention.md)
  --messy                    with title rows, totals, mixed dates, unknown codes and the other faults of real extracts

Example: workforce-equality synth --out out --staff 3000`,
};

export const helpFor = (command: string): string => texts[command] ?? main;
