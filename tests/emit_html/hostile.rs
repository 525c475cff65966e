//! Texts that try to run in a browser, in every field at once: nothing runs, nothing is asked of the network, nothing is
//! said against the policy of the page, and what stands there is the text.

use serde_json::json;

use crate::support::{browser::Browser, tries};
use crate::texts::EVERYTHING;
use crate::{Opened, pages};
use journey::emit::html::Frame;
use journey::workspace::Memory;

/// Ways to run something, as they are known from the cheat sheets of testers. `RUN` is what would run.
const SHAPES: [&str; 50] = [
    "<script>RUN</script>",
    "</script><script>RUN</script>",
    "</style><script>RUN</script>",
    "</title><script>RUN</script>",
    "</textarea><script>RUN</script>",
    "</template><script>RUN</script>",
    "</svg><script>RUN</script>",
    "--><script>RUN</script>",
    "<!--<script>RUN</script>",
    "<![CDATA[<script>RUN</script>]]>",
    "<img src=x onerror=RUN>",
    "<img src=x onerror=RUN//",
    "\" onmouseover=RUN x=\"",
    "' onmouseover=RUN x='",
    "` onmouseover=RUN x=`",
    "\"><img src=x onerror=RUN>",
    "'><img src=x onerror=RUN>",
    "\" autofocus onfocus=RUN \"",
    "<svg onload=RUN>",
    "<svg><script>RUN</script></svg>",
    "<svg><animate onbegin=RUN attributeName=x dur=1s>",
    "<svg><set onbegin=RUN attributeName=x>",
    "<svg><a xlink:href='javascript:RUN'><text>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=RUN></style></mglyph></table></mtext></math>",
    "<body onload=RUN>",
    "<iframe src='javascript:RUN'></iframe>",
    "<iframe srcdoc='<script>parent.RUN</script>'></iframe>",
    "<object data='javascript:RUN'></object>",
    "<embed src='javascript:RUN'>",
    "<a href='javascript:RUN'>x</a>",
    "<form action='javascript:RUN'><button>x</button></form>",
    "<button formaction='javascript:RUN'>x</button>",
    "<input autofocus onfocus=RUN>",
    "<select autofocus onfocus=RUN></select>",
    "<video><source onerror=RUN></video>",
    "<audio src=x onerror=RUN>",
    "<details open ontoggle=RUN>",
    "<marquee onstart=RUN>",
    "<link rel=stylesheet href='//evil.test/RUN'>",
    "<meta http-equiv=refresh content='0;url=javascript:RUN'>",
    "<base href='//evil.test/'>",
    "<style>@import '//evil.test/RUN';</style>",
    "<div style='background:url(//evil.test/RUN)'>",
    "javascript:RUN",
    "data:text/html,<script>RUN</script>",
    "{{constructor.constructor('RUN')()}}",
    "${RUN}",
    "&lt;script&gt;RUN&lt;/script&gt;",
    "&#60;script&#62;RUN&#60;/script&#62;",
    "\u{2028}<script>RUN</script>\u{2029}",
];

/// What would run, each written in another way.
const RUNS: [&str; 4] = ["window.ran=1", "alert(1)", "fetch('//evil.test/')", "eval('window.ran=1')"];

/// What a journey can hold between quotes.
fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// A text as it is shown: what separates lines without being seen is named.
fn seen(text: &str) -> String {
    text.replace('\u{2028}', "<U+2028>").replace('\u{2029}', "<U+2029>")
}

#[test]
fn no_text_runs() {
    let Some(browser) = Browser::start("that no text of a journey runs in a page") else { return };
    let page = browser.page();
    let payloads = SHAPES.iter().flat_map(|shape| RUNS.map(|run| shape.replace("RUN", run)));
    let payloads: Vec<String> = payloads.collect();
    assert_eq!(payloads.len(), 200);
    page.call("Page.addScriptToEvaluateOnNewDocument", json!({"source": WATCH}));
    // Several at once, as one text, unless there is time: what stands before and behind changes nothing.
    for payload in payloads.chunks(tries(4, 1)).map(|some| some.join(" ")) {
        let journey = EVERYTHING.replace('@', &quoted(&payload));
        let pages = pages(&Memory::new([("all.journey", journey.as_str())]), Frame::Alone);
        for (path, html) in pages.into_iter().filter(|(path, _)| path != "other.html") {
            let opened = Opened::new(&html);
            page.open(&opened.url);
            let said = page.eval(USE);
            assert_eq!(said, json!([]), "{path} with {payload:?}");
            if path == "shoes.html" {
                assert_eq!(page.eval("document.querySelector('h1').textContent"), seen(&payload));
            }
        }
    }
    let complaints = page.complaints();
    assert!(complaints.is_empty(), "{complaints:?}");
}

/// Hears what must not happen.
const WATCH: &str = "
    window.heard = [];
    for (const name of ['alert', 'confirm', 'prompt', 'open']) window[name] = () => window.heard.push(name);
    addEventListener('securitypolicyviolation', (event) => window.heard.push(event.violatedDirective));
";

/// Opens everything that can be opened, and tells what was heard, what was loaded, and which elements and links are
/// none of ours.
const USE: &str = "
    (async () => {
      const all = [...document.querySelectorAll('#\\\\~map [id]')].map((it) => it.id);
      for (const key of all) {
        location.hash = key;
        window.dispatchEvent(new HashChangeEvent('hashchange'));
      }
      for (const choice of document.querySelector('[name=audience]')?.options ?? []) {
        const select = document.querySelector('[name=audience]');
        select.value = choice.value;
        select.dispatchEvent(new Event('input', {bubbles: true}));
      }
      for (const it of document.querySelectorAll('p, a, td')) it.dispatchEvent(new MouseEvent('mouseover', {bubbles: true}));
      await new Promise((done) => setTimeout(done, 0));
      const wrong = [...window.heard];
      if (window.ran) wrong.push('ran');
      wrong.push(...performance.getEntriesByType('resource').map((it) => it.name));
      // Everything there is: the page, the maps of other audiences, and the details of each.
      const maps = [document, ...[...document.querySelectorAll('template')].map((it) => it.content)];
      const texts = maps.flatMap((it) => [...it.querySelectorAll('script.details')]);
      if (texts.some((it) => it.type !== 'text/plain' || it.attributes.length !== 2)) wrong.push('details that would run');
      const details = texts.map((it) => new DOMParser().parseFromString(it.textContent, 'text/html'));
      if (document.getElementById('~map') && details.length === 0) wrong.push('no details');
      const scripts = maps.concat(details).flatMap((it) => [...it.querySelectorAll('script:not(.details)')]);
      if (scripts.length !== 1) wrong.push(scripts.length + ' scripts');
      for (const root of maps.concat(details)) {
        wrong.push(...[...root.querySelectorAll('img, iframe, object, embed, video, audio, form, base, math, marquee, link')].map((it) => it.outerHTML));
        for (const it of root.querySelectorAll('*')) {
          for (const {name} of it.attributes) if (name.startsWith('on') || name === 'srcdoc') wrong.push(it.outerHTML);
        }
        for (const link of root.querySelectorAll('a')) {
          const address = new URL(link.getAttribute('href'), location.href);
          if (!/^(https?:|mailto:|file:)/.test(address.protocol)) wrong.push(link.outerHTML);
          if (link.target === '_blank' && link.rel !== 'noopener noreferrer') wrong.push(link.outerHTML);
        }
      }
      return wrong;
    })()
";

/// Addresses that are no links, each in several disguises.
fn evasions() -> Vec<String> {
    let schemes = [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
    ];
    let more = ["blob:x", "view-source:x", "about:blank", "ftp://a", "ws://a"];
    let disguises: [fn(&str) -> String; 10] = [
        |it| it.to_owned(),
        |it| format!("\u{1}{it}"),
        |it| format!(" {it}"),
        |it| it.replace(':', "&colon;"),
        |it| it.replace(':', "%3A"),
        |it| it.chars().map(|letter| format!("&#{};", u32::from(letter))).collect(),
        |it| format!("{}\t{}", &it[..2], &it[2..]),
        |it| format!("//host/{it}"),
        |it| format!("\\\\host\\{it}"),
        |it| format!("\u{200B}{it}"),
    ];
    schemes.iter().chain(&more).flat_map(|it| disguises.iter().map(move |disguise| disguise(it))).collect()
}

#[test]
fn links_lead_only_where_nothing_runs() {
    let evasions = evasions();
    assert_eq!(evasions.len(), 100);
    for evasion in evasions {
        let journey =
            format!("journey a {{ link <{evasion}>\nstage b {{ evidence \"x\" <{evasion}>\n-> end }} }}");
        for (_, html) in pages(&Memory::new([("all.journey", journey.as_str())]), Frame::Served) {
            for link in html.split("<a ").skip(1).filter_map(|link| link.split("href=\"").nth(1)) {
                let is_ours =
                    link.starts_with('#') || link.starts_with("index.html") || link.starts_with("a.html");
                assert!(is_ours, "{evasion:?} became a link: {}", link.split('"').next().unwrap_or_default());
            }
        }
    }
}

#[test]
fn links_elsewhere_give_nothing_away() {
    let journey = "journey a { link <https://example.com/a?b=1&c>\nstage b { -> end } }";
    let html = crate::page_of(journey);
    let link = "<a class=\"out\" href=\"https://example.com/a?b=1&amp;c\" target=\"_blank\" rel=\"noopener noreferrer\"";
    assert!(html.contains(link));
}
