/**
 * The PDF's pages in Typst. It holds no text of a report: everything comes as data from report.json and the drawings beside it, so that no name can be
 * read as markup. Sizes are those of the printed page, for a font that is wider than Arial.
 */
export const template = String.raw`#let d = json("report.json")
#let (ink, soft, rule, hair, deep) = ("#212b32", "#4c6272", "#c9d0d4", "#e3e7ea", "#12436d").map(rgb)

#set document(title: d.name, author: if d.organisation == "" { () } else { d.organisation }, date: none)
#set text(font: "Report Sans", stretch: 75%, size: 9.4pt, lang: "en", region: "GB", fallback: false, fill: ink)
#set par(leading: 0.62em, spacing: 1em, justify: false)
#set page(
  paper: "a4",
  margin: (x: 15mm, top: 19mm, bottom: 17mm),
  header: context if counter(page).get().first() > 1 {
    set text(8.5pt, fill: soft)
    grid(columns: (1fr, auto), gutter: 12pt, d.running.first(), d.running.last())
  },
  footer: context {
    set text(8.5pt, fill: soft)
    grid(columns: (1fr, auto), gutter: 12pt, d.footer, [#counter(page).display() of #counter(page).final().first()])
  },
)
// A word too long for any line may break anywhere.
#show regex("[^\s\u{200b}]{25,}"): it => it.text.clusters().chunks(12).map(c => c.join()).join("\u{200b}")
#show title: set text(20.5pt)
#show heading.where(level: 1): set text(16pt)
#show heading.where(level: 2): set text(11.3pt)
#show heading.where(level: 1): set block(below: 11pt)
#show heading.where(level: 2): set block(above: 15pt, below: 7pt)
#show figure: set align(left)
#show figure: set block(above: 13pt, below: 13pt)
#show figure.caption: it => align(left, text(9pt, it.body))
#set figure(supplement: none, numbering: none)
#set figure.caption(position: top)
#set list(indent: 2pt, body-indent: 6pt, spacing: 6pt)
#set enum(indent: 2pt, body-indent: 6pt, spacing: 6pt)
#show link: set text(fill: rgb("#005eb8"))

#let run(s) = {
  let style = s.at("style", default: none)
  if style == "symbol" { pdf.artifact(s.text) }
  else if "href" in s { link(s.href, s.text) }
  else if style == "strong" { strong(s.text) }
  else if style == "word" { text(style: s.at("slant", default: "italic"), fill: rgb("#3d3d3d"), s.text) }
  else if style == "soft" { text(size: 0.9em, fill: soft, s.text.replace(" ", "\u{a0}")) }
  else if style == "keep" { s.text.replace(" ", "\u{a0}") }
  else { s.text }
}
#let said(spans) = spans.map(run).join()
#let lines(cell) = cell.map(said).join(linebreak())
#let small(body) = block(spacing: 10pt, text(9pt, fill: rgb("#36454f"), body))

#let data(b) = {
  let last = b.columns.len() - 1
  let side(c) = if "numbers" in c { right } else { left }
  // Words after numbers stand apart from them.
  let before(i) = if i == 0 { 0pt } else if side(b.columns.at(i - 1)) == right and side(b.columns.at(i)) == left { b.gap * 1pt + 5pt } else { b.gap * 1pt }
  let cell(i, body, total) = table.cell(breakable: false, align: side(b.columns.at(i)), if total { strong(body) } else { body })
  let caption = block(sticky: true, above: 13pt, below: 6pt, text(9pt)[*#b.name* #b.caption])
  let body = {
    set text(b.size * 1pt)
    set par(leading: 0.5em)
    table(
      columns: b.widths.map(w => w * 1fr),
      inset: (x, y) => (left: before(x), right: if x == last { 0pt } else { b.gap * 1pt }, y: 3.2pt),
      stroke: (x, y) => if y == 0 { (top: 0.6pt + soft, bottom: 0.6pt + soft) } else { (bottom: 0.4pt + hair) },
      table.header(..b.columns.map(c => table.cell(align: side(c) + bottom, text(fill: soft, c.label)))),
      ..b.rows.map(r => {
        let total = "total" in r
        (cell(0, said(r.head), total), ..r.cells.enumerate().map(((i, c)) => cell(i + 1, lines(c), total)))
      }).flatten(),
    )
  }
  // A short table stays whole; a long one keeps its caption with its first rows and repeats its header.
  block(breakable: b.rows.len() > 12, below: 13pt, caption + body)
}
#let picture(b) = {
  figure(kind: image, caption: [*#b.name* #b.caption], image(b.file, alt: b.alt, width: b.width * 1%))
  block(above: 4pt, below: 14pt, inset: (left: 9pt), stroke: (left: 1.5pt + rule), text(9pt, fill: rgb("#36454f"))[*#b.how* \ #said(b.howToRead)])
}
#let stats(b) = block(above: 10pt, below: 12pt, breakable: false, grid(
  columns: (1fr,) * 3, column-gutter: 12pt, row-gutter: 8pt,
  ..b.items.map(i => block(width: 100%, stroke: (top: 1.5pt + deep), inset: (top: 5pt))[
    #set par(spacing: 4.5pt)
    #text(9pt, fill: soft, i.label)

    #text(11.3pt, strong(said(i.value)))

    #text(9pt, fill: soft, i.detail)
  ]),
))
#let facts(items, columns) = grid(
  columns: columns, column-gutter: 12pt,
  inset: (y: 3.4pt), stroke: (top: 0.4pt + hair),
  ..items.map(i => (text(fill: soft, i.label), said(i.text))).flatten(),
)
#let show-block(b) = {
  if b.kind == "lead" { block(text(10.3pt, said(b.text))) }
  else if b.kind == "note" { small(said(b.text)) }
  else if b.kind == "paragraph" { block(said(b.text)) }
  else if b.kind == "heading" { heading(level: 2, b.text) }
  else if b.kind == "list" { if b.ordered { enum(..b.items.map(said)) } else { list(..b.items.map(said)) } }
  else if b.kind == "stats" { stats(b) }
  else if b.kind == "facts" { block(above: 14pt, text(8.5pt, facts(b.items, (30mm, 1fr)))) }
  else if b.kind == "table" { data(b) }
  else if b.kind == "figure" { picture(b) }
  else if b.kind == "turned" { page(flipped: true, b.blocks.map(show-block).join()) }
}

#line(length: 100%, stroke: 3pt + deep)
#text(9pt, fill: soft, d.eyebrow)
#block(above: 8pt, below: 10pt, title(d.title))
#block(text(10.3pt, d.standfirst))
#block(above: 16pt, below: 18pt, facts(d.cover, (38mm, 1fr)))
#if d.recommendation.len() > 0 [
  #block(above: 15pt, below: 7pt, sticky: true, text(11.3pt, strong[Recommendation]))
  The board is asked to:
  #enum(..d.recommendation.map(said))
]
#if d.summary.len() > 0 [
  #block(above: 15pt, below: 7pt, sticky: true, text(11.3pt, strong[Summary]))
  #list(..d.summary.map(said))
]
#[
  #show outline.entry: it => link(it.element.location(), block(above: 6pt, below: 0pt,
    grid(columns: (1fr, auto), gutter: 10pt, it.element.supplement, it.page())))
  #show link: set text(fill: ink)
  #block(breakable: false, above: 15pt)[
    #block(below: 7pt, text(11.3pt, strong[Contents]))
    #outline(title: none, depth: 1)
  ]
]
#for s in d.sections {
  pagebreak(weak: true)
  block(below: 5pt, sticky: true, text(9pt, fill: soft, s.eyebrow))
  heading(level: 1, supplement: s.eyebrow, s.heading)
  for b in s.blocks { show-block(b) }
}
`;
