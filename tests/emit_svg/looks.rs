//! What a reader sees in a real browser: every text stands on the sheet and in its card, none over another; and no text
//! of a journey is anything but text.

use journey::emit::look::Mode;
use journey::workspace::Memory;
use serde_json::{Value, json};

use crate::support::browser::{Browser, Page};
use crate::texts::{EVERYTHING, NASTY, large};
use crate::versions::compared;
use crate::{drawn, drawn_of, examples};

/// Texts that leave the sheet or their cards, or lie over others: the first few, told by what they say.
const WRONG: &str = "
    (() => {
      const wrong = [], near = 1, sheet = document.documentElement.getBoundingClientRect();
      const lines = [...document.querySelectorAll('text')].flatMap((text) => {
        const lines = [...text.querySelectorAll('tspan')];
        return lines.length ? lines : [text];
      });
      const boxes = lines.map((line) => {
        const box = line.getBoundingClientRect();
        if (box.left < sheet.left || box.right > sheet.right || box.top < sheet.top || box.bottom > sheet.bottom) {
          wrong.push(['leaves the sheet', line.textContent]);
        }
        const group = line.closest('g'), card = group?.querySelector(':scope > rect:first-of-type');
        const frame = card?.getBoundingClientRect();
        // A sign may begin with a rectangle too, but none is as wide as a card.
        if (card && card === group.firstElementChild && frame.width > 100) {
          if (box.left < frame.left - near || box.right > frame.right + near || box.top < frame.top - near || box.bottom > frame.bottom + near) {
            wrong.push(['leaves its card', line.textContent]);
          }
        }
        // Of the height of a line as much as letters take: lines stand close.
        const inset = box.height * 0.22;
        return [box.left + near, box.top + inset, box.right - near, box.bottom - inset, line.textContent];
      });
      boxes.sort((a, b) => a[1] - b[1]);
      for (let one = 0; one < boxes.length; one++) {
        for (let two = one + 1; two < boxes.length && boxes[two][1] < boxes[one][3]; two++) {
          const [a, b] = [boxes[one], boxes[two]];
          if (a[0] < b[2] && b[0] < a[2]) wrong.push(['lies over another', a[4], b[4]]);
        }
      }
      return wrong.slice(0, 5);
    })()
";

/// Opens a picture by itself, as a file.
fn open(page: &Page<'_>, svg: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("there is room for a picture");
    let path = folder.path().join("map.svg");
    std::fs::write(&path, svg).expect("there is room for a picture");
    page.open(&format!("file://{}", path.display()));
    folder
}

#[test]
fn every_text_stands_whole_in_its_place() {
    let Some(browser) = Browser::start("that no text in a picture is cut or lies over another") else {
        return;
    };
    let page = browser.page();
    let mut problems = Vec::new();
    let nasty = drawn(&Memory::new([("nasty.journey", NASTY)]), Mode::Auto);
    for (name, svg) in examples().into_iter().chain(nasty).chain(compared("svg")) {
        let _file = open(&page, &svg);
        let wrong = page.eval(WRONG);
        if wrong != json!([]) {
            problems.push(format!("{name}: {wrong}"));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert_eq!(page.complaints(), Vec::<String>::new());
}

#[test]
fn a_text_over_another_would_be_found() {
    let Some(browser) = Browser::start("that overlaps in pictures are found") else { return };
    let page = browser.page();
    let _file = open(&page, &drawn_of(NASTY));
    page.eval(
        "for (const text of document.querySelectorAll('text')) text.setAttribute('font-size', '30'); 0",
    );
    assert_ne!(page.eval(WRONG), json!([]));
}

/// What of a picture is not ours: scripts, handlers, links, and what was loaded.
const FOREIGN: &str = "
    (() => {
      const ours = ['svg', 'title', 'desc', 'style', 'rect', 'path', 'text', 'tspan', 'g'];
      const wrong = [...document.querySelectorAll('*')].filter((it) => !ours.includes(it.tagName)).map((it) => it.outerHTML);
      for (const it of document.querySelectorAll('*')) {
        for (const {name} of it.attributes) if (name.startsWith('on') || name.includes('href')) wrong.push(it.outerHTML);
      }
      wrong.push(...performance.getEntriesByType('resource').map((it) => it.name));
      if (window.ran) wrong.push('ran');
      return wrong.slice(0, 5);
    })()
";

#[test]
fn texts_are_only_texts() {
    let Some(browser) = Browser::start("that no text runs in a picture") else { return };
    let page = browser.page();
    let payloads = [
        "<script>window.ran=1</script>",
        "</text><script>window.ran=1</script>",
        "]]><script>window.ran=1</script>",
        "</style><script>window.ran=1</script>",
        "\\\" onload=\\\"window.ran=1",
        "' onmouseover='window.ran=1",
        "<a href='javascript:window.ran=1'>x</a>",
        "<image href='//evil.test/x'/>",
        "<foreignObject><img src=x onerror=window.ran=1></foreignObject>",
        "<animate onbegin=window.ran=1 attributeName=x dur=1s>",
        "&lt;script&gt;&#60;script&#62;",
        "<!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
        "url(//evil.test/x) @import '//evil.test/x';",
        "\u{2028}<!--\u{2029}<![CDATA[",
    ];
    for payload in payloads {
        let journey = EVERYTHING.replace('@', payload);
        for (name, svg) in drawn(&Memory::new([("all.journey", journey.as_str())]), Mode::Auto) {
            roxmltree::Document::parse(&svg).unwrap_or_else(|why| panic!("{payload:?} in {name}: {why}"));
            let _file = open(&page, &svg);
            assert_eq!(page.eval(FOREIGN), json!([]), "{payload:?} in {name}");
        }
    }
    assert_eq!(page.complaints(), Vec::<String>::new());
}

#[test]
fn the_colours_follow_the_reader_or_the_theme() {
    let Some(browser) = Browser::start("that pictures follow light and dark") else { return };
    let page = browser.page();
    let journey = "journey shoes { stage looking { -> end } }";
    let ground = |mode: Mode, device: &str| -> Value {
        let feature = json!({"features": [{"name": "prefers-color-scheme", "value": device}]});
        page.call("Emulation.setEmulatedMedia", feature);
        let _file = open(&page, &drawn(&Memory::new([("all.journey", journey)]), mode).remove(0).1);
        page.eval("getComputedStyle(document.querySelector('rect')).fill")
    };
    let (light, dark) = (json!("rgb(255, 255, 255)"), json!("rgb(18, 21, 26)"));
    assert_eq!(ground(Mode::Auto, "light"), light);
    assert_eq!(ground(Mode::Auto, "dark"), dark);
    assert_eq!(ground(Mode::Light, "dark"), light);
    assert_eq!(ground(Mode::Dark, "light"), dark);
}

#[test]
fn a_thousand_stages_with_twenty_lanes_take_ten_megabytes_at_most() {
    let svg = drawn_of(&large(1000));
    assert!(svg.len() <= 10_000_000, "{} bytes", svg.len());
    roxmltree::Document::parse(&svg).expect("it is well-formed");
}
