#!/bin/sh
# Side by side with R and Python: installs them from Debian when they are missing, then compares. Nothing in the project depends on either.
# Usage: npm run build && bench/statistics/run.sh [seed] [cases]
set -e
cd "$(dirname "$0")/../.."
missing() {
  ! Rscript -e 'library(survival); library(jsonlite); library(epitools); library(epiR)' >/dev/null 2>&1 ||
    ! /usr/bin/python3 -c 'import scipy, statsmodels' >/dev/null 2>&1
}
if missing; then
  as_root=
  [ "$(id -u)" = 0 ] || as_root=sudo
  $as_root apt-get update -qq
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    r-base-core r-cran-survival r-cran-jsonlite r-cran-epitools r-cran-epir python3-scipy python3-statsmodels >/dev/null
fi
exec node dist/bench/statistics/run.js "${1:-7}" "${2:-300}"
