import { escapeCss } from './escape.js';

/** The page's style, in the page. Nothing is fetched. `footer` is printed at the foot of each page. */
export const style = (footer: string): string => `
:root{--ink:#212b32;--soft:#4c6272;--rule:#c9d0d4;--hair:#e3e7ea;--link:#005eb8;--deep:#12436d}
*,*::before,*::after{box-sizing:border-box}
html{font:16px/1.5 Arial,"Liberation Sans",Helvetica,sans-serif;color:var(--ink);background:#fff;-webkit-text-size-adjust:100%}
body{margin:0}
main{max-width:1000px;margin:0 auto;padding:32px 16px 64px}
a{color:var(--link)}
a:focus-visible,.scroll:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
.skip{position:absolute;left:-999px;top:8px}.skip:focus{left:16px;z-index:1;background:#fff;padding:8px;outline:3px solid var(--ink)}
.page{margin-top:48px;padding-top:48px;border-top:1px solid var(--rule)}
.page>*{max-width:680px}
.page.full>*{max-width:none}.page.full>.note,.page.full>h2{max-width:680px}
.cover{margin-top:0;padding-top:24px;border-top:4px solid var(--deep)}
.eyebrow{margin:0 0 4px;font-size:14px;color:var(--soft)}
h1{margin:0 0 12px;font-size:32px;line-height:1.2}
h2{margin:0 0 16px;font-size:26px;line-height:1.22}
h3,.h3{margin:28px 0 8px;font-size:18px;line-height:1.3}
.h4{margin:0 0 4px;font-size:14px;line-height:1.4}
p{margin:0 0 12px}
.lead{font-size:17px}
ul,ol{margin:0 0 16px;padding-left:22px}li{margin-bottom:6px}
.note{margin:12px 0 20px;font-size:14px;line-height:1.45;color:#36454f}
.word{font-style:italic;color:#3d3d3d}
.soft{font-size:12px;font-weight:normal;color:var(--soft);white-space:nowrap}
.keep{white-space:nowrap}
.cap{margin:24px 0 8px;font-size:14px;line-height:1.4}
figure{margin:24px 0 8px}
figcaption,caption{padding-bottom:8px;font-size:14px;line-height:1.4;text-align:left;color:var(--ink)}
svg{display:block;max-width:100%;height:auto}
.narrow{display:none}
.side{margin:8px 0 24px;padding-left:12px;border-left:2px solid var(--rule);font-size:14px;line-height:1.45;color:#36454f}
.side p{margin:0}
dl{margin:24px 0 0;border-top:1px solid var(--rule);font-size:15px}
dl div{display:grid;grid-template-columns:11rem 1fr;gap:16px;padding:7px 0;border-bottom:1px solid var(--hair)}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
.facts{font-size:14px}
.contents{font-size:15px}
table{width:100%;margin:24px 0 0;border-collapse:collapse;font-size:14px;line-height:1.35;font-variant-numeric:tabular-nums}
th,td{padding:6px 12px 6px 0;border-bottom:1px solid var(--hair);text-align:left;vertical-align:top;font-weight:normal}
th:last-child,td:last-child{padding-right:0}
thead tr{border-top:1px solid var(--soft)}
thead th{border-bottom:1px solid var(--soft);font-size:13px;vertical-align:bottom;color:var(--soft)}
.num{text-align:right}.num+td:not(.num),.num+th:not(.num){padding-left:8px}
.fixed{table-layout:fixed;font-size:13px}.fixed th,.fixed td{padding-right:8px}.fixed th:last-child,.fixed td:last-child{padding-right:0}
.scroll{overflow-x:auto}.scroll table{margin-top:0}.scroll td{white-space:nowrap}
.total>*{border-top:1px solid var(--soft);border-bottom:1px solid var(--soft);font-weight:bold}
.stats{display:grid;grid-template-columns:repeat(3,1fr);gap:16px;margin:20px 0 8px;border:0}
.stats div{display:block;padding:6px 0 0;border-top:2px solid var(--deep);border-bottom:0}
.stats dt,.stats .detail{font-size:13px;color:var(--soft)}
.stats dd{overflow-wrap:normal}.stats .value{margin:2px 0;font-size:18px;font-weight:bold;line-height:1.3}
@media screen and (min-width:1040px){
.page:not(.full){display:grid;grid-template-columns:680px 240px;column-gap:48px;align-content:start}
.page:not(.full)>*{grid-column:1;min-width:0}
.page:not(.full)>.side{grid-column:2;align-self:start;margin:28px 0 0}
.cover>nav{grid-column:2!important;grid-row:4/span 5;margin-top:4px}
}
@media screen and (max-width:700px){
main{padding:20px 16px 48px}
.page{margin-top:40px;padding-top:32px}
h1{font-size:27px}h2{font-size:23px}.lead{font-size:16px}
.wide{display:none}.narrow{display:block}
dl div{grid-template-columns:1fr;gap:0}
.stats{grid-template-columns:1fr;gap:12px}
.scroll table{min-width:680px}.scroll table.few{min-width:0}
.scroll tbody th,.scroll thead th:first-child{position:sticky;left:0;background:#fff;padding-right:10px}
.stack,.stack caption,.stack tbody,.stack tr,.stack th,.stack td{display:block}
.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.stack tr{padding:8px 0;border-top:1px solid var(--soft)}
.stack tbody th{padding:0 0 4px;border:0;font-weight:bold}
.stack td{display:grid;grid-template-columns:8.5rem 1fr;gap:10px;padding:2px 0;border:0;text-align:left}
.stack .num+td:not(.num){padding-left:0}
.stack td::before{content:attr(data-label);color:var(--soft)}
}
@page{size:A4;margin:11mm 15mm 14mm;@bottom-left{content:"${escapeCss(footer)}";font:9pt Arial,"Liberation Sans",sans-serif;color:#4c6272}@bottom-right{content:counter(page) " of " counter(pages);font:9pt Arial,"Liberation Sans",sans-serif;color:#4c6272}}
@media print{
html{font-size:10pt;line-height:1.38}
main{max-width:none;padding:0}
.page{display:block;margin:0;padding:0;border:0;break-before:page}
.page>*{max-width:none!important}
.cover{break-before:auto;padding-top:12pt}
.skip{display:none}.narrow{display:none}
a{color:inherit}
h1{font-size:22pt}h2{font-size:17pt}h3,.h3{margin:9pt 0 3pt;font-size:12pt}.lead{font-size:11pt}
p{margin-bottom:7pt}ul,ol{margin-bottom:8pt}li{margin-bottom:2pt}
.eyebrow,.note,.side,.cap,.h4,table,figcaption,caption,dl,.facts,.contents{font-size:9.5pt}
thead th,.soft{font-size:9pt}
.stats dt,.stats .detail{font-size:9.5pt}.stats .value{font-size:12pt;margin:0}.stats{margin:6pt 0 2pt}
table{margin-top:12pt;line-height:1.25}th,td{padding:2.5pt 8pt 2.5pt 0}
.cap{margin:12pt 0 4pt}figure{margin:10pt 0 4pt}.side{margin:4pt 0 10pt}.note{margin:8pt 0 12pt}
dl{margin-top:10pt}dl div{grid-template-columns:9rem 1fr;padding:3pt 0}
.facts{display:block;border-top:0;margin-top:6pt;font-size:8.5pt;line-height:1.3}.facts div{display:block;padding:2pt 0;border-top:1px solid var(--hair);border-bottom:0}.facts dt,.facts dd{display:inline;font-size:8.5pt}.facts dt::after{content:": "}
.scroll{overflow:visible}
h2,h3,.cap,caption,figcaption{break-after:avoid}
figure,table,tr,.side,.note,.stats,dl div{break-inside:avoid}
thead{display:table-header-group}
}`;
