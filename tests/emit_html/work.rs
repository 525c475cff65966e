//! What a reader does with a page: chooses, searches, opens, comes by a link; and what the preview does to it.

use serde_json::{Value, json};

use crate::support::browser::{Browser, Page};
use crate::{Opened, examples, page_of};

const SHOP: &str = r#"
team shop "The shop"
team bank "The bank"
channel web "Web"
channel mail "Mail"
segment all "All"
segment firms "Firms"
journey buying "Buying" {
  for all, firms
  owner shop
  stage looking "Looking" { owner shop; goal "Finds it"
    touchpoint page "Page" { channel web; emotion +1 "Nice"; barrier slow "Slow" { severity high } }
    only firms { need "An offer" }
    -> paying 80%
    -> exit
  }
  stage paying "Paying" { owner bank
    touchpoint code "Code" { channel mail; emotion -2 "Again?"; barrier late "Too late" { severity low; accepted "It is so" } }
    -> end
  }
}
"#;

fn choose(page: &Page<'_>, name: &str, value: &str) {
    page.eval(&format!(
        "(() => {{ const it = document.querySelector('[name={name}]'); it.value = {}; it.dispatchEvent(new Event('input', {{bubbles: true}})); }})()",
        Value::from(value)
    ));
}

fn shown(page: &Page<'_>) -> Value {
    page.eval(
        "document.getElementById('~details').hidden ? null : document.querySelector('aside h2').textContent",
    )
}

fn focus(page: &Page<'_>) -> Value {
    page.eval(
        "document.activeElement.name || document.activeElement.id || document.activeElement.textContent",
    )
}

#[test]
fn a_reader_finds_what_is_looked_for() {
    let Some(browser) = Browser::start("what a reader does with a map") else { return };
    let page = browser.page();
    let opened = Opened::new(&page_of(SHOP));
    page.open(&opened.url);

    // A key leads to the search; what is found is counted, and Enter goes on.
    page.press("/");
    assert_eq!(focus(&page), "search");
    for key in ["l", "a", "t", "e"] {
        page.press(key);
    }
    page.wait_for("document.querySelector('output').textContent === '1 of 1 found'");
    page.press("Escape");
    page.wait_for("document.querySelector('output').textContent === ''");

    // A filter dims what does not belong to it, and says how much is left.
    choose(&page, "owner", "0");
    let kept = "[...document.querySelectorAll('#\\\\~map .card:not(.off)')].map((it) => it.id)";
    assert_eq!(page.eval(kept), json!(["paying/code", "paying/code/late"]));
    assert_eq!(page.eval("document.querySelector('output').textContent"), "4 of 10");
    choose(&page, "severity", "high");
    assert_eq!(page.eval(kept), json!([]));
    page.click("[data-do=clear]");
    assert_eq!(page.eval("document.querySelectorAll('.off').length"), 0);

    // A lane is switched off and on.
    page.eval("document.querySelector('[name=lane][value=barriers]').click()");
    assert_eq!(page.eval("document.querySelector('tr.l-barriers').hidden"), true);

    // A link to what is in it brings it back.
    page.eval("location.hash = '#looking/page/slow'");
    page.wait_for("document.querySelector('aside h2')?.textContent === 'Slow'");
    assert_eq!(page.eval("document.querySelector('tr.l-barriers').hidden"), false);
    assert_eq!(focus(&page), "~details");
    page.press("Escape");
    assert_eq!(shown(&page), Value::Null);
    assert_eq!(page.eval("location.hash"), "");

    // What only some see is on their map alone, with their own figures.
    choose(&page, "audience", "firms");
    assert_eq!(page.eval("document.querySelector('.top .facts dt').textContent"), "As seen by");
    assert_eq!(page.eval("document.querySelectorAll('#\\\\~map').length"), 1);
    choose(&page, "audience", "");
    assert_eq!(page.eval("document.querySelector('.top .facts dt').textContent"), "For");
    assert_eq!(page.complaints(), Vec::<String>::new());
}

#[test]
fn an_address_leads_to_a_card_below_the_tools_and_the_heads() {
    let Some(browser) = Browser::start("where the address of a card leads") else { return };
    let page = browser.page();
    page.resize(1400, 820);
    let (_, shoes) = examples().into_iter().find(|(name, _)| name == "shoes/running_shoes.html").unwrap();
    let opened = Opened::new(&shoes);
    page.open(&format!("{}#purchase/checkout", opened.url));
    page.wait_for("!document.getElementById('~details').hidden");
    page.wait_for(
        "document.getElementById('purchase/checkout').getBoundingClientRect().top
            >= document.querySelector('.heads .corner').getBoundingClientRect().bottom
        && document.querySelector('.heads .corner').getBoundingClientRect().top
            >= document.querySelector('main > .tools').getBoundingClientRect().bottom - 1",
    );
}

#[test]
fn a_card_is_opened_by_keys_alone() {
    let Some(browser) = Browser::start("that a map is read with keys alone") else { return };
    let page = browser.page();
    let opened = Opened::new(&page_of(SHOP));
    page.open(&opened.url);
    page.eval("document.querySelector('#paying\\\\/code .t a').focus()");
    page.press("Enter");
    page.wait_for("!document.getElementById('~details').hidden");
    assert_eq!(shown(&page), "Code");
    page.press("Escape");
    assert_eq!(shown(&page), Value::Null);
    assert_eq!(focus(&page), "Code");
}

#[test]
fn a_page_made_anew_keeps_what_the_reader_has_set() {
    let Some(browser) = Browser::start("that a map is made anew in place") else { return };
    let page = browser.page();
    let opened = Opened::new(&page_of(SHOP));
    page.open(&opened.url);
    choose(&page, "owner", "1");
    page.eval("document.querySelector('[name=lane][value=goals]').click()");
    page.eval("location.hash = '#looking/page'");
    page.wait_for("!document.getElementById('~details').hidden");
    page.eval("window.same = document.getElementById('paying/code'); document.querySelector('[data-do=larger]').click()");
    page.eval("document.querySelector('[name=search]').focus()");

    let anew = SHOP
        .replace("\"Page\"", "\"The page\"")
        .replace("-> paying 80%", "-> asking 80%")
        .replace("stage paying", "stage asking \"Asking\" { -> paying }\nstage paying");
    page.eval(&format!("journeyMap.refresh({})", Value::from(page_of(&anew))));
    assert_eq!(shown(&page), "The page");
    assert_eq!(page.eval("window.same === document.getElementById('paying/code')"), true);
    assert_eq!(page.eval("document.querySelectorAll('#\\\\~map .stages > th').length"), 3);
    assert_eq!(page.eval("document.getElementById('looking/page').classList.contains('changed')"), true);
    assert_eq!(page.eval("document.getElementById('paying/code').classList.contains('changed')"), false);
    assert_eq!(page.eval("document.getElementById('paying/code').classList.contains('off')"), true);
    assert_eq!(page.eval("document.querySelector('tr.l-goals').hidden"), true);
    assert_eq!(
        page.eval("document.querySelector('#\\\\~map table').style.getPropertyValue('--zoom')"),
        "1.150"
    );
    assert_eq!(focus(&page), "search");
    page.wait_for("document.querySelectorAll('.changed').length === 0");

    // What was open and is gone is closed.
    let gone = anew.replace("touchpoint page", "touchpoint sheet");
    page.eval(&format!("journeyMap.refresh({})", Value::from(page_of(&gone))));
    assert_eq!(shown(&page), Value::Null);
    assert_eq!(page.complaints(), Vec::<String>::new());
}

#[test]
fn a_map_is_printed_in_pages_of_stages() {
    let Some(browser) = Browser::start("how a map is printed") else { return };
    let page = browser.page();
    let stages: String = (0..12).map(|it| format!("stage s{it} {{ phase purchase; -> end }}\n")).collect();
    let opened = Opened::new(&page_of(&format!("journey long {{ {stages} }}")));
    page.open(&opened.url);
    let pages = page.eval(
        "(() => { dispatchEvent(new Event('beforeprint'));
           const pages = [...document.querySelectorAll('.sheets table')].map((it) => it.querySelectorAll('.stages > th').length);
           dispatchEvent(new Event('afterprint'));
           return [pages, document.querySelectorAll('.sheets').length]; })()",
    );
    assert_eq!(pages, json!([[5, 5, 2], 0]));
}
