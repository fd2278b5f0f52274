"""The same figures by SciPy and statsmodels. Reads inputs.json, writes Python.json; both paths are arguments."""

import json
import math
import sys
import warnings
from decimal import Decimal, getcontext

import numpy as np
from scipy import stats
from statsmodels.duration.survfunc import SurvfuncRight, survdiff
from statsmodels.stats import contingency_tables, multitest, proportion, rates

warnings.filterwarnings("ignore")
getcontext().prec = 50


def each(items, f):
    def answer(item):
        try:
            return [float(v) if math.isfinite(v) else "none" for v in f(item)]
        except Exception:
            return ["skip"]

    return [answer(item) for item in items]


def clipped(limits, low=0.0):
    return [min(1.0, max(low, v)) for v in limits]


def share(method):
    return lambda v: clipped(proportion.proportion_confint(v[0], v[1], method=method))


def wilson_corrected(v):
    return stats.binomtest(v[0], v[1]).proportion_ci(method="wilsoncc")


def two(compare, method, correction=True):
    return lambda v: proportion.confint_proportions_2indep(*v, compare=compare, method=method, correction=correction)


def in_fifty_digits(correction):
    """The score interval by bisection of the textbook formula, in decimal arithmetic."""
    z = Decimal("1.95996398454005423552459443052055")

    def statistic(x1, n1, x2, n2, theta):
        a = theta * (n1 + n2)
        b = -(theta * n1 + x1 + n2 + theta * x2)
        c = x1 + x2
        p2 = (-b - max(Decimal(0), b * b - 4 * a * c).sqrt()) / (2 * a)
        p1 = theta * p2
        v = p1 * (1 - p1) / n1 + theta**2 * p2 * (1 - p2) / n2
        if correction:
            v *= (n1 + n2) / (n1 + n2 - 1)
        d = x1 / n1 - theta * x2 / n2
        return d / v.sqrt() if v > 0 else (Decimal(0) if d == 0 else d * Decimal("1e30"))

    def f(v):
        if v[0] + v[2] == 0:
            return [math.nan, math.nan]
        counts = [Decimal(x) for x in v]

        def solve(target):
            low, high = Decimal(-40), Decimal(40)
            for _ in range(70):
                mid = (low + high) / 2 + Decimal("1e-40")
                if statistic(*counts, mid.exp()) > target:
                    low = mid
                else:
                    high = mid
            return float(low.exp())

        return [0.0 if v[0] == 0 else solve(z), math.nan if v[2] == 0 else solve(-z)]

    return f


def stratified(strata):
    tables = [np.array([[x1, n1 - x1], [x2, n2 - x2]], dtype=float) for x1, n1, x2, n2 in strata]
    return contingency_tables.StratifiedTable(tables)


def tested(result, df=1):
    # statsmodels takes p from 1 less the distribution function, which has no digits left for a small p.
    return [result.statistic, stats.chi2.sf(result.statistic, df)]


def homogeneity(adjust):
    def f(v):
        # statsmodels counts every stratum in the degrees of freedom, also those whose margins leave one table only.
        telling = [r for r in v if 0 < r[0] + r[2] < r[1] + r[3]]
        return tested(stratified(telling).test_equal_odds(adjust=adjust), len(telling) - 1)

    return f


def garwood(v):
    lower = stats.chi2.ppf(0.025, 2 * v[0]) / 2 if v[0] > 0 else 0.0
    return [lower / v[1], stats.chi2.isf(0.025, 2 * v[0] + 2) / 2 / v[1]]


def scipy_katz(v):
    return stats.contingency.relative_risk(*v).confidence_interval()


def rate_test(method):
    return lambda v: [rates.test_poisson_2indep(*v, method=method).pvalue]


def curve(people):
    entry, exits, cause = (np.array([p[k] for p in people], dtype=float) for k in range(3))
    s = SurvfuncRight(exits, (cause > 0).astype(int), entry=entry)
    at = dict(zip(s.surv_times, zip(s.surv_prob, s.surv_prob_se)))
    # A row for every exit, as ours; those of the curve's steps carry on until the next.
    now, found = (1.0, 0.0), []
    for time in sorted(set(exits)):
        now = at.get(time, now)
        if 0 < now[0] < 1:
            found += now
    return found


def ranked(people, stratified=False):
    stay = np.array([p[1] - p[0] for p in people], dtype=float)
    left = np.array([p[2] > 0 for p in people], dtype=int)
    group = np.array([p[3] for p in people])
    strata = np.array([p[4] for p in people]) if stratified else None
    statistic, _ = survdiff(stay, left, group, strata=strata)
    return [statistic, stats.chi2.sf(statistic, len(set(group)) - 1)]


data = json.load(open(sys.argv[1]))
t, s = data["tables"], data["strata"]
out = {
    "wilson": each(t, share("wilson")),
    "wilson-corrected": each(t, wilson_corrected),
    "clopper-pearson": each(t, share("beta")),
    "agresti-coull": each(t, share("agresti_coull")),
    "newcombe": each(t, two("diff", "newcomb")),
    "agresti-caffo": each(t, lambda v: clipped(two("diff", "agresti-caffo")(v), -1.0)),
    "katz": each(t, two("ratio", "log")),
    "walter": each(t, two("ratio", "log-adjusted")),
    "miettinen-nurminen": each(t, two("ratio", "score", True)),
    "miettinen-nurminen, 50 digits": each(t, in_fifty_digits(True)),
    "koopman": each(t, two("ratio", "score", False)),
    "koopman, 50 digits": each(t, in_fifty_digits(False)),
    "fisher": each(t, lambda v: [stats.fisher_exact([[v[0], v[1] - v[0]], [v[2], v[3] - v[2]]])[1]]),
    "mantel-haenszel-odds": each(s, lambda v: [stratified(v).oddsratio_pooled, *stratified(v).oddsratio_pooled_confint()]),
    "mantel-haenszel-ratio": each(s, lambda v: [stratified(v).riskratio_pooled]),
    "cochran-mantel-haenszel": each(s, lambda v: tested(stratified(v).test_null_odds(correction=False))),
    "cochran-mantel-haenszel-corrected": each(s, lambda v: tested(stratified(v).test_null_odds(correction=True))),
    "katz, SciPy": each(t, scipy_katz),
    "score-test-share": each(t, lambda v: stats.chisquare([v[0], v[1] - v[0]], [0.3 * v[1], 0.7 * v[1]])),
    "rate-test-minlike": each(data["rates"], rate_test("exact-cond")),
    "rate-score-test": each(data["rates"], rate_test("score")),
    "garwood, SciPy": each(data["rates"], garwood),
    "benjamini-hochberg": each(data["ps"], lambda v: multitest.multipletests(v, method="fdr_bh")[1]),
    "holm": each(data["ps"], lambda v: multitest.multipletests(v, method="holm")[1]),
    "kaplan-meier": each(data["people"], curve),
    "log-rank": each(data["people"], ranked),
    "log-rank-stratified": each(data["people"], lambda v: ranked(v, True)),
    "breslow-day": each(s, homogeneity(False)),
    "breslow-day-tarone": each(s, homogeneity(True)),
}
json.dump(out, open(sys.argv[2], "w"))
