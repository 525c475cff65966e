//! What a reader sees: every text stands whole in its cell, none over another, and all can be read by everyone.

use serde_json::{Value, json};

use crate::support::browser::{Browser, Page};
use crate::texts::NASTY;
use crate::versions::compared;
use crate::{Opened, examples, page_of, support};

/// The pages of all examples and of the nasty journey.
fn all() -> Vec<(String, String)> {
    let mut all = examples();
    all.push(("nasty".to_owned(), page_of(NASTY)));
    all.extend(compared("html"));
    all
}

/// Texts that leave their cells or lie over others: the first few, told by what they say.
const WRONG: &str = "
    (() => {
      const wrong = [], near = 1;
      const boxes = (element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        return [...range.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
      };
      const cells = [...document.querySelectorAll('#\\\\~map th, #\\\\~map td')].filter((cell) => !cell.closest('.vis'));
      for (const cell of cells) {
        const frame = cell.getBoundingClientRect();
        const lines = [];
        const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const node = walker.currentNode;
          if (!node.data.trim() || node.parentElement.closest('svg')) continue;
          const range = document.createRange();
          range.selectNodeContents(node);
          for (const box of range.getClientRects()) {
            if (box.width === 0) continue;
            if (box.left < frame.left - near || box.right > frame.right + near || box.top < frame.top - near || box.bottom > frame.bottom + near) {
              wrong.push(['leaves its cell', node.data]);
            }
            // Of the height of a line as much as letters take: lines stand close.
            const inset = box.height * 0.22;
            lines.push([box.left + near, box.top + inset, box.right - near, box.bottom - inset, node.data]);
          }
        }
        lines.sort((a, b) => a[1] - b[1]);
        for (let one = 0; one < lines.length; one++) {
          for (let two = one + 1; two < lines.length && lines[two][1] < lines[one][3]; two++) {
            const [a, b] = [lines[one], lines[two]];
            if (a[0] < b[2] && b[0] < a[2]) wrong.push(['lies over another', a[4], b[4]]);
          }
        }
      }
      const clipped = [...document.querySelectorAll('.i, .card, th, td, h1, dd, .t, .meta')]
        .filter((it) => getComputedStyle(it).overflow !== 'visible' && it.scrollWidth > it.clientWidth + near);
      wrong.push(...clipped.map((it) => ['is cut', it.textContent]));
      if (document.documentElement.scrollWidth > innerWidth + near) wrong.push(['the page is wider than its window', document.documentElement.scrollWidth]);
      return wrong.slice(0, 5);
    })()
";

#[test]
fn every_text_stands_whole_in_its_cell() {
    let Some(browser) = Browser::start("that no text on a map is cut or lies over another") else { return };
    let page = browser.page();
    let mut problems = Vec::new();
    for (name, html) in all() {
        let opened = Opened::new(&html);
        page.open(&opened.url);
        for width in [390, 1280, 1920] {
            page.resize(width, 900);
            let wrong = page.eval(WRONG);
            if wrong != json!([]) {
                problems.push(format!("{name} at {width}: {wrong}"));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert_eq!(page.complaints(), Vec::<String>::new());
}

#[test]
fn a_text_over_another_would_be_found() {
    let Some(browser) = Browser::start("that overlaps are found") else { return };
    let page = browser.page();
    let opened = Opened::new(&page_of(NASTY));
    page.open(&opened.url);
    page.eval("document.querySelector('.card .meta').style.marginTop = '-1.2em'");
    assert_ne!(page.eval(WRONG), json!([]));
}

/// What axe-core finds that is serious or worse.
fn barriers(page: &Page<'_>, axe: &str) -> Value {
    page.eval(&format!("{axe};0"));
    page.eval(
        "axe.run(document).then((found) => found.violations
           .filter((it) => it.impact === 'serious' || it.impact === 'critical')
           .map((it) => [it.id, it.nodes.slice(0, 3).map((node) => node.html)]))",
    )
}

#[test]
fn everyone_can_read_it() {
    let path = support::folder("target/tools/node_modules/axe-core/axe.min.js");
    if !path.is_file() {
        let message = "`axe-core` is not in target/tools: that everyone can read a map is not tested";
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "{message}");
        eprintln!("skipped: {message}");
        return;
    }
    let axe = String::from_utf8(support::read(&path)).expect("a script is text");
    let Some(browser) = Browser::start("that everyone can read a map") else { return };
    let page = browser.page();
    let mut problems = Vec::new();
    let small = |name: &String| ["shoes", "persian", "flawed", "nasty"].iter().any(|it| name.starts_with(it));
    for (name, html) in all().into_iter().filter(|(name, _)| small(name)) {
        let opened = Opened::new(&html);
        for mode in ["light", "dark"] {
            let feature = json!({"features": [{"name": "prefers-color-scheme", "value": mode}]});
            page.call("Emulation.setEmulatedMedia", feature);
            page.open(&opened.url);
            let first = page.eval("document.querySelector('#\\\\~map .card')?.id ?? ''");
            page.eval(&format!("location.hash = {first}; new Promise((done) => setTimeout(done, 50))"));
            let found = barriers(&page, &axe);
            if found != json!([]) {
                problems.push(format!("{name}, {mode}: {found}"));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
