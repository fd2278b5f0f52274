# The same figures by epitools and epiR. Reads inputs.json, writes the answers; both paths are arguments.
suppressMessages({
  library(jsonlite)
  library(epitools)
  library(epiR)
})
paths <- commandArgs(trailingOnly = TRUE)
input <- fromJSON(paths[1], simplifyVector = FALSE)
figures <- function(x) lapply(as.numeric(unlist(x)), function(v) if (is.finite(v)) v else "none")
each <- function(items, f) lapply(items, function(item) {
  answer <- tryCatch(suppressWarnings(f(item)), error = function(e) NULL)
  if (is.null(answer)) list("skip") else figures(answer)
})
row <- function(item) as.numeric(unlist(item))
# epitools wants the comparison group first, and those without the event first.
reversed <- function(v, added = 0) matrix(c(v[4] - v[3], v[3], v[2] - v[1], v[1]), 2, byrow = TRUE) + added
rates_of <- function(v) matrix(c(v[3], v[4], v[1], v[2]), 2, byrow = TRUE)
square <- function(v) matrix(c(v[1], v[2] - v[1], v[3], v[4] - v[3]), 2, byrow = TRUE)
layers <- function(item) as.table(array(unlist(lapply(item, function(s) square(row(s)))), c(2, 2, length(item))))
limits <- function(answer) answer[c("lower", "upper")]
conf <- function(v, kind, method) limits(epi.conf(matrix(v[1:2], 1), kind, method = method))
# Both take p from 1 less a distribution function: below this few of its digits are left.
with_digits <- function(p) if (isTRUE(p >= 1e-6)) p else stop("no digits")
two_by_two <- function(item) epi.2by2(layers(item), method = "cohort.count")$massoc.detail
column <- function(item, k) sapply(item, function(s) row(s)[k])
# With nothing seen epiR has no Byar limits.
byar <- function(seen, expected) limits(epi.smr(seen, expected, method = "byar"))
# epiR's closed form. Asked directly, since `epi.2by2` of 2.0.57 hands the four counts over in another order than it reads them. Where everybody
# had the event it walks in steps of a ten-thousandth, and is not asked; nor where nobody had.
score <- function(v) {
  if (v[1] == v[2] || v[3] == v[4] || v[1] + v[3] == 0) stop("not in closed form")
  getFromNamespace("zRRscore", "epiR")(c(t(square(v))), 0.95)[2:3]
}
direct <- function(item) {
  n <- column(item, 1)
  base <- column(item, 2)
  weight <- column(item, 4) / sum(column(item, 4))
  value <- ageadjust.direct(n, base, stdpop = column(item, 4))[["adj.rate"]]
  scale <- sqrt(sum(weight^2 * n / base^2) / sum(n))
  c(value, value + scale * (unlist(byar(sum(n), 1)) - sum(n)))
}
indirect <- function(item) {
  found <- ageadjust.indirect(column(item, 1), column(item, 2), column(item, 3), column(item, 4))$sir
  c(found[["sir"]], found[["exp"]], unlist(byar(found[["observed"]], found[["exp"]])))
}
tables <- input$tables
rates <- input$rates
strata <- input$strata
out <- list(
  "wilson, epitools" = each(tables, function(i) limits(binom.wilson(row(i)[1], row(i)[2]))),
  "wilson, epiR" = each(tables, function(i) conf(row(i), "prevalence", "wilson")),
  "clopper-pearson, epitools" = each(tables, function(i) limits(binom.exact(row(i)[1], row(i)[2]))),
  "clopper-pearson, epiR" = each(tables, function(i) conf(row(i), "prevalence", "clopper-pearson")),
  "agresti-coull, epiR" = each(tables, function(i) pmin(1, pmax(0, unlist(conf(row(i), "prevalence", "agresti"))))),
  "newcombe, epiR" = each(tables, function(i) limits(epi.conf(matrix(c(t(square(row(i)))), 1), "prop.unpaired"))),
  "koopman, epiR" = each(tables, function(i) score(row(i))),
  "katz, epitools" = each(tables, function(i) riskratio.wald(reversed(row(i)))$measure[2, 2:3]),
  "haldane-anscombe, epitools" = each(tables, function(i) riskratio.wald(reversed(row(i), 0.5))$measure[2, 2:3]),
  "fisher, epitools" = each(tables, function(i) tab2by2.test(reversed(row(i)))$p.value[2, "fisher.exact"]),
  "fisher-mid-p-doubled, epitools" = each(tables, function(i) with_digits(tab2by2.test(reversed(row(i)))$p.value[2, "midp.exact"])),
  "pearson, epitools" = each(tables, function(i) tab2by2.test(reversed(row(i)))$p.value[2, "chi.square"]),
  "garwood, epiR" = each(rates, function(i) conf(row(i), "inc.rate", "exact")),
  "byar, epiR" = each(rates, function(i) byar(row(i)[1], row(i)[2])),
  "rate-ratio-log, epitools" = each(rates, function(i) rateratio.wald(rates_of(row(i)))$measure[2, 2:3]),
  "rate-test-mid-p, epitools" = each(rates, function(i) with_digits(rate2by2.test(rates_of(row(i)))$p.value[2, "midp.exact"])),
  "rate-score-test, epitools" = each(rates, function(i) with_digits(rate2by2.test(rates_of(row(i)))$p.value[2, "wald"])),
  "directly-standardised, epitools and epiR" = each(strata, direct),
  "indirectly-standardised, epitools and epiR" = each(strata, indirect),
  "mantel-haenszel-odds, epiR" = each(strata, function(i) two_by_two(i)$OR.mh.wald),
  "mantel-haenszel-ratio-limits, epiR" = each(strata, function(i) two_by_two(i)$RR.mh.wald),
  "cochran-mantel-haenszel, epiR" = each(strata, function(i) unlist(two_by_two(i)$chi2.mh)[c("test.statistic", "p.value.2s")]),
  "breslow-day-statistic, epiR" = each(strata, function(i) two_by_two(i)$bOR.homog$test.statistic),
  # Two strata as two years: the statistic for one ratio in both is the square of the change's deviate.
  "change-of-ratios, epiR" = each(strata, function(i) pchisq(two_by_two(i[1:2])$wRR.homog$test.statistic, 1, lower.tail = FALSE))
)
write(toJSON(out, digits = NA, auto_unbox = TRUE), paths[2])
