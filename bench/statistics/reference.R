# The same figures by R. Reads inputs.json, writes R.json; both paths are arguments.
suppressMessages({
  library(jsonlite)
  library(survival)
})
paths <- commandArgs(trailingOnly = TRUE)
input <- fromJSON(paths[1], simplifyVector = FALSE)
figures <- function(x) lapply(as.numeric(x), function(v) if (is.finite(v)) v else "none")
each <- function(items, f) lapply(items, function(item) {
  answer <- tryCatch(suppressWarnings(f(item)), error = function(e) NULL)
  if (is.null(answer)) list("skip") else figures(answer)
})
row <- function(item) as.numeric(unlist(item))
square <- function(v) matrix(c(v[1], v[2] - v[1], v[3], v[4] - v[3]), 2, byrow = TRUE)
cube <- function(item) array(unlist(lapply(item, function(s) t(square(row(s))))), c(2, 2, length(item)))
doubled_mid <- function(v) {
  m <- v[1] + v[3]
  half <- dhyper(v[1], v[2], v[4], m) / 2
  lower <- phyper(v[1], v[2], v[4], m) - half
  upper <- phyper(v[1] - 1, v[2], v[4], m, lower.tail = FALSE) - half
  min(1, 2 * min(lower, upper))
}
table_of <- function(people) {
  d <- as.data.frame(do.call(rbind, lapply(people, row)))
  names(d) <- c("entry", "exit", "cause", "group", "stratum")
  d$stay <- d$exit - d$entry
  d
}
km <- function(people, how) {
  s <- summary(survfit(Surv(entry, exit, cause > 0) ~ 1, data = table_of(people), conf.type = how), censored = TRUE)
  # The curve has a step at every entry too; ours has one at every exit.
  kept <- s$surv > 0 & s$surv < 1 & s$time %in% table_of(people)$exit
  as.numeric(rbind(s$surv, s$std.err, s$lower, s$upper)[, kept])
}
delayed <- function(item) {
  d <- table_of(item)
  s <- summary(survfit(Surv(entry, exit, factor(cause, 0:2)) ~ 1, data = d, id = seq_len(nrow(d))), censored = TRUE)
  s$kept <- s$time %in% d$exit
  s
}
mantel <- function(item, f, ...) f(mantelhaen.test(cube(item), ...))
statistic <- function(test) c(test$statistic, test$p.value)
ranked <- function(formula) function(item) {
  d <- table_of(item)
  s <- survdiff(formula, data = d)
  c(s$chisq, pchisq(s$chisq, length(unique(d$group)) - 1, lower.tail = FALSE))
}
tables <- input$tables
rates <- input$rates
out <- list(
  "wilson" = each(tables, function(i) prop.test(row(i)[1], row(i)[2], correct = FALSE)$conf.int),
  "clopper-pearson" = each(tables, function(i) binom.test(row(i)[1], row(i)[2])$conf.int),
  "fisher" = each(tables, function(i) fisher.test(square(row(i)))$p.value),
  "fisher-mid-p" = each(tables, function(i) {
    v <- row(i)
    fisher.test(square(v))$p.value - dhyper(v[1], v[2], v[4], v[1] + v[3]) / 2
  }),
  "fisher-mid-p-doubled" = each(tables, function(i) doubled_mid(row(i))),
  "pearson" = each(tables, function(i) chisq.test(square(row(i)), correct = FALSE)$p.value),
  "score-test-share" = each(tables, function(i) statistic(prop.test(row(i)[1], row(i)[2], 0.3, correct = FALSE))),
  # Miettinen and Nurminen's n / (n - 1) is in the variance.
  "score-test" = each(tables, function(i) {
    n <- row(i)[2] + row(i)[4]
    pchisq(chisq.test(square(row(i)), correct = FALSE)$statistic * (n - 1) / n, 1, lower.tail = FALSE)
  }),
  "garwood" = each(rates, function(i) poisson.test(row(i)[1], row(i)[2])$conf.int),
  # Breslow and Day's form written out: epitools has Rothman's, with half an event added to both limits.
  "byar" = each(rates, function(i) {
    x <- c(row(i)[1], row(i)[1] + 1)
    limits <- x * (1 - 1 / (9 * x) + c(-1, 1) * qnorm(0.975) / (3 * sqrt(x)))^3 / row(i)[2]
    c(if (x[1] == 0) 0 else max(0, limits[1]), limits[2])
  }),
  "rate-ratio-exact" = each(rates, function(i) poisson.test(row(i)[c(1, 3)], row(i)[c(2, 4)])$conf.int),
  "rate-test-minlike" = each(rates, function(i) poisson.test(row(i)[c(1, 3)], row(i)[c(2, 4)])$p.value),
  "rate-test" = each(rates, function(i) {
    one <- function(side) poisson.test(row(i)[c(1, 3)], row(i)[c(2, 4)], alternative = side)$p.value
    min(1, 2 * one("less"), 2 * one("greater"))
  }),
  "mantel-haenszel-odds" = each(input$strata, function(i) mantel(i, function(m) c(m$estimate, m$conf.int), correct = FALSE)),
  "cochran-mantel-haenszel" = each(input$strata, function(i) mantel(i, statistic, correct = FALSE)),
  "cochran-mantel-haenszel-corrected" = each(input$strata, function(i) mantel(i, statistic, correct = TRUE)),
  "benjamini-hochberg" = each(input$ps, function(i) p.adjust(row(i), "BH")),
  "holm" = each(input$ps, function(i) p.adjust(row(i), "holm")),
  "kaplan-meier-log-log" = each(input$people, function(i) km(i, "log-log")),
  "kaplan-meier-log" = each(input$people, function(i) km(i, "log")),
  "log-rank" = each(input$people, ranked(Surv(stay, cause > 0) ~ group)),
  "log-rank-stratified" = each(input$people, ranked(Surv(stay, cause > 0) ~ group + strata(stratum))),
  "aalen-johansen" = each(input$people, function(i) {
    d <- table_of(i)
    s <- summary(survfit(Surv(stay, factor(cause, 0:2)) ~ 1, data = d), censored = TRUE)
    as.numeric(t(cbind(s$pstate[, 2], s$std.err[, 2], s$pstate[, 3], s$std.err[, 3])))
  }),
  "aalen-johansen, delayed entry" = each(input$people, function(i) {
    s <- delayed(i)
    as.numeric(t(s$pstate[s$kept, 2:3]))
  }),
  "aalen-johansen, delayed entry, standard error" = each(input$people, function(i) {
    s <- delayed(i)
    as.numeric(t(s$std.err[s$kept, 2:3]))
  })
)
write(toJSON(out, digits = NA, auto_unbox = TRUE), paths[2])
