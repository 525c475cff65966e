//! What a person sees in a browser while files change, mistakes are made and mended, and the server goes and comes.

use std::fs;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use super::{PATIENCE, Previewing, journey};
use crate::support::browser::{Browser, Page};

const UNTESTED: &str = "a preview in a browser";

/// What of the page's own cards is seen.
fn card(selector: &str) -> String {
    format!("document.querySelector('journey-live')?.shadowRoot.querySelector('{selector}:not([hidden])')")
}

fn wait_for_title(page: &Page<'_>, title: &str) {
    page.wait_for(&format!("document.querySelector('h1')?.textContent === '{title}'"));
}

fn wait_for_state(page: &Page<'_>, state: &str) {
    page.wait_for(&format!("document.documentElement.dataset.live === '{state}'"));
    page.wait_for("document.querySelector('link[rel=icon]').href.startsWith('data:image/svg+xml')");
}

/// Opens the only page, and marks it so that it is seen whether it was loaded anew.
fn open<'b>(browser: &'b Browser, previewing: &Previewing) -> Page<'b> {
    let page = browser.page();
    page.open(&previewing.url);
    wait_for_state(&page, "fine");
    page.eval("window.mark = 1");
    page
}

/// Waits until there is more than one journey to choose from.
fn wait_for_index(previewing: &Previewing) {
    let end = Instant::now() + PATIENCE;
    while previewing.get("/").status != 200 {
        assert!(Instant::now() < end, "there is no index");
        thread::sleep(Duration::from_millis(5));
    }
}

fn is_marked(page: &Page<'_>) -> bool {
    page.eval("window.mark === 1") == true
}

#[test]
fn what_is_saved_is_seen_and_mistakes_lie_over_the_last_good_map() {
    let Some(browser) = Browser::start(UNTESTED) else { return };
    let previewing = Previewing::start();
    let page = open(&browser, &previewing);
    assert_eq!(page.eval("location.pathname"), "/bread.html");
    previewing.write("bread.journey", &journey("bread", "Fresh bread"));
    wait_for_title(&page, "Fresh bread");

    let hostile = "<img src=x onerror=window.mark=2><script>window.mark=3</script>";
    let wrong = journey("bread", "Bread").replace("owner bakery", &format!("ownr bakery // {hostile}"));
    previewing.write("bread.journey", &wrong);
    wait_for_state(&page, "mistakes");
    page.wait_for(&format!("{}.classList.contains('open')", card(".reports.error")));
    let told = page.eval(&format!("{}.innerText", card(".reports")));
    let told = told.as_str().unwrap();
    for part in
        ["1 error", "error[unknown-", "did you mean `owner`?", "bread.journey:5:5", "onerror=window.mark"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert_eq!(page.eval("document.querySelector('h1').textContent"), "Fresh bread");

    previewing.write("bread.journey", &journey("bread", "Mended"));
    wait_for_title(&page, "Mended");
    wait_for_state(&page, "fine");
    assert_eq!(page.eval(&card(".reports")), serde_json::Value::Null);
    assert!(is_marked(&page), "the page was loaded anew");
    assert_eq!(page.complaints(), [""; 0]);
}

#[test]
fn a_page_that_is_first_seen_with_mistakes_gets_its_map() {
    let Some(browser) = Browser::start(UNTESTED) else { return };
    let wrong = journey("bread", "Bread").replace("owner", "ownr");
    let mut previewing = Previewing::start_with(&["--port", "0"], &[("bread.journey", &wrong)]);
    let page = browser.page();
    page.open(&previewing.url);
    wait_for_state(&page, "mistakes");
    wait_for_title(&page, "Bread");
    assert_eq!(page.eval("document.querySelectorAll('section').length"), 0);
    previewing.write("bread.journey", &journey("bread", "Bread at last"));
    wait_for_title(&page, "Bread at last");
    page.wait_for("document.querySelectorAll('section').length > 0");

    // A server that has never seen the good map does not take it away.
    wait_for_state(&page, "fine");
    page.eval("window.mark = 1");
    previewing.write("bread.journey", &wrong);
    wait_for_state(&page, "mistakes");
    previewing.restart(Duration::from_millis(100));
    wait_for_state(&page, "mistakes");
    thread::sleep(Duration::from_millis(500));
    assert_eq!(page.eval("document.querySelector('h1').textContent"), "Bread at last");
    assert!(is_marked(&page));
}

#[test]
fn journeys_come_go_and_are_renamed() {
    let Some(browser) = Browser::start(UNTESTED) else { return };
    let previewing = Previewing::start();
    let page = open(&browser, &previewing);
    previewing.write("bread.journey", &journey("rolls", "Rolls"));
    wait_for_title(&page, "Rolls");
    page.wait_for("location.pathname === '/rolls.html'");
    previewing.write("bread.journey", &journey("buns", "Buns"));
    page.wait_for("location.pathname === '/buns.html'");
    assert_eq!(previewing.get("/bread.html").header("Location"), Some("/buns.html"));

    // To another folder, under the same name.
    fs::create_dir(previewing.path("shop")).unwrap();
    fs::rename(previewing.path("bread.journey"), previewing.path("shop/bread.journey")).unwrap();
    page.wait_for("location.pathname === '/shop/buns.html'");
    assert!(is_marked(&page), "the page was loaded anew");

    let index = browser.page();
    previewing.write("cake.journey", &journey("cake", "Cake"));
    wait_for_index(&previewing);
    index.open(&previewing.url);
    index.wait_for("document.body.innerText.includes('Cake')");
    previewing.write("pie.journey", &journey("pie", "Pie"));
    index.wait_for("document.body.innerText.includes('Pie')");

    fs::remove_file(previewing.path("shop/bread.journey")).unwrap();
    page.wait_for(&card(".gone"));
    assert_eq!(page.eval(&format!("{}.querySelector('a').pathname", card(".gone"))), "/");
    index.wait_for("!document.body.innerText.includes('Buns')");
    fs::write(previewing.path("shop/bread.journey"), journey("buns", "Buns again")).unwrap();
    wait_for_title(&page, "Buns again");
    assert_eq!(page.eval(&card(".gone")), serde_json::Value::Null);

    for path in ["shop/bread.journey", "cake.journey", "pie.journey"] {
        fs::remove_file(previewing.path(path)).unwrap();
    }
    index.wait_for("document.body.innerText.includes('No journey yet')");
    previewing.write("tart.journey", &journey("tart", "Tart"));
    wait_for_title(&index, "Tart");
}

#[test]
fn a_connection_that_is_lost_comes_back() {
    let Some(browser) = Browser::start(UNTESTED) else { return };
    let mut previewing = Previewing::start();
    let page = open(&browser, &previewing);
    let lost_card = format!("{}.innerText", card(".lost"));
    page.eval(&format!("setInterval(() => {{ window.wasLost ||= {}?.innerText }}, 5)", card(".lost")));
    let mut longest = Duration::ZERO;
    for pause in [0, 300, 2_500] {
        page.eval("window.wasLost = undefined");
        previewing.write("bread.journey", &journey("bread", &format!("After {pause}")));
        wait_for_title(&page, &format!("After {pause}"));
        previewing.restart(Duration::from_millis(pause));
        let start = Instant::now();
        page.wait_for("window.wasLost === 'Connection lost, trying again'");
        wait_for_state(&page, "fine");
        longest = longest.max(start.elapsed());
        assert_eq!(page.eval(&card(".lost")), serde_json::Value::Null, "{lost_card}");
    }
    eprintln!("back after {longest:?} at the most");
    assert!(longest < Duration::from_secs(20), "{longest:?}");
    // What was saved while nobody was there is seen too.
    previewing.process.kill().unwrap();
    wait_for_state(&page, "lost");
    previewing.write("bread.journey", &journey("bread", "Meanwhile"));
    previewing.restart(Duration::ZERO);
    wait_for_title(&page, "Meanwhile");
    assert!(is_marked(&page), "the page was loaded anew");

    // A machine that sleeps: nothing ends, and nothing is heard.
    let signal = |name: &str| {
        let sent = Command::new("kill").args([name, &previewing.process.id().to_string()]).status();
        assert!(sent.unwrap().success());
    };
    signal("-STOP");
    wait_for_state(&page, "lost");
    signal("-CONT");
    wait_for_state(&page, "fine");
    previewing.write("bread.journey", &journey("bread", "Awake"));
    wait_for_title(&page, "Awake");
}

#[test]
fn many_tabs_of_one_browser_share_a_connection() {
    let Some(browser) = Browser::start(UNTESTED) else { return };
    let previewing = Previewing::start();
    let mut pages: Vec<Page<'_>> = (0..12).map(|_| open(&browser, &previewing)).collect();
    previewing.write("bread.journey", &journey("bread", "For all"));
    pages.iter().for_each(|page| wait_for_title(page, "For all"));
    // Whoever listened for the others is gone: another does.
    pages.remove(0);
    previewing.write("bread.journey", &journey("bread", "For the others"));
    pages.iter().for_each(|page| wait_for_title(page, "For the others"));
}

#[test]
fn a_click_opens_the_place_or_copies_it() {
    let Some(browser) = Browser::start(UNTESTED) else { return };
    let previewing = Previewing::start();
    let page = open(&browser, &previewing);
    let catch = "window.opened = []; addEventListener('click', (event) => { const to = event.composedPath()[0]; \
                 if (to.protocol?.endsWith('code:')) { opened.push(to.href); event.preventDefault(); } }, true)";
    page.eval(catch);
    page.click("h1");
    let root = fs::canonicalize(previewing.path(".")).unwrap();
    let place = format!("vscode://file{}/bread.journey:3:9", root.display());
    assert_eq!(page.wait_for("window.opened[0]"), place.as_str());
    previewing.write("bread.journey", &journey("bread", "Bread").replace("owner", "ownr"));
    page.wait_for(&card(".reports"));
    let href = page.eval(&format!("{}.href", card(".reports a.place")));
    assert_eq!(href, format!("vscode://file{}/bread.journey:5:5", root.display()));

    let text = journey("bread", "Bread");
    let previewing =
        Previewing::start_with(&["--port", "0", "--editor", "none"], &[("bread.journey", &text)]);
    let page = open(&browser, &previewing);
    let origin = previewing.url.trim_end_matches('/').to_owned();
    let parameters = serde_json::json!({"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"], "origin": origin});
    page.call("Browser.grantPermissions", parameters);
    page.click("h1");
    assert_eq!(page.wait_for(&format!("{}?.textContent", card(".said"))), "Copied bread.journey:3");
    assert_eq!(page.eval("navigator.clipboard.readText()"), "bread.journey:3");
}
